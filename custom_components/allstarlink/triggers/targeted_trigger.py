"""What all triggers on devices have in common: a target and options."""

from typing import Any, ClassVar, cast, override

from homeassistant.const import CONF_OPTIONS, CONF_TARGET
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.trigger import Trigger, TriggerConfig
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .targets import TargetedDevices


class TargetedTrigger(Trigger):
    """A trigger whose target are devices."""

    OPTIONS: ClassVar[dict[vol.Marker, Any]] = {}

    @classmethod
    @override
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Return the validated config."""
        schema = vol.Schema(
            {
                vol.Required(CONF_TARGET): cv.TARGET_FIELDS,
                vol.Required(CONF_OPTIONS, default=dict): cls.OPTIONS,
            }
        )
        return cast(ConfigType, schema(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Take the validated config."""
        super().__init__(hass, config)
        self.targeted = TargetedDevices(hass, config.target or {})
        self._read(config.options or {})

    def _read(self, options: dict[str, Any]) -> None:
        """Take the validated options."""
