"""Hints that are gone, that are none any more, and that have parts which are no phones."""

from dataclasses import replace

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from simulator import User
from simulator.pbx import Hint, PbxSetup, Phone

from .stage import SETUP, telephones

_NO_HINTS = replace(SETUP, refuses_no_hints=True)


async def test_the_last_hint_goes(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Asterisk 22.11 answers the list of none with an error, which is no failure."""
    async with telephones(hass, freezer, setup=_NO_HINTS, lines=("1001",)) as stage:
        assert stage.state("state", "extension_1001") == "not_in_use"
        for hint in stage.server.pbx.devices.hints.copy():
            stage.server.pbx.devices.remove_hint(hint.number)
        for _ in range(5):
            await stage.time.advance(60)
        await stage.settle()
        assert stage.state("state", "extension_1001") == "unknown"
        asked = stage.asked("ExtensionStateList")
        await stage.time.advance(60)
        assert stage.asked("ExtensionStateList") == asked


async def test_an_extension_can_be_added_where_there_are_no_hints(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The form comes, and offers endpoints if there are any."""
    setup = replace(PbxSetup(), refuses_no_hints=True)
    async with telephones(hass, freezer, setup=setup, lines=()) as stage:
        form = await hass.config_entries.subentries.async_init(
            (stage.entry.entry_id, "extension"), context={"source": "user"}
        )
        assert form["type"] == "form"


def _with_hint(devices: str, *, registered: bool) -> PbxSetup:
    phone = Phone("1001", "Alice", registered=registered)
    return PbxSetup(phones=(phone,), hints=(Hint("1006", devices),))


@pytest.mark.parametrize(
    ("devices", "registered", "reachable"),
    [
        ("PJSIP/1001&Custom:DND1001", True, "on"),
        ("PJSIP/1001&Custom:DND1001", False, "off"),
        ("Custom:DND1001&PJSIP/1001", False, "off"),
        ("PJSIP/1001&Queue:sales,CustomPresence:1001", False, "off"),
        ("PJSIP/1001,CustomPresence:1001", True, "on"),
        ("PJSIP/1001,CustomPresence:1001", False, "off"),
        ("Custom:Night", True, "unknown"),
        ("Queue:sales", True, "unknown"),
    ],
)
async def test_only_phones_make_an_extension_reachable(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    devices: str,
    reachable: str,
    *,
    registered: bool,
) -> None:
    """Do not disturb, queues and presence are no phones (FreePBX's hints)."""
    setup = _with_hint(devices, registered=registered)
    async with telephones(hass, freezer, setup=setup, lines=("1006",)) as stage:
        assert stage.state("reachable", "extension_1006") == reachable


async def test_a_phone_comes_and_goes_behind_such_a_hint(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Its own state counts at once, though that of the hint stays."""
    setup = _with_hint("PJSIP/1001&Custom:DND1001", registered=True)
    async with telephones(hass, freezer, setup=setup, lines=("1006",)) as stage:
        phone = stage.server.pbx.who.endpoints["1001"]
        phone.unregister()
        await stage.settle()
        assert stage.state("reachable", "extension_1006") == "off"
        phone.register()
        await stage.settle()
        assert stage.state("reachable", "extension_1006") == "on"


async def test_where_nobody_tells_of_the_phone_it_is_unknown(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Without the list of devices, and without that of PJSIP endpoints."""
    setup = replace(
        _with_hint("PJSIP/1001&Custom:DND1001", registered=True), modules=frozenset()
    )
    user = User("admin", "secret", "call,system", "call")
    async with telephones(
        hass, freezer, setup=setup, lines=("1006",), user=user
    ) as stage:
        assert stage.state("reachable", "extension_1006") == "unknown"
