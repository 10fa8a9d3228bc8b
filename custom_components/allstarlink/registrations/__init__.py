"""Whether the nodes of a server are registered."""
