"""Tests of what a node puts on the air."""
