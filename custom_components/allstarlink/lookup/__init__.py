"""What AllStarLink's statistics service knows of one node, on demand."""
