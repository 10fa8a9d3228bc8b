"""The AMI client against a real Asterisk, and the simulator beside it."""
