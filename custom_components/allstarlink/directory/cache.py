"""The copy of the published list on disk; all of it blocks, and is for the executor.

The first line of the file is JSON and tells of the edition, the rest is the
list as it was published. They are one file, so they cannot disagree.
"""

from dataclasses import dataclass
from datetime import datetime
import json
from pathlib import Path

from homeassistant.util.file import write_utf8_file_atomic


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
    """Return what was written. Raises OSError or ValueError if there is no such."""
    with path.open("rb") as file:
        head = file.readline()
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
        edition = Edition(
            checked=datetime.fromisoformat(fields["checked"]),
            etag=fields["etag"],
            modified=fields["modified"],
        )
    except (KeyError, TypeError) as err:
        raise ValueError("not a copy of the list") from err
    if edition.checked.tzinfo is None:
        raise ValueError("a time without a zone")
    return edition
