"""What a server, a network or a disk that means harm may hand over, and what comes of it."""
