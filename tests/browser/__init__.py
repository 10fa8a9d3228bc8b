"""Home Assistant's frontend in a browser."""
