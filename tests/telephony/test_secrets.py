"""Passwords of trunks cross the wire in plain text, and go nowhere from there."""

from collections.abc import AsyncGenerator
import json
import logging
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.json import ExtendedJSONEncoder
import pytest
from pytest_homeassistant_custom_component.common import (
    async_capture_events,
    async_mock_restore_state_shutdown_restart,
)

from custom_components.allstarlink.diagnostics import (
    async_get_config_entry_diagnostics,
    async_get_device_diagnostics,
)
from simulator import User
from simulator.outlet import Outlet

from .stage import PASSWORDS, Stage, telephones

# How each of them stands on the wire
CARRIERS = (
    b"DialString: ctrunk:iax-secret@127.0.0.1:4572/5551234",
    b"ApplicationData: IAX2/ctrunk:iax-secret@127.0.0.1:4572/5551234",
    b"Password: pcpbx-secret",
)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return what the server sends, as it sends it."""
    sent: list[bytes] = []
    send = Outlet.send

    def spy(outlet: Outlet, data: bytes) -> None:
        sent.append(data)
        send(outlet, data)

    monkeypatch.setattr(Outlet, "send", spy)
    return sent


async def _use(hass: HomeAssistant, stage: Stage) -> list[Any]:
    """Do all that there is to do with a call to a trunk; return what actions answered."""
    call = stage.server.pbx.dial("1001", "85551234")
    call.ring()
    call.answer()
    await stage.settle()
    data = {"config_entry_id": stage.entry.entry_id}

    async def act(action: str, **more: Any) -> Any:
        task = hass.async_create_task(
            hass.services.async_call(
                "allstarlink",
                action,
                data | more,
                blocking=True,
                return_response=action != "hangup",
            )
        )
        await stage.time.advance(3)
        return await task

    answers = [await act("get_calls")]
    await stage.cut_off()
    await stage.let_back()
    answers.append(await act("get_calls"))
    await act("hangup", call=call.linked_id)
    other = stage.server.pbx.dial("1001", "85551234")
    other.ring()
    other.busy()
    answers.append(
        await act(
            "originate", endpoint="PJSIP/1003", extension="85551234", context="phones"
        )
    )
    await stage.time.advance(301)
    return answers


async def _files(hass: HomeAssistant, stage: Stage) -> AsyncGenerator[Any]:
    """Yield diagnostics of the server and of each device."""
    yield await async_get_config_entry_diagnostics(hass, stage.entry)
    devices = dr.async_get(hass)
    for device in dr.async_entries_for_config_entry(devices, stage.entry.entry_id):
        yield await async_get_device_diagnostics(hass, stage.entry, device)


async def test_no_password_of_a_trunk_is_seen_anywhere(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    hass_storage: dict[str, Any],
    wire: list[bytes],
) -> None:
    """In no state, attribute, event, log line, answer, registry, file, or memory."""
    caplog.set_level(logging.DEBUG)
    options = {"allowed_originate": ["PJSIP/*", "*@phones"]}
    async with telephones(hass, freezer, options=options) as stage:
        events = async_capture_events(hass, MATCH_ALL)
        answers = await _use(hass, stage)
        for carrier in CARRIERS:
            assert carrier in b"".join(wire)
        await async_mock_restore_state_shutdown_restart(hass)
        telephony = stage.entry.runtime_data.telephony
        seen = [
            caplog.text,
            [state.as_dict() for state in hass.states.async_all()],
            [event.as_dict() for event in [*stage.changes, *events]],
            answers,
            [file async for file in _files(hass, stage)],
            hass_storage,
            [x.as_partial_dict for x in er.async_get(hass).entities.values()],
            [x.name for x in dr.async_get(hass).devices],
            repr([telephony.calls._state, telephony.calls._ended]),
            repr(telephony.trunks.known),
        ]
    assert stage.types()[:3] == ["ringing", "answered", "ended"]
    text = json.dumps(seen, cls=ExtendedJSONEncoder, default=repr)
    assert "ctrunk" in text
    assert "5551234" in text
    for password in PASSWORDS:
        assert password not in text


async def test_diagnostics_tell_no_numbers(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """But how much is known, and by which lists."""
    options = {"allowed_originate": ["PJSIP/5559999"], "trunks": ["someprovider"]}
    async with telephones(hass, freezer, options=options, lines=("1002",)) as stage:
        call = stage.server.pbx.dial("1001", "85551234")
        call.ring()
        await stage.settle()
        files = [file async for file in _files(hass, stage)]
        text = json.dumps(files, cls=ExtendedJSONEncoder)
        for word in ("5551234", "5559999", "someprovider", "ctrunk", "Alice"):
            assert word not in text
        assert files[0]["telephony"] == {
            "lists": {
                "PJSIPShowRegistrationsOutbound": "known",
                "IAXregistry": "known",
                "IAXpeerlist": "known",
                "ExtensionStateList": "known",
                "PJSIPShowEndpoints": "known",
                "CoreShowChannels": "known",
            },
            "active_calls": 1,
            "lines_of_server": 9,
            "lines": [{"state": "not_in_use", "reachable": True}],
            "trunks": [
                {"technology": "pjsip", "state": "registered"},
                {"technology": "iax2", "state": "registered"},
            ],
        }
        await stage.cut_off()
        file = await async_get_config_entry_diagnostics(hass, stage.entry)
        assert set(file["telephony"]["lists"].values()) == {"unknown"}
    user = User("admin", "secret", read="call,system", write="call")
    async with telephones(hass, freezer, user=user) as stage:
        file = await async_get_config_entry_diagnostics(hass, stage.entry)
        lists = file["telephony"]["lists"]
        assert lists["PJSIPShowEndpoints"] == "not_permitted"
        assert lists["ExtensionStateList"] == "known"
    off = {"telephony": False}
    async with telephones(hass, freezer, options=off, lines=()) as stage:
        file = await async_get_config_entry_diagnostics(hass, stage.entry)
        assert file["telephony"] is None
