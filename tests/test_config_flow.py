"""Adding a server, logging in to it again and changing how it is reached."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from dataclasses import replace
from pathlib import Path
import socket
from typing import Any

from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.config_flow import server_title
from custom_components.allstarlink.const import DOMAIN
from simulator import Outgoing, SimulatedServer, User, cut_short

from .conftest import Clock
from .flows import (
    SECRET,
    USERNAME,
    checked,
    options_of,
    self_signed,
    server_data,
    suggested,
)

type Input = dict[str, Any]


@pytest.fixture
async def server(hass: HomeAssistant) -> AsyncGenerator[SimulatedServer]:
    """Return a server with three nodes; entries are unloaded before it ends."""
    users = (User(USERNAME, SECRET, read="call,system", write="command"),)
    async with SimulatedServer(("1999", "1998", "1997"), users) as server:
        yield server
        for entry in hass.config_entries.async_entries(DOMAIN):
            await hass.config_entries.async_unload(entry.entry_id)


async def _start(hass: HomeAssistant) -> Any:
    flow = hass.config_entries.flow
    return checked(await flow.async_init(DOMAIN, context={"source": SOURCE_USER}))


async def _submit(hass: HomeAssistant, form: ConfigFlowResult, data: Input) -> Any:
    flow = hass.config_entries.flow
    return checked(await flow.async_configure(form["flow_id"], data))


async def _try(hass: HomeAssistant, data: Input) -> Any:
    """Fill in the first form of a new flow."""
    return await _submit(hass, await _start(hass), data)


def _entry(server: SimulatedServer, **changes: Any) -> MockConfigEntry:
    data = server_data(server, **changes)
    return MockConfigEntry(domain=DOMAIN, title=server_title(data), data=data)


def _is_loaded(entry: ConfigEntry) -> bool:
    return entry.state is ConfigEntryState.LOADED


async def test_a_server_is_added_with_the_nodes_that_were_chosen(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """The flow really logs in, and asks the server which nodes it has."""
    form = await _start(hass)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "user")
    assert form["data_schema"]({"host": "h", "username": "u", "password": "p"}) == {
        "host": "h",
        "port": 5038,
        "username": "u",
        "password": "p",
        "ssl": False,
        "verify_ssl": True,
    }

    form = await _submit(hass, form, server_data(server))
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "nodes")
    assert options_of(form, "nodes") == ["1999", "1998", "1997"]
    assert form["data_schema"]({}) == {"nodes": ["1999", "1998", "1997"]}
    actions = [request.action for request in server.requests]
    assert actions == ["Challenge", "Login", "RptStatus", "Logoff"]
    assert server.sessions == []

    result = await _submit(hass, form, {"nodes": ["1999", "1997"]})
    await hass.async_block_till_done()
    entry = result["result"]
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.title == f"127.0.0.1:{server.port}"
    assert entry.data == server_data(server)
    assert entry.options == {}
    assert [
        (node.subentry_type, node.title, node.unique_id, node.data)
        for node in entry.subentries.values()
    ] == [
        ("node", "Node 1999", "1999", {"node": "1999"}),
        ("node", "Node 1997", "1997", {"node": "1997"}),
    ]
    assert _is_loaded(entry)


async def test_a_server_may_be_added_without_nodes(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """They can be added later."""
    form = await _try(hass, server_data(server))
    result = await _submit(hass, form, {"nodes": []})
    await hass.async_block_till_done()
    assert result["result"].subentries == {}
    assert _is_loaded(result["result"])


@pytest.mark.parametrize(
    ("host", "port", "title"),
    [
        ("repeater.example", 5038, "repeater.example"),
        ("192.0.2.7", 5039, "192.0.2.7:5039"),
    ],
)
def test_an_entry_is_named_after_its_server(host: str, port: int, title: str) -> None:
    """The port is only told where it is not the usual one."""
    assert server_title({"host": host, "port": port}) == title


def _unknown_action(reply: Outgoing) -> Outgoing:
    """Answer as an Asterisk whose app_rpt is not loaded (transcript 24b)."""
    action_id = next(x for x in reply.data.split(b"\r\n") if x.startswith(b"ActionID"))
    message = (
        b"Message: Invalid/unknown command: RptStatus."
        b" Use Action: ListCommands to show available commands."
    )
    lines = (b"Response: Error", action_id, message, b"", b"")
    return replace(reply, data=b"\r\n".join(lines))


def _without_nodes(reply: Outgoing) -> Outgoing:
    """Answer without the line that names the nodes."""
    lines = reply.data.split(b"\r\n")
    kept = (line for line in lines if not line.startswith(b"Nodes"))
    return replace(reply, data=b"\r\n".join(kept))


def _remove_nodes(server: SimulatedServer) -> None:
    for node in ("1999", "1998", "1997"):
        server.remove_node(node)


def _answer(
    fault: Callable[[Outgoing], Outgoing], action: str = "RptStat"
) -> Callable[[SimulatedServer], None]:
    return lambda server: server.faults.next_reply(fault, action=action)


def _greet(banner: bytes) -> Callable[[SimulatedServer], None]:
    def change(server: SimulatedServer) -> None:
        server.faults.banner = banner

    return change


def _nothing(server: SimulatedServer) -> None:
    """Break nothing: the input is what is wrong."""


@pytest.mark.parametrize(
    ("break_it", "changes", "error"),
    [
        (SimulatedServer.refuse, {}, "cannot_connect"),
        (_nothing, {"host": " "}, "cannot_connect"),
        (_answer(cut_short(3, close=True)), {}, "cannot_connect"),
        (_nothing, {"ssl": True}, "tls_failed"),
        (_nothing, {"ssl": True, "verify_ssl": False}, "tls_failed"),
        (_greet(b"HTTP/1.1 400 Bad Request\r\n\r\n"), {}, "not_asterisk"),
        (_greet(b"SSH-2.0-OpenSSH_9.2p1\r\n"), {}, "not_asterisk"),
        (_nothing, {"password": "wrong"}, "invalid_auth"),
        (_nothing, {"username": "nobody"}, "invalid_auth"),
        (_nothing, {"username": "a\r\nAction: Ping"}, "invalid_auth"),
        (_answer(_unknown_action), {}, "no_app_rpt"),
        (_remove_nodes, {}, "no_nodes"),
        (_answer(_without_nodes), {}, "unknown"),
    ],
)
async def test_what_is_wrong_is_told_and_can_be_mended(
    hass: HomeAssistant,
    server: SimulatedServer,
    clock: Clock,
    break_it: Callable[[SimulatedServer], None],
    changes: Input,
    error: str,
) -> None:
    """The form comes back with what was typed, and goes on when all is well."""
    break_it(server)
    form = await _try(hass, server_data(server, **changes))
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "user")
    assert form["errors"] == {"base": error}
    assert suggested(form) == server_data(server, **changes)
    await clock.settle()
    assert server.sessions == []

    server.faults.clear()
    if not server.world.nodes:
        server.add_node("1999")
    await server.listen()
    form = await _submit(hass, form, server_data(server))
    assert form["step_id"] == "nodes"
    result = await _submit(hass, form, {"nodes": ["1999"]})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert _is_loaded(result["result"])


async def test_a_host_that_does_not_exist_cannot_be_reached(
    hass: HomeAssistant, server: SimulatedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the resolver says of it is no surprise."""

    def no_such_host(*_args: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    form = await _start(hass)
    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", no_such_host)
        form = await _submit(hass, form, server_data(server, host="repeater.example"))
    assert form["errors"] == {"base": "cannot_connect"}
    form = await _submit(hass, form, server_data(server))
    assert form["step_id"] == "nodes"


def _mute(server: SimulatedServer) -> None:
    server.faults.mute = True


@pytest.mark.parametrize(
    ("break_it", "seconds", "error"),
    [(SimulatedServer.hang, 10, "timeout_connect"), (_mute, 5, "not_asterisk")],
)
async def test_a_server_that_does_not_answer_is_not_waited_for_long(
    hass: HomeAssistant,
    server: SimulatedServer,
    clock: Clock,
    break_it: Callable[[SimulatedServer], None],
    seconds: int,
    error: str,
) -> None:
    """TCP has ten seconds, the banner five."""
    break_it(server)
    form = await _start(hass)
    answer = _soon(_submit(hass, form, server_data(server)))
    await clock.settle()
    await clock.advance(seconds - 1)
    assert not answer.done()
    await clock.advance(1.5)
    form = await answer
    assert form["errors"] == {"base": error}

    server.faults.clear()
    await server.listen()
    form = await _submit(hass, form, server_data(server))
    assert form["step_id"] == "nodes"


def _soon[T](coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    return asyncio.get_running_loop().create_task(coroutine)


async def test_tls_with_a_self_signed_certificate_needs_trust(
    hass: HomeAssistant, clock: Clock, tmp_path: Path
) -> None:
    """What is wrong between TLS and plain is told either way."""
    # A loop in debug mode takes a handshake that the client gives up for an error
    # of the server, which runs in this loop too.
    asyncio.get_running_loop().set_debug(False)
    tls = await hass.async_add_executor_job(self_signed, tmp_path)
    users = (User(USERNAME, SECRET),)
    async with SimulatedServer(("1999",), users, tls=tls) as server:
        form = await _start(hass)
        answer = _soon(_submit(hass, form, server_data(server)))
        await clock.settle()
        await clock.advance(6)
        form = await answer
        assert form["errors"] == {"base": "not_asterisk"}

        form = await _submit(hass, form, server_data(server, ssl=True))
        assert form["errors"] == {"base": "tls_failed"}

        data = server_data(server, ssl=True, verify_ssl=False)
        form = await _submit(hass, form, data)
        assert form["step_id"] == "nodes"
        result = await _submit(hass, form, {"nodes": ["1999"]})
        await hass.async_block_till_done()
        assert _is_loaded(result["result"])
        assert await hass.config_entries.async_unload(result["result"].entry_id)


@pytest.mark.parametrize(
    "host", ["Repeater.Example", "repeater.example", " REPEATER.example "]
)
async def test_a_server_is_added_once(
    hass: HomeAssistant, server: SimulatedServer, host: str
) -> None:
    """Names have no case, and copied ones come with blanks; nothing is sent."""
    _entry(server, host="Repeater.Example").add_to_hass(hass)
    result = await _try(hass, server_data(server, host=host))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert server.requests == []


async def test_another_port_is_another_server(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Two servers may share an address."""
    _entry(server, port=server.port - 1).add_to_hass(hass)
    form = await _try(hass, server_data(server, host=f" {server.host} "))
    result = await _submit(hass, form, {"nodes": []})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == server_data(server)
    await hass.async_block_till_done()


async def test_two_flows_at_once_add_a_server_once(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """The second one finds it configured at the end."""
    first = await _try(hass, server_data(server))
    second = await _try(hass, server_data(server))
    await _submit(hass, first, {"nodes": []})
    result = await _submit(hass, second, {"nodes": []})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    await hass.async_block_till_done()
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1


async def _setup(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


async def test_a_refused_login_at_start_is_mended_by_a_new_one(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """The entry is set up again at once; its settings stay."""
    entry = _entry(server, username="old", password="outdated")
    await _setup(hass, entry)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    (flow,) = hass.config_entries.flow.async_progress()
    form = checked(await hass.config_entries.flow.async_configure(flow["flow_id"]))
    assert form["step_id"] == "reauth_confirm"
    assert suggested(form) == {"username": "old"}

    form = await _submit(hass, form, {"username": USERNAME, "password": "wrong"})
    assert form["errors"] == {"base": "invalid_auth"}
    assert suggested(form) == {"username": USERNAME, "password": "wrong"}

    result = await _submit(hass, form, {"username": USERNAME, "password": SECRET})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reauth_successful"
    assert entry.data == server_data(server)
    assert _is_loaded(entry)
    assert hass.config_entries.flow.async_progress() == []


async def test_the_same_login_that_works_again_connects_at_once(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Nothing changed in the entry, so nothing else would wake it."""
    entry = _entry(server)
    await _setup(hass, entry)
    form = checked(await entry.start_reauth_flow(hass))
    logins = server.logins
    result = await _submit(hass, form, {"username": USERNAME, "password": SECRET})
    await hass.async_block_till_done()
    assert result["reason"] == "reauth_successful"
    assert _is_loaded(entry)
    # One to try the login, one for the entry that was set up again.
    assert server.logins == logins + 2


async def test_the_login_counts_whatever_the_server_runs(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Reauth asks for nothing but the login."""
    entry = _entry(server, password="outdated")
    entry.add_to_hass(hass)
    form = checked(await entry.start_reauth_flow(hass))
    server.requests.clear()
    server.faults.next_reply(_unknown_action, action="RptStat", times=2)
    result = await _submit(hass, form, {"username": USERNAME, "password": SECRET})
    assert result["reason"] == "reauth_successful"
    assert entry.data["password"] == SECRET
    actions = [request.action for request in server.requests]
    assert actions[:3] == ["Challenge", "Login", "Logoff"]
    await hass.async_block_till_done()


async def test_a_server_that_moved_is_followed(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """An empty password keeps the old one, which is never shown."""
    entry = _entry(server, port=server.port - 1)
    await _setup(hass, entry)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    form = checked(await entry.start_reconfigure_flow(hass))
    assert form["step_id"] == "reconfigure"
    known = server_data(server, port=server.port - 1)
    del known["password"]
    assert suggested(form) == known

    server.faults.reject_logins = True
    changed = known | {"port": server.port}
    form = await _submit(hass, form, changed)
    assert form["errors"] == {"base": "invalid_auth"}
    assert suggested(form) == changed

    server.faults.clear()
    result = await _submit(hass, form, changed | {"password": ""})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == server_data(server)
    assert entry.title == f"127.0.0.1:{server.port}"
    assert _is_loaded(entry)


async def test_a_new_password_replaces_the_old_one(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """A loaded entry connects with what is new; a title of one's own stays."""
    entry = _entry(server)
    await _setup(hass, entry)
    hass.config_entries.async_update_entry(entry, title="My repeater")
    server.reload_manager([User("other", "n3w")])
    form = checked(await entry.start_reconfigure_flow(hass))
    data = server_data(server, username="other", password="n3w")
    result = await _submit(hass, form, data)
    await hass.async_block_till_done()
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == data
    assert entry.title == "My repeater"
    assert _is_loaded(entry)
    assert [session.user.name for session in server.sessions if session.user] == [
        "other"
    ]


async def test_a_server_cannot_become_another_one_that_is_configured(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Each server has one entry."""
    other = _entry(server, host="Repeater.Example")
    other.add_to_hass(hass)
    entry = _entry(server)
    await _setup(hass, entry)
    form = checked(await entry.start_reconfigure_flow(hass))
    result = await _submit(hass, form, server_data(server, host="repeater.example"))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.data == server_data(server)


async def test_an_unexpected_error_is_logged(
    hass: HomeAssistant, server: SimulatedServer, caplog: pytest.LogCaptureFixture
) -> None:
    """With what happened, and without the secret."""
    _answer(_without_nodes)(server)
    form = await _try(hass, server_data(server))
    assert form["errors"] == {"base": "unknown"}
    assert "RptStat without nodes or uptime" in caplog.text
    assert SECRET not in caplog.text
