"""What app_rpt can be told, byte for byte, and what nobody can make of it."""

from collections.abc import Callable
import re

from hypothesis import given, strategies as st
import pytest

from custom_components.allstarlink.ami.encoding import encode_action
from custom_components.allstarlink.app_rpt.cli import READ_ONLY, checked_command
from custom_components.allstarlink.app_rpt.commands import (
    Announce,
    Announcement,
    Command,
    Connect,
    Disconnect,
    DisconnectAll,
    ReconnectLinks,
    RefusedError,
    RunMacro,
    SendDtmf,
    SetSystemState,
    check_link_name,
)
from custom_components.allstarlink.app_rpt.names import Mode
from custom_components.allstarlink.app_rpt.system_states import SystemState
from custom_components.allstarlink.names import is_node_number

AUDIO_MODES = [Mode.TRANSCEIVE, Mode.MONITOR, Mode.LOCAL_MONITOR]

# All that app_rpt is ever told
LINE = re.compile(
    r"rpt cmd [1-9][0-9]{0,9} "
    r"(ilink (2|3|6|8|11|12|13|16|18) [0-9A-Za-z-]{1,64}|(status|cop) [0-9]{1,2} 0"
    r'|ilink 11 "[^"\\\x00-\x1f\x7f-\x9f]{1,64}"'
    r"|macro 1 [0-9]{1,10})"
    r"|rpt fun [1-9][0-9]{0,9} [0-9A-D*#]{1,31}"
)

# Text as an attacker would write it, and any other
NASTY = st.text() | st.from_regex(
    r"[1-9A-Z*]{0,5}([\r\n\0 ;!|&]|\r\n(Action|Command|Secret): )[^\0]{0,20}"
)
ANY = (
    NASTY
    | st.from_regex(r"\A[1-9][0-9]{0,9}\Z")
    | st.from_regex(r"\A[A-Z0-9-]{1,20}\Z")
)


@pytest.mark.parametrize(
    ("command", "text"),
    [
        (Connect("2001"), "rpt cmd 1999 ilink 3 2001"),
        (Connect("2001", Mode.MONITOR), "rpt cmd 1999 ilink 2 2001"),
        (Connect("2001", Mode.LOCAL_MONITOR), "rpt cmd 1999 ilink 8 2001"),
        (Connect("2001", permanent=True), "rpt cmd 1999 ilink 13 2001"),
        (Connect("2001", Mode.MONITOR, True), "rpt cmd 1999 ilink 12 2001"),
        (Connect("2001", Mode.LOCAL_MONITOR, True), "rpt cmd 1999 ilink 18 2001"),
        (Connect("3009001"), "rpt cmd 1999 ilink 3 3009001"),
        (Disconnect("2001"), "rpt cmd 1999 ilink 11 2001"),
        (Disconnect("K9TEST-P"), "rpt cmd 1999 ilink 11 K9TEST-P"),
        (Disconnect("-P"), "rpt cmd 1999 ilink 11 -P"),
        (Disconnect("K9TEST/M"), 'rpt cmd 1999 ilink 11 "K9TEST/M"'),
        (DisconnectAll(), "rpt cmd 1999 ilink 6 0"),
        (ReconnectLinks(), "rpt cmd 1999 ilink 16 0"),
        (Announce(Announcement.ID), "rpt cmd 1999 status 11 0"),
        (Announce(Announcement.TIME), "rpt cmd 1999 status 12 0"),
        (Announce(Announcement.VERSION), "rpt cmd 1999 status 3 0"),
        (Announce(Announcement.ID, True), "rpt cmd 1999 status 1 0"),
        (Announce(Announcement.TIME, True), "rpt cmd 1999 status 2 0"),
        (RunMacro("12"), "rpt cmd 1999 macro 1 12"),
        (SendDtmf("*70#AD"), "rpt fun 1999 *70#AD"),
        (SetSystemState(SystemState.TRANSMITTER, True), "rpt cmd 1999 cop 2 0"),
        (SetSystemState(SystemState.TRANSMITTER, False), "rpt cmd 1999 cop 3 0"),
        (SetSystemState(SystemState.LINKING, False), "rpt cmd 1999 cop 12 0"),
        (
            SetSystemState(SystemState.INCOMING_CONNECTIONS, False),
            "rpt cmd 1999 cop 49 0",
        ),
    ],
)
def test_each_request_is_one_line(command: Command, text: str) -> None:
    """`rpt cmd` always has the six words that old servers insist on."""
    assert command.render("1999") == text
    assert LINE.fullmatch(text)
    if text.startswith("rpt cmd"):
        assert len(text.split(" ")) == 6


