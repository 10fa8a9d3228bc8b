"""The triggers that `trigger.py` offers, and what they share with conditions."""
