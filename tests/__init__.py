"""Tests of the integration and of its simulator."""
