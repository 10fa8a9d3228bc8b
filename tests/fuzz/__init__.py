"""Fuzzing of what reads a server's bytes: `ami` and `app_rpt`."""
