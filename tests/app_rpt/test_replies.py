"""SawStat, NodeStat, RptStat and RPT_ALINKS."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from custom_components.allstarlink.app_rpt.alinks import AdjacentLink, parse_alinks
from custom_components.allstarlink.app_rpt.errors import MalformedError
from custom_components.allstarlink.app_rpt.events import (
    AdjacentLinks,
    Autopatch,
    Dtmf,
    Receiving,
    Transmitting,
    parse_event,
)
from custom_components.allstarlink.app_rpt.names import Kind, Mode, kind_of
from custom_components.allstarlink.app_rpt.nodestat import (
    IdentifierState,
    NodeStat,
    RemoteMode,
    parse_nodestat,
)
from custom_components.allstarlink.app_rpt.rptstat import RptStat, parse_rptstat
from custom_components.allstarlink.app_rpt.sawstat import Saw, parse_sawstat
from custom_components.allstarlink.app_rpt.xstat import parse_xstat
from tests.transcript import load, names

from .wire import Fields, fields, recorded_events, reply

T, R, C = Mode.TRANSCEIVE, Mode.MONITOR, Mode.CONNECTING


def test_sawstat() -> None:
    """Transcript 66: keyed now; the last key-up is older, or never was."""
    assert parse_sawstat(reply("66_", "SawStat")).links == (
        Saw("2001", keyed=False, since_key=None, since_unkey=None),
        Saw("3009001", keyed=False, since_key=None, since_unkey=None),
        Saw("3345678", keyed=True, since_key=2, since_unkey=None),
    )


def test_sawstat_without_links() -> None:
    """Transcript 20: the node alone."""
    assert parse_sawstat(reply("20_", "SawStat")).links == ()


@pytest.mark.parametrize(
    "cut", [[], [("Conn", "2001 0 -1 -1")], [("Node", ""), ("Conn", "2001 0 -1 -1")]]
)
def test_sawstat_cut_short(cut: list[tuple[str, str]]) -> None:
    """It is not known whose it is."""
    with pytest.raises(MalformedError):
        parse_sawstat(cut)


def test_nodestat() -> None:
    """Transcript 51: milliseconds are not padded, N/A is nothing."""
    assert parse_nodestat(reply("51_", "NodeStat")) == NodeStat(
        remote_base=False,
        receiving=False,
        transmitting=True,
        transmitter=True,
        parrot=False,
        scheduler=True,
        time_out_timer=True,
        timed_out=False,
        timeouts=0,
        identifier_state=IdentifierState.CLEAN,
        kerchunks_today=0,
        keyups_today=3,
        dtmf_commands_today=0,
        last_dtmf_command=None,
        tx_time_today=63.943,
        autopatch_enabled=True,
        linking=True,
        user_functions=True,
    )


def test_milliseconds_are_not_padded() -> None:
    """`00:00:26:53` is 26.053 s."""
    changed = [
        (name, "00:00:26:53" if name == "TxTimeToday" else value)
        for name, value in reply("51_", "NodeStat")
    ]
    assert parse_nodestat(changed).tx_time_today == 26.053


@pytest.mark.parametrize(
    ("form", "nodestat"),
    [
        (
            [("IsRemoteBase", "YES"), ("RemoteOn", "NO")],
            NodeStat(remote_base=True, remote_on=False),
        ),
        (
            [
                ("IsRemoteBase", "YES"),
                ("RemoteOn", "YES"),
                ("Freq", "146.520"),
                ("RemMode", "FM"),
                ("PowerLevel", "L"),
            ],
            NodeStat(
                remote_base=True,
                remote_on=True,
                frequency=146.52,
                remote_mode=RemoteMode.FM,
            ),
        ),
        (
            [
                ("IsRemoteBase", "YES"),
                ("RemoteOn", "YES"),
                ("Freq", "nan"),
                ("RemMode", "CW"),
                ("PowerLevel", "L"),
            ],
            NodeStat(remote_base=True, remote_on=True),
        ),
    ],
)
def test_nodestat_of_a_remote_base(
    form: list[tuple[str, str]], nodestat: NodeStat
) -> None:
    """It has no counters (rpt_manager.c:419); a word that nobody knows is nothing."""
    assert parse_nodestat(form) == nodestat


def test_nodestat_cut_short() -> None:
    """The last line is missing."""
    with pytest.raises(MalformedError):
        parse_nodestat(reply("51_", "NodeStat")[:-1])


def test_rptstat() -> None:
    """Transcript 20."""
    assert parse_rptstat(reply("20_", "RptStat")) == RptStat(
        ("1999", "1998", "1997", "1996"), timedelta(minutes=2, seconds=18)
    )


def test_rptstat_without_nodes() -> None:
    """A bare line stands in place of the nodes; hours are not limited."""
    assert parse_rptstat([("", "<NONE>"), ("RptUptime", "1234:00:01")]) == RptStat(
        (), timedelta(hours=1234, seconds=1)
    )


@pytest.mark.parametrize("cut", [[("Nodes", "1999")], [("RptUptime", "00:00:01")]])
def test_rptstat_cut_short(cut: list[tuple[str, str]]) -> None:
    """No nodes is something else than no answer."""
    with pytest.raises(MalformedError):
        parse_rptstat(cut)


@pytest.mark.parametrize(
    ("value", "links"),
    [
        ("", ()),
        ("0", ()),
        ("3", ()),
        ("1,2001TU", (AdjacentLink("2001", T, keyed=False),)),
        (
            "3,N0CALL-PTK,3345678RU,299999CU",
            (
                AdjacentLink("N0CALL-P", T, keyed=True),
                AdjacentLink("3345678", R, keyed=False),
                AdjacentLink("299999", C, keyed=False),
            ),
        ),
        ("2,0TU,2001TU", (AdjacentLink("2001", T, keyed=False),)),
    ],
)
def test_alinks(value: str, links: tuple[AdjacentLink, ...]) -> None:
    """Items are read from the right; a number alone means no links."""
    assert parse_alinks(value) == links


@pytest.mark.parametrize("value", ["x", "1,", "1,TU", "1,2001XU", "2,2001TU", "1,2001"])
def test_alinks_cut_short(value: str) -> None:
    """A list with items missing must not end links."""
    with pytest.raises(MalformedError):
        parse_alinks(value)


@pytest.mark.parametrize(
    ("name", "value", "event"),
    [
        ("RPT_RXKEYED", "1", Receiving("1997", on=True)),
        ("RPT_TXKEYED", "0", Transmitting("1997", on=False)),
        ("RPT_AUTOPATCHUP", "1", Autopatch("1997", on=True)),
        ("DTMF", "*", Dtmf("1997", "*")),
        ("RPT_ALINKS", "", AdjacentLinks("1997", ())),
    ],
)
def test_events(name: str, value: str, event: object) -> None:
    """Each event has a type of its own."""
    assert parse_event(name, "1997", value) == event


def test_links_of_a_huge_hub() -> None:
    """The value is longer than any that is remembered."""
    for keyed in (True, False, True):
        items = [f"{node}T{'K' if keyed else 'U'}" for node in range(2000, 2500)]
        assert parse_event(
            "RPT_ALINKS", "1999", ",".join(["500", *items])
        ) == AdjacentLinks(
            "1999",
            tuple(AdjacentLink(str(node), T, keyed) for node in range(2000, 2500)),
        )


@pytest.mark.parametrize(
    ("name", "value"), [("RPT_RXKEYED", ""), ("RPT_TXKEYED", "2"), ("DTMF", "12")]
)
def test_events_that_say_nothing(name: str, value: str) -> None:
    """They are refused, not guessed."""
    with pytest.raises(MalformedError):
        parse_event(name, "1997", value)


def test_an_event_without_a_node() -> None:
    """Whose would it be."""
    with pytest.raises(MalformedError):
        parse_event("RPT_RXKEYED", "", "1")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("1", Kind.PRIVATE),
        ("1999", Kind.PRIVATE),
        ("2000", Kind.ALLSTAR),
        ("3345678", Kind.ECHOLINK),
        ("345678", Kind.ALLSTAR),
        ("80000", Kind.IRLP),
        ("89999", Kind.IRLP),
        ("90000", Kind.ALLSTAR),
        ("N0CALL-P", Kind.PHONE),
        ("W2WEB", Kind.CLIENT),
    ],
)
def test_kinds(name: str, kind: Kind) -> None:
    """The name tells what stands at the other end."""
    assert kind_of(name) == kind


_PARSERS: dict[str, Callable[[Fields], object]] = {
    "XStat": parse_xstat,
    "SawStat": parse_sawstat,
    "NodeStat": parse_nodestat,
    "RptStat": parse_rptstat,
}


@pytest.mark.parametrize("name", names())
def test_every_recorded_reply_and_event_can_be_read(name: str) -> None:
    """A new recording becomes a test by dropping it into the folder."""
    transcript = load(name)
    for exchange in transcript.exchanges:
        parse = _PARSERS.get(exchange.header("Command"))
        if parse is not None and b"Response: Success" in exchange.reply:
            assert parse(fields(exchange.reply)) is not None
    for node in ("1996", "1997", "1998", "1999", "2001"):
        for _, event in recorded_events(transcript, node):
            assert event.node == node
