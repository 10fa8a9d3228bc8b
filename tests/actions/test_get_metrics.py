"""The figures of a server and its nodes, by the keys of their entities."""

from typing import Any

from homeassistant.auth.const import GROUP_ID_READ_ONLY
from homeassistant.auth.models import Group
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from tests.integration import Entities
from tests.station import Call, Station


def _ask(stage: Station, context: Context | None = None) -> Call:
    data = {"config_entry_id": stage.entry.entry_id}
    return stage.call("allstarlink.get_metrics", data, response=True, context=context)


def _texts(metrics: dict[str, Any]) -> dict[str, str]:
    texts = {True: "on", False: "off", None: "unknown"}
    return {
        key: texts[value] if value is None or isinstance(value, bool) else str(value)
        for key, value in metrics.items()
    }


@pytest.mark.usefixtures("every_entity")
async def test_they_are_what_the_entities_show(stage: Station) -> None:
    """Of each entity that measures or counts; null while nobody knows."""
    stage.node.link("2001")
    stage.node.key()
    await stage.clock.advance(3)
    stage.node.unkey()
    await stage.clock.advance(5)
    metrics = (await stage.finish(_ask(stage)))["metrics"]
    texts, states = _texts(metrics), Entities(stage.hass, stage.entry)
    assert metrics["1999_links"] == 1
    assert metrics["1999_talk_time_today"] == pytest.approx(3, abs=0.1)
    assert {"connected", "health", "connection_losses", "status"} <= metrics.keys()
    assert "1999_last_dtmf_command" not in metrics
    exact = ("connected", "health", "status", "connection_losses", "started")
    for key in exact:
        shown = states.server(key).state
        assert texts[key].replace("+00:00", "") == shown.replace("+00:00", ""), key
    for key in ("links", "keyups_today", "talks_today", "network_nodes"):
        assert texts[f"1999_{key}"] == states[key], key

    await stage.server.stop()
    await stage.clock.settle()
    metrics = (await stage.finish(_ask(stage)))["metrics"]
    assert metrics["connected"] is False
    assert metrics["health"] == 0
    assert {metrics[key] for key in metrics if key.startswith("1999_")} == {None}


async def test_who_may_read_gets_them(hass: HomeAssistant, stage: Station) -> None:
    """Nobody else; entities that are off by default are there as well."""
    user = MockUser(is_owner=False).add_to_hass(hass)
    group = await hass.auth.async_get_group(GROUP_ID_READ_ONLY)
    assert group is not None
    user.groups = [group]
    context = Context(user_id=user.id)
    metrics = (await stage.finish(_ask(stage, context)))["metrics"]
    assert {"latency", "1999_keyups_today"} <= metrics.keys()
    policy = {"entities": {"entity_ids": {"light.other": True}}}
    user.groups = [Group(name="others", policy=policy)]
    with pytest.raises(Unauthorized):
        await stage.finish(_ask(stage, context))
