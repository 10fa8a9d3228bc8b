"""Tests with Home Assistant as a process of its own."""
