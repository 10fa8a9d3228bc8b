"""Entities of the variables and pins that a node reports, as they appear."""
