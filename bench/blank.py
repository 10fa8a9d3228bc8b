"""An integration with as many devices and entities as ours, which show nothing.

What it takes is what Home Assistant itself takes for them.
"""

from collections.abc import Mapping
from typing import override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.components.button import ButtonEntity
from homeassistant.components.event import EventEntity
from homeassistant.components.sensor import SensorEntity
from homeassistant.components.switch import SwitchEntity
from homeassistant.config_entries import (
    HANDLERS,
    ConfigEntry,
    ConfigFlow,
    ConfigSubentryData,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_integration,
    mock_platform,
)

_DOMAIN = "blank"

# How many entities there are by platform: those that are enabled, and all
type Counts = Mapping[str, tuple[int, int]]


class _Blank(Entity):
    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, device: str, number: int, enabled: bool) -> None:
        self._attr_unique_id = f"{device}_{number}"
        self._attr_name = f"Entity {number}"
        self._attr_device_info = DeviceInfo(identifiers={(_DOMAIN, device)})
        self._attr_entity_registry_enabled_default = enabled


class _BinarySensor(_Blank, BinarySensorEntity):
    """Neither on nor off."""


class _Button(_Blank, ButtonEntity):
    """Does nothing."""


class _Event(_Blank, EventEntity):
    _attr_event_types = ["nothing"]


class _Sensor(_Blank, SensorEntity):
    """Unknown."""


class _Switch(_Blank, SwitchEntity):
    @override
    def turn_on(self, **kwargs: object) -> None:
        """Do nothing."""

    @override
    def turn_off(self, **kwargs: object) -> None:
        """Do nothing."""


_KINDS: dict[str, type[_Blank]] = {
    "binary_sensor": _BinarySensor,
    "button": _Button,
    "event": _Event,
    "sensor": _Sensor,
    "switch": _Switch,
}


def count_entities(
    hass: HomeAssistant, entry: ConfigEntry, subentry_id: str | None
) -> Counts:
    """Return the entities of a subentry of ours, or of none of them: the server's."""
    entities = [
        entity
        for entity in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        if entity.config_subentry_id == subentry_id
    ]
    counts = {}
    for domain in _KINDS:
        all_of_it = [entity for entity in entities if entity.domain == domain]
        enabled = [entity for entity in all_of_it if entity.disabled_by is None]
        counts[domain] = (len(enabled), len(all_of_it))
    return counts


def make_blank(hass: HomeAssistant, of_server: Counts, of_node: Counts) -> None:
    """Let there be such an integration."""

    async def setup(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, list(_KINDS))
        return True

    mock_integration(hass, MockModule(_DOMAIN, async_setup_entry=setup))
    mock_platform(hass, f"{_DOMAIN}.config_flow", MockPlatform())
    HANDLERS.register(_DOMAIN)(ConfigFlow)
    for domain, kind in _KINDS.items():
        platform = _platform(kind, of_server[domain], of_node[domain])
        mock_platform(hass, f"{_DOMAIN}.{domain}", platform)


async def add_blank(hass: HomeAssistant, nodes: int) -> None:
    """Set up an entry with so many subentries, each with its device and entities."""
    entry = MockConfigEntry(
        domain=_DOMAIN,
        title="Blank",
        subentries_data=[
            ConfigSubentryData(
                data={"node": str(node)},
                subentry_type="node",
                title=f"Node {node}",
                unique_id=str(node),
            )
            for node in range(nodes)
        ],
    )
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


def _platform(
    kind: type[_Blank], of_server: tuple[int, int], of_node: tuple[int, int]
) -> MockPlatform:
    def entities(device: str, enabled: int, count: int) -> list[_Blank]:
        return [
            kind(device, number, enabled=number < enabled) for number in range(count)
        ]

    async def setup(
        _hass: HomeAssistant,
        entry: ConfigEntry,
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        async_add_entities(entities(entry.entry_id, *of_server))
        for subentry_id, subentry in entry.subentries.items():
            device = f"{entry.entry_id}_{subentry.unique_id}"
            async_add_entities(
                entities(device, *of_node), config_subentry_id=subentry_id
            )

    return MockPlatform(async_setup_entry=setup)
