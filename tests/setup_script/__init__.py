"""The script that makes Home Assistant's user on a node."""
