"""What a message says, and what we may say."""

import pytest

from custom_components.allstarlink.ami.encoding import encode_action
from custom_components.allstarlink.ami.errors import InvalidValue
from custom_components.allstarlink.ami.framing import Framer
from custom_components.allstarlink.ami.message import Message
from tests.transcript import load

EVENT = (
    b"Event: RPT_ALINKS\r\nPrivilege: call,all\r\nNode: 1999\r\n"
    b"Channel: Local/pseudo@default-00000000;1\r\nEventValue: 1,2001TU\r\n"
    b"LastKeyedTime: Sat Nov 21 01:57:24 2026"
)


def test_headers_keep_their_order_and_repetitions() -> None:
    """XStat says `Var` eight times."""
    message = Message(b"Response: Success\r\nVar: A=1\r\nNode: 1999\r\nVar: B=2")

    assert message.fields == (
        ("Response", "Success"),
        ("Var", "A=1"),
        ("Node", "1999"),
        ("Var", "B=2"),
    )
    assert message.get("Var") == "A=1"
    assert message.get_all("var") == ["A=1", "B=2"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (b"Conn: 2001      127.0.0.1  ", ("Conn", "2001      127.0.0.1  ")),
        (b"Output:   indented", ("Output", "  indented")),
        (b"Exten: ", ("Exten", "")),
        (b"Exten:", ("Exten", "")),
        (b"Exten:s", ("Exten", "s")),
        (b"Var: RPT_URI=a: b=c", ("Var", "RPT_URI=a: b=c")),
        (b"  <node>1999</node>", ("", "  <node>1999</node>")),
        (b"<NONE>", ("", "<NONE>")),
        (b": no name", ("", "no name")),
        (b"CallerIDName: J\xfcrgen", ("CallerIDName", "Jürgen")),
        (b"CallerIDName: \xff\xfe", ("CallerIDName", "ÿþ")),
        ("CallerIDName: Jürgen".encode(), ("CallerIDName", "Jürgen")),
        (b"Output: \tred\x1b[0m\r", ("Output", "\tred\x1b[0m\r")),
    ],
)
def test_a_line_is_read_as_it_is(line: bytes, field: tuple[str, str]) -> None:
    """Blanks of columns, missing colons and broken text survive."""
    assert Message(b"Response: Success\r\n" + line).fields[1] == field


@pytest.mark.parametrize("asked_first", [True, False])
def test_each_line_is_read_by_itself(asked_first: bool) -> None:
    """One that is Latin-1 does not spoil those beside it that are UTF-8."""
    message = Message(
        b"Event: Newchannel\r\nCallerIDName: J\xfcrgen\r\n"
        + "ConnectedLineName: Jürgen".encode(),
        "Newchannel",
    )
    if not asked_first:
        assert len(message.fields) == 3
    assert message.get("CallerIDName") == "Jürgen"
    assert message.get("ConnectedLineName") == "Jürgen"


@pytest.mark.parametrize("asked_first", [True, False])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Event", "RPT_ALINKS"),
        ("EventValue", "1,2001TU"),
        ("eventvalue", "1,2001TU"),
        ("LastKeyedTime", "Sat Nov 21 01:57:24 2026"),
        ("Value", "absent"),
        ("Nöde", "absent"),
    ],
)
def test_a_header_has_one_value_however_it_is_found(
    name: str, value: str, asked_first: bool
) -> None:
    """`get` is quicker before all headers were taken apart, and says the same."""
    message = Message(EVENT, "RPT_ALINKS")
    if not asked_first:
        assert len(message.fields) == 6

    assert message.get(name, "absent") == value


def test_an_event_is_one_by_its_first_line() -> None:
    """A header further down makes no event of a reply."""
    assert Message(EVENT).event == "RPT_ALINKS"
    assert Message(b"event: Shutdown ").event == "Shutdown"
    assert Message(b"Response: Success\r\nEvent: RPT_ALINKS").event == ""
    assert Message(b"LastTxKeyedTime: Sat Nov 21 02:01:20 2026").event == ""


def test_an_event_is_no_reply_though_it_has_a_response_header() -> None:
    """OriginateResponse says Response and ActionID as well."""
    message = Message(b"Event: OriginateResponse\r\nActionID: 7\r\nResponse: Failure")

    assert message.response == ""
    assert message.action_id == "7"


