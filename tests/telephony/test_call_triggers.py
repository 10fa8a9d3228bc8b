"""Triggers and conditions on calls: from bytes on a socket to the action that runs."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.allstarlink.const import DOMAIN
from simulator.wire import message
from tests.automations import Automation, automate, automate_all, on
from tests.guards import condition, guards

from .stage import Stage, telephones

ALICE_CALLS = {
    "caller": "1001",
    "caller_name": "Alice",
    "called": "1002",
    "direction": "internal",
}


def device(stage: Stage, key: str = "") -> str:
    """Return the id of the device of the server, or of a line."""
    identifier = "_".join(filter(None, (stage.entry.entry_id, key)))
    found = dr.async_get(stage.hass).async_get_device_by_identifier(
        (DOMAIN, identifier), stage.entry.entry_id
    )
    assert found
    return found.id


async def _automate(stage: Stage, trigger: str, **options: Any) -> Automation:
    return await automate(stage.hass, on(trigger, device(stage), options))


def _without_id(told: dict[str, Any]) -> dict[str, Any]:
    assert told.pop("call")
    return told


async def test_a_call_from_its_beginning_to_its_end(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Each trigger fires once, and tells what is known by then."""
    async with telephones(hass, freezer) as stage:
        names = ("call_ringing", "call_answered", "call_ended")
        ringing, answered, ended = await automate_all(
            hass, [(on(name, device(stage)), ()) for name in names]
        )
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        begun = {**ALICE_CALLS, "duration": None, "disposition": None}
        assert list(map(_without_id, ringing.triggers)) == [begun]
        assert ringing.last["device_id"] == device(stage)
        assert ringing.last["description"] == "call ringing"
        call.answer()
        await stage.time.advance(7)
        by = {"answered_by": "PJSIP/1002"}
        assert list(map(_without_id, answered.triggers)) == [begun | by]
        call.hang_up()
        await stage.settle()
        assert list(map(_without_id, ended.triggers)) == [
            ALICE_CALLS
            | by
            | {
                "duration": 7.0,
                "disposition": "answered",
                "cause": 16,
                "missed": False,
            }
        ]
        assert ringing.count == answered.count == 1


@pytest.mark.parametrize(
    ("options", "fires"),
    [
        ({}, True),
        ({"direction": "any"}, True),
        ({"direction": "internal"}, True),
        ({"direction": "incoming"}, False),
        ({"number": "1001"}, True),
        ({"number": 1002}, True),
        ({"number": ["999", "1001"]}, True),
        ({"number": "100"}, False),
        ({"name": "ali"}, True),
        ({"name": "Bob"}, False),
        ({"extension": "1002"}, True),
        ({"extension": "PJSIP/1002"}, True),
        ({"extension": "1003"}, False),
        ({"extension": "1002", "direction": "outgoing"}, False),
        ({"disposition": "cancelled"}, True),
        ({"disposition": ["busy", "cancelled"]}, True),
        ({"disposition": "answered"}, False),
    ],
)
async def test_which_calls_are_meant(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    options: dict[str, Any],
    *,
    fires: bool,
) -> None:
    """All that is asked for must fit."""
    async with telephones(hass, freezer) as stage:
        ended = await _automate(stage, "call_ended", **options)
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        call.cancel()
        await stage.settle()
        assert ended.count == fires


async def test_an_extension_rings(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It tells who calls, once for each time."""
    async with telephones(hass, freezer) as stage:
        rings, endpoint = await automate_all(
            hass,
            [
                (on("extension_ringing", device(stage, line)), ())
                for line in ("extension_1002", "endpoint_1001")
            ],
        )
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        assert list(map(_without_id, rings.triggers)) == [ALICE_CALLS]
        assert rings.last["device_id"] == device(stage, "extension_1002")
        call.cancel()
        call = stage.server.pbx.dial("trunk", "5551000")
        call.ring()
        await stage.settle()
        assert rings.count == 1
        (told,) = endpoint.triggers
        assert (told["caller"], told["called"]) == ("trunk", "5551000")
        assert told["direction"] == "incoming"


async def test_an_extension_that_rings_without_a_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Who calls is not known after a second: nothing is claimed."""
    async with telephones(hass, freezer) as stage:
        rings = await automate(
            hass, on("extension_ringing", device(stage, "extension_1002"))
        )
        status = message(
            [
                ("Event", "ExtensionStatus"),
                ("Privilege", "call,all"),
                ("Exten", "1002"),
                ("Context", "phones"),
                ("Hint", "PJSIP/1002"),
                ("Status", "8"),
                ("StatusText", "Ringing"),
            ]
        )
        stage.server.pbx.emit("call", status)
        await stage.settle()
        assert rings.count == 0
        await stage.time.advance(1.1)
        assert rings.triggers == [
            dict.fromkeys(("call", "caller", "caller_name", "called", "direction"))
        ]
        stage.server.pbx.emit("call", status)
        await stage.time.advance(2)
        assert rings.count == 1


async def test_an_extension_that_rang_all_the_time(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Neither an outage nor a reload begins it anew."""
    async with telephones(hass, freezer) as stage:
        rings = await automate(
            hass, on("extension_ringing", device(stage, "extension_1002"))
        )
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        await stage.cut_off()
        await stage.let_back()
        assert await hass.config_entries.async_reload(stage.entry.entry_id)
        await stage.settle()
        assert stage.state("state", "extension_1002") == "ringing"
        await stage.time.advance(2)
        assert rings.count == 1


async def test_a_user_event(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """By its name in any case, with its own headers alone (transcript c35)."""
    async with telephones(hass, freezer) as stage:
        doorbell = await _automate(stage, "user_event", name="doorbell")
        for name in ("Doorbell", "Other"):
            stage.server.pbx.emit(
                "user",
                message(
                    [
                        ("Event", "UserEvent"),
                        ("Privilege", "user,all"),
                        ("Channel", "IAX2/provider-7607"),
                        ("Uniqueid", "1796073938.0"),
                        ("UserEvent", name),
                        ("Door", "front"),
                        ("Count", "3"),
                        ("Door", "back"),
                    ]
                ),
            )
        await stage.settle()
        assert doorbell.triggers == [
            {"name": "Doorbell", "headers": {"Door": "front", "Count": "3"}}
        ]


def _state_of_1002(status: str) -> bytes:
    return message(
        [
            ("Event", "ExtensionStatus"),
            ("Privilege", "call,all"),
            ("Exten", "1002"),
            ("Context", "phones"),
            ("Hint", "PJSIP/1002"),
            ("Status", status),
        ]
    )


async def test_in_a_call_and_ringing(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Of an extension, and of a server; nothing holds while nothing is known."""
    async with telephones(hass, freezer) as stage:
        made = await guards(
            hass,
            *(
                condition(name, device(stage, key))
                for name in ("is_in_call", "is_ringing")
                for key in ("", "extension_1001", "extension_1002")
            ),
        )

        async def passing() -> list[bool]:
            return [await guard.passes() for guard in made]

        assert await passing() == [False] * 6
        # Busy at one call (device_state_busy_at), and one that rings in a call.
        for status, in_call, rings in (("2", True, False), ("9", True, True)):
            stage.server.pbx.emit("call", _state_of_1002(status))
            await stage.settle()
            expected = [False, False, in_call, False, False, rings]
            assert await passing() == expected
        stage.server.pbx.emit("call", _state_of_1002("0"))
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        assert await passing() == [False, True, False, True, False, True]
        call.answer()
        await stage.settle()
        assert await passing() == [True, True, True, False, False, False]
        await stage.cut_off()
        assert await passing() == [False] * 6
