"""The parts of the conditions."""
