"""The queue of a node's clips: in order, urgent ones first. No I/O, no clock."""

from collections.abc import Iterator

# Clips that a node has, the one that is played among them
MAX_CLIPS = 10


class QueueFull(Exception):
    """There are as many clips as a node may have."""


class Queue[T]:
    """Clips that wait for their turn; the first has it, and keeps it until it leaves."""

    def __init__(self) -> None:
        """Begin with none."""
        self._items: list[T] = []
        self._urgent: set[int] = set()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        """Return them in their order."""
        return iter(tuple(self._items))

    @property
    def first(self) -> T | None:
        """Whose turn it is, None if there is none."""
        return self._items[0] if self._items else None

    def join(self, item: T, *, urgent: bool, first_stays: bool) -> None:
        """Let one wait: behind all, or behind those that are urgent.

        With `first_stays`, whoever has its turn keeps it. Raises QueueFull.
        """
        if len(self._items) >= MAX_CLIPS:
            raise QueueFull
        place = len(self._items)
        if urgent:
            place = int(first_stays and bool(self._items))
            while place < len(self._items) and id(self._items[place]) in self._urgent:
                place += 1
            self._urgent.add(id(item))
        self._items.insert(place, item)

    def leave(self, item: T) -> None:
        """Take one out; one that is not there has left already."""
        if item in self._items:
            self._items.remove(item)
            self._urgent.discard(id(item))
