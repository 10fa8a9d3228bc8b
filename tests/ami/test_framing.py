"""Bytes in, messages out: the traps that real servers set."""

from contextlib import suppress
import time

import pytest

from custom_components.allstarlink.ami.errors import FrameTooLong
from custom_components.allstarlink.ami.framing import Framer
from custom_components.allstarlink.ami.message import Message
from tests.transcript import load, names

type Fields = tuple[tuple[str, str], ...]

SIZES = (1, 2, 3, 5, 7, 16, 61, 512, 4096, 65536)


def chunks(data: bytes, size: int) -> list[bytes]:
    """Cut bytes into pieces of one size."""
    return [data[start : start + size] for start in range(0, len(data), size)]


def read(framer: Framer, data: bytes, size: int = 65536) -> list[Message]:
    """Feed bytes in pieces of one size."""
    return [m for chunk in chunks(data, size) for m in framer.feed(chunk)]


def fields(data: bytes, size: int = 65536) -> list[Fields]:
    """Return the headers of each message."""
    return [message.fields for message in read(Framer(), data, size)]


def dialogue(name: str) -> bytes:
    """Return what a recorded server said after its banner."""
    return load(name).received.partition(b"\r\n")[2]


@pytest.mark.parametrize("name", names())
def test_no_line_of_a_recording_is_lost_in_any_pieces(name: str) -> None:
    """... and none is added."""
    data = dialogue(name)
    # What a recording ends with may be cut off.
    whole = data[: data.rfind(b"\r\n\r\n") + 4] if b"\r\n\r\n" in data else b""
    # Some messages of PJSIP's have a line end of their own (c13_lists_ok).
    said = (line.removesuffix("\n") for line in whole.decode().split("\r\n"))
    # The blank after the first colon may be missing (c14b_lists_peer_gone).
    lines = [line.replace(": ", ":", 1) for line in said if line]

    for size in SIZES:
        messages = fields(data, size)
        assert [
            f"{name}:{value}" if name else value
            for message in messages
            for name, value in message
        ] == lines


def test_a_reply_that_is_cut_within_a_line_is_one_message() -> None:
    """Transcript 51 has `LinkedNodes` in three segments."""
    transcript = load("51_rptstatus_multilink_1999")
    framer = Framer()
    segments = [step.data for step in transcript.steps if step.kind == "received"][1:]

    messages = [message for data in segments for message in framer.feed(data)]

    (xstat,) = [m for m in messages if m.get_all("Conn") and m.get("LinkedNodes")]
    assert xstat.get("LinkedNodes").startswith("T1997, T1998, R1999, ")
    assert xstat.fields[0] == ("Response", "Success")
    assert xstat.fields[-1][0] == "tel_mode"


def test_messages_come_in_the_order_of_the_wire() -> None:
    """Replies keep their place among the events."""
    data = (
        b"Event: RPT_RXKEYED\r\nEventValue: 1\r\n\r\n"
        b"Response: Success\r\nActionID: 1\r\nVar: RPT_RXKEYED=1\r\n\r\n"
        b"Event: RPT_RXKEYED\r\nEventValue: 0\r\n\r\n"
    )

    for size in SIZES:
        assert [m.get("EventValue") for m in read(Framer(), data, size)] == [
            "1",
            "",
            "0",
        ]


def test_an_event_with_an_empty_line_inside_stays_whole() -> None:
    """app_rpt before 3.0.5 leaves ctime's LF before the line end."""
    data = (
        b"Event: RPT_ALINKS\r\nPrivilege: call,all\r\nNode: 1999\r\n"
        b"EventValue: 1,2001TU\r\nLastKeyedTime: Sat Nov 21 01:57:24 2026\n\r\n"
        b"LastTxKeyedTime: Sat Nov 21 02:01:20 2026\n\r\n\r\n"
        b"Event: RPT_TXKEYED\r\nNode: 1999\r\nEventValue: 0\r\n\r\n"
    )
    expected = [
        (
            ("Event", "RPT_ALINKS"),
            ("Privilege", "call,all"),
            ("Node", "1999"),
            ("EventValue", "1,2001TU"),
            ("LastKeyedTime", "Sat Nov 21 01:57:24 2026"),
            ("LastTxKeyedTime", "Sat Nov 21 02:01:20 2026"),
        ),
        (("Event", "RPT_TXKEYED"), ("Node", "1999"), ("EventValue", "0")),
    ]

    for size in SIZES:
        assert fields(data, size) == expected


