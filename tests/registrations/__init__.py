"""Whether nodes are registered."""
