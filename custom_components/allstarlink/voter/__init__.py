"""The receivers of nodes that vote for the best one."""
