"""Headers of an event or of a list reply's row, as this package asks for them."""

from typing import Protocol

from ..ami.redaction import redact
from .redaction import redact_name

# Numbers, names and hints that mean something are shorter.
_MAX_TEXT = 200


class Headers(Protocol):
    """An AMI message: `Message` of `ami`, or a dict in a test."""

    def get(self, name: str, default: str, /) -> str:
        """Return the first value of that name."""


def text(headers: Headers, name: str) -> str | None:
    """Return a value that may be shown, None when it is empty or `<unknown>`.

    `<unknown>` is what Asterisk writes for a caller that is not known.
    """
    value = _known(headers, name)
    # A password that was cut off would not be recognised any more.
    return None if value is None else redact(value)[:_MAX_TEXT]


def caller_text(headers: Headers, name: str) -> str | None:
    """Return the number or name of a caller, None when it is empty or `<unknown>`.

    A name may have an address in it, `Office: ann@example.org`.
    """
    value = _known(headers, name)
    return None if value is None else redact_name(value)[:_MAX_TEXT]


def _known(headers: Headers, name: str) -> str | None:
    value = headers.get(name, "").strip()
    return value if value and value != "<unknown>" else None


def number(headers: Headers, name: str, *, first_word: bool = False) -> int | None:
    """Return a whole number, None when it is none.

    `first_word` says that words follow it, as in `32 (Presentation Prohibited)`.
    """
    value = headers.get(name, "").strip()
    if first_word:
        value = value.partition(" ")[0]
    value = value[:12]
    digits = value.removeprefix("-")
    return int(value) if digits.isascii() and digits.isdigit() else None
