"""The published list, with all that is odd about it."""

from pathlib import Path
import tracemalloc

import pytest

from custom_components.allstarlink.directory.listing import (
    Listing,
    NotAListing,
    parse_listing,
)
from custom_components.allstarlink.directory.station import Station
import simulator
from tests.list_server import listing


def _with(row: bytes) -> Listing:
    """Return a list with this row among others."""
    return parse_listing(listing() + row + b"\n" + b"2900|W1Z|Last|Town\n")


@pytest.mark.parametrize(
    ("row", "station"),
    [
        (
            b"2560|K1WIN|Big hub|Los Angeles, CA",
            Station("K1WIN", "Big hub", "Los Angeles, CA"),
        ),
        (b"2560|K1WIN||Rainbow Springs", Station("K1WIN", None, "Rainbow Springs")),
        (b"2560|K1WIN|146.85|", Station("K1WIN", "146.85", None)),
        (b"2560||||", Station()),
        (b"2560|K1WIN |  Big   hub| here \r", Station("K1WIN", "Big hub", "here")),
        # Five fields
        (b"2560|K1WIN|Big|hub|LA", Station("K1WIN", "Big hub", "LA")),
        (b"2560|K1WIN|Big hub|LA|", Station("K1WIN", "Big hub", "LA")),
        (b"2560|K1WIN||hub|LA", Station("K1WIN", "hub", "LA")),
        # Stray bytes
        (b"2560|K1\x00WIN\x07|Big\x1b hub|L\x7fA", Station("K1WIN", "Big hub", "LA")),
        (b"2560|\xa0K1WIN\xc2|Big\xa0hub|LA\x81", Station("K1WIN", "Big hub", "LA")),
        (b"2560|K1WIN|Big\thub|LA", Station("K1WIN", "Big hub", "LA")),
        # More than one encoding
        (b"2560|DB0X|Hub|F\xfcrth", Station("DB0X", "Hub", "Fürth")),
        (b"2560|DB0X|Hub|F\xc3\xbcrth", Station("DB0X", "Hub", "Fürth")),
        (b"2560|K1WIN|" + b"x" * 300 + b"|LA", Station("K1WIN", "x" * 100, "LA")),
    ],
)
def test_a_row_says_who_is_behind_a_number(row: bytes, station: Station) -> None:
    """Callsign, description and location, each None where nothing is given."""
    assert _with(row).find("2560") == station


@pytest.mark.parametrize(
    "row",
    [
        b"",
        b";Generated 40169 records in 0.5 seconds",
        b"; 2560|K1WIN|Hub|LA",
        b"2560",
        b"2560|K1WIN|Hub",
        b"K1WIN|2560|Hub|LA",
        b"25601234567|K1WIN|Hub|LA",
    ],
)
def test_what_is_not_a_row_is_passed_over(row: bytes) -> None:
    """Blank lines, comments, and rows that were cut."""
    listing = _with(row)
    assert len(listing) == 31
    assert listing.find("2560") is None
    assert listing.find("2900") == Station("W1Z", "Last", "Town")


def test_the_last_row_needs_no_line_end() -> None:
    """As a file may end."""
    assert parse_listing(listing() + b"2900|W1Z|Last|Town").find("2900") == Station(
        "W1Z", "Last", "Town"
    )


def test_a_byte_order_mark_hides_no_row() -> None:
    """The first row is found too."""
    found = parse_listing(b"\xef\xbb\xbf" + listing()).find("2000")
    assert found == Station("W1X0", "Hub 0", "Town 0")


def test_the_trailer_tells_that_the_list_is_whole() -> None:
    """It counts the records, of which one in fifty may be no row."""
    data = listing(1000)
    assert parse_listing(data).is_whole
    assert not parse_listing(data[: data.index(b";")]).is_whole
    assert parse_listing(data.replace(b"1000 records", b"1020 records")).is_whole
    with pytest.raises(NotAListing, match="only 1000 rows of 1021"):
        parse_listing(data.replace(b"1000 records", b"1021 records"))


@pytest.mark.parametrize(
    "node", ["", "3000", "K3WEB", "W1AW-P", "-2000", "2000 ", "٢٠٠٠", "9" * 5000]
)
def test_others_are_unknown(node: str) -> None:
    """Numbers that are not listed, and names that are not numbers."""
    assert parse_listing(listing()).find(node) is None


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "only 0 rows"),
        (b"\n" * 1000, "only 0 rows"),
        (b"<!DOCTYPE html>\n<html><body>Not now</body></html>\n" * 30, "only 0 rows"),
        (listing(24), "only 24 rows"),
        (listing().decode().encode("utf-16"), "only 0 rows"),
        (listing().replace(b"\n", b"\r"), "only 1 rows"),
        (bytes(range(256)) * 1000, "only 0 rows"),
        (b"2000|W1X|Hub|Town\n" * 100, "only 1 rows"),
        (listing(30).replace(b"30 records", b"40169 records"), "only 30 rows of 40169"),
    ],
)
def test_what_looks_wrong_is_no_list(data: bytes, cause: str) -> None:
    """Empty, HTML, too short, or in an encoding in which no row is seen."""
    with pytest.raises(NotAListing, match=cause):
        parse_listing(data)


def test_a_list_has_an_end() -> None:
    """More rows than a network can have would fill the memory."""
    with pytest.raises(NotAListing, match="more than 250000 rows"):
        parse_listing(b"2000|||\n" * 250_001)


def test_parsing_lets_others_run() -> None:
    """Every 500 rows there is a pause, and every 50 in the index."""
    pauses: list[None] = []
    assert len(parse_listing(listing(2000), lambda: pauses.append(None))) == 2000
    assert len(pauses) == 4 + 40


def test_the_stations_of_the_demo_are_listed() -> None:
    """Its list is read as the published one is."""
    path = Path(simulator.__file__).parent / "scenarios" / "demo_nodes.txt"
    demo = parse_listing(path.read_bytes())
    assert (len(demo), demo.is_whole) == (29, True)
    assert demo.find("2001") == Station("W1HUBB", "Hilltop Hub", "Invented, CT")


def test_sixty_thousand_nodes_take_less_than_15_mb() -> None:
    """Half as many again as there are; what is left of the parsing included."""
    data = listing(60_000)
    tracemalloc.start()
    found = parse_listing(bytes(bytearray(data)))
    size, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 60_000
    assert len(data) < size < most < 15_000_000
