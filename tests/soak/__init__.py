"""Hours of faults: Home Assistant's core, three servers and twenty nodes."""
