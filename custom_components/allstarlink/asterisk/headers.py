"""Headers of an event or of a list reply's row, as this package asks for them."""

from typing import Protocol

from .redaction import redact

# Numbers, names and hints that mean something are shorter.
_MAX_TEXT = 200


class Headers(Protocol):
    """An AMI message: `Message` of `ami`, or a dict in a test."""

    def get(self, name: str, default: str = "", /) -> str:
        """Return the first value of that name."""


def text(headers: Headers, name: str) -> str | None:
    """Return a value that may be shown, None when it is empty or `<unknown>`.

    `<unknown>` is what Asterisk writes for a caller that is not known.
    """
    value = headers.get(name, "").strip()
    # A password that was cut off would not be recognised any more.
    return redact(value)[:_MAX_TEXT] if value and value != "<unknown>" else None


def number(headers: Headers, name: str) -> int | None:
    """Return a whole number, None when it is none."""
    value = headers.get(name, "").strip()[:12]
    digits = value.removeprefix("-")
    return int(value) if digits.isascii() and digits.isdigit() else None
