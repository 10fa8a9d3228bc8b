"""What happened on a node: history, statistics, and since when it is quiet."""
