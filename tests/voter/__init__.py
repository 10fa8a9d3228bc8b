"""Nodes that vote for the best of several receivers."""
