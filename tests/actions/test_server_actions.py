"""Commands and manager actions on a server: for administrators, and within limits."""

from collections.abc import AsyncGenerator
from dataclasses import replace
import re
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from simulator import lost
from tests.conftest import Clock
from tests.station import Call, Station, station


@pytest.fixture
async def open_stage(hass: HomeAssistant, clock: Clock) -> AsyncGenerator[Station]:
    """Return a server with more allowed."""
    options = {
        "allow_send_action": True,
        "allowed_commands": ["database show", "rpt cmd"],
    }
    async with station(hass, clock, options=options) as ready:
        yield ready


def _ask(stage: Station, command: str, context: Context | None = None) -> Call:
    data = {"config_entry_id": stage.entry.entry_id, "command": command}
    return stage.call("allstarlink.command", data, response=True, context=context)


def _send(
    stage: Station, action: str, context: Context | None = None, **data: Any
) -> Call:
    return stage.call(
        "allstarlink.send_action",
        {"config_entry_id": stage.entry.entry_id, "action": action, **data},
        response=True,
        context=context,
    )


def _last(stage: Station) -> bytes:
    return re.sub(rb"ActionID: \d+", b"ActionID: 1", stage.server.requests[-1].raw)


async def test_a_command_that_only_asks(stage: Station) -> None:
    """Its output comes back line by line."""
    response = await stage.finish(_ask(stage, "rpt show version"))
    assert response == {"output": ["app_rpt version: 3.10.4"]}
    assert _last(stage) == (
        b"Action: Command\r\nActionID: 1\r\nCommand: rpt show version\r\n\r\n"
    )


async def test_channels_are_counted_and_not_shown(stage: Station) -> None:
    """What a channel runs may hold the password of a trunk (transcript c10b)."""
    response = await stage.finish(_ask(stage, "core show channels count"))
    assert response == {
        "output": ["46 active channels", "0 active calls", "6 calls processed"]
    }


@pytest.mark.parametrize(
    "command",
    [
        "core restart now",
        "rpt cmd 1999 ilink 3 2001",
        "rpt show version\r\nAction: Logoff",
        "database show",
        "core show channels",
        "core show channels concise",
        "core show channels verbose",
        "",
    ],
)
async def test_other_commands_are_refused(stage: Station, command: str) -> None:
    """Nothing reaches the server."""
    await stage.fail(_ask(stage, command), "invalid_command")
    assert stage.commands == []


async def test_more_commands_can_be_allowed(open_stage: Station) -> None:
    """What the server then says is its own affair."""
    error = await open_stage.fail(
        _ask(open_stage, "database show x"), "command_refused"
    )
    assert "No such command" in (error.translation_placeholders or {})["error"]
    assert open_stage.commands == ["database show x"]


async def test_commands_to_a_node_wait_for_its_slot(
    open_stage: Station,
) -> None:
    """By whichever action they come: of two at once a node would do but one."""
    parameters = {"Command": "rpt cmd 1999 ilink 3 2002"}
    _ask(open_stage, "rpt cmd 1999 ilink 3 2001")
    _send(open_stage, "Command", parameters=parameters)
    last = _ask(open_stage, "rpt cmd 4999 ilink 3 2002")
    response = await open_stage.finish(last)
    assert response == {"output": ["Unknown node number 4999."]}
    assert open_stage.commands == [
        "rpt cmd 1999 ilink 3 2001",
        "rpt cmd 4999 ilink 3 2002",
    ]
    await open_stage.clock.advance(0.11)
    await open_stage.clock.advance(1)
    assert [link.name for link in open_stage.node.links] == ["2001", "2002"]


async def test_a_command_needs_the_right(hass: HomeAssistant, clock: Clock) -> None:
    """The error says what to change, and nothing is sent."""
    async with station(hass, clock, write="system") as stage:
        await stage.fail(_ask(stage, "rpt show version"), "no_command_right")
        assert stage.commands == []


async def test_a_command_without_a_connection_or_an_answer(stage: Station) -> None:
    """At once, or after ten seconds."""
    stage.server.faults.next_reply(lost(), action="Command")
    await stage.fail(_ask(stage, "rpt localnodes"), "no_answer", within=11)
    stage.server.refuse()
    stage.server.sessions[0].reset()
    await stage.clock.settle()
    await stage.fail(_ask(stage, "rpt localnodes"), "not_connected", within=0.2)
    assert stage.commands == ["rpt localnodes"]


async def test_manager_actions_are_off_at_first(stage: Station) -> None:
    """They can do anything that the AMI user can."""
    before = len(stage.server.requests)
    await stage.fail(_send(stage, "CoreStatus"), "send_action_off")
    assert len(stage.server.requests) == before


async def test_a_manager_action(open_stage: Station) -> None:
    """The reply's headers come back as lists: names need not be unique."""
    parameters = {"Command": "RptStat", "Variable": ["a=1", "b=2"], "Timeout": 5}
    call = _send(open_stage, "RptStatus", parameters=parameters)
    headers = (await open_stage.finish(call))["headers"]
    assert headers["Response"] == ["Success"]
    assert headers["Nodes"] == ["1999"]
    assert _last(open_stage) == (
        b"Action: RptStatus\r\nActionID: 1\r\nCommand: RptStat\r\n"
        b"Variable: a=1\r\nVariable: b=2\r\nTimeout: 5\r\n\r\n"
    )


