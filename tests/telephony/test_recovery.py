"""Calls over outages: nothing is left hanging, nothing counts twice."""

from dataclasses import replace

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from custom_components.allstarlink.telephony import event_buffer
from simulator import Outgoing, SimulatedServer, User, late, lost
from simulator.events import fully_booted
from simulator.pbx import Call
from tests.integration import add_entry, entry_for
from tests.timeline import Timeline

from .stage import SETUP, Stage, telephones


def _without_end(reply: Outgoing) -> Outgoing:
    """Send all of a list but the event that ends it."""
    return replace(reply, data=reply.data.rsplit(b"\r\n\r\n", 2)[0] + b"\r\n\r\n")


def _without_pjsip(reply: Outgoing) -> Outgoing:
    """Tell of no action of PJSIP."""
    lines = reply.data.splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(b"PJSIP"))
    return replace(reply, data=b"".join(kept))


async def _talk(stage: Stage) -> Call:
    call = stage.server.pbx.dial("1001", "1002")
    call.ring()
    call.answer()
    await stage.settle()
    assert stage.state("active_calls") == "1"
    return call


async def test_a_call_that_goes_on_is_the_same_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """While the connection is down the calls are unknown; then it ends once."""
    async with telephones(hass, freezer) as stage:
        call = await _talk(stage)
        await stage.time.advance(5)
        await stage.cut_off()
        assert stage.state("active_calls") == "unknown"
        assert stage.state("calls_today") == "0"
        await stage.let_back()
        assert stage.state("active_calls") == "1"
        assert stage.types() == ["ringing", "answered"]
        call.hang_up()
        await stage.settle()
        assert stage.types() == ["ringing", "answered", "ended"]
        assert stage.told()[2]["disposition"] == "answered"
        assert stage.told()[2]["duration"] > 10
        assert stage.state("calls_today") == "1"
        assert stage.state("active_calls") == "0"


