"""Recorded calls, byte for byte, up to the states that the user sees."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from tests.asterisk_package.test_calls import SCENES
from tests.asterisk_package.wire import NODES, TRUNKS
from tests.integration import add_entry, entry_for
from tests.replay import ReplayServer
from tests.timeline import Timeline
from tests.transcript import load

from .stage import DATA

# The login of the recording, and what it answered
_LOGIN = 0.5


@pytest.mark.parametrize("name", SCENES)
async def test_each_recording_gives_its_calls(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, name: str
) -> None:
    """Each call rings once and ends once, as it did; none is left."""
    options = {"telephony": True, "trunks": sorted(TRUNKS)}
    async with ReplayServer(*sorted(NODES)) as server:
        changes = async_capture_events(hass, "state_changed")
        entry = await add_entry(hass, entry_for(server.port, (), options))
        time = Timeline(freezer)
        await time.settle()
        now = _LOGIN
        for step in load(name).steps:
            if step.kind == "received" and step.at >= _LOGIN:
                await time.advance(step.at - now)
                now = step.at
                server.send(step.data)
        await time.settle()
        told = [
            {key: new.attributes[key] for key in DATA}
            for change in changes
            if change.data["entity_id"] == "event.127_0_0_1_call"
            and (new := change.data["new_state"])
            and new.attributes.get("event_type")
        ]
        ends = [each for each in told if each["event_type"] == "ended"]
        assert [
            (x["caller"], x["called"], x["direction"], x["disposition"], x["cause"])
            for x in ends
        ] == [
            (x.caller, x.called, x.direction, x.disposition, x.cause)
            for x in SCENES[name]
        ]
        for end, expected in zip(ends, SCENES[name], strict=True):
            assert end["duration"] == pytest.approx(expected.duration, abs=0.02)
        rung = [each for each in told if each["event_type"] == "ringing"]
        assert len(rung) == len(ends)
        today = hass.states.get("sensor.127_0_0_1_calls_today")
        active = hass.states.get("sensor.127_0_0_1_active_calls")
        assert today
        assert active
        # Without any event of a channel nobody knows.
        has_heard = any(b"Event: Newchannel" in step.data for step in load(name).steps)
        known = "0" if has_heard else "unknown"
        assert (today.state, active.state) == (str(len(ends)), known)
        await hass.config_entries.async_unload(entry.entry_id)
