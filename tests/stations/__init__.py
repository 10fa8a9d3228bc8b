"""Tests of stations as devices."""
