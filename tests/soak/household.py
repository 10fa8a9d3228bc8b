"""A server that Home Assistant follows, and what is shown of it."""

import asyncio
from collections import Counter
from contextlib import AbstractContextManager
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import Event, HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import Entity

from custom_components.allstarlink.activity.history import EVENT_ACTIVITY
from simulator import SimulatedServer
from tests.flows import open_options, start, submit_options
from tests.truth import differences

from .traffic import sound_nodes

# Small enough that minutes show what hours would with the values as installed
RETRY_MAX = 5
HEARTBEAT = 5
POLL = 10
_OPTIONS = {
    "poll_interval": POLL,
    "adaptive_polling": True,
    "use_directory": False,
    "connection": {
        "retry_initial": 1,
        "retry_max": RETRY_MAX,
        "heartbeat_interval": HEARTBEAT,
    },
}

# Seconds between two looks at what a server's nodes show
_LOOK = 0.05


# An activity: of which node, its type, whose
type Told = tuple[str, str, str]


class Household:
    """One server with its nodes, set up as a user does it.

    `told` counts the activities that Home Assistant told, until it is cleared.
    `devices` has no remote bases and no nodes whose radio is missing.
    """

    def __init__(
        self, hass: HomeAssistant, server: SimulatedServer, entry: ConfigEntry
    ) -> None:
        """Look at the entities of a server's entry."""
        self.hass = hass
        self.entry = entry
        self.simulated = server
        devices = _devices(hass, entry)
        self.devices = {x.number: devices[x.number] for x in sound_nodes(server)}
        self._nodes = {device: node for node, device in devices.items()}
        self._activities: Counter[str] = Counter()
        self.told: Counter[Told] = Counter()
        hass.bus.async_listen(EVENT_ACTIVITY, self._happened)
        self._entity_ids = {
            entity.unique_id: entity.entity_id
            for entity in er.async_entries_for_config_entry(
                er.async_get(hass), entry.entry_id
            )
        }

    def server(self, key: str) -> State:
        """Return the state of a server's key."""
        return self._state(f"{self.entry.entry_id}_{key}")

    def get(self, key: str, node: str) -> State:
        """Return the state of a node's key."""
        return self._state(f"{self.entry.entry_id}_{node}_{key}")

    def is_up(self) -> bool:
        """Whether the server is connected, and all its nodes are known."""
        shown = {self.get("links", node).state for node in self.devices}
        return self.server("connected").state == STATE_ON and (
            STATE_UNAVAILABLE not in shown
        )

    async def wait_until_up(self, limit: float) -> float | None:
        """Return the seconds until all is known again, None if that took too long."""
        loop = asyncio.get_running_loop()
        start = loop.time()
        while not self.is_up():
            if loop.time() - start > limit:
                return None
            await asyncio.sleep(_LOOK)
        return loop.time() - start

    def fewest_activities(self) -> int:
        """Return how many activities there were at the node that had the fewest."""
        return min(self._activities[device] for device in self.devices.values())

    def wrong(self) -> set[str]:
        """Return where the states are not the truth."""
        return {
            wrong
            for node in sound_nodes(self.simulated)
            for wrong in differences(self, node)
        }

    @callback
    def _happened(self, event: Event) -> None:
        device, kind = event.data["device_id"], event.data["type"]
        self._activities[device] += 1
        if kind != "dtmf" and device in self._nodes:
            self.told[self._nodes[device], kind, event.data["node"]] += 1

    def _state(self, unique_id: str) -> State:
        state = self.hass.states.get(self._entity_ids[unique_id])
        if state is None:
            raise LookupError(unique_id)
        return state


async def move_in(hass: HomeAssistant, server: SimulatedServer) -> Household:
    """Set a server up by the config flow and the options flow, with all its nodes."""
    with _every_entity():
        entry = await _add(hass, server)
    return Household(hass, server, entry)


def _every_entity() -> AbstractContextManager[object]:
    """Enable the entities that are off by default as well: they are compared too."""
    enabled = property(lambda _self: True)
    return patch.object(Entity, "entity_registry_enabled_default", enabled)


async def _add(hass: HomeAssistant, server: SimulatedServer) -> ConfigEntry:
    flow = await start(hass)
    user = next(iter(server.users.values()))
    form = await hass.config_entries.flow.async_configure(
        flow["flow_id"],
        {
            "host": server.host,
            "port": server.port,
            "username": user.name,
            "password": user.secret,
            "ssl": False,
            "verify_ssl": "verify",
        },
    )
    done = await hass.config_entries.flow.async_configure(
        form["flow_id"], {"nodes": list(server.world.nodes)}
    )
    entry: ConfigEntry = done["result"]
    await submit_options(hass, await open_options(hass, entry), _OPTIONS)
    await hass.async_block_till_done()
    return entry


def _devices(hass: HomeAssistant, entry: ConfigEntry) -> dict[str, str]:
    """Return the device id of each node."""
    registry = dr.async_get(hass)
    devices = dr.async_entries_for_config_entry(registry, entry.entry_id)
    prefix = f"{entry.entry_id}_"
    return {
        key.removeprefix(prefix): device.id
        for device in devices
        for _, key in device.identifiers
        if key.startswith(prefix)
    }
