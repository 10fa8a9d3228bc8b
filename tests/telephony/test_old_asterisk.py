"""Exchanges whose calls cannot be followed, and users who hear and list none."""

from dataclasses import replace

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.allstarlink.asterisk.version import can_follow_calls
from simulator import Outgoing, User
from simulator.wire import message

from .acting import TO_ECHO, fail, originating, start
from .stage import Stage, telephones

# Asterisk 13.1: no channel names its call
_OLD_CHANNEL = message(
    [
        ("Event", "Newchannel"),
        ("Privilege", "call,all"),
        ("Channel", "SIP/1001-00000000"),
        ("ChannelState", "4"),
        ("CallerIDNum", "1001"),
        ("Context", "phones"),
        ("Exten", "1002"),
        ("Uniqueid", "1417644600.0"),
    ]
)
_UP = _OLD_CHANNEL.replace(b"Newchannel", b"Newstate").replace(b"State: 4", b"State: 6")


def _issue(stage: Stage) -> ir.IssueEntry | None:
    issue_id = f"telephony_too_old_{stage.entry.entry_id}"
    return ir.async_get(stage.hass).async_get_issue("allstarlink", issue_id)


@pytest.mark.parametrize(
    ("version", "can"),
    [
        ("1.4.23-pre", False),
        ("11.25.3", False),
        ("12.8.2", False),
        ("13.4.0", False),
        ("13.5.0", True),
        ("13.38.3", True),
        ("22.10.1+dfsg", True),
        ("GIT", None),
        (None, None),
    ],
)
def test_the_least_version(version: str | None, *, can: bool | None) -> None:
    assert can_follow_calls(version) is can


async def test_calls_without_a_common_name_are_refused(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Nothing is told of them, and the reason is in a repair issue and in errors."""
    async with telephones(hass, freezer, options=originating()) as stage:
        assert _issue(stage) is None
        assert stage.state("active_calls") == "0"
        for event in (_OLD_CHANNEL, _UP):
            stage.server.pbx.emit("call", event)
        await stage.settle()
        assert stage.state("active_calls") == "unknown"
        assert stage.types() == []
        issue = _issue(stage)
        assert issue
        assert issue.translation_placeholders == {
            "server": "127.0.0.1",
            "version": "13.5",
        }
        for action, data in (
            ("get_calls", {}),
            ("hangup", {"call": "1.1"}),
            ("originate", TO_ECHO),
        ):
            await fail(stage, start(stage, action, **data), "telephony_too_old")
        # Extensions do without.
        assert stage.state("state", "extension_1001") == "not_in_use"


async def test_who_can_neither_hear_nor_list_calls_knows_none(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """From the beginning: nothing says that there are none."""
    user = User("admin", "secret", "system", "command")
    async with telephones(hass, freezer, user=user) as stage:
        assert stage.state("active_calls") == "unknown"
        stage.server.pbx.dial("1001", "1002").ring()
        await stage.time.advance(61)
        assert set(stage.history("active_calls")) == {"unknown"}
        await fail(stage, start(stage, "get_calls"), "no_call_right")


async def test_who_cannot_list_calls_knows_them_from_the_first_event_on(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Of each session anew."""
    user = User("admin", "secret", "call", "command")
    async with telephones(hass, freezer, user=user) as stage:
        for _ in range(2):
            assert stage.state("active_calls") == "unknown"
            call = stage.server.pbx.dial("1001", "1002")
            call.ring()
            await stage.settle()
            assert stage.state("active_calls") == "1"
            call.cancel()
            await stage.settle()
            assert stage.state("active_calls") == "0"
            await stage.cut_off()
            await stage.let_back()


def _without_linkedid(reply: Outgoing) -> Outgoing:
    return replace(reply, data=reply.data.replace(b"Linkedid: ", b"X: "))


async def test_a_list_without_common_names_is_refused(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A call that goes on at the login has none; a newer Asterisk lifts it."""
    async with telephones(hass, freezer) as stage:
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        call.answer()
        await stage.settle()
        assert stage.state("active_calls") == "1"
        faults = stage.server.faults
        faults.next_reply(_without_linkedid, action="CoreShowChannels")
        await stage.cut_off()
        await stage.let_back()
        assert _issue(stage)
        assert stage.state("active_calls") == "unknown"
        assert stage.types() == ["ringing", "answered", "ended"]
        assert stage.told()[-1]["disposition"] == "unknown"
        await fail(stage, start(stage, "get_calls"), "telephony_too_old")
        # No list has failed that is to be asked again each minute.
        asked = stage.asked("ExtensionStateList")
        await stage.time.advance(61)
        assert stage.asked("ExtensionStateList") == asked

        await stage.cut_off()
        await stage.let_back()
        assert _issue(stage) is None
        assert stage.state("active_calls") == "0"
        stage.server.pbx.dial("1001", "1002").ring()
        await stage.settle()
        assert stage.state("active_calls") == "1"
