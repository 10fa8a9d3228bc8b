"""What users are told of registrations that are refused."""

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from tests.conftest import Clock

from .stage import Stage, staged


async def test_a_refusal_that_lasts(stage: Stage) -> None:
    """Seen at once, told when it lasts, and forgotten when it is over."""
    stage.by_iax("Rejected")
    await stage.wait(2)
    assert stage.states == (STATE_ON, STATE_OFF)
    await stage.wait(100)
    assert stage.issues == set()
    # Between two refusals it looks so.
    stage.by_iax("Auth. Sent")
    await stage.wait(60)
    stage.by_iax("Rejected")
    await stage.wait(120)
    assert stage.issues == {"1998"}

    stage.by_iax("Registered")
    await stage.wait(2)
    assert stage.states == (STATE_ON, STATE_ON)
    assert stage.issues == set()


async def test_a_refusal_that_does_not_last(stage: Stage) -> None:
    """Each time it is taken back the patience begins anew."""
    for _ in range(4):
        stage.by_iax("Rejected")
        await stage.wait(100)
        stage.by_iax("Registered")
        await stage.wait(10)

    assert stage.issues == set()


async def test_a_refusal_by_http(stage: Stage) -> None:
    """It has no word of its own; the user is told until the node is not followed."""
    stage.by_http(state="Not Registered", perceived="<Unregistered>")
    await stage.wait(600)
    assert stage.issues == {"1999"}

    (subentry,) = [s for s in stage.entry.subentries.values() if s.unique_id == "1999"]
    stage.hass.config_entries.async_remove_subentry(stage.entry, subentry.subentry_id)
    await stage.wait(310)
    assert stage.issues == set()


async def test_a_refusal_that_no_entity_shows(stage: Stage) -> None:
    """The question is asked, and the user told, without any entity to show it."""
    registry = er.async_get(stage.hass)
    for entity in er.async_entries_for_config_entry(registry, stage.entry.entry_id):
        if entity.translation_key == "registered":
            registry.async_update_entity(
                entity.entity_id, disabled_by=er.RegistryEntryDisabler.USER
            )
    await stage.hass.config_entries.async_reload(stage.entry.entry_id)
    stage.by_http(state="Not Registered", perceived="<Unregistered>")
    await stage.wait(600)
    assert stage.issues == {"1999"}

    stage.by_http()
    await stage.wait(310)
    assert stage.issues == set()


async def test_no_issue_is_left_of_a_server_that_is_unloaded(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Nor does an event just before leave a timer."""
    async with staged(hass, clock) as stage:
        stage.by_iax("Rejected")
        await stage.wait(300)
        assert stage.issues == {"1998"}
        stage.by_iax("Registered")
        await clock.settle(40)
    assert stage.issues == set()
