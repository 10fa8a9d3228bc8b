"""The actions that list calls and end them, and who may use which."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.const import GROUP_ID_READ_ONLY, GROUP_ID_USER
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized, UnknownUser
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from simulator import User, lost

from .acting import TO_1002, fail, finish, originating, start
from .stage import telephones


async def _user(hass: HomeAssistant, group_id: str) -> Context:
    user = MockUser(is_owner=False).add_to_hass(hass)
    group = await hass.auth.async_get_group(group_id)
    assert group
    user.groups = [group]
    return Context(user_id=user.id)


# get_calls


async def test_the_calls_are_told_as_they_are_now(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The oldest first, with their channels."""
    async with telephones(hass, freezer) as stage:
        assert await start(stage, "get_calls") == {"calls": []}
        first = stage.server.pbx.dial("1001", "1002")
        first.ring()
        first.answer()
        await stage.time.advance(3)
        started = stage.time.now
        second = stage.server.pbx.dial("trunk", "5551000")
        second.ring()
        await stage.time.advance(2)
        calls = (await start(stage, "get_calls"))["calls"]
        assert [call["state"] for call in calls] == ["answered", "ringing"]
        assert calls[0]["id"] == first.linked_id
        assert calls[0]["answered_by"] == "PJSIP/1002"
        assert calls[0]["duration"] == pytest.approx(5, abs=0.01)
        assert calls[1] == {
            "id": second.linked_id,
            "caller": calls[1]["caller"],
            "caller_name": None,
            "called": "5551000",
            "direction": "incoming",
            "state": "ringing",
            "started": started.isoformat(),
            "duration": pytest.approx(2, abs=0.01),
            "answered_by": None,
            "channels": [channel.name for channel in second.channels],
        }
        first.hold(by="1001")
        await stage.settle()
        calls = (await start(stage, "get_calls"))["calls"]
        assert calls[0]["state"] == "on_hold"
        second.answer()
        parked = stage.server.pbx.dial("1001", "700")
        await stage.settle()
        calls = (await start(stage, "get_calls"))["calls"]
        assert [call["state"] for call in calls] == ["on_hold", "answered", "parked"]
        assert calls[2]["id"] == parked.linked_id


# hangup


async def test_a_call_is_hung_up_by_the_names_of_its_channels(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """No other call is touched, and never a pattern sent."""
    async with telephones(hass, freezer) as stage:
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        call.answer()
        other = stage.server.pbx.dial("trunk", "5551000")
        other.ring()
        await stage.settle()
        names = [channel.name for channel in call.channels]
        ending = start(stage, "hangup", call=call.linked_id)
        assert await finish(stage, ending) is None
        sent = [x.get("Channel") for x in stage.server.requests if x.action == "Hangup"]
        assert sent == names
        assert stage.types()[-1] == "ended"
        assert stage.told()[-1]["disposition"] == "answered"
        assert stage.state("active_calls") == "1"
        assert other.channels


async def test_a_channel_that_is_gone_already_is_fine(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The end of the first is that of the second (transcript c16b)."""
    async with telephones(hass, freezer) as stage:
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        call.answer()
        await stage.settle()
        stage.server.faults.reply_delay = 0.5
        ending = start(stage, "hangup", call=call.linked_id)
        await stage.time.advance(2)
        stage.server.faults.clear()
        assert await finish(stage, ending) is None
        assert stage.asked("Hangup") == 2
        assert stage.state("active_calls") == "0"


@pytest.mark.parametrize("call_id", ["", "/.*/", "PJSIP/1001-00000000", "1.1"])
async def test_only_a_call_that_there_is_can_be_hung_up(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, call_id: str
) -> None:
    """What is not the id of a call never reaches the server."""
    async with telephones(hass, freezer) as stage:
        stage.server.pbx.dial("1001", "1002").ring()
        await stage.settle()
        await fail(stage, start(stage, "hangup", call=call_id), "call_unknown")
        assert stage.asked("Hangup") == 0


async def test_a_call_that_does_not_end(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Success alone is no proof."""
    async with telephones(hass, freezer) as stage:
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        stage.server.faults.denied.add("call")
        stage.server.faults.denied.discard("system")
        ending = start(stage, "hangup", call=call.linked_id)
        await stage.time.advance(9)
        assert not ending.done()
        await fail(stage, ending, "call_not_ended")


async def test_a_hangup_that_is_not_answered(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It is not sent again."""
    async with telephones(hass, freezer) as stage:
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        stage.server.faults.next_reply(lost(), action="Hangup")
        ending = start(stage, "hangup", call=call.linked_id)
        await fail(stage, ending, "no_answer")
        assert stage.asked("Hangup") == 1


# Rights


@pytest.mark.parametrize(
    ("action", "data"),
    [("get_calls", {}), ("hangup", {"call": "1.1"}), ("originate", TO_1002)],
)
async def test_telephony_must_be_on_and_connected(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    action: str,
    data: dict[str, str],
) -> None:
    """The user is told which of them it is."""
    async with telephones(hass, freezer, options=originating()) as stage:
        await stage.cut_off()
        await fail(stage, start(stage, action, **data), "not_connected")
    off = {"telephony": False}
    async with telephones(hass, freezer, options=off, lines=()) as stage:
        await fail(stage, start(stage, action, **data), "telephony_off")


@pytest.mark.parametrize(
    ("action", "data", "write", "needed", "privilege"),
    [
        ("get_calls", {}, "call,originate", "CoreShowChannels", "system"),
        ("hangup", {"call": "1.1"}, "call,originate", "CoreShowChannels", "system"),
        ("hangup", {"call": "1.1"}, "reporting,originate", "Hangup", "call"),
        ("originate", TO_1002, "call,system", "Originate", "originate"),
    ],
)
async def test_what_the_server_does_not_permit_says_what_to_change(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    action: str,
    data: dict[str, str],
    write: str,
    needed: str,
    privilege: str,
) -> None:
    """The word for `write` in manager.conf (transcript c11)."""
    user = User("admin", "secret", read="call,system", write=write)
    async with telephones(hass, freezer, user=user, options=originating()) as stage:
        error = await fail(stage, start(stage, action, **data), "no_call_right")
        assert error.translation_placeholders == {
            "server": "127.0.0.1",
            "action": needed,
            "privilege": privilege,
        }
        assert stage.asked(needed) == 0


async def test_calls_that_could_not_be_listed_are_unknown(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It is no empty list."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        stage.server.faults.next_reply(lost(), action="CoreShowChannels")
        await stage.let_back()
        await stage.time.advance(10)
        listing = start(stage, "get_calls")
        await stage.settle()
        error = listing.exception()
        assert isinstance(error, HomeAssistantError)
        assert error.translation_key == "calls_unknown"


async def test_who_may_do_what(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Readers list, users end calls, administrators make them."""
    async with telephones(hass, freezer, options=originating()) as stage:
        reader = await _user(hass, GROUP_ID_READ_ONLY)
        user = await _user(hass, GROUP_ID_USER)
        assert await start(stage, "get_calls", reader) == {"calls": []}
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        for context, action, data in (
            (reader, "hangup", {"call": call.linked_id}),
            (reader, "originate", TO_1002),
            (user, "originate", TO_1002),
        ):
            with pytest.raises(Unauthorized):
                await start(stage, action, context, **data)
        with pytest.raises(UnknownUser):
            await start(stage, "get_calls", Context(user_id="gone"))
        assert stage.asked("Originate") == stage.asked("Hangup") == 0
        ending = start(stage, "hangup", user, call=call.linked_id)
        await finish(stage, ending)
        assert not call.channels
