"""The attributes that entities show, beside the names that they have in English."""

from collections import defaultdict
from collections.abc import AsyncGenerator
import json
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components import allstarlink

from .telephony.stage import Stage, telephones

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity", "no_internet")

ENGLISH = Path(allstarlink.__file__).parent / "translations" / "en.json"

# What Home Assistant adds and names itself
GENERIC = {
    "device_class",
    "event_types",
    "friendly_name",
    "icon",
    "options",
    "state_class",
    "unit_of_measurement",
}


@pytest.fixture
async def stage(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Stage]:
    """Return node 1999 with a favorite, on a server with telephones."""
    async with telephones(
        hass, freezer, options={"favorites_scan": True, "use_directory": False}
    ) as ready:
        entry = ready.entry
        subentry = next(s for s in entry.subentries.values() if s.unique_id == "1999")
        hass.config_entries.async_update_subentry(
            entry, subentry, data={**subentry.data, "favorites": ["2001"]}
        )
        await ready.settle()
        yield ready


async def _let_all_happen(stage: Stage) -> None:
    """Let links, talks, digits and calls come and go, and one link in an outage."""
    node = stage.server.node("1999")
    node.link("N0CALL-P")
    await stage.time.advance(5)
    node.key_link("N0CALL-P")
    await stage.time.advance(1)
    node.unkey_link("N0CALL-P")
    node.dtmf("1")
    node.mdc("S1234-5")
    await stage.time.advance(5)
    call = stage.server.pbx.dial("1001", "1002")
    call.ring()
    call.answer()
    call.hang_up()
    await stage.cut_off()
    node.unlink("N0CALL-P")
    await stage.let_back()


def _shown(stage: Stage) -> dict[tuple[str, str], set[str]]:
    """Return the attributes of all states so far, by platform and translation key."""
    registry = er.async_get(stage.hass)
    shown = defaultdict[tuple[str, str], set[str]](set)
    for change in stage.changes:
        entity = registry.async_get(change.data["entity_id"])
        state = change.data["new_state"]
        if entity and state and entity.translation_key:
            place = entity.domain, entity.translation_key
            shown[place] |= state.attributes.keys() - GENERIC
    return {place: names for place, names in shown.items() if names}


async def test_each_attribute_has_a_name(stage: Stage) -> None:
    """The page of an entity shows it; and no name is left over."""
    await _let_all_happen(stage)
    english = json.loads(ENGLISH.read_text())["entity"]
    named = {
        (platform, key): set(entity["state_attributes"])
        for platform, entities in english.items()
        for key, entity in entities.items()
        if "state_attributes" in entity
    }
    assert _shown(stage) == named