def test_a_message_that_ends_with_a_lone_line_end_swallows_none() -> None:
    """As CoreShowChannelMap of some versions; it is there at once, not with the next one."""
    channel_map = (
        b"Response: Success\r\nActionID: 4\r\nChannel: PJSIP/1001-00000001\r\n\n"
    )
    data = (
        b"Event: Reload\r\n\r\n" + channel_map + b"Event: Hangup\r\nCause: 16\r\n\r\n"
    )
    for size in SIZES:
        assert [message[-1] for message in fields(data, size)] == [
            ("Event", "Reload"),
            ("Channel", "PJSIP/1001-00000001"),
            ("Cause", "16"),
        ]
    framer = Framer()
    read(framer, b"Event: Reload\r\n\r\n")
    assert [m.action_id for m in read(framer, channel_map)] == ["4"]


def test_the_text_of_an_old_server_has_lone_line_ends() -> None:
    """It may begin with an empty line, and is one message all the same."""
    data = (
        b"Response: Follows\r\nPrivilege: Command\r\nActionID: 1\r\n\n"
        b"one\r\n\ntwo\n--END COMMAND--\r\n\r\n"
    )
    for size in SIZES:
        (message,) = read(Framer(), data, size)
        assert message.output == ["", "one", "", "two"]


def test_empty_messages_are_skipped() -> None:
    """Seen after `No Contacts found`, IAXregistry, and instead of VoterStatus (24)."""
    data = (
        b"\r\n\r\n\r\nResponse: Error\r\nMessage: No Contacts found\n\r\n\r\n"
        b"\r\nResponse: Success\r\nActionID: 2\r\n\r\n\r\n\r\n"
    )
    expected = [
        (("Response", "Error"), ("Message", "No Contacts found")),
        (("Response", "Success"), ("ActionID", "2")),
    ]

    for size in SIZES:
        assert fields(data, size) == expected


def test_several_replies_in_one_message_stay_one() -> None:
    """VoterStatus of two nodes (chan_voter.c): no empty line between them."""
    data = (
        b"Response: Success\r\nActionID: v\r\nNode: 1996\r\nClient: Main\r\n"
        b"Response: Success\r\nActionID: v\r\nNode: 1995\r\nClient: North\r\n\r\n"
    )

    (message,) = read(Framer(), data)

    assert message.get_all("Node") == ["1996", "1995"]
    assert message.is_success


def test_xml_is_a_message_without_names() -> None:
    """RptLocalNodes answers without Response and ActionID (transcript 23)."""
    reply = load("23_rptlocalnodes").exchanges[1].reply

    assert fields(reply)[0] == (
        ("", '<?xml version="1.0"?>'),
        ("", "<nodes>"),
        ("", "  <node>1999</node>"),
        ("", "  <node>1998</node>"),
        ("", "  <node>1997</node>"),
        ("", "  <node>1996</node>"),
        ("", "</nodes>"),
    )


def test_lone_line_feeds_end_lines_when_the_first_line_ends_so() -> None:
    """A server or a proxy that drops every CR."""
    data = b"Response: Success\nActionID: 1\n\nEvent: Shutdown\nRestart: True\n\n"

    for size in SIZES:
        assert fields(data, size) == [
            (("Response", "Success"), ("ActionID", "1")),
            (("Event", "Shutdown"), ("Restart", "True")),
        ]


OLD_COMMAND = (
    b"Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n"
    b"Node\n\n 1999\r\n\r\nEvent: RPT_RXKEYED\r\nNode: 1\r\n\r\nResponse: Error\n"
    b"--END COMMAND--\r\n\r\n"
)


def test_the_text_of_an_old_command_reply_is_no_message() -> None:
    """Empty lines and events in it are text, up to the mark."""
    event = b"Event: RPT_RXKEYED\r\nNode: 1999\r\n\r\n"

    for size in SIZES:
        before, reply, after = read(Framer(), event + OLD_COMMAND + event, size)
        assert before.get("Node") == after.get("Node") == "1999"
        assert reply.action_id == "7"
        assert reply.output == [
            "Node",
            "",
            " 1999",
            "",
            "Event: RPT_RXKEYED",
            "Node: 1",
            "",
            "Response: Error",
        ]


def test_unwanted_events_are_skipped_and_asked_about_once() -> None:
    """Replies pass; all count as a sign of life."""
    asked = []

    def wanted(event: str) -> bool:
        asked.append(event)
        return event.startswith("RPT_")

    data = (
        b"Event: VarSet\r\nVariable: X\r\n\r\n"
        b"Event: RPT_RXKEYED\r\nNode: 1999\r\n\r\n"
        b"Response: Success\r\nActionID: 1\r\n\r\n"
    )

    for size in SIZES:
        asked.clear()
        framer = Framer(wanted)
        events = [m.event for m in read(framer, data * 3, size)]
        assert events == ["RPT_RXKEYED", ""] * 3
        assert asked == ["VarSet", "RPT_RXKEYED"]
        assert framer.frames == 9


