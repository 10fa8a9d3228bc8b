"""Adding a server by a script that is pasted on the node."""

from collections.abc import AsyncGenerator
from ipaddress import ip_network
from itertools import pairwise
import socket
from typing import Any, override

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
import pytest_socket

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.flows import set_up_flow
from simulator import SimulatedServer, User

from .conftest import Clock
from .flows import checked, is_loaded, known_server, serving, start, submit


@pytest.fixture
async def server(hass: HomeAssistant) -> AsyncGenerator[SimulatedServer]:
    """Return a server with three nodes, and no user for Home Assistant yet."""
    async with serving(hass) as server:
        server.users.clear()
        yield server


def _input(server: SimulatedServer, **changes: Any) -> dict[str, Any]:
    wanted = ["watch", "control"]
    return {"host": server.host, "port": server.port, "wanted": wanted} | changes


def _secret(form: Any) -> str:
    """Return the secret in the script that a form shows."""
    script: str = form["description_placeholders"]["script"]
    (line,) = (x for x in script.splitlines() if x.startswith("secret = "))
    return line.removeprefix("secret = ")


def _run(server: SimulatedServer, form: Any) -> None:
    """Do what the script does on a node."""
    user = User("homeassistant", _secret(form), read="call,system", write="command")
    server.users[user.name] = user


async def _shown(hass: HomeAssistant, form: Any) -> Any:
    """Return what a flow shows now."""
    return checked(await hass.config_entries.flow.async_configure(form["flow_id"]))


async def _waited(hass: HomeAssistant, clock: Clock, form: Any) -> Any:
    """Return what a flow shows next. A second passes, for which the progress is shown."""
    await clock.advance(1.1)
    for _ in range(20):
        await clock.settle()
        form = await _shown(hass, form)
        if form["type"] is not FlowResultType.SHOW_PROGRESS:
            break
    return form


def _actions(server: SimulatedServer, action: str) -> int:
    return [request.action for request in server.requests].count(action)


async def test_the_script_is_shown_run_and_let_in(
    hass: HomeAssistant, server: SimulatedServer, clock: Clock
) -> None:
    """The script has what was asked for; nothing is sent before it was run."""
    form = await start(hass, "set_up")
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "set_up")
    assert form["data_schema"]({"host": "h"}) == {
        "host": "h",
        "port": 5038,
        "wanted": ["watch", "control"],
    }
    form = await submit(hass, form, _input(server))
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "script")
    script = form["description_placeholders"]["script"]
    assert (
        "\npermit = 127.0.0.1/255.255.255.255\nread = call,system\nwrite = command\n"
        in script
    )
    assert f'[ "$listens" = {server.port} ]' in script
    assert len(_secret(form)) == 32
    assert server.requests == []

    _run(server, form)
    form = await submit(hass, form, {})
    assert (form["type"], form["step_id"]) == (FlowResultType.SHOW_PROGRESS, "waiting")
    form = await _waited(hass, clock, form)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "nodes")
    assert _actions(server, "Login") == 1
    shown = form["description_placeholders"]
    assert shown["name"] == "AllStarLink 1999"
    assert shown["rights"] == (
        "The login works. This user may watch and control the nodes."
    )
    secret = server.users["homeassistant"].secret
    result = await submit(hass, form, {"nodes": ["1999"]})
    await hass.async_block_till_done()
    entry = result["result"]
    assert entry.data == {
        "host": "127.0.0.1",
        "port": server.port,
        "username": "homeassistant",
        "password": secret,
        "ssl": False,
        "verify_ssl": "verify",
        "allow_plain_login": False,
    }
    assert entry.options == {}
    assert is_loaded(entry)


async def test_telephony_that_was_wanted_is_on(
    hass: HomeAssistant, server: SimulatedServer, clock: Clock
) -> None:
    """Nothing has to be turned on afterwards."""
    form = await start(hass, "set_up")
    wanted = ["watch", "telephony", "on_air"]
    form = await submit(hass, form, _input(server, wanted=wanted))
    script = form["description_placeholders"]["script"]
    assert "\nwrite = system,call,command,originate\n" in script
    assert "for name in res_curl res_http_media_cache" in script
    _run(server, form)
    form = await submit(hass, form, {})
    form = await _waited(hass, clock, form)
    result = await submit(hass, form, {"nodes": []})
    assert result["result"].options == {"telephony": True}
    await hass.async_block_till_done()


async def test_a_login_that_is_refused_is_tried_six_times(
    hass: HomeAssistant, server: SimulatedServer, clock: Clock
) -> None:
    """Ten seconds apart; then the same script is shown again."""
    form = await start(hass, "set_up")
    form = await submit(hass, form, _input(server))
    secret = _secret(form)
    form = await submit(hass, form, {})
    times: list[float] = []
    while form["type"] is FlowResultType.SHOW_PROGRESS:
        await clock.advance(0.5)
        if _actions(server, "Login") > len(times):
            times.append(hass.loop.time())
        form = await _shown(hass, form)
    assert len(times) == 6
    assert all(b - a >= 10 for a, b in pairwise(times))
    assert (form["step_id"], form["errors"]) == ("script", {"base": "invalid_auth"})
    assert _secret(form) == secret
    assert _actions(server, "Login") == 6

    _run(server, form)
    form = await submit(hass, form, {})
    assert (await _waited(hass, clock, form))["step_id"] == "nodes"


