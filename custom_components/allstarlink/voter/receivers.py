"""What the entities of receivers are called: a key for each name, made once."""

from homeassistant.util import slugify

from ..names import MAX_RECEIVERS


class ReceiverKeys:
    """The keys of a node's receivers: slugs of their names, told apart if need be."""

    def __init__(self) -> None:
        """Start without any."""
        self._names: dict[str, str] = {}

    def new(self, name: str) -> str | None:
        """Return the key of a receiver that was not seen before.

        None for one that was, and for those beyond the limit.
        """
        if name in self._names.values() or len(self._names) >= MAX_RECEIVERS:
            return None
        slug = key = slugify(name)
        number = 1
        while key in self._names:
            number += 1
            key = f"{slug}_{number}"
        self._names[key] = name
        return key
