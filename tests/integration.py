"""Sets the integration up against a server and looks at what users see."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from homeassistant.config_entries import ConfigEntry, ConfigSubentryData
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN, SUBENTRY_TYPE_NODE
from simulator import SimulatedServer

USER, SECRET = "admin", "secret"


def entry_for(
    port: int,
    nodes: Iterable[str] = ("1999",),
    options: Mapping[str, Any] | None = None,
    **settings: Any,
) -> MockConfigEntry:
    """Return a config entry for a server on this port; `settings` are every node's."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="127.0.0.1",
        data={
            "host": "127.0.0.1",
            "port": port,
            "username": USER,
            "password": SECRET,
            "ssl": False,
            "verify_ssl": "verify",
            "allow_plain_login": False,
        },
        minor_version=3,
        options=dict(options or {}),
        subentries_data=[
            ConfigSubentryData(
                data={"node": node, **settings},
                subentry_type=SUBENTRY_TYPE_NODE,
                title=f"Node {node}",
                unique_id=node,
            )
            for node in nodes
        ],
    )


def history_key(entry: ConfigEntry) -> str:
    """Return the key of the store that has the history of an entry's only node."""
    (subentry_id,) = entry.subentries
    return f"{DOMAIN}.{entry.entry_id}.{subentry_id}"


def lasting(links: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return links as the links attribute has them, without what is keyed."""
    return [
        {key: link[key] for key in link if key not in ("keyed", "last_keyed")}
        for link in links
    ]


async def add_entry(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Add a config entry and set it up."""
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def add_server(
    hass: HomeAssistant,
    server: SimulatedServer,
    nodes: Iterable[str] = ("1999",),
    options: Mapping[str, Any] | None = None,
    **settings: Any,
) -> MockConfigEntry:
    """Set up a simulated server with these nodes."""
    return await add_entry(hass, entry_for(server.port, nodes, options, **settings))


class Entities:
    """The states of an entry's entities, by key."""

    def __init__(
        self, hass: HomeAssistant, entry: MockConfigEntry, node: str = "1999"
    ) -> None:
        """Look at the entities of a config entry; `node` is meant if none is named."""
        self._node = node
        self._hass = hass
        self._entry = entry

    def entity_id(self, key: str, node: str = "") -> str | None:
        """Return the entity id of a node's key, None if there is no such entity."""
        return self._find(key, node or self._node)

    def server_entity_id(self, key: str) -> str | None:
        """Return the entity id of a server's key, None if there is no such entity."""
        return self._find(key, None)

    def _find(self, key: str, node: str | None) -> str | None:
        unique_id = "_".join(filter(None, (self._entry.entry_id, node, key)))
        registry = er.async_get(self._hass)
        entries = er.async_entries_for_config_entry(registry, self._entry.entry_id)
        return next((e.entity_id for e in entries if e.unique_id == unique_id), None)

    def server(self, key: str) -> State:
        """Return the state object of a server's key."""
        return self._state(key, None)

    def get(self, key: str, node: str = "") -> State:
        """Return the state object of a node's key."""
        return self._state(key, node or self._node)

    def __getitem__(self, key: str) -> str:
        """Return the state of a node's key."""
        return self.get(key).state

    def seconds(self, key: str) -> float:
        """Return the time that a node's key shows in minutes, in seconds."""
        state = self.get(key)
        assert state.attributes["unit_of_measurement"] == "min"
        return round(float(state.state) * 60, 3)

    def links(self, node: str = "") -> dict[str, dict[str, Any]]:
        """Return the links attribute by name."""
        links = self.get("links", node).attributes["links"]
        return {link["node"]: link for link in links}

    async def listed(self, node: str = "") -> list[dict[str, Any]]:
        """Return what the action `get_links` answers: the links with what is keyed."""
        entry = er.async_get(self._hass).async_get(self.entity_id("links", node) or "")
        assert entry is not None
        response = await self._hass.services.async_call(
            DOMAIN,
            "get_links",
            {"device_id": entry.device_id},
            blocking=True,
            return_response=True,
        )
        assert response is not None
        return cast(list[dict[str, Any]], response["links"])

    def _state(self, key: str, node: str | None) -> State:
        entity_id = self._find(key, node)
        assert entity_id is not None, f"no entity for {key}"
        state = self._hass.states.get(entity_id)
        assert state is not None, f"no state for {entity_id}"
        return state
