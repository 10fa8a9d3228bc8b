"""The pure package `asterisk`."""
