"""What holds for the parsers of app_rpt whatever they are given."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.allstarlink.app_rpt.alinks import parse_alinks
from custom_components.allstarlink.app_rpt.errors import MalformedError
from custom_components.allstarlink.app_rpt.events import EVENT_NAMES, parse_event
from custom_components.allstarlink.app_rpt.nodestat import parse_nodestat
from custom_components.allstarlink.app_rpt.rptstat import parse_rptstat
from custom_components.allstarlink.app_rpt.sawstat import parse_sawstat
from custom_components.allstarlink.app_rpt.state import (
    NodeState,
    apply_event,
    apply_nodestat,
    apply_sawstat,
    apply_xstat,
    lose_session,
)
from custom_components.allstarlink.app_rpt.xstat import parse_xstat

from .wire import Fields, at, reply

RECORDED = {
    parse_xstat: [reply("51_", "XStat"), reply("61_", "XStat"), reply("20_", "XStat")],
    parse_sawstat: [reply("51_", "SawStat"), reply("61_", "SawStat")],
    parse_nodestat: [reply("51_", "NodeStat"), reply("20_", "NodeStat")],
    parse_rptstat: [reply("20_", "RptStat")],
}

# Words of the field where one goes wrong most easily
WORDS = st.sampled_from(
    [
        "",
        "0",
        "-1",
        "1",
        "2001",
        "9" * 5000,
        "²",
        "٣",
        "T",
        "2001TK",
        "<NONE>",
        "(none)",
        "00:00:09",
        "99999999999:00:00",
        "ESTABLISHED",
        "CONNECTING",
        "OUT",
        "IN",
        "T2001, R2002",
        "RPT_ALINKS=1,2001TU",
        "RPT_ALINKS=1,2001T",
        "\0",
        "\ufffd",
        " ",
    ]
)
VALUES = WORDS | st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=100)
NAMES = st.sampled_from(
    sorted({name for replies in RECORDED.values() for r in replies for name, _ in r})
) | st.text(max_size=10)


@st.composite
def spoiled(draw: st.DrawFn, recorded: list[Fields]) -> Fields:
    """Return a recorded reply with headers changed, lost, repeated and added."""
    fields = list(draw(st.sampled_from(recorded)))
    for _ in range(draw(st.integers(0, 4))):
        index = draw(st.integers(0, max(0, len(fields) - 1)))
        match draw(st.integers(0, 4)):
            case 0 if fields:
                name, value = fields[index]
                at_char = draw(st.integers(0, len(value)))
                fields[index] = (name, value[:at_char] + draw(VALUES))
            case 1 if fields:
                fields[index] = (fields[index][0], draw(VALUES))
            case 2 if fields:
                del fields[index]
            case 3 if fields:
                fields.insert(index, fields[index])
            case _:
                fields.insert(index, (draw(NAMES), draw(VALUES)))
    return fields


ANY_FIELDS = st.lists(st.tuples(NAMES, VALUES), max_size=30)


@pytest.mark.parametrize("parse", RECORDED)
def test_replies_are_parsed_or_malformed(parse: Callable[[Fields], Any]) -> None:
    """No other exception leaves a parser, and a state takes what it returns."""

    @settings(max_examples=300, deadline=None)
    @given(spoiled(RECORDED[parse]) | ANY_FIELDS)
    def check(fields: Fields) -> None:
        try:
            parsed = parse(fields)
        except MalformedError as err:
            _check_text(err)
            return
        _apply(parse, parsed)

    check()


def _check_text(err: MalformedError) -> None:
    """A server cannot fill the log."""
    assert len(str(err)) < 200


def _apply(parse: Callable[[Fields], Any], parsed: Any) -> None:
    state = NodeState("1999")
    state, _ = apply_xstat(state, parse_xstat(RECORDED[parse_xstat][0]), at(0))
    if parse is parse_xstat:
        state, _ = apply_xstat(state, parsed, at(1))
        assert len(state.links) >= len(parsed.conns)
        assert len(state.links) <= len(parsed.conns) + len(parsed.unread)
    elif parse is parse_sawstat:
        state, _ = apply_sawstat(state, parsed, at(1))
    elif parse is parse_nodestat:
        state = apply_nodestat(state, parsed)
    assert lose_session(state, at(2)).polled is False


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(EVENT_NAMES)),
    VALUES | st.lists(WORDS, max_size=5).map(",".join),
)
def test_events_are_parsed_or_malformed(name: str, value: str) -> None:
    """And a state takes what they tell."""
    state = NodeState("1999")
    state, _ = apply_xstat(state, parse_xstat(RECORDED[parse_xstat][0]), at(0))
    try:
        event = parse_event(name, "1999", value)
    except MalformedError as err:
        _check_text(err)
        return
    state, _ = apply_event(state, event, at(1))
    again, _ = apply_event(state, event, at(2))
    assert again is state


LINK = st.tuples(
    st.from_regex(r"[1-9A-Z][0-9A-Z-]{0,15}", fullmatch=True),
    st.sampled_from("TRC"),
    st.sampled_from("KU"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINK, max_size=30))
def test_a_list_of_links_is_read_as_it_was_written(
    links: list[tuple[str, str, str]],
) -> None:
    """And is refused when an item is missing."""
    items = ["".join(link) for link in links]
    parsed = parse_alinks(",".join([str(len(items)), *items]) if items else "")
    assert [(a.name, a.keyed) for a in parsed] == [
        (name, key == "K") for name, _, key in links
    ]
    if items:
        with pytest.raises(MalformedError):
            parse_alinks(",".join([str(len(items) + 1), *items]))


HUGE = "9" * 5000


@pytest.mark.parametrize(
    ("parse", "fields"),
    [
        (parse_rptstat, [("Nodes", "1999"), ("RptUptime", f"{HUGE}:00:00")]),
        (parse_rptstat, [("Nodes", "1999"), ("RptUptime", "999999999:00:00")]),
    ],
)
def test_numbers_without_end_are_malformed(
    parse: Callable[[Fields], Any], fields: Fields
) -> None:
    """Python's own limits for digits and dates are never met."""
    with pytest.raises(MalformedError):
        parse(fields)


