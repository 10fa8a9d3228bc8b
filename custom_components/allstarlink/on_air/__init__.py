"""Clips that a node puts on the air: where they come from, and how the server gets them."""
