"""The action that makes a call."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import probatio
import pytest

from simulator import late, lost
from simulator.pbx import Call

from .acting import RULES, TO_1002, TO_ECHO, fail, finish, originating, start
from .stage import telephones


@pytest.mark.parametrize("target", [TO_1002, TO_ECHO])
async def test_a_call_is_made_and_answered(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, target: dict[str, str]
) -> None:
    """The answer has the call's id; the call goes on."""
    async with telephones(hass, freezer, options=originating()) as stage:
        making = start(stage, "originate", **target, caller_id='"HA" <500>', timeout=20)
        await stage.time.advance(1)
        call = stage.server.pbx.calls[-1]
        call.ring()
        await stage.time.advance(2)
        assert not making.done()
        call.answer()
        result = await finish(stage, making)
        assert result["result"] == "answered"
        calls = (await start(stage, "get_calls"))["calls"]
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
    async with telephones(hass, freezer, options=originating()) as stage:
        making = start(stage, "originate", **TO_1002, timeout=5)
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
    async with telephones(hass, freezer, options=originating()) as stage:
        making = start(stage, "originate", **TO_1002 | {"endpoint": "PJSIP/1003"})
        result = await finish(stage, making)
        assert result["result"] == "failed"
        assert stage.state("calls_today") == "0"


async def test_two_calls_at_once_get_their_own_answers(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """By the id of the action."""
    async with telephones(hass, freezer, options=originating()) as stage:
        first = start(stage, "originate", **TO_ECHO)
        await stage.time.advance(1)
        ringing = stage.server.pbx.calls[-1]
        second = start(stage, "originate", **TO_ECHO | {"endpoint": "PJSIP/1002"})
        await stage.time.advance(1)
        stage.server.pbx.calls[-1].ring()
        stage.server.pbx.calls[-1].answer()
        assert (await finish(stage, second))["result"] == "answered"
        assert not first.done()
        ringing.ring()
        ringing.busy()
        await stage.time.advance(3)
        assert (await first)["result"] == "busy"


def _answer(action_id: str, call_id: str, channel: str = "PJSIP/1001") -> bytes:
    return (
        "Event: OriginateResponse\r\nPrivilege: call,all\r\n"
        f"ActionID: {action_id}\r\nResponse: Failure\r\nChannel: {channel}\r\n"
        f"Reason: 3\r\nUniqueid: {call_id}\r\n\r\n"
    ).encode()


async def test_the_answer_of_somebody_else_is_none(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Others count their actions as well, and each session is told of all answers."""
    async with telephones(hass, freezer, options=originating()) as stage:
        making = start(stage, "originate", **TO_1002)
        await stage.time.advance(1)
        (sent,) = (x for x in stage.server.requests if x.action == "Originate")
        foreign = _answer(sent.action_id, "<unknown>", "PJSIP/2001")
        stage.server.broadcast("call", foreign)
        await stage.time.advance(1)
        assert not making.done()
        stage.server.broadcast("call", _answer(sent.action_id, "<unknown>"))
        assert (await finish(stage, making))["result"] == "no_answer"


async def test_an_answer_may_be_before_the_reply(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It waits until the reply tells the action's id."""
    async with telephones(hass, freezer, options=originating()) as stage:
        stage.server.faults.next_reply(late(2), action="Originate")
        making = start(stage, "originate", **TO_1002)
        await stage.time.advance(1)
        (sent,) = (x for x in stage.server.requests if x.action == "Originate")
        stage.server.broadcast("call", _answer(sent.action_id, "<unknown>"))
        await stage.time.advance(0.5)
        assert not making.done()
        await stage.time.advance(1)
        assert making.done()
        assert (await making)["result"] == "no_answer"


async def test_the_server_may_refuse_a_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Its words are passed on."""
    async with telephones(
        hass, freezer, options=originating("PJSIP/*", "*@*")
    ) as stage:
        making = start(stage, "originate", **TO_1002 | {"extension": "4711"})
        error = await fail(stage, making, "command_refused")
        assert error.translation_placeholders == {
            "server": "127.0.0.1",
            "error": "Extension does not exist.",
        }


async def test_an_answer_that_never_comes(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Ten seconds after the ringing nothing more is expected; nothing is sent again."""
    async with telephones(hass, freezer, options=originating()) as stage:
        stage.server.faults.denied.add("call")
        making = start(stage, "originate", **TO_1002, timeout=5)
        await stage.time.advance(14)
        assert not making.done()
        await fail(stage, making, "originate_unknown")
        assert stage.asked("Originate") == 1

        stage.server.faults.clear()
        stage.server.faults.next_reply(lost(), action="Originate")
        making = start(stage, "originate", **TO_1002, timeout=5)
        await fail(stage, making, "originate_unknown")
        assert stage.asked("Originate") == 2


async def test_a_connection_that_breaks_fails_the_action(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """At once, and nothing is sent again when it is back."""
    async with telephones(hass, freezer, options=originating()) as stage:
        making = start(stage, "originate", **TO_1002)
        await stage.time.advance(1)
        await stage.cut_off()
        assert making.done()
        await fail(stage, making, "lost_while_waiting")
        await fail(stage, start(stage, "originate", **TO_1002), "not_connected")
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
        error = await fail(stage, start(stage, "originate", **data), key)
        placeholders = error.translation_placeholders or {}
        assert value in (*placeholders.values(), None)
        assert stage.asked("Originate") == 0


@pytest.mark.parametrize("timeout", [0, 121, "soon"])
async def test_ringing_has_its_limits(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, timeout: Any
) -> None:
    """From a second to two minutes."""
    async with telephones(hass, freezer, options=originating()) as stage:
        with pytest.raises(probatio.Invalid):
            await start(stage, "originate", **TO_1002, timeout=timeout)


async def test_a_reload_leaves_nobody_waiting(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """What becomes of the call is not known then."""
    async with telephones(hass, freezer, options=originating()) as stage:
        making = start(stage, "originate", **TO_1002)
        await stage.time.advance(1)
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await stage.time.advance(0.5)
        assert making.done()
        await fail(stage, making, "lost_while_waiting")