@pytest.mark.parametrize("hours", [HUGE, "9999999", "-9999999"])
def test_a_connect_time_without_end_is_not_read(hours: str) -> None:
    """And its link is not there, unless it was known."""
    first, *rest = reply("20_", "XStat")
    line = f"{'2001':<10}{'1.2.3.4':<20}{0:<12}{'OUT':<11}{hours}:00:00 ESTABLISHED"
    parsed = parse_xstat([first, ("Conn", line), *rest])
    assert (parsed.conns, parsed.unread) == ((), ("2001",))


@pytest.mark.parametrize("seconds", [HUGE, "99999999999", "-99999999999", "x", ""])
def test_seconds_without_end_are_not_read(seconds: str) -> None:
    """The other links are."""
    lines = [("Conn", f"2001 1 {seconds} 1"), ("Conn", "2002 0 -1 -1")]
    parsed = parse_sawstat([("Node", "1999"), *lines])
    assert [saw.name for saw in parsed.links] == ["2002"]
    assert parsed.unread == 1


def test_counts_without_end_are_unknown() -> None:
    """NodeStat goes on without them."""
    fields = [
        (name, {"KeyupsToday": HUGE, "TxTimeToday": f"{HUGE}:0:0:0"}.get(name, value))
        for name, value in reply("20_", "NodeStat")
    ]
    nodestat = parse_nodestat(fields)
    assert nodestat.keyups_today is None
    assert nodestat.tx_time_today is None
    with pytest.raises(MalformedError):
        parse_alinks(f"{HUGE},2001TK")
