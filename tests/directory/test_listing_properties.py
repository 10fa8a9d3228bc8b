"""Whatever is published, the list is read as a plain reader would, or refused."""

from hypothesis import given, strategies as st

from custom_components.allstarlink.directory.listing import NotAListing, parse_listing
from tests.list_server import listing

_FIELD = st.text(st.characters(codec="utf-8", exclude_characters="|\n"), max_size=20)
_ROW = st.builds(
    lambda node, fields: "|".join((str(node), *fields)),
    st.integers(0, 10**10 - 1),
    st.lists(_FIELD, min_size=3, max_size=3),
)


def _plain(text: str) -> str | None:
    """Return the words of a field, without what cannot be printed."""
    kept = (char for char in text if char.isprintable() or char.isspace())
    return " ".join("".join(kept).split()) or None


@given(st.binary(max_size=2000))
def test_any_bytes_are_a_list_or_none(noise: bytes) -> None:
    """Nothing but NotAListing is raised, then or later."""
    for data in (noise, listing(25) + noise, noise + b"\n" + listing(25)):
        try:
            found = parse_listing(data)
        except NotAListing:
            continue
        for node in range(2000, 2025):
            found.find(str(node))


@given(st.lists(_ROW, min_size=25, max_size=40, unique_by=lambda r: r.split("|")[0]))
def test_each_row_is_found_by_its_number(rows: list[str]) -> None:
    """The texts are those of the row."""
    found = parse_listing("\n".join(rows).encode())
    assert len(found) == len(rows)
    for row in rows:
        node, callsign, description, location = row.split("|")
        station = found.find(node)
        assert station is not None
        assert station.callsign == _plain(callsign.encode("ascii", "ignore").decode())
        assert station.description == _plain(description)
        assert station.location == _plain(location)
