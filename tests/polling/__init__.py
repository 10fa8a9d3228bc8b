"""Tests of when and how nodes are polled."""
