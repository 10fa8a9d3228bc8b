"""The copy of the published list on disk; all of it blocks, and is for the executor.

The first line of the file is JSON and tells of the edition, the rest is the
list as it was published. They are one file, so they cannot disagree.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
import json
from pathlib import Path

from homeassistant.util.file import write_utf8_file_atomic

from ..storage import check_file

# Bytes of the first line
_LONGEST_HEAD = 10_000


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the list.

    `checked` is when the publisher last said that it is the newest; `etag` and
    `modified` are the values of its headers, to ask for a newer one only.
    """

    checked: datetime
    etag: str | None = None
    modified: str | None = None


def read_copy(path: Path) -> tuple[Edition, bytes]:
    """Return what was written.

    Raises FileNotFoundError if there is nothing, another OSError or ValueError if
    it is something else.
    """
    check_file(path)
    with path.open("rb") as file:
        head = file.readline(_LONGEST_HEAD)
        data = file.read()
    return _edition(head), data


def write_copy(path: Path, edition: Edition, data: bytes) -> None:
    """Replace the copy, all or nothing. Raises WriteError."""
    head = {
        "checked": edition.checked.isoformat(),
        "etag": edition.etag,
        "modified": edition.modified,
    }
    content = json.dumps(head).encode() + b"\n" + data
    path.parent.mkdir(exist_ok=True)
    write_utf8_file_atomic(str(path), content, mode="wb")


def _edition(head: bytes) -> Edition:
    try:
        fields = json.loads(head)
        checked = datetime.fromisoformat(fields["checked"])
        if checked.tzinfo is None:
            raise ValueError("a time without a zone")
        return Edition(
            checked=checked.astimezone(UTC),
            etag=_header(fields["etag"]),
            modified=_header(fields["modified"]),
        )
    except (LookupError, OverflowError, RecursionError, TypeError) as err:
        raise ValueError("not a copy of the list") from err


def _header(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("no value of a header")
    return value
