"""Automations behind a condition, triggered at will."""

from typing import Any

from homeassistant.core import HomeAssistant

from .automations import Automation, automate_all

GO = {"trigger": "event", "event_type": "test_go"}


class Guard:
    """An automation behind a condition."""

    def __init__(self, hass: HomeAssistant, automation: Automation) -> None:
        """Take the automation, which `test_go` triggers."""
        self._hass = hass
        self._automation = automation

    async def passes(self) -> bool:
        """Trigger the automation, and tell whether its action ran."""
        before = self._automation.count
        self._hass.bus.async_fire("test_go")
        await self._hass.async_block_till_done()
        return self._automation.count > before


def condition(name: str, target: Any, **options: Any) -> dict[str, Any]:
    """Return the configuration of a condition; a target that is a string is a device."""
    return {
        "condition": f"allstarlink.{name}",
        "target": {"device_id": target} if isinstance(target, str) else target,
        "options": options,
    }


async def guards(hass: HomeAssistant, *conditions: dict[str, Any]) -> list[Guard]:
    """Set up an automation behind each of these conditions."""
    rules = [(GO, [condition]) for condition in conditions]
    return [Guard(hass, automation) for automation in await automate_all(hass, rules)]
