"""Who is behind a number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Station:
    """What is published of a node; None where nothing is."""

    callsign: str | None = None
    description: str | None = None
    location: str | None = None
