"""The form of a server: what it takes, and what it says of what it cannot take."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.directory.cache import Edition, write_copy
from custom_components.allstarlink.directory.directory import copy_path
from custom_components.allstarlink.flows.host_text import parse_host
from simulator import SimulatedServer, User
from simulator.remote_base import RemoteBase

from .flows import (
    SECRET,
    USERNAME,
    checked,
    known_server,
    options_of,
    server_data,
    serving,
    start,
    submit,
)
from .integration import add_entry

_LIST = Path(__file__).parent.parent / "simulator" / "scenarios" / "demo_nodes.txt"


@pytest.fixture
async def server(hass: HomeAssistant) -> AsyncGenerator[SimulatedServer]:
    """Return a server with three nodes."""
    async with serving(hass) as server:
        yield server


async def _nodes(hass: HomeAssistant, server: SimulatedServer, **changes: Any) -> Any:
    """Return what follows the form of a new server."""
    return await submit(hass, await start(hass), server_data(server, **changes))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("192.168.1.5", ("192.168.1.5", None)),
        ("192.168.1.5:5038", ("192.168.1.5", 5038)),
        (" 192.168.1.5 : 5039 ", ("192.168.1.5", 5039)),
        ("node.example:", ("node.example", None)),
        ("http://node.example/allmon3/#/", ("node.example", None)),
        ("https://me:secret@node.example:8443/x?y=1", ("node.example", 8443)),
        ("tcp://[fd00::1]:5038", ("fd00::1", 5038)),
        ("[fd00::1]", ("fd00::1", None)),
        ("[node.local]", ("node.local", None)),
        ("fe80::1%eth0", ("fe80::1%eth0", None)),
        ("", None),
        ("http://", None),
        ("two words", None),
        ("node,example", None),
        ("node.example:ami", None),
        ("node.example:0", None),
        ("node.example:65536", None),
        ("node.example:" + "9" * 5000, None),
        ("node\r\nAction: Ping", None),
        ("x" * 300, None),
    ],
)
def test_a_host_is_taken_as_it_is_copied(
    text: str, found: tuple[str, int | None] | None
) -> None:
    """With a port, a whole URL, brackets, blanks."""
    assert parse_host(text) == found


@pytest.mark.parametrize("form", ["{}:{}", " http://{}:{}/allmon3/ ", "[{}]:{}"])
async def test_the_port_may_come_with_the_host(
    hass: HomeAssistant, server: SimulatedServer, form: str
) -> None:
    """It goes before that of its own field; blanks around the user are no part of it."""
    host = form.format(server.host, server.port)
    changes = {"host": host, "port": 5038, "username": f" {USERNAME} "}
    result = await _nodes(hass, server, **changes)
    result = await submit(hass, result, {"nodes": []})
    assert result["data"] == server_data(server)
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"host": "two words"}, "invalid_host"),
        ({"host": "http://"}, "invalid_host"),
        ({"username": "[homeassistant]"}, "invalid_username"),
        ({"username": "home assistant"}, "invalid_username"),
    ],
)
async def test_what_cannot_be_is_told_before_anything_is_sent(
    hass: HomeAssistant, server: SimulatedServer, changes: dict[str, Any], error: str
) -> None:
    """In a sentence of its own; what was typed stays."""
    form = await _nodes(hass, server, **changes)
    assert (form["step_id"], form["errors"]) == ("manager_user", {"base": error})
    assert server.requests == []
    assert (await submit(hass, form, server_data(server)))["step_id"] == "nodes"


async def test_another_program_that_is_logged_in_is_told(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """With a server that allows one login for each user."""
    server.users[USERNAME] = User(USERNAME, SECRET, multiple_logins=False)
    await add_entry(hass, known_server(server, host="localhost"))
    form = await _nodes(hass, server)
    assert form["errors"] == {"base": "login_in_use"}


_FULL = "The login works. This user may watch and control the nodes."


@pytest.mark.parametrize(
    ("read", "write", "starts"),
    [
        ("call,system", "command", [_FULL]),
        (
            "call,system",
            "",
            ["The login works. This user may only watch", "Whether nodes are"],
        ),
        ("call,system", "system", ["The login works. This user may only watch"]),
        ("", "command", ["This user gets no events"]),
    ],
)
async def test_it_says_what_the_user_may_do(
    hass: HomeAssistant,
    server: SimulatedServer,
    read: str,
    write: str,
    starts: list[str],
) -> None:
    """A paragraph for each thing that is lacking, with the line to add."""
    server.users[USERNAME] = User(USERNAME, SECRET, read=read, write=write)
    form = await _nodes(hass, server)
    rights = form["description_placeholders"]["rights"].split("\n\n")
    assert len(rights) == len(starts)
    assert all(
        text.startswith(begin) for text, begin in zip(rights, starts, strict=True)
    )


async def test_remote_bases_are_marked_and_not_chosen(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """They are few people's nodes; XStat is never asked of one."""
    server.node("1998").remote_base = RemoteBase()
    form = await _nodes(hass, server)
    assert options_of(form, "nodes") == ["1999", "1998 · remote base", "1997"]
    assert form["data_schema"]({}) == {"nodes": ["1999", "1997"]}
    asked = [request.get("Command") for request in server.requests]
    assert "XStat" not in asked
    result = await submit(hass, form, {"nodes": ["1998"]})
    assert [node.unique_id for node in result["result"].subentries.values()] == ["1998"]
    await hass.async_block_till_done()


