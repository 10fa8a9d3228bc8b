"""What app_rpt says and obeys: pure functions and frozen data.

Nothing here does I/O, reads a clock or knows Home Assistant. Input is the
ordered (name, value) fields of AMI messages; time enters as `now`.
"""
