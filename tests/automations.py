"""Runs automations in Home Assistant's engine, and tells what they did."""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.allstarlink.const import DOMAIN


def device_of(hass: HomeAssistant, entry: MockConfigEntry, node: str = "1999") -> str:
    """Return the id of a node's device."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"{entry.entry_id}_{node}"), entry.entry_id
    )
    assert device is not None
    return device.id


class Automation:
    """One automation, and the variable `trigger` of each of its runs."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Watch the runs."""
        # Each automation has an event of its own.
        self.ran = f"test_ran_{id(self)}"
        self._runs: list[Event[dict[str, Any]]] = async_capture_events(hass, self.ran)

    @property
    def count(self) -> int:
        """How often the actions ran."""
        return len(self._runs)

    @property
    def triggers(self) -> list[dict[str, Any]]:
        """What the runs knew of their trigger, the parts that are ours."""
        generic = {"id", "idx", "alias", "platform", "description", "device_id"}
        return [
            {key: value for key, value in trigger.items() if key not in generic}
            for trigger in (run.data["trigger"] for run in self._runs)
        ]

    @property
    def last(self) -> dict[str, Any]:
        """All that the last run knew of its trigger."""
        trigger: dict[str, Any] = self._runs[-1].data["trigger"]
        return trigger


def on(
    trigger: str, target: Mapping[str, Any] | str, options: Mapping[str, Any] = {}
) -> dict[str, Any]:
    """Return the configuration of a trigger; a target that is a string is a device."""
    return {
        "trigger": f"{DOMAIN}.{trigger}",
        "target": {"device_id": target} if isinstance(target, str) else dict(target),
        "options": dict(options),
    }


async def automate(hass: HomeAssistant, trigger: Mapping[str, Any]) -> Automation:
    """Set an automation up."""
    (automation,) = await automate_all(hass, [(trigger, [])])
    return automation


async def automate_all(
    hass: HomeAssistant,
    rules: Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]],
) -> list[Automation]:
    """Set automations up, each with a trigger and its conditions."""
    automations = [Automation(hass) for _ in rules]
    configs = [
        {
            "alias": automation.ran,
            "triggers": [dict(trigger)],
            "conditions": [dict(condition) for condition in conditions],
            "actions": [
                {"event": automation.ran, "event_data": {"trigger": "{{ trigger }}"}}
            ],
            "mode": "parallel",
            "max": 100,
        }
        for (trigger, conditions), automation in zip(rules, automations, strict=True)
    ]
    assert await async_setup_component(hass, "automation", {"automation": configs})
    await hass.async_block_till_done()
    states = {state.state for state in hass.states.async_all("automation")}
    assert states == {"on"}, "the automation's configuration is not valid"
    return automations
