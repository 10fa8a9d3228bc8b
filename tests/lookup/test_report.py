"""The service's answers, with their irregular types."""

from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.allstarlink.app_rpt.names import Mode
from custom_components.allstarlink.lookup.report import (
    NotAReport,
    Report,
    ReportedLink,
    parse_report,
)

from .answers import answer, data, user_node


def _report(**changes: Any) -> Report:
    """Return the report on a node that sent this."""
    report = parse_report("2000", answer(sent=data(**changes)))
    assert report is not None
    return report


def test_a_report_has_all_that_is_known() -> None:
    """Strings of digits become numbers, times become times."""
    assert parse_report("2000", answer()) == Report(
        node="2000",
        callsign="W1HUBB",
        description="Hilltop Hub",
        location="Invented, CT",
        active=True,
        registered=datetime(2026, 11, 21, 8, 2, 52, tzinfo=UTC),
        updated=datetime(2026, 11, 21, 6, 59, 13, tzinfo=UTC),
        version="3.5.5",
        uptime=409053,
        keyed=False,
        keyups=312,
        kerchunks=12,
        tx_time=5021,
        timeouts=1,
        commands=7,
        links=(
            ReportedLink("2001", Mode.TRANSCEIVE, "K1PARR", "Parrot", "Invented, CT"),
            ReportedLink("27339", Mode.MONITOR, "W1RIVER", None, None),
            ReportedLink("K3WEB", Mode.TRANSCEIVE, None, None, None),
        ),
    )


@pytest.mark.parametrize(
    ("links", "nodes", "linked", "names"),
    [
        (0, None, [], []),
        ([], "", 0, []),
        (None, None, None, []),
        (0, "T2001,RK3WEB", [], ["2001", "K3WEB"]),
        (0, None, [user_node("2001")], ["2001"]),
        ([2001, "2001", " 27339 "], "T2001", [user_node("2001")], ["2001", "27339"]),
        (["2001"], "T2002", [user_node("2003")], ["2001", "2002", "2003"]),
        ([None, True, {}, "", 5.5], "", [], []),
        (["000000", "0123"], "T000000,X2,T,", [], []),
        ("2001", 7, [1, "2", {}, {"name": None}], []),
    ],
)
def test_links_are_a_list_or_a_zero(
    links: Any, nodes: Any, linked: Any, names: list[str]
) -> None:
    """What is named in any of the three places is a link, once."""
    report = _report(links=links, nodes=nodes, linkedNodes=linked)
    assert [link.node for link in report.links] == names


def test_the_letters_are_modes() -> None:
    """Those of a status post."""
    links = _report(links=0, nodes="T1,R2,C3,L4", linkedNodes=[]).links
    assert [link.mode for link in links] == [
        Mode.TRANSCEIVE,
        Mode.MONITOR,
        Mode.CONNECTING,
        Mode.LOCAL_MONITOR,
    ]


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("0", 0),
        (0, 0),
        (312, 312),
        ("312", 312),
        (" 312 ", 312),
        ("312.7", 312),
        (None, None),
        ("", None),
        ("many", None),
        (-5, None),
        (True, None),
        ([], None),
        ("²", None),
        ("9" * 5000, None),
    ],
)
def test_a_counter_is_a_number_or_a_string(value: Any, count: int | None) -> None:
    """Anything else is unknown, not 0."""
    assert _report(totalkeyups=value).keyups == count


@pytest.mark.parametrize(
    ("value", "keyed"),
    [
        (True, True),
        (False, False),
        (1, True),
        ("0", False),
        ("1", True),
        (None, None),
        ("", None),
        ([], None),
    ],
)
def test_keyed_is_a_boolean_or_a_digit(value: Any, keyed: bool | None) -> None:
    """Anything else is unknown."""
    assert _report(keyed=value).keyed is keyed


@pytest.mark.parametrize(
    ("seconds", "registered"),
    [
        ("1795248172", datetime(2026, 11, 21, 8, 2, 52, tzinfo=UTC)),
        (0, None),
        (None, None),
        (10**14, None),
    ],
)
def test_a_node_may_never_have_registered(
    seconds: Any, registered: datetime | None
) -> None:
    """Then there is no time of it."""
    report = parse_report("2000", answer(node=user_node("2000", regseconds=seconds)))
    assert report is not None
    assert report.registered == registered