def test_an_unwanted_name_that_begins_a_wanted_one_hides_nothing() -> None:
    """Names are compared whole."""
    framer = Framer({"RPT_ALINKS"}.__contains__)

    data = b"".join(
        b"Event: %b\r\nNode: 1999\r\n\r\n" % name
        for name in (b"RPT", b"RPT_ALINKS", b"RPT_ALINKSX", b"RPT_ALINKS")
    )

    assert [m.event for m in read(framer, data)] == ["RPT_ALINKS"] * 2


def test_names_longer_than_what_is_remembered_are_told_apart() -> None:
    """Whatever the first bytes, the whole name decides."""
    wanted, other = (b"Long" * 20 + end for end in (b"Wanted", b"Other"))
    framer = Framer({wanted.decode()}.__contains__)

    data = b"".join(
        b"Event: %b\r\nNode: 1999\r\n\r\n" % name
        for name in (other, wanted, other, wanted)
    )

    assert [m.event for m in read(framer, data)] == [wanted.decode()] * 2


def test_a_server_cannot_make_the_framer_remember_without_end() -> None:
    """It may invent names for ever."""
    framer = Framer(lambda event: True)
    event = b"Event: %d\r\nNode: 1999\r\n\r\n"

    messages = read(framer, b"".join(event % n for n in range(5000)))

    assert [m.event for m in messages] == [str(n) for n in range(5000)]
    assert len(framer._known) <= 1000


@pytest.mark.parametrize("size", [1000, 4096, 65536, 8 << 20])
def test_a_line_without_end_is_refused_soon(size: int) -> None:
    """8 MB of it never are in memory."""
    framer = Framer()
    fed = 0

    with suppress(FrameTooLong):
        for chunk in chunks(b"Output: " + b"x" * (8 << 20), size):
            fed += len(chunk)
            assert list(framer.feed(chunk)) == []

    assert 1 << 20 < fed <= (1 << 20) + 2 * size


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("end", [b"\r\n\r\n", b"\n\n"])
def test_the_longest_message_passes_in_any_pieces(end: bytes, size: int) -> None:
    """The limit is exact."""
    longest = b"A: b" + end[: len(end) // 2] + b"x" * 90
    framer = Framer(max_frame=len(longest))

    assert len(read(framer, (longest + end) * 3, size)) == 3
    with pytest.raises(FrameTooLong):
        read(framer, longest + b"x" + end, size)


def test_messages_before_one_that_is_too_long_are_delivered() -> None:
    """Even out of the same bytes."""
    good = b"Event: A\r\nx: 1\r\n\r\n"
    messages = Framer(max_frame=50).feed(good + b"x" * 51 + b"\r\n\r\n" + good)

    assert next(messages).event == "A"
    with pytest.raises(FrameTooLong):
        next(messages)


def test_an_old_command_reply_without_end_is_refused() -> None:
    """It would swallow all that follows."""
    framer = Framer(max_frame=1000)
    assert read(framer, b"Response: Follows\r\nPrivilege: Command\r\n\r\n") == []

    with pytest.raises(FrameTooLong):
        read(framer, b"Event: A\r\nx: 1\r\n\r\n" * 60)


@pytest.mark.parametrize("size", [1, 16, 65536])
@pytest.mark.parametrize(
    "unit",
    [
        b"x",
        b"\r\n",
        b"\r",
        b"Event: A\r\nx: 1\r\n\r\n",
        b"Response: Follows\r\n--END COMMAND--\r\n\r\n",
        b"Response: Follows\r\n\r\n",
    ],
)
def test_time_is_linear(unit: bytes, size: int) -> None:
    """Four times the bytes take about four times as long, not sixteen times."""

    def seconds(length: int) -> float:
        data = chunks(unit * (length // len(unit)), size)
        framer = Framer(max_frame=1 << 30)
        began = time.process_time()
        for chunk in data:
            for _ in framer.feed(chunk):
                pass
        return time.process_time() - began

    length = {1: 20_000, 16: 100_000, 65536: 300_000}[size]
    ratio = min(seconds(4 * length) for _ in range(5)) / min(
        seconds(length) for _ in range(5)
    )
    assert ratio < 12
