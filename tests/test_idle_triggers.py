"""Triggers on what lasts: quiet, and connections that are lost and restored."""

from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from .automations import automate, on
from .scene import LINKS, Scene

QUIET = {"for": {"minutes": 10}}


async def test_quiet_is_told_once(scene: Scene) -> None:
    """And again only when somebody has talked in between."""
    automation = await scene.automate("node_quiet", **QUIET)
    await scene.talk("2001", 5)
    await scene.time.advance(599.9)
    assert automation.count == 0
    since = scene.time.now
    await scene.time.advance(0.2)
    assert automation.count == 1
    assert automation.last["since"] < since.isoformat()
    await scene.time.advance(1300)
    assert automation.count == 1
    await scene.talk("local", 5)
    await scene.time.advance(601)
    assert automation.count == 2


async def test_whoever_keys_breaks_the_quiet(scene: Scene) -> None:
    """The receiver, a link, and a kerchunk too."""
    automation = await scene.automate("node_quiet", **QUIET)
    for name in ("local", "2001", "2002"):
        await scene.time.advance(590)
        await scene.talk(name, 0.1)
    assert automation.count == 0
    await scene.time.advance(601)
    assert automation.count == 1


async def test_nobody_is_quiet_as_long_as_anyone_is_keyed(scene: Scene) -> None:
    """One who stops while another still talks makes no quiet."""
    automation = await scene.automate("node_quiet", **{"for": 60})
    await scene.key("2001")
    await scene.talk("2002", 5)
    await scene.time.advance(120)
    assert automation.count == 0
    await scene.unkey("2001")
    await scene.time.advance(61)
    assert automation.count == 1


async def test_quiet_counts_from_before_the_automation(scene: Scene) -> None:
    """An automation that is reloaded does not start to wait again."""
    await scene.talk("2001", 5)
    await scene.time.advance(400)
    automation = await scene.automate("node_quiet", **QUIET)
    await scene.time.advance(201)
    assert automation.count == 1


async def test_a_quiet_that_is_over_before_the_automation(scene: Scene) -> None:
    """What had lasted long enough already was not missed: it is past."""
    await scene.time.advance(1300)
    automation = await scene.automate("node_quiet", **QUIET)
    await scene.time.advance(1300)
    assert automation.count == 0
    await scene.talk("2001", 5)
    await scene.time.advance(601)
    assert automation.count == 1


async def test_a_quiet_goes_on_after_an_outage(scene: Scene) -> None:
    """Unless somebody was heard meanwhile, it is not told a second time."""
    automation = await scene.automate("node_quiet", **QUIET)
    await scene.talk("2001", 5)
    await scene.time.advance(601)
    assert automation.count == 1
    await scene.cut_off(60)
    await scene.time.advance(1300)
    assert automation.count == 1


@pytest.mark.parametrize("name", ["2001", "local"])
async def test_a_quiet_that_was_broken_during_an_outage(
    scene: Scene, name: str
) -> None:
    """The polls know of the key-up: on a link by its time, on the air by its count."""
    automation = await scene.automate("node_quiet", **QUIET)
    await scene.time.advance(700)
    assert automation.count == 1
    await scene.cut_off(60, talker=name)
    await scene.time.advance(500)
    assert automation.count == 1
    await scene.time.advance(200)
    assert automation.count == 2


async def test_quiet_that_lasts_through_an_outage_is_told_after_it(
    scene: Scene,
) -> None:
    """It became long enough while nobody could know."""
    automation = await scene.automate("node_quiet", **QUIET)
    await scene.talk("2001", 5)
    await scene.time.advance(590)
    await scene.cut_off(30)
    assert automation.count == 1


async def test_a_lost_connection_is_told(scene: Scene) -> None:
    """At once, without a duration."""
    automation = await scene.automate("connection_lost")
    await scene.lose_server()
    assert automation.triggers == [{"since": scene.time.now.isoformat()}]
    await scene.time.advance(600)
    assert automation.count == 1


async def test_a_connection_that_comes_back_in_time_was_not_lost(
    scene: Scene,
) -> None:
    """And the next outage counts from its own beginning."""
    automation = await scene.automate("connection_lost", **{"for": {"minutes": 5}})
    await scene.lose_server()
    await scene.time.advance(200)
    await scene.return_server(*LINKS)
    await scene.time.advance(600)
    assert automation.count == 0
    await scene.lose_server()
    await scene.time.advance(299)
    assert automation.count == 0
    await scene.time.advance(2)
    assert automation.count == 1


