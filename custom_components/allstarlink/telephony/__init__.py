"""Telephony: the calls, extensions and trunks of an Asterisk server."""
