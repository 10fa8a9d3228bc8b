"""What all conditions on devices have in common: a target and options."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar, Unpack, cast, override

from homeassistant.const import CONF_OPTIONS, CONF_TARGET
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import (
    ATTR_BEHAVIOR,
    BEHAVIOR_ALL,
    BEHAVIOR_ANY,
    Condition,
    ConditionCheckParams,
    ConditionConfig,
)
from homeassistant.helpers.target import TargetSelection
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol


class TargetedCondition(Condition):
    """A condition that any or all of the targeted devices must meet; without one none is met."""

    OPTIONS: ClassVar[dict[vol.Marker, Any]] = {}

    @classmethod
    @override
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Return the validated config."""
        behavior = {
            vol.Optional(ATTR_BEHAVIOR, default=BEHAVIOR_ANY): vol.In(
                [BEHAVIOR_ANY, BEHAVIOR_ALL]
            )
        }
        schema = vol.Schema(
            {
                vol.Required(CONF_TARGET): cv.TARGET_FIELDS,
                vol.Required(CONF_OPTIONS, default=dict): {**behavior, **cls.OPTIONS},
            }
        )
        return cast(ConfigType, schema(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Take the validated config."""
        super().__init__(hass, config)
        options = config.options or {}
        self.target = TargetSelection(config.target or {})
        self._all = options[ATTR_BEHAVIOR] == BEHAVIOR_ALL
        self._read(options)

    def _read(self, options: dict[str, Any]) -> None:
        """Take the validated options."""

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        met = list(self._met())
        return bool(met) and (all(met) if self._all else any(met))

    @abstractmethod
    def _met(self) -> Iterator[bool]:
        """Yield for each device that is meant whether it meets the condition."""
