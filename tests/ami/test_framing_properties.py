"""What holds for framing whatever the bytes are and however they are cut."""

from collections.abc import Set as AbstractSet
from contextlib import suppress
from itertools import pairwise

from hypothesis import given, settings, strategies as st

from custom_components.allstarlink.ami.errors import FrameTooLong
from custom_components.allstarlink.ami.framing import Framer
from custom_components.allstarlink.ami.message import Message

LIMIT = 200

# Bytes that are nearly AMI, so that every turn of the framer is taken.
PIECES = [
    b"\r",
    b"\n",
    b"\r\n",
    b"\r\n\r\n",
    b"\n\n",
    b"\r\n\n",
    b":",
    b": ",
    b"Event: ",
    b"event:",
    b"Event: RPT_ALINKS\r\n",
    b"Event: VarSet\r\n",
    b"Response: Success\r\n",
    b"Response: Follows\r\n",
    b"ActionID: 7\r\n",
    b"Privilege: Command\r\n",
    b"--END COMMAND--",
    b"Node: 1999\r\n",
    b"\xff\xfe",
    "ü".encode(),
    b"x" * 60,
]
STREAMS = st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=60).map(
    b"".join
)


def wanted(event: str) -> bool:
    """Want all events but one."""
    return event != "VarSet"


def cut(data: bytes, cuts: list[int]) -> list[bytes]:
    """Cut bytes at these places."""
    places = sorted({c % (len(data) + 1) for c in cuts} | {0, len(data)})
    return [data[a:b] for a, b in pairwise(places)]


def read(
    chunks: list[bytes], lists: AbstractSet[bytes] = frozenset()
) -> tuple[list[Message], bool]:
    """Return the messages, and whether the stream was refused."""
    framer = Framer(wanted, max_frame=LIMIT, lists=lists)
    messages: list[Message] = []
    try:
        for chunk in chunks:
            messages.extend(framer.feed(chunk))
    except FrameTooLong:
        return messages, True
    return messages, False


def facts(messages: list[Message]) -> list[object]:
    """Return all that messages say."""
    return [
        (m.event, m.fields, m.response, m.action_id, m.is_success, m.output)
        for m in messages
    ]


@settings(max_examples=400, deadline=None)
@given(STREAMS, st.lists(st.integers(min_value=0), max_size=20))
def test_any_cut_gives_the_same_messages(data: bytes, cuts: list[int]) -> None:
    """The network cuts where it likes."""
    pieces = [data[n : n + 1] for n in range(len(data))]
    whole, refused = read([data])

    for chunks in (cut(data, cuts), pieces):
        messages, refused_in_pieces = read(chunks)
        assert facts(messages) == facts(whole)
        assert refused_in_pieces is refused


@settings(max_examples=400, deadline=None)
@given(STREAMS)
def test_no_message_has_what_does_not_belong_to_it(data: bytes) -> None:
    """No unwanted event, no empty message, no line end."""
    messages, _ = read([data])

    for message in messages:
        assert message.event != "VarSet"
        assert message.fields
        assert message.get_all("Output") == message.output
        for name, value in message.fields:
            assert message.get(name) in message.get_all(name)
            assert "\n" not in name + value


@settings(max_examples=400, deadline=None)
@given(STREAMS, st.lists(st.integers(min_value=0), max_size=20))
def test_only_the_rows_of_a_list_overrule_the_choice(
    data: bytes, cuts: list[int]
) -> None:
    """Cut as it may be, and nothing else is different from without a list."""
    stream = data + b"\r\n\r\nEvent: VarSet\r\n" + data + b"\r\n\r\n"
    whole, _ = read([stream], lists={b"7"})

    assert facts(read(cut(stream, cuts), lists={b"7"})[0]) == facts(whole)
    rows = [message for message in whole if message.event == "VarSet"]
    assert {message.action_id for message in rows} <= {"7"}
    others = [message for message in whole if message.event != "VarSet"]
    assert facts(others) == facts(read([stream])[0])


@settings(max_examples=200, deadline=None)
@given(STREAMS, STREAMS)
def test_a_header_is_the_same_asked_first_or_last(head: bytes, data: bytes) -> None:
    """Of an event, `get` finds headers without taking all apart."""
    stream = b"Event: RPT_ALINKS\r\n" + head + b"\r\n" + data + b"\r\n\r\n"
    early, _ = read([stream])
    late, _ = read([stream])

    for first, second in zip(early, late, strict=True):
        fields = second.fields
        for name in ("Node", "ActionID", "Response", "Privilege", "x"):
            assert first.get(name) == second.get(name)
        assert first.fields == fields


@settings(max_examples=200, deadline=None)
@given(STREAMS, st.lists(st.integers(min_value=0), max_size=20))
def test_no_more_than_the_limit_is_kept(data: bytes, cuts: list[int]) -> None:
    """Whatever is sent."""
    framer = Framer(wanted, max_frame=LIMIT)

    with suppress(FrameTooLong):
        for chunk in cut(data * 5, cuts):
            for _ in framer.feed(chunk):
                pass
            assert len(framer._pending) <= LIMIT + 4
            assert len(framer._text) <= LIMIT