@given(
    command=st.one_of(
        st.tuples(st.just(Connect), ANY, st.sampled_from(AUDIO_MODES), st.booleans()),
        st.tuples(st.sampled_from([Disconnect, RunMacro, SendDtmf]), ANY),
        st.just((DisconnectAll,)),
        st.just((ReconnectLinks,)),
        st.tuples(st.just(Announce), st.sampled_from(Announcement), st.booleans()),
        st.tuples(st.just(SetSystemState), st.sampled_from(SystemState), st.booleans()),
    ),
    node=ANY,
)
def test_no_input_makes_another_command(
    command: tuple[Callable[..., Command], *tuple[object, ...]], node: str
) -> None:
    """It is refused, or it is one known line in an action of exactly three headers."""
    kind, *values = command
    try:
        text = kind(*values).render(node)
    except RefusedError:
        return
    assert LINE.fullmatch(text)
    assert kind is Disconnect or (text.isascii() and text.isprintable())
    data = encode_action("Command", "1", (("Command", text),))
    assert (
        data == b"Action: Command\r\nActionID: 1\r\nCommand: %b\r\n\r\n" % text.encode()
    )


@given(st.text(), st.lists(st.text(max_size=12), max_size=3))
def test_a_cli_command_is_plain_words_of_a_rule(text: str, rules: list[str]) -> None:
    """Whatever rules a user adds: no line end, no shell, no second header."""
    for candidate in (text, f"rpt stats {text}", *(f"{rule} {text}" for rule in rules)):
        try:
            command = checked_command(candidate, rules)
        except RefusedError:
            continue
        assert command == candidate
        assert re.fullmatch(r"[A-Za-z0-9._:@/-]+( [A-Za-z0-9._:@/-]+)*", command)
        words = command.lower().split(" ")
        allowed = [rule.lower().split() for rule in (*READ_ONLY, *rules)]
        assert any(rule and words[: len(rule)] == rule for rule in allowed)


@pytest.mark.parametrize("rule", READ_ONLY)
def test_what_is_built_in_only_asks(rule: str) -> None:
    """With or without an argument; a longer word is another command."""
    assert checked_command(rule) == rule
    assert checked_command(f"{rule} 1999") == f"{rule} 1999"
    with pytest.raises(RefusedError):
        checked_command(f"{rule}x")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "core restart now",
        "core",
        "rpt cmd 1999 ilink 3 2001",
        "rpt fun 1999 *32001",
        "rpt  stats 1999",
        "rpt stats 1999\r\nAction: Logoff",
        "rpt stats 1999 ",
        "rpt stats 1999;core stop now",
        "!ls",
        "voter display",
        "rpt stats " + "1" * 300,
        "rpt stats ²",
    ],
)
def test_other_cli_commands_are_refused(text: str) -> None:
    """What controls something has an action of its own."""
    with pytest.raises(RefusedError):
        checked_command(text)


def test_rules_of_the_user_come_on_top() -> None:
    """They are the first words of a command, in any case; an empty one allows nothing."""
    assert checked_command("database show", ["Database Show"]) == "database show"
    for rules in ([""], ["   "], ["database show x"]):
        with pytest.raises(RefusedError):
            checked_command("database show", rules)


@pytest.mark.parametrize("text", ["1", "2001", "3009001", "9999999999"])
def test_node_numbers(text: str) -> None:
    """Up to ten digits; the first is not 0."""
    assert is_node_number(text)
    check_link_name(text)


@pytest.mark.parametrize(
    "text", ["0", "02001", "", "99999999990", "2001\n", "２００１"]
)
def test_what_is_no_node_number(text: str) -> None:
    """A leading 0 would mean the last node used; `$` would let a line end pass."""
    assert not is_node_number(text)


@pytest.mark.parametrize(
    ("name", "limit", "reason"),
    [
        ("", 64, "link"),
        ("  ", 64, "link"),
        ("0", 64, "link"),
        ("0123", 64, "link"),
        ("a" * 65, 64, "link_length"),
        ("a" * 32, 31, "link_length"),
        ("Ä" * 16, 31, "link_length"),
        ("K9\n", 64, "link_characters"),
        ('K9"', 64, "link_characters"),
        ("K9\\", 64, "link_characters"),
        ("K9\x85", 64, "link_characters"),
    ],
)
def test_what_is_no_link_name(name: str, limit: int, reason: str) -> None:
    """Names that begin with 0 are no links here, others are nothing that a line can have."""
    with pytest.raises(RefusedError) as refused:
        check_link_name(name, limit)
    assert refused.value.what == reason


@pytest.mark.parametrize("state", SystemState)
def test_each_system_state_has_its_own_pair_of_codes(state: SystemState) -> None:
    """Adjacent numbers, as rpt_functions.c has them."""
    on, off = state.code(on=True), state.code(on=False)
    assert abs(on - off) == 1
    others = {other.code(on=True) for other in SystemState if other is not state}
    assert on not in others