async def test_a_call_that_ended_meanwhile_is_closed_as_unknown(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody knows when it ended, so it has no duration; it counts once."""
    async with telephones(hass, freezer) as stage:
        call = await _talk(stage)
        await stage.cut_off()
        call.hang_up()
        await stage.let_back()
        assert stage.types() == ["ringing", "answered", "ended"]
        ended = stage.told()[2]
        assert (ended["disposition"], ended["duration"]) == ("unknown", None)
        assert stage.state("active_calls") == "0"
        assert stage.state("calls_today") == "1"
        assert stage.get("last_call").attributes["disposition"] == "unknown"

        await stage.time.advance(400)
        await stage.cut_off()
        await stage.let_back()
        assert stage.state("calls_today") == "1"
        assert stage.types()[3:] == []


async def test_a_call_of_the_outage_is_found(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It is counted when it ends; nobody heard it ring."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        call.answer()
        await stage.let_back()
        assert stage.state("active_calls") == "1"
        assert stage.types() == []
        call.hang_up()
        await stage.settle()
        assert stage.types() == ["ended"]
        assert stage.told()[0]["caller"] == "1001"
        assert stage.state("calls_today") == "1"


async def test_a_server_that_starts_anew_has_no_calls(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """All channels died with it (transcript c17s)."""
    async with telephones(hass, freezer) as stage:
        await _talk(stage)
        await stage.server.stop(announce=True)
        await stage.settle()
        await stage.server.start()
        await stage.time.advance(10)
        await stage.settle()
        assert stage.types() == ["ringing", "answered", "ended"]
        assert stage.told()[2]["disposition"] == "unknown"
        assert stage.state("active_calls") == "0"
        assert stage.state("calls_today") == "1"


async def test_a_list_that_fails_is_asked_for_again(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Until it comes the calls are unknown, and none is closed."""
    async with telephones(hass, freezer) as stage:
        call = await _talk(stage)
        await stage.cut_off()
        call.hang_up()
        stage.server.faults.next_reply(lost(), action="CoreShowChannels")
        await stage.let_back()
        await stage.time.advance(10)
        await stage.settle()
        assert stage.state("active_calls") == "unknown"
        assert stage.types() == ["ringing", "answered"]
        await stage.time.advance(60)
        await stage.settle()
        assert stage.types() == ["ringing", "answered", "ended"]
        assert stage.state("active_calls") == "0"


async def test_without_the_right_to_list_channels_calls_are_heard(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A call that an outage left open is over then, as far as can be known."""
    user = User("admin", "secret", read="call,system", write="call")
    async with telephones(hass, freezer, user=user) as stage:
        assert stage.state("active_calls") == "unknown"
        await _talk(stage)
        await stage.cut_off()
        await stage.let_back()
        assert stage.asked("CoreShowChannels") == 0
        assert stage.types() == ["ringing", "answered", "ended"]
        assert stage.told()[2]["disposition"] == "unknown"
        assert stage.state("active_calls") == "unknown"


async def test_events_while_a_list_is_under_way_are_taken_after_it(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A call that ends then does not come back by the list."""
    async with telephones(hass, freezer) as stage:
        call = await _talk(stage)
        await stage.cut_off()
        other = stage.server.pbx.dial("1002", "600")
        stage.server.faults.next_reply(late(1), action="CoreShowChannels")
        await stage.server.listen()
        while stage.asked("CoreShowChannels") < 2:
            await stage.time.advance(0.05)
        # The answer is on its way; these events come before it.
        call.hang_up()
        other.hang_up()
        last = stage.server.pbx.dial("1001", "1002")
        last.ring()
        await stage.time.advance(3)
        stage.server.faults.clear()
        await stage.settle()
        assert stage.state("active_calls") == "1"
        assert stage.types() == ["ringing", "answered", "ended", "ended", "ringing"]
        last.cancel()
        await stage.settle()
        assert stage.state("active_calls") == "0"
        assert stage.state("calls_today") == "3"


@pytest.mark.parametrize("action", ["CoreShowChannels", "ExtensionStateList"])
async def test_a_list_that_never_ends_does_not_hold_up_calls(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, action: str
) -> None:
    """Right after a login calls wait two seconds for their list, else not at all."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        stage.server.faults.next_reply(_without_end, action=action, times=100)
        await stage.server.listen()
        while stage.asked("Login") < 2:
            await stage.time.advance(0.5)
        await stage.time.advance(0.1)
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.time.advance(2)
        assert stage.types() == ["ringing"]
        await stage.time.advance(70)
        call.answer()
        await stage.settle()
        assert stage.types() == ["ringing", "answered"]
        call.hang_up()
        await stage.settle()
        assert stage.types() == ["ringing", "answered", "ended"]
        known = "unknown" if action == "CoreShowChannels" else "0"
        assert stage.state("active_calls") == known


async def test_a_list_that_never_ends_does_not_hold_up_other_lists(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """How many calls there are is known at once, and extensions are."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        stage.server.faults.next_reply(_without_end, action="IAXpeerlist", times=9)
        await stage.server.listen()
        while stage.asked("Login") < 2:
            await stage.time.advance(0.5)
        await stage.time.advance(0.1)
        assert stage.state("active_calls") == "0"
        assert stage.state("state", "extension_1001") == "not_in_use"


async def test_a_registration_waits_for_the_list_of_registrations(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Calls and extensions do not, when they are asked for each minute."""
    async with telephones(hass, freezer) as stage:
        stage.server.faults.next_reply(_without_end, action="IAXregistry", times=9)
        await stage.time.advance(60.5)
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        assert stage.types() == ["ringing"]
        assert stage.state("state", "extension_1002") == "ringing"


async def test_events_that_wait_for_a_list_are_bounded(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When there are too many, the list has to do without."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        monkeypatch.setattr(event_buffer, "_MAX_HELD", 3)
        stage.server.faults.next_reply(_without_end, action="CoreShowChannels", times=9)
        await stage.server.listen()
        while stage.asked("Login") < 2:
            await stage.time.advance(0.5)
        await stage.time.advance(0.1)
        stage.server.pbx.dial("1001", "1002").ring()
        await stage.settle()
        assert stage.types() == ["ringing"]


async def test_a_call_of_a_session_that_got_no_list_ends_with_it(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The session is lost before its first list was asked for."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        stage.server.faults.next_reply(lost(), action="ListCommands")
        await stage.server.listen()
        while stage.asked("Login") < 2:
            await stage.time.advance(0.5)
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        assert stage.types() == ["ringing"]
        await stage.cut_off()
        call.cancel()
        await stage.let_back()
        assert stage.types() == ["ringing", "ended"]
        assert stage.state("active_calls") == "0"


async def test_a_channel_that_nobody_knows_makes_for_a_list(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Its beginning was not heard; the list tells what it is."""
    async with telephones(hass, freezer) as stage:
        asked = stage.asked("CoreShowChannels")
        stage.server.faults.denied.add("call")
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        stage.server.faults.clear()
        call.answer()
        await stage.time.advance(1)
        assert stage.asked("CoreShowChannels") == asked
        await stage.time.advance(2)
        await stage.settle()
        assert stage.asked("CoreShowChannels") == asked + 1
        assert stage.state("active_calls") == "1"
        call.hang_up()
        await stage.settle()
        assert stage.types()[-1] == "ended"
        assert stage.state("calls_today") == "1"


async def test_modules_that_are_loaded_after_the_login(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Asterisk lets log in while it starts, and tells when it is through."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        stage.server.faults.next_reply(_without_pjsip, action="ListCommands")
        await stage.let_back()
        assert stage.state("state", "endpoint_1001") == "unavailable"
        assert stage.state("registered", "trunk_pjsip_trunk") == "unavailable"
        asked = stage.asked("ListCommands")
        stage.server.broadcast("system", fully_booted(stage.server))
        await stage.settle()
        assert stage.state("state", "endpoint_1001") == "not_in_use"
        assert stage.state("registered", "trunk_pjsip_trunk") == "on"
        assert stage.asked("ListCommands") == asked + 1
        assert asked == 2


@pytest.mark.parametrize("polls", [4, 5])
async def test_now_and_then_all_is_listed_anew(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, polls: int
) -> None:
    """Registrations each minute, the rest every five."""
    async with telephones(hass, freezer) as stage:
        channels = stage.asked("CoreShowChannels")
        registrations = stage.asked("PJSIPShowRegistrationsOutbound")
        await stage.time.advance(60 * polls + 1)
        assert stage.asked("PJSIPShowRegistrationsOutbound") == registrations + polls
        assert stage.asked("CoreShowChannels") == channels + (polls == 5)


async def test_a_server_that_is_away_at_the_start_is_tried_again(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Nothing of the first try is left behind; then all is there."""
    async with SimulatedServer(pbx=SETUP) as server:
        server.refuse()
        entry = entry_for(server.port, options={"telephony": True})
        await add_entry(hass, entry)
        assert entry.state is ConfigEntryState.SETUP_RETRY
        await server.listen()
        server.pbx.dial("1001", "1002").ring()
        time = Timeline(freezer)
        await time.advance(10)
        await time.until(lambda: entry.state is ConfigEntryState.LOADED)
        state = hass.states.get("sensor.127_0_0_1_active_calls")
        assert state
        assert state.state == "1"
        await hass.config_entries.async_unload(entry.entry_id)
