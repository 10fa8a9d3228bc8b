"""Who is who: the list of nodes that AllStarLink publishes."""