@pytest.mark.parametrize(
    ("response", "success"),
    [
        ("Success", True),
        ("success", True),
        ("Goodbye", True),
        ("Follows", True),
        ("Pong", True),
        ("Error", False),
        ("", False),
    ],
)
def test_success(response: str, success: bool) -> None:
    """Only an error is none."""
    assert Message(f"Response: {response}".encode()).is_success is success


def test_old_servers_put_the_action_id_first() -> None:
    """app_rpt before 3.5.0."""
    message = Message(b"ActionID: q1\r\nResponse: Success\r\nNode: 1999")

    assert message.is_success
    assert message.action_id == "q1"


def test_output_of_a_command() -> None:
    """The empty lines and the blanks of transcript 90 are all there."""
    reply = load("90_command_actions").exchanges[1].reply

    (message,) = Framer().feed(reply)

    assert message.output == [
        "                         ",
        "Node",
        "----",
        "1999",
        "1998",
        "1997",
        "1996",
        "",
    ]


@pytest.mark.parametrize(
    "head",
    [
        b"Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n",
        b"ActionID: 7\r\nResponse: Follows\r\nPrivilege: Command\r\n",
    ],
)
@pytest.mark.parametrize("end", [b"\n--END COMMAND--", b"--END COMMAND--", b""])
def test_output_of_a_command_on_an_old_server(head: bytes, end: bytes) -> None:
    """Asterisk before 14 sends raw text, which may look like headers."""
    text = b"Node: 1999\n\n Message: none\nPrivilege: all"

    message = Message(head + text + end)

    assert message.action_id == "7"
    assert message.is_success
    assert message.output == ["Node: 1999", "", " Message: none", "Privilege: all"]
    assert message.get("Message") == ""


def test_an_old_command_without_output() -> None:
    """Nothing stands before the mark."""
    message = Message(b"Response: Follows\r\nPrivilege: Command\r\n--END COMMAND--")

    assert message.output == []


def test_an_empty_message_has_nothing() -> None:
    """Asking it does no harm."""
    message = Message(b"")

    assert message.fields == ()
    assert (message.event, message.response, message.action_id) == ("", "", "")


def test_an_action_is_encoded() -> None:
    """One header a line, then an empty line."""
    headers = (("Command", "rpt cmd 1999 ilink 3 2001"), ("X", ""), ("Ü", "ä"))

    assert (
        encode_action("Command", "7", headers)
        == (
            "Action: Command\r\nActionID: 7\r\nCommand: rpt cmd 1999 ilink 3 2001\r\n"
            "X: \r\nÜ: ä\r\n\r\n"
        ).encode()
    )


@pytest.mark.parametrize("evil", ["\r", "\n", "\0", "a\r\nAction: Logoff"])
def test_nothing_that_ends_a_line_is_sent(evil: str) -> None:
    """A caller cannot add headers or actions of their own."""
    with pytest.raises(InvalidValue):
        encode_action("Command", "1", (("Command", f"rpt{evil}"),))
    with pytest.raises(InvalidValue):
        encode_action("Command", "1", ((f"Command{evil}", "rpt"),))
    with pytest.raises(InvalidValue):
        encode_action(f"Ping{evil}", "1", ())


@pytest.mark.parametrize(
    ("name", "value"), [("", "x"), ("Secret: x", "y"), ("Secret", "\ud800")]
)
def test_what_is_no_header_is_not_sent(name: str, value: str) -> None:
    """The error does not repeat the value, which may be a secret."""
    with pytest.raises(InvalidValue) as raised:
        encode_action("Login", "1", ((name, value),))

    assert value not in str(raised.value)


def test_a_line_is_as_long_as_asterisk_reads() -> None:
    """Its buffer holds 1024 bytes with CR LF (transcript 14: 1100 are refused)."""
    longest = "x" * (1022 - len("Node: "))

    assert longest.encode() in encode_action("RptStatus", "1", (("Node", longest),))
    with pytest.raises(InvalidValue):
        encode_action("RptStatus", "1", (("Node", longest + "x"),))
    with pytest.raises(InvalidValue):
        encode_action("RptStatus", "1", (("Node", "ü" * 509),))


def test_a_message_has_as_many_lines_as_asterisk_reads() -> None:
    """128 of them (transcript 15: 202 are refused)."""
    headers = tuple((f"X{n}", "v") for n in range(126))

    assert encode_action("Ping", "1", headers)
    with pytest.raises(InvalidValue):
        encode_action("Ping", "1", (*headers, ("X", "v")))
