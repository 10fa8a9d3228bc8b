"""When a node is polled, how it is asked, and what its failures mean."""
