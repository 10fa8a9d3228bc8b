"""Data without the names that persons chose: for diagnostics, which people publish."""

from collections.abc import Iterable, Mapping
from typing import Any


class Anonymous:
    """Replaces names by `name 1`, `name 2` and so on, a name by the same each time.

    Numbers of nodes stay: AllStarLink publishes them.
    """

    def __init__(self, names: Iterable[str | None]) -> None:
        """Take the names that there are; numbers among them stay."""
        chosen = {name for name in names if name and not _is_number(name)}
        self._shown = {
            name: f"name {number}" for number, name in enumerate(sorted(chosen), 1)
        }

    def of(self, data: Any) -> Any:
        """Return data in which each text that is a name is replaced."""
        if isinstance(data, str):
            return self._shown.get(data, data)
        if isinstance(data, Mapping):
            return {self.of(key): self.of(value) for key, value in data.items()}
        if isinstance(data, list | tuple | set | frozenset):
            return [self.of(item) for item in data]
        return data


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()
