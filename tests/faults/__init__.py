"""The fault matrix: each thing that goes wrong, against a server on a real socket."""