async def test_a_manager_action_without_parameters(open_stage: Station) -> None:
    """Many have none."""
    headers = (await open_stage.finish(_send(open_stage, "Ping")))["headers"]
    assert headers["Ping"] == ["Pong"]


@pytest.mark.parametrize(
    ("action", "parameters", "key"),
    [
        ("Logoff", {}, "invalid_action"),
        ("login", {}, "invalid_action"),
        ("Events", {"EventMask": "off"}, "invalid_action"),
        ("RptLocalNodes", {}, "invalid_action"),
        ("Ping\r\nAction: Logoff", {}, "invalid_action"),
        ("", {}, "invalid_action"),
        ("Ping", {"ActionID": "x"}, "invalid_parameter"),
        ("Ping", {"action": "Logoff"}, "invalid_parameter"),
        ("Ping", {"A: b\r\nC": "d"}, "invalid_parameter"),
        ("Ping", {"A": {"b": "c"}}, "invalid_parameter"),
        ("Ping", {"A": None}, "invalid_parameter"),
        ("Ping", {"A": "b\r\nAction: Logoff"}, "invalid_value"),
        ("Ping", {"A": "b" * 2000}, "invalid_value"),
        ("Ping", {"A": ["b"] * 200}, "invalid_value"),
    ],
)
async def test_what_no_manager_action_may_be(
    open_stage: Station, action: str, parameters: dict[str, Any], key: str
) -> None:
    """It would end the session, deafen it, or smuggle another action in."""
    before = len(open_stage.server.requests)
    await open_stage.fail(_send(open_stage, action, parameters=parameters), key)
    assert len(open_stage.server.requests) == before


async def test_errors_of_the_server_are_told(open_stage: Station) -> None:
    """In its own words, or by what to change."""
    error = await open_stage.fail(_send(open_stage, "NoSuchAction"), "command_refused")
    assert "Invalid/unknown command" in (error.translation_placeholders or {})["error"]
    error = await open_stage.fail(_send(open_stage, "CoreStatus"), "permission_denied")
    assert (error.translation_placeholders or {})["action"] == "CoreStatus"


async def test_both_are_for_administrators(open_stage: Station) -> None:
    """Automations, which have no user, may use them."""
    user = MockUser(is_owner=False).add_to_hass(open_stage.hass)
    context = Context(user_id=user.id)
    for call in (
        _ask(open_stage, "rpt localnodes", context),
        _send(open_stage, "Ping", context),
    ):
        with pytest.raises(Unauthorized):
            await open_stage.finish(call)
    assert open_stage.commands == []
    admin = MockUser(is_owner=True).add_to_hass(open_stage.hass)
    context = Context(user_id=admin.id)
    await open_stage.finish(_ask(open_stage, "rpt localnodes", context))
    assert open_stage.commands == ["rpt localnodes"]


async def test_an_entry_that_is_not_there(stage: Station) -> None:
    """Home Assistant says so in its own words."""
    data = {"config_entry_id": "nothing", "command": "rpt localnodes"}
    call = stage.call("allstarlink.command", data, response=True)
    with pytest.raises(HomeAssistantError) as caught:
        await stage.finish(call)
    assert caught.value.translation_key == "service_config_entry_not_found"


@pytest.mark.parametrize(
    ("seconds", "parameters"),
    [
        (28.0, {"Channel": "PJSIP/1001"}),
        (80.0, {"Channel": "PJSIP/1001", "Timeout": 90000, "Async": "no"}),
    ],
)
async def test_a_call_that_is_awaited_does_not_end_the_session(
    open_stage: Station, seconds: float, parameters: dict[str, Any]
) -> None:
    """Until it is answered Asterisk says nothing on this session, and that is all right."""
    stage = open_stage
    stage.node.link("2001")
    await stage.clock.advance(2)
    stage.server.faults.next_reply(
        lambda reply: replace(reply, delay=seconds), action="Originate"
    )
    call = _send(stage, "Originate", parameters=parameters)
    with pytest.raises(HomeAssistantError) as caught:
        await stage.finish(call, within=100)
    # The answer to a user without the right to call
    assert caught.value.translation_key == "permission_denied"
    assert stage.entry.runtime_data.client.connection.metrics.losses == 0
    await stage.clock.advance(40)
    assert stage.states.server("connected").state == "on"


async def test_a_command_that_takes_long_does_not_end_the_session(
    open_stage: Station,
) -> None:
    """Its reply is not awaited that long, but what comes late does no harm."""
    stage = open_stage
    stage.node.link("2001")
    await stage.clock.advance(2)
    stage.server.faults.next_reply(
        lambda reply: replace(reply, delay=50.0), action="Command"
    )
    await stage.fail(_ask(stage, "rpt show version"), "no_answer")
    await stage.clock.advance(60)
    assert stage.entry.runtime_data.client.connection.metrics.losses == 0
    response = await stage.finish(_ask(stage, "rpt show version"))
    assert response == {"output": ["app_rpt version: 3.10.4"]}