async def test_a_manager_that_does_not_listen_is_looked_for(
    hass: HomeAssistant, server: SimulatedServer, clock: Clock
) -> None:
    """Every five seconds, without a login; it goes on when it listens."""
    server.refuse()
    form = await start(hass, "set_up")
    form = await submit(hass, form, _input(server))
    _run(server, form)
    form = await submit(hass, form, {})
    for _ in range(6):
        await clock.advance(5)
    assert (await _shown(hass, form))["type"] is FlowResultType.SHOW_PROGRESS
    await server.listen()
    await clock.advance(5.1)
    assert (await _waited(hass, clock, form))["step_id"] == "nodes"
    assert _actions(server, "Login") == 1


@pytest.mark.parametrize("silent", [False, True])
async def test_it_gives_up_after_ten_minutes(
    hass: HomeAssistant, server: SimulatedServer, clock: Clock, silent: bool
) -> None:
    """The script is shown again, with what may be wrong."""
    (server.hang if silent else server.refuse)()
    form = await start(hass, "set_up")
    form = await submit(hass, form, _input(server))
    form = await submit(hass, form, {})
    for _ in range(119):
        await clock.advance(5)
    assert (await _shown(hass, form))["type"] is FlowResultType.SHOW_PROGRESS
    for _ in range(3):
        await clock.advance(5)
    form = await _shown(hass, form)
    assert (form["step_id"], form["errors"]) == ("script", {"base": "cannot_connect"})
    assert server.requests == []


async def test_an_asterisk_without_app_rpt_is_not_tried_again(
    hass: HomeAssistant, server: SimulatedServer, clock: Clock
) -> None:
    """No other login would find more."""
    for node in ("1999", "1998", "1997"):
        server.remove_node(node)
    form = await start(hass, "set_up")
    form = await submit(hass, form, _input(server))
    _run(server, form)
    form = await submit(hass, form, {})
    form = await _waited(hass, clock, form)
    assert (form["step_id"], form["errors"]) == ("script", {"base": "no_nodes"})
    assert _actions(server, "Login") == 1


async def test_a_flow_that_is_closed_waits_no_more(
    hass: HomeAssistant, server: SimulatedServer, clock: Clock
) -> None:
    """Nothing is left that logs in."""
    form = await start(hass, "set_up")
    form = await submit(hass, form, _input(server))
    form = await submit(hass, form, {})
    await clock.settle()
    hass.config_entries.flow.async_abort(form["flow_id"])
    logins = _actions(server, "Login")
    await clock.advance(60)
    assert _actions(server, "Login") == logins


@pytest.mark.parametrize(
    ("host", "error"),
    [
        (" ", "cannot_connect"),
        ("no host", "invalid_host"),
        ("fd00::1", "ipv4_only"),
        ("nowhere.invalid", "unknown_host"),
    ],
)
async def test_a_host_that_cannot_be_is_told(
    hass: HomeAssistant,
    server: SimulatedServer,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    error: str,
) -> None:
    """And can be put right."""

    def no_such_host(*_args: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    form = await start(hass, "set_up")
    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", no_such_host)
        form = await submit(hass, form, _input(server, host=host))
    assert (form["step_id"], form["errors"]) == ("set_up", {"base": error})
    form = await submit(hass, form, _input(server))
    assert form["step_id"] == "script"


async def test_a_configured_server_needs_no_script(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """It would change the user that the entry logs in as."""
    known_server(server).add_to_hass(hass)
    form = await start(hass, "set_up")
    host = f"http://{server.host}:{server.port}/"
    result = await submit(hass, form, _input(server, host=host))
    assert (result["type"], result["reason"]) == (
        FlowResultType.ABORT,
        "already_configured",
    )
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1


async def test_in_a_bridge_of_containers_the_address_is_asked_for(
    hass: HomeAssistant, server: SimulatedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The node sees the address of the machine, not that of the container."""
    bridge = ip_network("127.0.0.1/32")
    monkeypatch.setattr(set_up_flow, "is_docker_env", lambda: True)
    pytest_socket.socket_allow_hosts(["127.0.0.1", "127.0.0.2"])
    form = await start(hass, "set_up")
    assert "address" not in form["data_schema"].schema
    with monkeypatch.context() as patch:
        patch.setattr(set_up_flow, "_BRIDGES", (bridge,))
        form = await submit(hass, form, _input(server, host="127.0.0.2"))
    assert form["errors"] == {"base": "address_unknown"}
    typed = _input(server, address="192.0.2.300")
    form = await submit(hass, form, typed)
    assert form["errors"] == {"base": "invalid_address"}
    form = await submit(hass, form, _input(server, address=" 192.0.2.30 "))
    script = form["description_placeholders"]["script"]
    assert "\npermit = 192.0.2.30/255.255.255.255\n" in script


async def test_without_a_way_to_the_node_the_address_is_asked_for(
    hass: HomeAssistant, server: SimulatedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The network may come later."""

    class NoNetwork(socket.socket):
        @override
        def connect(self, _address: object) -> None:
            raise OSError("Network is unreachable")

    form = await start(hass, "set_up")
    with monkeypatch.context() as patch:
        patch.setattr(socket, "socket", NoNetwork)
        form = await submit(hass, form, _input(server))
    assert form["errors"] == {"base": "address_unknown"}
