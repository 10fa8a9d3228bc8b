"""Diagnostics: all that helps, and nothing that is secret."""

from collections.abc import AsyncGenerator
import json
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.diagnostics import REDACTED
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.json import ExtendedJSONEncoder
import pytest

from custom_components.allstarlink.diagnostics import (
    async_get_config_entry_diagnostics,
    async_get_device_diagnostics,
)
from simulator import SimulatedServer, User

from .integration import add_entry, entry_for
from .timeline import Timeline

_USER = User("operator-of-secrets", "p4ssw0rd-of-secrets")
_PEER = "203.0.113.7"


@pytest.fixture
async def time(freezer: FrozenDateTimeFactory) -> Timeline:
    """Return a clock that stands still until it is moved."""
    return Timeline(freezer)


@pytest.fixture
async def server(time: Timeline) -> AsyncGenerator[SimulatedServer]:
    """Return a server with a link from far away."""
    async with SimulatedServer(nodes=["1999"], users=[_USER]) as server:
        server.node("1999").link("2001", peer=_PEER)
        yield server


async def test_after_an_outage(
    hass: HomeAssistant, server: SimulatedServer, time: Timeline
) -> None:
    """Metrics, and each change of the connection with its cause."""
    entry = entry_for(server.port)
    data = {**entry.data, "username": _USER.name, "password": _USER.secret}
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, data=data)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await time.advance(100)
    await server.stop()
    await time.advance(30)
    await server.start()
    server.node("1999").link("2001", peer=_PEER)
    await time.advance(64)
    told = await async_get_config_entry_diagnostics(hass, entry)
    text = _as_file(told)
    for secret in (_USER.name, _USER.secret, _PEER, "127.0.0.1"):
        assert secret not in text
    connection = told["connection"]
    assert connection["state"] == "up"
    assert connection["can_command"] is True
    assert connection["events_missing"] is False
    assert connection["health"] == 85
    metrics = connection["metrics"]
    assert metrics["losses"] == 1
    assert metrics["successes"] == 2
    assert metrics["failures"] == metrics["attempts"] - 2 > 0
    assert 30 <= metrics["last_outage"] <= 92
    assert metrics["up_seconds"] > 100
    assert metrics["bytes_received"] > metrics["events_received"] > 0
    history = connection["history"]
    assert len(history) <= 200
    states = [change["state"] for change in history]
    assert states[:4] == ["connecting", "logging_in", "up", "waiting"]
    assert states[-1] == "up"
    causes = [change["cause"] for change in history if change["cause"]]
    assert causes[0] == "ConnectionLost: The server closed the connection"
    assert set(causes[1:]) == {"ConnectRefused: Connection refused"}
    node = told["nodes"]["1999"]
    assert node["available"] is True
    assert node["poll_interval"] == 15.0
    assert [link["name"] for link in node["state"]["links"]] == ["2001"]
    await hass.config_entries.async_unload(entry.entry_id)


async def test_of_a_server_that_could_not_be_set_up(hass: HomeAssistant) -> None:
    """Its settings, which may be why."""
    entry = await add_entry(hass, entry_for(1, nodes=["1999"]))
    assert entry.state is ConfigEntryState.SETUP_RETRY
    told = await async_get_config_entry_diagnostics(hass, entry)
    assert told.keys() == {"entry"}
    assert told["entry"]["data"]["port"] == 1
    assert told["entry"]["data"]["password"] == REDACTED
    assert told["entry"]["nodes"] == [{"node": "1999"}]


async def test_of_a_device(hass: HomeAssistant, time: Timeline) -> None:
    """A node tells of itself, the server of the connection."""
    async with SimulatedServer(nodes=["1999"]) as server:
        server.node("1999").link("2001", children=("T2010",))
        entry = await add_entry(hass, entry_for(server.port))
        devices = {
            device.name: device
            for device in dr.async_entries_for_config_entry(
                dr.async_get(hass), entry.entry_id
            )
        }
        node = await async_get_device_diagnostics(hass, entry, devices["Node 1999"])
        assert node["node"] == "1999"
        assert node["state"]["network"] == ["2001", "2010"]
        assert "connection" not in node
        hub = await async_get_device_diagnostics(hass, entry, devices["127.0.0.1"])
        assert hub["connection"]["state"] == "up"
        assert hub["server"]["nodes"] == ("1999",)
        await hass.config_entries.async_unload(entry.entry_id)


def _as_file(told: Any) -> str:
    """Return diagnostics as the user downloads them."""
    return json.dumps(told, cls=ExtendedJSONEncoder)


async def test_names_that_the_user_gave_stay_at_home(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """They may be those of people and places."""
    own = {"private_nodes": [{"node": "1050", "name": "Jane Doe"}]}
    entry = entry_for(server.port, options=own)
    data = {**entry.data, "username": _USER.name, "password": _USER.secret}
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, data=data)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    told = await async_get_config_entry_diagnostics(hass, entry)
    assert "Jane" not in _as_file(told)
    assert "private_nodes" in told["entry"]["options"]
    await hass.config_entries.async_unload(entry.entry_id)
