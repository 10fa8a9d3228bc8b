"""XStat: what real nodes answered, and what must be refused."""

import pytest

from custom_components.allstarlink.app_rpt.alinks import AdjacentLink
from custom_components.allstarlink.app_rpt.conn import Conn
from custom_components.allstarlink.app_rpt.errors import MalformedError
from custom_components.allstarlink.app_rpt.names import Direction, Mode
from custom_components.allstarlink.app_rpt.xstat import parse_xstat

from .wire import Fields, reply

T, R, C = Mode.TRANSCEIVE, Mode.MONITOR, Mode.CONNECTING
IN, OUT = Direction.IN, Direction.OUT


def xstat(conn: str, linked: str = "<NONE>", *variables: str) -> Fields:
    """Return a whole reply around one Conn value."""
    return [
        ("Response", "Success"),
        ("Node", "1999"),
        ("Conn", conn),
        ("LinkedNodes", linked),
        *(("Var", variable) for variable in variables),
        ("tel_mode", "2"),
    ]


def columns(name: str, peer: str, reconnects: int = 0) -> str:
    """Return a Conn value as app_rpt's format string pads it."""
    return (
        f"{name:<10}{peer:<20}{reconnects:<12}{'OUT':<11}{'00:00:09':<20}"
        f"{'ESTABLISHED':<20}"
    )


def test_a_node_without_links() -> None:
    """Transcript 20: values of 0 and no Conn lines."""
    parsed = parse_xstat(reply("20_", "XStat"))
    assert parsed.node == "1999"
    assert (parsed.conns, parsed.linked, parsed.adjacent) == ((), (), ())
    assert (parsed.receiving, parsed.transmitting, parsed.autopatch) == (
        False,
        False,
        False,
    )


def test_many_links() -> None:
    """Transcript 51: all directions and modes, duplicates, a second hop."""
    parsed = parse_xstat(reply("51_", "XStat"))
    assert parsed.conns == (
        Conn("2001", "127.0.0.1", 0, OUT, 37, established=True),
        Conn("2003", "127.0.0.1", 0, OUT, 31, established=True),
        Conn("1998", "127.0.0.1", 0, IN, 26, established=True),
        Conn("1997", "127.0.0.1", 0, IN, 23, established=True),
        Conn("1996", "127.0.0.1", 0, OUT, 20, established=True),
        Conn("299999", "127.0.0.1", 0, OUT, 5, established=False),
    )
    assert parsed.adjacent == (
        AdjacentLink("1997", T, keyed=False),
        AdjacentLink("1998", T, keyed=False),
        AdjacentLink("2003", R, keyed=False),
        AdjacentLink("2001", T, keyed=False),
    )
    assert [f"{mode.value[0]}{name}" for mode, name in parsed.linked] == [
        *("t1997", "t1998", "m1999", "m1999", "m2001", "t2001", "m2001"),
        *("m2002", "t2002", "m2002", "m2003", "m2003", "c299999"),
    ]
    assert parsed.transmitting is True


def test_links_without_a_peer() -> None:
    """Transcript 65: EchoLink links have an empty peer column."""
    parsed = parse_xstat(reply("65_", "XStat"))
    assert [(c.name, c.address, c.reconnects) for c in parsed.conns] == [
        ("3345678", None, 2),
        ("3009001", None, 2),
        ("2001", "127.0.0.1", 0),
    ]


def test_a_peer_between_tries_has_no_address() -> None:
    """Transcript d10: `(none)` while there is no channel."""
    parsed = parse_xstat(reply("d10_", "XStat", 130))
    assert parsed.conns == (Conn("299999", None, 0, OUT, 32, established=False),)


@pytest.mark.parametrize(
    ("conn", "linked", "name", "address"),
    [
        (
            columns("KD9ABCDEF-P", "127.0.0.1"),
            "TKD9ABCDEF-P",
            "KD9ABCDEF-P",
            "127.0.0.1",
        ),
        (columns("KD9ABCDEF-P", "127.0.0.1"), "<NONE>", "KD9ABCDEF-P", "127.0.0.1"),
        (columns("1234567890", "127.0.0.1"), "T12345678901", "1234567890", "127.0.0.1"),
        (columns("1234567890", ""), "<NONE>", "1234567890", None),
        (columns("KD9ABCDEFG-P", ""), "<NONE>", "KD9ABCDEFG-P", None),
        (
            columns("2001", "2001:db8::8a2e:370:7334"),
            "T2001",
            "2001",
            "2001:db8::8a2e:370:7334",
        ),
        (
            columns("2001", "2001:db8::8a2e:370:12"),
            "T2001",
            "2001",
            "2001:db8::8a2e:370:12",
        ),
        (
            columns("KD9ABCDEF-P", "2001:db8::8a2e:370:7334"),
            "TKD9ABCDEF-P, TKD9ABCDEF",
            "KD9ABCDEF-P",
            "2001:db8::8a2e:370:7334",
        ),
    ],
    ids=str,
)
def test_names_and_peers_that_touch(
    conn: str, linked: str, name: str, address: str | None
) -> None:
    """Columns are padded, not delimited: long ones run into the next."""
    (parsed,) = parse_xstat(xstat(conn, linked)).conns
    assert (parsed.name, parsed.address) == (name, address)
    assert (parsed.reconnects, parsed.elapsed) == (0, 9)


