"""Tests of the benchmarks' table and limits, and their short version."""
