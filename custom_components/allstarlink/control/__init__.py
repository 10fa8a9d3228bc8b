"""The control of a node: commands, their proof, and who asked for them."""
