"""The actions on calls: get_calls, originate, hangup."""

import asyncio
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.const import GROUP_ID_READ_ONLY, GROUP_ID_USER
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized, UnknownUser
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from simulator import User, lost
from simulator.pbx import Call

from .stage import Stage, telephones

RULES = ["PJSIP/100*", "Local/*@phones", "1002@phones", "600@phones", "Echo(*)"]
TO_1002 = {"endpoint": "PJSIP/1001", "extension": "1002", "context": "phones"}
TO_ECHO = {"endpoint": "PJSIP/1001", "application": "Echo"}


def _start(
    stage: Stage, action: str, by: Context | None = None, /, **data: Any
) -> asyncio.Task[Any]:
    """Call an action on the server without waiting for it."""
    return stage.hass.async_create_task(
        stage.hass.services.async_call(
            "allstarlink",
            action,
            {"config_entry_id": stage.entry.entry_id, **data},
            blocking=True,
            context=by,
            return_response=action != "hangup",
        )
    )


async def _finish(stage: Stage, call: asyncio.Task[Any]) -> Any:
    """Let a little time pass, and return what an action answered."""
    await stage.time.advance(0.5)
    assert call.done()
    return call.result()


async def _fail(stage: Stage, call: asyncio.Task[Any], key: str) -> HomeAssistantError:
    """Let a call of an action fail with the translated error of this key."""
    await stage.time.advance(60)
    assert call.done()
    error = call.exception()
    assert isinstance(error, HomeAssistantError), error
    assert error.translation_key == key
    return error


async def _user(hass: HomeAssistant, group_id: str) -> Context:
    user = MockUser(is_owner=False).add_to_hass(hass)
    group = await hass.auth.async_get_group(group_id)
    assert group
    user.groups = [group]
    return Context(user_id=user.id)


def _originating(*rules: str) -> dict[str, Any]:
    return {"allowed_originate": list(rules or RULES)}


# get_calls


