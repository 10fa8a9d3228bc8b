"""Replies to VoterStatus become nodes with their receivers."""

import pytest

from custom_components.allstarlink.ami.framing import Framer
from custom_components.allstarlink.app_rpt.errors import MalformedError
from custom_components.allstarlink.app_rpt.voterstatus import (
    Receiver,
    Voter,
    parse_voterstatus,
)

from .replay import recorded

SILENT = (
    Receiver("Main", 0, master=True, active=False),
    Receiver("North", 0, active=False),
    Receiver("SOUTH", 0, active=False),
)
IDLE = (
    Receiver("Main", 0, master=True, active_master=True),
    Receiver("North", 0),
    Receiver("SOUTH", 0),
)
RECEIVING = (Receiver("Main", 200, master=True, active_master=True), *IDLE[1:])


def parse(data: bytes) -> tuple[Voter, ...]:
    """Return what a reply tells."""
    (message,) = Framer().feed(data)
    return parse_voterstatus(message.fields)


@pytest.mark.parametrize(
    ("name", "number", "voted", "receivers"),
    [
        ("24_voterstatus_inactive", 0, None, SILENT),
        ("24_voterstatus_inactive", 1, None, SILENT),
        ("24_voterstatus_inactive", 3, None, SILENT),
        ("25_voterstatus_idle", 0, None, IDLE),
        ("27_voterstatus_receiving", 0, None, IDLE),
        ("27_voterstatus_receiving", 18, "Main", RECEIVING),
        ("27_voterstatus_receiving", 21, None, IDLE),
        ("28_voterstatus_after_loss", 0, None, SILENT),
    ],
)
def test_recorded_replies(
    name: str, number: int, voted: str | None, receivers: tuple[Receiver, ...]
) -> None:
    """Of a node with three receivers."""
    assert parse(recorded(name, number)) == (Voter("1996", voted, receivers),)


def test_several_nodes_in_one_reply() -> None:
    """Each begins with a Response of its own, and nothing else parts them."""
    data = (
        b"Response: Success\r\nActionID: 7\r\nNode: 1996\r\nVoted: North\r\n"
        b"Client: North\r\nIP: 192.0.2.1:1667\r\nRSSI: 255\r\n"
        b"Response: Success\r\nActionID: 7\r\nNode: 1995\r\n"
        b"Response: Success\r\nActionID: 7\r\nNode: 1994\r\n"
        b"Client: Hill\r\nIP: 192.0.2.2:1667\r\nRSSI: 3\r\n"
        b"Client: Lake Inactive\r\nIP: 0.0.0.0:0\r\nRSSI: 0\r\n\r\n"
    )

    assert parse(data) == (
        Voter("1996", "North", (Receiver("North", 255),)),
        Voter("1995", None, ()),
        Voter("1994", None, (Receiver("Hill", 3), Receiver("Lake", 0, active=False))),
    )


@pytest.mark.parametrize(
    ("client", "receiver"),
    [
        ("East Mix", Receiver("East", 9, mix=True)),
        ("East Mix Inactive", Receiver("East", 9, mix=True, active=False)),
        (
            "Up on the hill Mix Master ActiveMaster Inactive",
            Receiver(
                "Up on the hill",
                9,
                mix=True,
                master=True,
                active_master=True,
                active=False,
            ),
        ),
        ("Master Master", Receiver("Master", 9, master=True)),
        ("Inactive", Receiver("Inactive", 9)),
        ("Mixed", Receiver("Mixed", 9)),
        ("Old ActiveMaster", Receiver("Old", 9, active_master=True)),
        ("Mix Hill", Receiver("Mix Hill", 9)),
    ],
)
def test_words_after_a_name(client: str, receiver: Receiver) -> None:
    """Only those at its end, in chan_voter's order, are none of it."""
    data = f"Node: 1996\r\nClient: {client}\r\nIP: 192.0.2.1:1\r\nRSSI: 9\r\n\r\n"

    (voter,) = parse(b"Response: Success\r\n" + data.encode())

    assert voter.receivers == (receiver,)
    assert voter.receiver(receiver.name) is voter.receivers[0]
    assert voter.receiver("nobody") is None


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "Client: North\r\nRSSI: 1\r\n",
        "Node: 1996\r\nClient: North\r\n",
        "Node: 1996\r\nClient: North\r\nIP: 192.0.2.1:1\r\nNode: 1995\r\n",
        "Node: 1996\r\nClient: North\r\nClient: South\r\nRSSI: 1\r\n",
        "Node: 1996\r\nClient: North\r\nRSSI: 1\r\nClient: South\r\n",
        "Node: 1996\r\nRSSI: 1\r\n",
        *(
            f"Node: 1996\r\nClient: North\r\nRSSI: {rssi}\r\n"
            for rssi in ("", "x", "-1", "256", "1_0", "٣", "1" * 5000)
        ),
    ],
)
def test_a_reply_that_is_cut_short(lines: str) -> None:
    """Nothing is known then."""
    with pytest.raises(MalformedError):
        parse(f"Response: Success\r\nActionID: 7\r\n{lines}\r\n".encode())
