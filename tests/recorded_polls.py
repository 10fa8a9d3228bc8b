"""What Home Assistant shows of each recorded poll, value by value."""

from typing import Any

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNKNOWN

NOW = "2026-11-21T12:00:00+00:00"


def link(node: str, **values: Any) -> dict[str, Any]:
    """Return a link dict: an idle outbound transceive link unless told otherwise."""
    return {
        "node": node,
        "kind": "allstar",
        "mode": "transceive",
        "direction": "out",
        "state": "established",
        "keyed": False,
        "connected_since": None,
        "last_keyed": None,
        "reconnects": 0,
        "address": "127.0.0.1",
        "callsign": None,
        "description": None,
        "location": None,
        **values,
    }


def echolink(node: str, **values: Any) -> dict[str, Any]:
    """Return the link dict of an inbound EchoLink station: it has no address."""
    values = {"reconnects": 2, "direction": "in", "address": None, **values}
    return link(node, kind="echolink", **values)


def client(node: str, **values: Any) -> dict[str, Any]:
    """Return the link dict of who came in by phone, unless told otherwise: it is named."""
    values = {"kind": "phone", "callsign": node.removesuffix("-P"), **values}
    return link(node, direction="in", **values)


def ago(seconds: int) -> str:
    """Return the ISO time so many seconds before noon, within the hour."""
    minutes, rest = divmod(3600 - seconds, 60)
    return f"2026-11-21T11:{minutes:02}:{rest:02}+00:00"


IDLE = {
    "receiving": STATE_OFF,
    "transmitting": STATE_OFF,
    "link_keyed": STATE_OFF,
    "autopatch": STATE_OFF,
    "timed_out": STATE_OFF,
    "links": "0",
    "network_nodes": "0",
    "talker": "nobody",
    "last_heard": STATE_UNKNOWN,
    "last_heard_node": STATE_UNKNOWN,
    "keyups_today": "0",
    "kerchunks_today": "0",
    "tx_time_today": "0.0",
    "timeouts": "0",
    "dtmf_commands_today": "0",
    "last_dtmf_command": STATE_UNKNOWN,
    "identifier_state": "clean",
}


POLLS: dict[tuple[str, str], tuple[dict[str, str], list[dict[str, Any]]]] = {
    ("20_", "1999"): ({}, []),
    ("21_", "1997"): ({}, []),
    ("41_", "1999"): (
        {
            "transmitting": STATE_ON,
            "links": "1",
            "network_nodes": "1",
            "keyups_today": "1",
            "tx_time_today": "8.8",
        },
        [link("2001", connected_since=ago(9))],
    ),
    ("41b", "2001"): (
        {"links": "1", "network_nodes": "1"},
        [link("1999", kind="private", direction="in", connected_since=ago(11))],
    ),
    ("42b", "2001"): (
        {
            "transmitting": STATE_ON,
            "links": "1",
            "network_nodes": "1",
            "keyups_today": "1",
            "tx_time_today": "4.58",
            "identifier_state": "queued_in_tail",
        },
        [link("1999", kind="private", direction="in", connected_since=ago(17))],
    ),
    ("42_", "1999"): (
        {
            "transmitting": STATE_ON,
            "links": "1",
            "network_nodes": "1",
            "last_heard": NOW,
            "last_heard_node": "2001",
            "keyups_today": "1",
            "tx_time_today": "14.9",
            "identifier_state": "queued_in_tail",
        },
        [link("2001", connected_since=ago(15), last_keyed=ago(4))],
    ),
    ("43_", "1999"): (
        {
            "links": "1",
            "network_nodes": "1",
            "last_heard": ago(10),
            "last_heard_node": "2001",
        },
        [link("2001", connected_since=ago(25), last_keyed=ago(14))],
    ),
    ("51_", "1999"): (
        {
            "links": "5",
            "network_nodes": "5",
            "transmitting": STATE_ON,
            "keyups_today": "3",
            "tx_time_today": "63.943",
        },
        [
            link("2001", connected_since=ago(37)),
            link("2003", connected_since=ago(31), mode="monitor"),
            link("1998", kind="private", connected_since=ago(26), direction="in"),
            link("1997", kind="private", connected_since=ago(23), direction="in"),
            link("1996", kind="private", connected_since=ago(20), mode="local_monitor"),
            link("299999", state="connecting", mode="connecting"),
        ],
    ),
    ("52_rptstatus_multilink_1996", "1996"): (
        {"links": "1", "network_nodes": "6"},
        [link("1999", kind="private", direction="in", connected_since=ago(28))],
    ),
    ("52_rptstatus_multilink_2001", "2001"): (
        {"links": "2", "network_nodes": "5", "transmitting": STATE_ON},
        [
            link("1999", kind="private", direction="in", connected_since=ago(47)),
            link("2002", connected_since=ago(44)),
        ],
    ),
    ("54_", "1999"): ({"transmitting": STATE_ON}, []),
    ("57_", "1999"): (
        {"transmitting": STATE_ON},
        [link("2001", mode="connecting", state="connecting")],
    ),
    ("61_", "1999"): (
        {
            "transmitting": STATE_ON,
            "links": "6",
            "network_nodes": "6",
            "keyups_today": "1",
            "tx_time_today": "8.302",
            "identifier_state": "queued_in_tail",
        },
        [
            client("W1AW-P", connected_since=ago(25)),
            client("W2WEB", kind="client", connected_since=ago(21)),
            link("1234", kind="private", direction="in", connected_since=ago(18)),
            client("K9TEST-P", connected_since=ago(11), address=None),
            client("N0CALL-P", connected_since=ago(8), address=None),
            link("2001", connected_since=ago(6)),
        ],
    ),
    ("65_", "1999"): (
        {
            "transmitting": STATE_ON,
            "links": "3",
            "network_nodes": "3",
            "keyups_today": "3",
            "tx_time_today": "296.124",
            "timeouts": "1",
        },
        [
            echolink("3345678", connected_since=ago(12)),
            echolink("3009001", connected_since=ago(8)),
            link("2001", connected_since=ago(5)),
        ],
    ),
    ("66_", "1999"): (
        {
            "transmitting": STATE_ON,
            "link_keyed": STATE_ON,
            "talker": "3345678",
            "links": "3",
            "network_nodes": "3",
            "last_heard": ago(2),
            "last_heard_node": "3345678",
        },
        [
            echolink("3345678", connected_since=ago(20), keyed=True, last_keyed=ago(2)),
            echolink("3009001", connected_since=ago(16)),
            link("2001", connected_since=ago(12)),
        ],
    ),
    ("71_", "1999"): ({}, []),
    ("93_", "1997"): (
        {
            "keyups_today": "6",
            "kerchunks_today": "7",
            "tx_time_today": "48.439",
            "dtmf_commands_today": "2",
            "last_dtmf_command": "12001",
            "identifier_state": "queued_for_cleanup",
        },
        [],
    ),
    ("81_", "1997"): (
        {
            "receiving": STATE_ON,
            "transmitting": STATE_ON,
            "talker": "local",
            "keyups_today": "1",
            "tx_time_today": "2.292",
        },
        [],
    ),
}
