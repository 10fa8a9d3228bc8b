"""The rest of an Asterisk server: its calls, extensions, endpoints and peers.

Pure functions and frozen data, as in `app_rpt`: nothing here does I/O, reads a
clock or knows Home Assistant. Input are events and the rows of list replies,
as anything with a `get` (see `headers`); time enters as `now`.

Headers that hold passwords (DialString, ApplicationData, Data) are looked at,
and no value of this package ever contains them.
"""