async def test_a_restored_connection_is_told(scene: Scene) -> None:
    """With the duration of the outage."""
    automation = await scene.automate("connection_restored")
    await scene.lose_server()
    await scene.time.advance(200)
    assert automation.count == 0
    await scene.return_server()
    assert automation.count == 1
    assert 200 <= automation.last["duration"] <= 265
    await scene.time.advance(600)
    assert automation.count == 1


async def test_a_connection_must_be_back_for_a_while(scene: Scene) -> None:
    """One that is lost again meanwhile is not restored."""
    automation = await scene.automate("connection_restored", **{"for": 300})
    await scene.lose_server()
    await scene.return_server()
    await scene.time.advance(100)
    await scene.lose_server()
    await scene.time.advance(600)
    assert automation.count == 0
    await scene.return_server()
    await scene.time.advance(301)
    assert automation.count == 1


async def test_an_entry_that_is_reloaded_during_an_outage(
    hass: HomeAssistant, scene: Scene
) -> None:
    """As after a login with a new password: what was lost is restored."""
    automation = await scene.automate("connection_restored")
    await scene.lose_server()
    await scene.time.advance(30)
    await scene.server.start()
    await scene.reload()
    assert automation.count == 1
    assert automation.last["duration"] == pytest.approx(30, abs=0.1)


@pytest.mark.parametrize("trigger", ["connection_lost", "connection_restored"])
async def test_an_entry_that_is_reloaded_was_not_lost(
    scene: Scene, trigger: str
) -> None:
    """The user did that."""
    automation = await scene.automate(trigger)
    await scene.reload()
    await scene.time.advance(600)
    assert automation.count == 0


async def test_a_lost_connection_is_told_though_the_entry_cannot_be_loaded(
    scene: Scene,
) -> None:
    """Whoever reloads it during the outage still wants to know."""
    automation = await scene.automate("connection_lost", **{"for": 300})
    await scene.lose_server()
    lost_at = scene.time.now
    await scene.time.advance(60)
    await scene.hass.config_entries.async_reload(scene.entry.entry_id)
    assert scene.entry.state is ConfigEntryState.SETUP_RETRY
    await scene.time.advance(239)
    assert automation.count == 0
    await scene.time.advance(2)
    assert [run["since"] for run in automation.triggers] == [lost_at.isoformat()]
    await scene.time.advance(1200)
    assert automation.count == 1


async def test_a_disabled_server_is_not_lost(scene: Scene) -> None:
    """The user has switched it off, and knows."""
    automation = await scene.automate("connection_lost", **{"for": 300})
    await scene.lose_server()
    await scene.time.advance(60)
    await scene.hass.config_entries.async_set_disabled_by(
        scene.entry.entry_id, ConfigEntryDisabler.USER
    )
    await scene.time.advance(600)
    assert automation.count == 0


async def test_a_restored_connection_is_told_though_the_entry_is_reloaded(
    scene: Scene,
) -> None:
    """It has been back for so long, and the reload is no outage."""
    automation = await scene.automate("connection_restored", **{"for": 300})
    await scene.lose_server()
    await scene.time.advance(60)
    await scene.return_server()
    await scene.reload()
    await scene.time.advance(600)
    assert automation.count == 1


async def test_a_node_that_was_removed_while_it_was_lost(scene: Scene) -> None:
    """Added again, it begins anew, and was not restored."""
    restored = await scene.automate("connection_restored")
    scene.server.remove_node("1999")
    await scene.time.advance(300)
    (subentry_id,) = scene.entry.subentries
    scene.hass.config_entries.async_remove_subentry(scene.entry, subentry_id)
    await scene.time.advance(3600)
    await scene.add_node("1999")
    await scene.time.advance(5)
    assert scene.states["links"] == "0"
    assert restored.count == 0


async def test_only_a_node_that_does_not_answer_is_lost(
    hass: HomeAssistant, scene: Scene
) -> None:
    """The other node of the same server stays."""
    second = await scene.add_node("1998")
    automation = await automate(
        hass, on("connection_lost", {"device_id": [scene.device, second]})
    )
    scene.server.remove_node("1998")
    await scene.time.advance(300)
    assert automation.count == 1
    assert automation.last["device_id"] == second
