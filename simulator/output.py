"""What a command printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """Lines of text, and whether the command reports success."""

    lines: tuple[str, ...] = ()
    ok: bool = True
