"""Variables and pins that a node reports become entities, as they appear."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.allstarlink.diagnostics import async_get_config_entry_diagnostics

from .automations import automate_all, on
from .conftest import Clock
from .integration import Entities
from .scene import Scene
from .station import Station, station


async def _refresh(stage: Station) -> None:
    await stage.finish(
        stage.call(
            "button.press", {"entity_id": stage.states.server_entity_id("refresh")}
        )
    )
    await stage.hass.async_block_till_done()


@pytest.mark.usefixtures("every_entity")
async def test_a_variable_becomes_a_sensor(hass: HomeAssistant, clock: Clock) -> None:
    """Numbers are numbers, texts lose their HTML; one that is gone is unknown."""
    async with station(hass, clock) as stage:
        for name, value in (
            ("cpu_temp", "47.5"),
            ("DISK", "12"),
            ("ALERT", '<span class="x">No &amp; none</span>\t<br>alert'),
            ("Long", "ab" * 300),
            ("XX_RPT_RXKEYED", "1"),
            ("RPT_STAT_BUSY", "1"),
            ("Iax", "user:s3cret@192.0.2.1/600"),
        ):
            stage.node.set_variable(name, value)
        await _refresh(stage)
        states = Entities(hass, stage.entry)
        shown = {
            key: states[f"var_{key}"] for key in ("cpu_temp", "disk", "alert", "iax")
        }
        assert shown == {
            "cpu_temp": "47.5",
            "disk": "12",
            "alert": "No & none alert",
            "iax": "user:***@192.0.2.1/600",
        }
        assert len(states["var_long"]) == 255
        assert states.entity_id("var_xx_rpt_rxkeyed") is None
        assert states.entity_id("var_rpt_stat_busy") is None
        name = states.get("var_cpu_temp").attributes["friendly_name"]
        assert name == "Node 1999 Variable cpu_temp"
        report = await async_get_config_entry_diagnostics(hass, stage.entry)
        assert "s3cret" not in str(report)
        assert "none alert" not in str(report)

        del stage.node.variables["ALERT"]
        stage.node.set_variable("DISK", "full")
        await _refresh(stage)
        assert (states["var_alert"], states["var_disk"]) == ("unknown", "full")

        # Registered, they exist again, unknown until they are seen.
        del stage.node.variables["cpu_temp"]
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await hass.async_block_till_done()
        assert (states["var_cpu_temp"], states["var_disk"]) == ("unknown", "full")
        stage.node.set_variable("cpu_temp", "-3")
        await _refresh(stage)
        assert states["var_cpu_temp"] == "-3"


@pytest.mark.usefixtures("every_entity")
async def test_a_pin_becomes_a_binary_sensor(hass: HomeAssistant, clock: Clock) -> None:
    """By its event at once, and by a poll; unknown after a reload until it is seen."""
    async with station(hass, clock) as stage:
        states = Entities(hass, stage.entry)
        assert states.entity_id("gpio_1") is None
        stage.node.pin("URI_GPIO1", on=True)
        stage.node.set_variable("RPT_PP10", "0")
        await clock.settle()
        await hass.async_block_till_done()
        assert states["gpio_1"] == "on"
        assert states.entity_id("pp_10") is None
        stage.node.pin("URI_GPIO1", on=False)
        await clock.settle()
        assert states["gpio_1"] == "off"
        await _refresh(stage)
        assert (states["gpio_1"], states["pp_10"]) == ("off", "off")
        stage.node.set_variable("RPT_PP10", "what")
        stage.node.set_variable("RPT_PP99", "1")
        await _refresh(stage)
        assert (states["pp_10"], states.entity_id("pp_99")) == ("unknown", None)
        assert states.entity_id("var_rpt_pp10") is None
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await hass.async_block_till_done()
        assert (states["gpio_1"], states["pp_10"]) == ("off", "unknown")


async def test_they_are_off_by_default_and_at_most_thirty(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Those that were registered first stay."""
    async with station(hass, clock) as stage:
        for number in range(10, 50):
            stage.node.set_variable(f"V{number}", "1")
        await _refresh(stage)
        registry = er.async_get(hass)

        def registered() -> dict[str, Any]:
            start = f"{stage.entry.entry_id}_1999_var_"
            return {
                entry.unique_id.removeprefix(start): entry.disabled_by
                for entry in er.async_entries_for_config_entry(
                    registry, stage.entry.entry_id
                )
                if entry.unique_id.startswith(start)
            }

        assert registered() == {
            f"v{number}": er.RegistryEntryDisabler.INTEGRATION
            for number in range(10, 40)
        }
        stage.node.set_variable("A", "1")
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await _refresh(stage)
        assert len(registered()) == 30


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ("I1234", {"unit": "1234", "message": "ptt_id"}),
        ("ID00D", {"unit": "D00D", "message": "ptt_id"}),
        ("E00FF", {"unit": "00FF", "message": "emergency"}),
        ("S1234-5", {"unit": "1234", "message": "status", "value": "5"}),
        ("S1234-5678", {"unit": "1234", "message": "selective_call", "value": "5678"}),
        ("A1234-5678", {"unit": "1234", "message": "call_alert", "value": "5678"}),
    ],
)
async def test_an_mdc_message_triggers_and_is_remembered(
    scene: Scene, sent: str, message: dict[str, str]
) -> None:
    """Of a unit, by whoever talks; the history has it over a reload."""
    any_unit, others, these = await automate_all(
        scene.hass,
        [
            (on("mdc_received", scene.device, options), ())
            for options in (
                {},
                {"units": ["9999"]},
                {"units": message["unit"].lower(), "messages": [message["message"]]},
            )
        ],
    )
    await scene.key("2001")
    scene.node.mdc(sent)
    await scene.time.settle()
    assert any_unit.triggers == [{"node": "2001", **message}]
    assert (others.count, these.count) == (0, 1)
    await scene.reload()
    answer = await scene.hass.services.async_call(
        "allstarlink",
        "get_activity",
        {"device_id": scene.device},
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    activities: Any = answer["activities"]
    (found,) = [one for one in activities if one["type"] == "mdc"]
    assert {key: found[key] for key in message} == message


@pytest.mark.parametrize(
    "sent", ["", "I", "I12345", "X1234", "E12-3", "S1234-56", "Iabcd"]
)
async def test_what_is_no_mdc_message_is_ignored(scene: Scene, sent: str) -> None:
    """Linked nodes may send any text for one."""
    automation = await scene.automate("mdc_received")
    scene.node.mdc(sent)
    scene.node.mdc("I1111")
    await scene.time.settle()
    assert [one["unit"] for one in automation.triggers] == ["1111"]
