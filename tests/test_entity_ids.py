"""Entity ids, and what Prometheus gets: the same in every language."""

from collections.abc import Iterable
import re
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, translation
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer

from .integration import add_server

pytestmark = pytest.mark.usefixtures("every_entity")

_METRIC = re.compile(r'homeassistant_(\w+)\{domain="(\w+)",entity="(.+?)",.*\} \S+')

# What is exported of the server, whose name is its address
SERVER = {
    "actions_timed_out": "sensor_unit_actions",
    "availability_today": "sensor_unit_percent",
    "connected_since": "sensor_timestamp_seconds",
    "connection_losses": "sensor_unit_losses",
    "downtime_today": "sensor_duration_s",
    "failed_attempts": "sensor_unit_attempts",
    "health": "sensor_unit_percent",
    "polls_failed": "sensor_unit_percent",
    "polls_skipped": "sensor_unit_polls",
    "reconnect_attempts": "sensor_unit_attempts",
    "successful_reconnections": "sensor_unit_reconnections",
}


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """Translate all texts of entities: each gets a prefix."""
    translations = translation.async_get_translations

    async def translated(
        hass: HomeAssistant,
        language: str,
        category: str,
        integrations: Iterable[str] | None = None,
        config_flow: bool | None = None,
    ) -> dict[str, Any]:
        texts = await translations(hass, "en", category, integrations, config_flow)
        if language != "de":
            return texts
        return {key: f"Deutsch {text}" for key, text in texts.items()}

    monkeypatch.setattr(translation, "async_get_translations", translated)


async def test_names_of_metrics_and_entity_ids_are_english(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, german: None
) -> None:
    """Also where Home Assistant is set up in German; the names are German then."""
    hass.config.language = "de"
    settings = {"prometheus": {"requires_auth": False}}
    assert await async_setup_component(hass, "prometheus", settings)
    async with SimulatedServer(nodes=["1999"]) as server:
        server.node("1999").link("2001")
        entry = await add_server(hass, server, favorites=["2001"])
        registered = er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        )
        assert len(registered) > 40
        for entity in registered:
            assert "deutsch" not in entity.entity_id, entity.entity_id
        ids = {entity.entity_id for entity in registered}
        assert {
            "sensor.127_0_0_1_availability_today",
            "binary_sensor.node_1999_receiving",
            "event.node_1999_node_activity",
            "button.node_1999_disconnect_all",
        } <= ids
        state = hass.states.get("sensor.127_0_0_1_health")
        assert state is not None
        assert state.name == "127.0.0.1 Deutsch Health"

        client = await hass_client()
        text = await (await client.get("/api/prometheus")).text()
        exported = {(m[1], m[3]) for m in _METRIC.finditer(text)}
        names = {entity: name for name, entity in exported if name.startswith("sensor")}
        for key, metric in SERVER.items():
            assert names[f"sensor.127_0_0_1_{key}"] == metric
        for entity in registered:
            state = hass.states.get(entity.entity_id)
            if entity.domain == "sensor" and state and _is_number(state.state):
                assert entity.entity_id in names, entity.entity_id
                assert "deutsch" not in names[entity.entity_id]
        await hass.config_entries.async_unload(entry.entry_id)


async def test_an_entity_keeps_the_id_that_it_has(
    hass: HomeAssistant, german: None
) -> None:
    """One that was made in German stays what automations know."""
    hass.config.language = "de"
    async with SimulatedServer(nodes=["1999"]) as server:
        entry = await add_server(hass, server)
        registry = er.async_get(hass)
        unique_id = f"{entry.entry_id}_health"
        known = registry.async_get_entity_id("sensor", DOMAIN, unique_id)
        assert known is not None
        registry.async_update_entity(known, new_entity_id="sensor.zustand")
        assert await hass.config_entries.async_reload(entry.entry_id)
        assert hass.states.get("sensor.zustand") is not None
        await hass.config_entries.async_unload(entry.entry_id)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+", text) is not None