async def test_callsigns_are_shown_where_known(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """As where another server uses the node directory."""

    def publish(path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        write_copy(path, Edition(checked=datetime.now(UTC)), _LIST.read_bytes())

    server.add_node("27339")
    await hass.async_add_executor_job(publish, copy_path(hass))
    async with SimulatedServer(("2900",), (User(USERNAME, SECRET),)) as other:
        entry = await add_entry(hass, known_server(other))
        form = await _nodes(hass, server)
        assert options_of(form, "nodes") == [
            "1999",
            "1998",
            "1997",
            "27339 · W1RIVER",
        ]
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    ("host", "name", "title"),
    [
        ("127.0.0.1", None, "AllStarLink 1999"),
        ("127.0.0.1", " Hilltop ", "Hilltop"),
        ("localhost", "", "localhost"),
    ],
)
async def test_the_name_names_the_device_and_its_entities(
    hass: HomeAssistant,
    server: SimulatedServer,
    host: str,
    name: str | None,
    title: str,
) -> None:
    """Without one it is the host's name, or the first node of an address."""
    typed = {} if name is None else {"name": name}
    form = await _nodes(hass, server, host=host, **typed)
    assert form["description_placeholders"]["name"] == title
    result = await submit(hass, form, {"nodes": []})
    entry = result["result"]
    await hass.async_block_till_done()
    assert entry.title == title
    assert "name" not in entry.data
    (device,) = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert device.name == title
    registry = er.async_get(hass)
    unique_id = f"{entry.entry_id}_connected"
    entity_id = registry.async_get_entity_id("binary_sensor", DOMAIN, unique_id)
    slug = title.lower().replace(" ", "_")
    assert entity_id == f"binary_sensor.{slug}_connected"


def _with_node(server: SimulatedServer, node: str, **changes: Any) -> Any:
    entry = known_server(server, **changes)
    subentry = ConfigSubentry(
        data=MappingProxyType({"node": node}),
        subentry_type="node",
        title=f"Node {node}",
        unique_id=node,
    )
    entry.subentries = MappingProxyType({subentry.subentry_id: subentry})
    return entry


@pytest.mark.parametrize(
    ("node", "host", "is_same"),
    [
        # A public number is given to one node only.
        ("2500", "vpn.example", True),
        # A private one counts with the same host, by whatever name.
        ("1999", "127.0.0.1", True),
        ("1999", "localhost", True),
        ("1999", "192.0.2.7", False),
        ("1900", "127.0.0.1", False),
    ],
)
async def test_the_same_server_by_another_name_is_noticed(
    hass: HomeAssistant,
    server: SimulatedServer,
    node: str,
    host: str,
    is_same: bool,
) -> None:
    """The words name the entry that it has."""
    server.add_node("2500")
    entry = _with_node(server, node, host=host, port=server.port - 1)
    entry.add_to_hass(hass)
    result = await _nodes(hass, server)
    if is_same:
        assert (result["type"], result["reason"]) == (
            FlowResultType.ABORT,
            "already_configured",
        )
        assert result["description_placeholders"] == {"name": entry.title}
    else:
        assert result["step_id"] == "nodes"


async def test_a_host_that_has_no_address_any_more_is_another(
    hass: HomeAssistant, server: SimulatedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be looked up is not the same."""
    entry = _with_node(server, "1999", host="gone.invalid", port=server.port - 1)
    entry.add_to_hass(hass)
    lookup = hass.loop.getaddrinfo

    async def getaddrinfo(host: str, *args: Any, **more: Any) -> Any:
        if host == "gone.invalid":
            raise OSError("Name or service not known")
        return await lookup(host, *args, **more)

    monkeypatch.setattr(hass.loop, "getaddrinfo", getaddrinfo)
    assert (await _nodes(hass, server))["step_id"] == "nodes"


async def test_nodes_that_the_other_server_lists_count_too(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Whether they were chosen or not."""
    server.add_node("2500")
    entry = await add_entry(hass, known_server(server, host="localhost"))
    result = await _nodes(hass, server)
    assert result["reason"] == "already_configured"
    assert result["description_placeholders"] == {"name": entry.title}


async def test_a_server_is_renamed_where_it_is_reconfigured(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """An empty name is the default; the device follows at once."""
    entry = await add_entry(hass, known_server(server))
    for name, title in (("Hilltop", "Hilltop"), (" ", "AllStarLink 1999")):
        form = checked(await entry.start_reconfigure_flow(hass))
        data = server_data(server, name=name)
        await submit(hass, form, data)
        await hass.async_block_till_done()
        assert entry.title == title
        (device,) = dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        assert device.name == title
