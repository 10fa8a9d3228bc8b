"""The forms beside those that add a server."""