@pytest.mark.parametrize(
    ("text", "updated"),
    [
        ("2026-11-21T06:59:13.000000Z", datetime(2026, 11, 21, 6, 59, 13, tzinfo=UTC)),
        ("2026-11-21 06:59:13", datetime(2026, 11, 21, 6, 59, 13, tzinfo=UTC)),
        ("yesterday", None),
        (None, None),
    ],
)
def test_the_time_of_the_statistics(text: Any, updated: datetime | None) -> None:
    """It is UTC, whether it says so or not."""
    stats = {"node": 2000, "data": data(), "updated_at": text}
    report = parse_report("2000", answer(stats=stats))
    assert report is not None
    assert report.updated == updated


@pytest.mark.parametrize("stats", [None, [], 0, {}, {"node": 2000, "data": None}])
def test_a_node_need_not_send_statistics(stats: Any) -> None:
    """Who runs it is known all the same."""
    report = parse_report("2000", answer(stats=stats))
    assert report is not None
    assert (report.callsign, report.uptime, report.links) == ("W1HUBB", None, ())


def test_the_node_may_stand_in_the_statistics_alone() -> None:
    """As a fall-back."""
    report = parse_report("2000", answer(node=None))
    assert report is not None
    assert (report.callsign, report.uptime) == ("W1HUBB", 409053)


def test_empty_texts_are_nothing() -> None:
    """Blanks too; long ones are cut."""
    node = user_node(
        "2000", callsign=" ", node_frequency="x" * 500, Status="Inactive", server=[]
    )
    report = parse_report("2000", answer(node=node))
    assert report is not None
    assert (report.callsign, report.location, report.active) == (None, None, False)
    assert report.description == "x" * 200


def test_texts_have_nothing_that_cannot_be_printed() -> None:
    """No bidirectional or control characters; names of links have their usual form."""
    node = user_node("2000", callsign="W1\u202eHUBB\x07", node_frequency="\u200b")
    sent = data(links=["N0\u202eCALL", "x" * 99, "local"], linkedNodes=[], nodes="")
    stats = {"node": 2000, "data": sent}
    report = parse_report("2000", answer(node=node, stats=stats))
    assert report is not None
    assert (report.callsign, report.description) == ("W1HUBB", None)
    odd, long, own = (link.node for link in report.links)
    assert odd == r"N0\u202eCALL"
    assert (len(long), own.startswith("local~")) == (64, True)


def test_no_more_links_are_read_than_a_node_can_have() -> None:
    """Two thousand; the rest is left out."""
    assert len(_report(links=list(range(2000, 5000))).links) == 2000


@pytest.mark.parametrize(
    ("latitude", "longitude", "position"),
    [
        ("41.71529", "-72.72754", (41.72, -72.73)),
        (41.71529, -72, (41.72, -72.0)),
        ("0", "0.001", None),
        ("0", "10", (0.0, 10.0)),
        ("90.1", "0", None),
        ("1", "-180.5", None),
        ("nan", "1", None),
        ("1", "inf", None),
        ("north", "1", None),
        (None, "1", None),
        (True, True, None),
        ([], {}, None),
        ("9" * 5000, "1", None),
    ],
)
def test_a_position_is_a_place_on_earth(
    latitude: Any, longitude: Any, position: tuple[float, float] | None
) -> None:
    """Rounded to a hundredth of a degree; of what is none, none is told."""
    server = {"Latitude": latitude, "Logitude": longitude}
    report = parse_report("2000", answer(node=user_node("2000", server=server)))
    assert report is not None
    assert report.position == position


def test_an_empty_list_means_an_unknown_node() -> None:
    """Whatever the status of the answer is."""
    assert parse_report("2000", b"[]") is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Checking your browser</body></html>",
        b'{"stats": {"node": 2000',
        b"null",
        b"{}",
        b"[1]",
        b'"2000"',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        answer("2001"),
    ],
    ids=[
        "empty",
        "HTML",
        "cut",
        "null",
        "nothing",
        "list",
        "text",
        "bytes",
        "deep",
        "other",
    ],
)
def test_anything_else_is_no_report(body: bytes) -> None:
    """HTML, something cut, other JSON, and the report on another node."""
    with pytest.raises(NotAReport):
        parse_report("2000", body)
