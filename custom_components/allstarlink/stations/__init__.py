"""Stations as devices: when and where a callsign is heard, on the nodes of one or all servers."""
