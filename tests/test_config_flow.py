"""Adding a server."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from dataclasses import replace
from pathlib import Path
import socket
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.flows.server_form import server_title
from simulator import Outgoing, SimulatedServer, User, cut_short

from .certificates import Certificate
from .conftest import Clock
from .flows import (
    SECRET,
    USERNAME,
    is_loaded,
    known_server,
    options_of,
    server_data,
    serving,
    start,
    submit,
    suggested,
    without_app_rpt,
)

type Input = dict[str, Any]


@pytest.fixture
async def server(hass: HomeAssistant) -> AsyncGenerator[SimulatedServer]:
    """Return a server with three nodes."""
    async with serving(hass) as server:
        yield server


async def _try(hass: HomeAssistant, data: Input) -> Any:
    """Fill in the first form of a new flow."""
    return await submit(hass, await start(hass), data)


async def test_a_server_is_added_with_the_nodes_that_were_chosen(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """The flow really logs in, and asks the server which nodes it has."""
    form = await start(hass)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "manager_user")
    assert form["data_schema"]({"host": "h", "username": "u", "password": "p"}) == {
        "host": "h",
        "port": 5038,
        "username": "u",
        "password": "p",
        "ssl": False,
        "verify_ssl": "verify",
        "allow_plain_login": False,
    }

    form = await submit(hass, form, server_data(server))
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "nodes")
    assert options_of(form, "nodes") == ["1999", "1998", "1997"]
    assert form["data_schema"]({}) == {"nodes": ["1999", "1998", "1997"]}
    actions = [request.action for request in server.requests]
    assert actions == [
        "Challenge",
        "Login",
        "RptStatus",
        "ListCommands",
        *["RptStatus"] * 3,
        "Logoff",
    ]
    assert server.sessions == []

    result = await submit(hass, form, {"nodes": ["1999", "1997"]})
    await hass.async_block_till_done()
    entry = result["result"]
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.title == "AllStarLink 1999"
    assert entry.data == server_data(server)
    assert entry.options == {}
    assert [
        (node.subentry_type, node.title, node.unique_id, node.data)
        for node in entry.subentries.values()
    ] == [
        ("node", "Node 1999", "1999", {"node": "1999"}),
        ("node", "Node 1997", "1997", {"node": "1997"}),
    ]
    assert is_loaded(entry)


async def test_a_server_may_be_added_without_nodes(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """They can be added later."""
    form = await _try(hass, server_data(server))
    result = await submit(hass, form, {"nodes": []})
    await hass.async_block_till_done()
    assert result["result"].subentries == {}
    assert is_loaded(result["result"])


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
        (_nothing, {"ssl": True, "verify_ssl": "off"}, "tls_failed"),
        (_greet(b"HTTP/1.1 400 Bad Request\r\n\r\n"), {}, "not_asterisk"),
        (_greet(b"SSH-2.0-OpenSSH_9.2p1\r\n"), {}, "not_asterisk"),
        (_nothing, {"password": "wrong"}, "invalid_auth"),
        (_nothing, {"username": "nobody"}, "invalid_auth"),
        (_nothing, {"username": "a\r\nAction: Ping"}, "invalid_auth"),
        (_answer(without_app_rpt), {}, "no_app_rpt"),
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
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "manager_user")
    assert form["errors"] == {"base": error}
    assert suggested(form) == server_data(server, **changes)
    await clock.settle()
    assert server.sessions == []

    server.faults.clear()
    if not server.world.nodes:
        server.add_node("1999")
    await server.listen()
    form = await submit(hass, form, server_data(server))
    assert form["step_id"] == "nodes"
    result = await submit(hass, form, {"nodes": ["1999"]})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert is_loaded(result["result"])


async def test_a_host_that_does_not_exist_cannot_be_reached(
    hass: HomeAssistant, server: SimulatedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the resolver says of it is no surprise."""

    def no_such_host(*_args: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    form = await start(hass)
    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", no_such_host)
        form = await submit(hass, form, server_data(server, host="repeater.example"))
    assert form["errors"] == {"base": "unknown_host"}
    form = await submit(hass, form, server_data(server))
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
    form = await start(hass)
    answer = _soon(submit(hass, form, server_data(server)))
    await clock.settle()
    await clock.advance(seconds - 1)
    assert not answer.done()
    await clock.advance(1.5)
    form = await answer
    assert form["errors"] == {"base": error}

    server.faults.clear()
    await server.listen()
    form = await submit(hass, form, server_data(server))
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
    certificate = await hass.async_add_executor_job(Certificate, tmp_path)
    tls = await hass.async_add_executor_job(certificate.server)
    users = (User(USERNAME, SECRET),)
    async with SimulatedServer(("1999",), users, tls=tls) as server:
        form = await start(hass)
        answer = _soon(submit(hass, form, server_data(server)))
        await clock.settle()
        await clock.advance(6)
        form = await answer
        assert form["errors"] == {"base": "not_asterisk"}

        form = await submit(hass, form, server_data(server, ssl=True))
        assert form["errors"] == {"base": "tls_failed"}

        data = server_data(server, ssl=True, verify_ssl="off")
        form = await submit(hass, form, data)
        assert form["step_id"] == "nodes"
        result = await submit(hass, form, {"nodes": ["1999"]})
        await hass.async_block_till_done()
        assert is_loaded(result["result"])
        assert await hass.config_entries.async_unload(result["result"].entry_id)


@pytest.mark.parametrize(
    "host", ["Repeater.Example", "repeater.example", " REPEATER.example "]
)
async def test_a_server_is_added_once(
    hass: HomeAssistant, server: SimulatedServer, host: str
) -> None:
    """Names have no case, and copied ones come with blanks; nothing is sent."""
    known_server(server, host="Repeater.Example").add_to_hass(hass)
    result = await _try(hass, server_data(server, host=host))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert server.requests == []


async def test_another_port_is_another_server(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Two servers may share an address."""
    known_server(server, port=server.port - 1).add_to_hass(hass)
    form = await _try(hass, server_data(server, host=f" {server.host} "))
    result = await submit(hass, form, {"nodes": []})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == server_data(server)
    await hass.async_block_till_done()


async def test_two_flows_at_once_add_a_server_once(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """The second one finds it configured at the end."""
    first = await _try(hass, server_data(server))
    second = await _try(hass, server_data(server))
    await submit(hass, first, {"nodes": []})
    result = await submit(hass, second, {"nodes": []})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    await hass.async_block_till_done()
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1


async def test_an_unexpected_error_is_logged(
    hass: HomeAssistant, server: SimulatedServer, caplog: pytest.LogCaptureFixture
) -> None:
    """With what happened, and without the secret."""
    _answer(_without_nodes)(server)
    form = await _try(hass, server_data(server))
    assert form["errors"] == {"base": "unknown"}
    assert "RptStat without nodes or uptime" in caplog.text
    assert SECRET not in caplog.text
