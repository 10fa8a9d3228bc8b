"""Lists and events as they may be, but should not."""

from collections.abc import Callable
from typing import Any

import pytest

from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.telephony.calls import begun_before
from custom_components.allstarlink.telephony.line import Line
from custom_components.allstarlink.telephony.lines import Lines
from custom_components.allstarlink.telephony.trunks import Trunks


def _message(event: str, **headers: str) -> Message:
    lines = [
        f"Event: {event}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return Message("\r\n".join(lines).encode(), event)


def _lines() -> Lines:
    lines = Lines()
    lines.lists["ExtensionStateList"](
        [_message("ExtensionStatus", Exten="1001", Context="phones", Status="0")]
    )
    lines.lists["PJSIPShowEndpoints"](
        [_message("EndpointList", ObjectName="1001", DeviceState="Not in use")]
    )
    return lines


@pytest.mark.parametrize(
    "event",
    [
        _message("ExtensionStatus", Status="8"),
        _message("DeviceStateChange", State="INUSE"),
        _message("DeviceStateChange", Device="IAX2/1001", State="INUSE"),
        _message("DeviceStateChange", Device="PJSIP/1009", State="INUSE"),
        _message("PeerStatus", PeerStatus="Unreachable"),
        _message("PeerStatus", Peer="PJSIP/1001", PeerStatus="Whatever"),
        _message("PeerStatus", Peer="IAX2/1001", PeerStatus="Unreachable"),
        _message("Whatever", Device="PJSIP/1001", State="INUSE"),
    ],
)
def test_an_event_that_tells_of_no_line_changes_none(event: Message) -> None:
    """Headers are missing, or the device is another one."""
    lines = _lines()
    lines.async_take(event)
    assert lines.state(Line("1001")) == "not_in_use"
    assert lines.state(Line(endpoint="1001")) == "not_in_use"


@pytest.mark.parametrize("state", ["INUSE", "RINGING", "ONHOLD"])
def test_a_peer_out_of_reach_does_not_end_what_its_device_does(state: str) -> None:
    """It may be in a call of its own making (transcript c08)."""
    lines = _lines()
    device = {"Device": "PJSIP/1001", "State": state}
    lines.async_take(_message("DeviceStateChange", **device))
    before = lines.state(Line(endpoint="1001"))
    for status in ("Unreachable", "Reachable"):
        peer = {"Peer": "PJSIP/1001", "PeerStatus": status}
        lines.async_take(_message("PeerStatus", **peer))
        assert lines.state(Line(endpoint="1001")) is before


def test_a_hint_that_is_said_to_be_gone_is_gone() -> None:
    """Status -1 and -2 (transcript c18d)."""
    lines = _lines()
    gone = {"Exten": "1001", "Context": "phones", "Status": "-2"}
    lines.async_take(_message("ExtensionStatus", **gone))
    assert lines.state(Line("1001")) is None
    assert lines.known == [Line(endpoint="1001")]


@pytest.mark.parametrize(
    ("event", "take"),
    [
        (_message("Registry", ChannelType="SIP", Username="a", Domain="b"), True),
        (_message("Registry", ChannelType="IAX2", Username="new", Domain="b"), True),
        (_message("RegistryEntry"), False),
    ],
)
def test_a_registration_that_no_list_had_is_left_alone(
    event: Message, take: bool
) -> None:
    """Another protocol, one that is not listed yet, or a row without a name."""
    trunks = Trunks(set)
    told: list[None] = []
    trunks.async_listen(lambda: told.append(None))
    handle: Callable[[Any], None] = (
        trunks.async_take if take else lambda row: trunks.lists["IAXregistry"]([row])
    )
    handle(event)
    assert trunks.known == {}
    assert told == ([] if take else [None])


def test_what_a_list_knows_already_came_before_it() -> None:
    """Up to the last beginning of a channel that is listed."""
    events = [
        _message("Newchannel", Uniqueid="1.1"),
        _message("DialBegin", Uniqueid="1.1"),
        _message("Newchannel", Uniqueid="1.2"),
        _message("Hangup", Uniqueid="1.1"),
        _message("Newchannel", Uniqueid="1.3"),
    ]
    rows = [_message("CoreShowChannel", Uniqueid=x) for x in ("1.1", "1.2", "0.9")]
    assert begun_before(events, rows) == 3
    assert begun_before(events, rows[:1]) == 1
    assert begun_before(events, rows[2:]) == 0
    assert begun_before([], rows) == 0