def test_hours_are_not_limited() -> None:
    """A link of 52 days."""
    conn = columns("2001", "127.0.0.1", 12).replace("00:00:09", "1234:05:06")
    (parsed,) = parse_xstat(xstat(conn)).conns
    assert parsed.elapsed == 1234 * 3600 + 5 * 60 + 6
    assert parsed.reconnects == 12


def test_an_empty_list_is_a_bare_number() -> None:
    """Transcript 54: `RPT_LINKS=3` after everything was disconnected."""
    assert parse_xstat(reply("54_", "XStat")).adjacent == ()


def test_variables_may_hold_anything() -> None:
    """A dialplan can set variables of its own on the channel."""
    parsed = parse_xstat(
        xstat(columns("2001", ""), "<NONE>", "NOTE=a=b", "RPT_RXKEYED=1", "EMPTY=")
    )
    assert parsed.receiving is True
    assert parsed.transmitting is None


def test_what_a_neighbour_garbled_is_left_out() -> None:
    """LinkedNodes repeats what other servers sent."""
    parsed = parse_xstat(xstat(columns("2001", ""), "T2001, X1, , R000000, R"))
    assert parsed.linked == ((T, "2001"),)


@pytest.mark.parametrize("missing", ["Node", "LinkedNodes", "tel_mode"])
def test_a_reply_cut_short_is_refused(missing: str) -> None:
    """It must never become fewer links."""
    cut = [pair for pair in reply("51_", "XStat") if pair[0] != missing]
    with pytest.raises(MalformedError):
        parse_xstat(cut)


@pytest.mark.parametrize(
    ("conn", "unread"),
    [
        ("", ""),
        ("2001", "2001"),
        ("2001      127.0.0.1           0           OUT        00:00:09", "2001"),
        (columns("", ""), ""),
        (columns("2001", "").replace("0           OUT", "x           OUT"), "2001"),
        (columns("KD9ABCDEF-P", "").replace("ESTABLISHED", "?"), "KD9ABCDEF-P"),
    ],
)
def test_a_line_that_cannot_be_read_voids_no_other(conn: str, unread: str) -> None:
    """Its name is told, so that a link that was known can stay as it was."""
    fields = xstat(columns("2002", "127.0.0.1"), "T2002, TKD9ABCDEF-P")
    parsed = parse_xstat([*fields[:2], ("Conn", conn), *fields[2:]])
    assert [one.name for one in parsed.conns] == ["2002"]
    assert parsed.unread == (unread,)


@pytest.mark.parametrize(
    ("time", "hours", "seconds"),
    [
        ("-581:06:40", 611, 400),
        ("-596:31:23", 596, 1883),
        ("-1:02:47", 1192, 167),
        ("-1:02:48", 1191, 168),
    ],
)
def test_the_connect_time_of_hamvoip(time: str, hours: int, seconds: int) -> None:
    """Transcript hv_59: its hours are negative from 24.86 days on."""
    conn = columns("2001", "").replace("00:00:09  ", f"{time:<10}")
    (parsed,) = parse_xstat(xstat(conn)).conns
    assert parsed.elapsed == hours * 3600 + seconds


@pytest.mark.parametrize(
    ("alinks", "name"),
    [
        ("1,JOHNNYAPPLESEED-PTU", "JOHNNYAPPLESEED-P"),
        ("1,VERY LONG CALLSIGN-PTU", "VERY LONG CALLSIGN-P"),
        ("2,JOHNNYAPPLESEETU,JOHNNYAPPLESEED-PTU", "JOHNNYAPPLESEE"),
        ("0", "JOHNNYAPPLESEE"),
    ],
)
def test_a_name_that_hamvoip_cuts(alinks: str, name: str) -> None:
    """Transcript hv_63: at 14 characters; RPT_ALINKS has the whole."""
    wire = f"{'VERY LONG CALL' if 'VERY' in name else 'JOHNNYAPPLESEE'}{'':<20}"
    conn = wire + columns("", "")[30:]
    (parsed,) = parse_xstat(xstat(conn, "<NONE>", f"RPT_ALINKS={alinks}")).conns
    assert (parsed.name, parsed.address) == (name, None)


def test_an_address_as_a_name() -> None:
    """It runs into the address of the peer."""
    (parsed,) = parse_xstat(xstat(columns("192.168.1.100", "192.168.1.100"))).conns
    assert (parsed.name, parsed.address) == ("192.168.1.100", "192.168.1.100")


def test_a_name_that_is_cut_is_that_of_a_link() -> None:
    """RPT_ALINKS has the links alone; what others report may begin like one."""
    wire = "JOHNNYAPPLESEE" + " " * 20 + columns("", "")[30:]
    linked = "T2001, TJOHNNYAPPLESEEDS-P, TJOHNNYAPPLESEED-P"
    alinks = "RPT_ALINKS=2,2001TU,JOHNNYAPPLESEED-PTU"
    (parsed,) = parse_xstat(xstat(wire, linked, alinks)).conns
    assert parsed.name == "JOHNNYAPPLESEED-P"
