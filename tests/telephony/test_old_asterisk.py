"""Exchanges whose calls cannot be followed, and users who hear and list none."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.allstarlink.asterisk.version import can_follow_calls
from simulator import User
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
    """Once polls of a node have shown that no events arrive: not that there are none."""
    user = User("admin", "secret", "system", "command")
    async with telephones(hass, freezer, user=user) as stage:
        for link in ("2001", "2002", "2003"):
            stage.server.node("1999").link(link)
            await stage.time.advance(61)
        await stage.time.advance(61)
        assert stage.state("active_calls") == "unknown"
        stage.server.pbx.dial("1001", "1002").ring()
        await stage.settle()
        assert stage.state("active_calls") == "unknown"