async def test_the_calls_are_told_as_they_are_now(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The oldest first, with their channels."""
    async with telephones(hass, freezer) as stage:
        assert await _start(stage, "get_calls") == {"calls": []}
        first = stage.server.pbx.dial("1001", "1002")
        first.ring()
        first.answer()
        await stage.time.advance(3)
        started = stage.time.now
        second = stage.server.pbx.dial("trunk", "5551000")
        second.ring()
        await stage.time.advance(2)
        calls = (await _start(stage, "get_calls"))["calls"]
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
        calls = (await _start(stage, "get_calls"))["calls"]
        assert calls[0]["state"] == "on_hold"
        second.answer()
        parked = stage.server.pbx.dial("1001", "700")
        await stage.settle()
        calls = (await _start(stage, "get_calls"))["calls"]
        assert [call["state"] for call in calls] == ["on_hold", "answered", "parked"]
        assert calls[2]["id"] == parked.linked_id


# originate


@pytest.mark.parametrize("target", [TO_1002, TO_ECHO])
async def test_a_call_is_made_and_answered(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, target: dict[str, str]
) -> None:
    """The answer has the call's id; the call goes on."""
    async with telephones(hass, freezer, options=_originating()) as stage:
        making = _start(
            stage, "originate", **target, caller_id='"HA" <500>', timeout=20
        )
        await stage.time.advance(1)
        call = stage.server.pbx.calls[-1]
        call.ring()
        await stage.time.advance(2)
        assert not making.done()
        call.answer()
        result = await _finish(stage, making)
        assert result["result"] == "answered"
        calls = (await _start(stage, "get_calls"))["calls"]
        assert [each["id"] for each in calls] == [result["call"]]
        (sent,) = (x for x in stage.server.requests if x.action == "Originate")
        assert sent.get("Async") == "true"
        assert sent.get("Timeout") == "20000"
        assert sent.get("CallerID") == '"HA" <500>'
        assert sent.get("ChannelId") == result["call"]


@pytest.mark.parametrize(
    ("end", "result"),
    [
        (Call.busy, "busy"),
        (Call.congestion, "congestion"),
        (Call.reject, "failed"),
        (lambda call: call.busy(reason=5), "busy"),
        (lambda call: call.congestion(reason=8), "congestion"),
        (None, "no_answer"),
    ],
)
async def test_a_call_that_is_not_answered_says_why(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, end: Any, result: str
) -> None:
    """Reason 0 says little: the end of the call says the rest (transcript c16)."""
    async with telephones(hass, freezer, options=_originating()) as stage:
        making = _start(stage, "originate", **TO_1002, timeout=5)
        await stage.time.advance(1)
        call = stage.server.pbx.calls[-1]
        call.ring()
        if end:
            end(call)
        else:
            await stage.time.advance(5)
        await stage.time.advance(3)
        assert making.done()
        assert (await making)["result"] == result
        assert stage.state("calls_today") == "1"
        assert stage.state("active_calls") == "0"


async def test_an_endpoint_that_cannot_be_called_fails(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """There never was a channel (transcript c16)."""
    async with telephones(hass, freezer, options=_originating()) as stage:
        making = _start(stage, "originate", **TO_1002 | {"endpoint": "PJSIP/1003"})
        result = await _finish(stage, making)
        assert result["result"] == "failed"
        assert stage.state("calls_today") == "0"


async def test_two_calls_at_once_get_their_own_answers(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """By the id of the action."""
    async with telephones(hass, freezer, options=_originating()) as stage:
        first = _start(stage, "originate", **TO_ECHO)
        await stage.time.advance(1)
        ringing = stage.server.pbx.calls[-1]
        second = _start(stage, "originate", **TO_ECHO | {"endpoint": "PJSIP/1002"})
        await stage.time.advance(1)
        stage.server.pbx.calls[-1].ring()
        stage.server.pbx.calls[-1].answer()
        assert (await _finish(stage, second))["result"] == "answered"
        assert not first.done()
        ringing.ring()
        ringing.busy()
        await stage.time.advance(3)
        assert (await first)["result"] == "busy"


async def test_the_server_may_refuse_a_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Its words are passed on."""
    async with telephones(
        hass, freezer, options=_originating("PJSIP/*", "*@*")
    ) as stage:
        making = _start(stage, "originate", **TO_1002 | {"extension": "4711"})
        error = await _fail(stage, making, "command_refused")
        assert error.translation_placeholders == {
            "server": "127.0.0.1",
            "error": "Extension does not exist.",
        }


async def test_an_answer_that_never_comes(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Ten seconds after the ringing nothing more is expected; nothing is sent again."""
    async with telephones(hass, freezer, options=_originating()) as stage:
        stage.server.faults.denied.add("call")
        making = _start(stage, "originate", **TO_1002, timeout=5)
        await stage.time.advance(14)
        assert not making.done()
        await _fail(stage, making, "originate_unknown")
        assert stage.asked("Originate") == 1

        stage.server.faults.clear()
        stage.server.faults.next_reply(lost(), action="Originate")
        making = _start(stage, "originate", **TO_1002, timeout=5)
        await _fail(stage, making, "originate_unknown")
        assert stage.asked("Originate") == 2


async def test_a_connection_that_breaks_fails_the_action(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """At once, and nothing is sent again when it is back."""
    async with telephones(hass, freezer, options=_originating()) as stage:
        making = _start(stage, "originate", **TO_1002)
        await stage.time.advance(1)
        await stage.cut_off()
        assert making.done()
        await _fail(stage, making, "lost_while_waiting")
        await _fail(stage, _start(stage, "originate", **TO_1002), "not_connected")
        await stage.let_back()
        assert stage.asked("Originate") == 1


@pytest.mark.parametrize(
    ("data", "rules", "key", "value"),
    [
        (TO_1002, (), "originate_forbidden", "PJSIP/1001"),
        (TO_1002, ("PJSIP/1001",), "originate_forbidden", "1002@phones"),
        (TO_ECHO, ("PJSIP/1001",), "originate_forbidden", "Echo()"),
        (
            TO_1002 | {"endpoint": "PJSIP/00441234@trunk"},
            ("PJSIP/*", "1002@phones"),
            "originate_forbidden",
            "PJSIP/00441234@trunk",
        ),
        (
            TO_1002 | {"endpoint": "PJSIP/1001\r\nVariable: A=1"},
            RULES,
            "invalid_originate",
            "endpoint",
        ),
        (
            TO_1002 | {"endpoint": "PJSIP/1001&PJSIP/1002"},
            RULES,
            "invalid_originate",
            "endpoint",
        ),
        (TO_1002 | {"extension": "600|1"}, RULES, "invalid_originate", "extension"),
        (TO_1002 | {"context": "a\0b"}, RULES, "invalid_originate", "context"),
        (TO_1002 | {"caller_id": "x\ny"}, RULES, "invalid_originate", "caller_id"),
        (TO_ECHO | {"data": "a\rb"}, RULES, "invalid_originate", "data"),
        (TO_ECHO | {"application": "Echo,"}, RULES, "invalid_originate", "application"),
        ({"endpoint": "PJSIP/1001"}, RULES, "originate_target", None),
        (TO_1002 | {"application": "Echo"}, RULES, "originate_target", None),
        (
            {"endpoint": "PJSIP/1001", "extension": "1002"},
            RULES,
            "originate_target",
            None,
        ),
    ],
)
async def test_what_is_not_allowed_never_reaches_the_server(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    data: dict[str, str],
    rules: tuple[str, ...],
    key: str,
    value: str | None,
) -> None:
    """The end that no rule allows is named, or the field that cannot be sent."""
    options = {"allowed_originate": list(rules)}
    async with telephones(hass, freezer, options=options) as stage:
        error = await _fail(stage, _start(stage, "originate", **data), key)
        placeholders = error.translation_placeholders or {}
        assert value in (*placeholders.values(), None)
        assert stage.asked("Originate") == 0


@pytest.mark.parametrize("timeout", [0, 121, "soon"])
async def test_ringing_has_its_limits(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, timeout: Any
) -> None:
    """From a second to two minutes."""
    async with telephones(hass, freezer, options=_originating()) as stage:
        with pytest.raises(probatio.Invalid):
            await _start(stage, "originate", **TO_1002, timeout=timeout)


async def test_a_reload_leaves_nobody_waiting(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """What becomes of the call is not known then."""
    async with telephones(hass, freezer, options=_originating()) as stage:
        making = _start(stage, "originate", **TO_1002)
        await stage.time.advance(1)
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await stage.time.advance(0.5)
        assert making.done()
        await _fail(stage, making, "lost_while_waiting")


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
        ending = _start(stage, "hangup", call=call.linked_id)
        assert await _finish(stage, ending) is None
        sent = [x.get("Channel") for x in stage.server.requests if x.action == "Hangup"]
        assert sent == names
        assert stage.types()[-1] == "ended"
        assert stage.told()[-1]["disposition"] == "answered"
        assert stage.state("active_calls") == "1"
        assert other.channels


@pytest.mark.parametrize("call_id", ["", "/.*/", "PJSIP/1001-00000000", "1.1"])
async def test_only_a_call_that_there_is_can_be_hung_up(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, call_id: str
) -> None:
    """What is not the id of a call never reaches the server."""
    async with telephones(hass, freezer) as stage:
        stage.server.pbx.dial("1001", "1002").ring()
        await stage.settle()
        await _fail(stage, _start(stage, "hangup", call=call_id), "call_unknown")
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
        ending = _start(stage, "hangup", call=call.linked_id)
        await stage.time.advance(9)
        assert not ending.done()
        await _fail(stage, ending, "call_not_ended")


async def test_a_hangup_that_is_not_answered(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It is not sent again."""
    async with telephones(hass, freezer) as stage:
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        stage.server.faults.next_reply(lost(), action="Hangup")
        ending = _start(stage, "hangup", call=call.linked_id)
        await _fail(stage, ending, "no_answer")
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
    async with telephones(hass, freezer, options=_originating()) as stage:
        await stage.cut_off()
        await _fail(stage, _start(stage, action, **data), "not_connected")
    off = {"telephony": False}
    async with telephones(hass, freezer, options=off, lines=()) as stage:
        await _fail(stage, _start(stage, action, **data), "telephony_off")


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
    async with telephones(hass, freezer, user=user, options=_originating()) as stage:
        error = await _fail(stage, _start(stage, action, **data), "no_call_right")
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
        listing = _start(stage, "get_calls")
        await stage.settle()
        error = listing.exception()
        assert isinstance(error, HomeAssistantError)
        assert error.translation_key == "calls_unknown"


async def test_who_may_do_what(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Readers list, users end calls, administrators make them."""
    async with telephones(hass, freezer, options=_originating()) as stage:
        reader = await _user(hass, GROUP_ID_READ_ONLY)
        user = await _user(hass, GROUP_ID_USER)
        assert await _start(stage, "get_calls", reader) == {"calls": []}
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        for context, action, data in (
            (reader, "hangup", {"call": call.linked_id}),
            (reader, "originate", TO_1002),
            (user, "originate", TO_1002),
        ):
            with pytest.raises(Unauthorized):
                await _start(stage, action, context, **data)
        with pytest.raises(UnknownUser):
            await _start(stage, "get_calls", Context(user_id="gone"))
        assert stage.asked("Originate") == stage.asked("Hangup") == 0
        ending = _start(stage, "hangup", user, call=call.linked_id)
        await _finish(stage, ending)
        assert not call.channels
