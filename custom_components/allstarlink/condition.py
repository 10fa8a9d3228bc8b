"""Conditions: the state of nodes."""

from abc import abstractmethod
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar, Unpack, cast, override

from homeassistant.const import CONF_FOR, CONF_OPTIONS, CONF_TARGET
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

from .activity.watch import NodeWatch, async_watches
from .moments import async_now
from .node_device import async_node_device
from .triggers.link_triggers import CONF_NODES
from .triggers.talk_triggers import CONF_WHO
from .triggers.targets import async_targeted_devices
from .triggers.who import ANYONE, NAMES, Who


class NodeCondition(Condition):
    """A condition that any or all of the targeted nodes must meet.

    A node of which nothing is known meets none, as one whose server is not set
    up; one that is disabled does not count. Without a node none is met.
    """

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
        self._target = TargetSelection(config.target or {})
        self._all = options[ATTR_BEHAVIOR] == BEHAVIOR_ALL
        self._read(options)

    def _read(self, options: dict[str, Any]) -> None:
        """Take the validated options."""

    @abstractmethod
    def _is_met(self, node: NodeWatch) -> bool:
        """Tell whether a node that is in reach meets the condition."""

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        met = list(self._met())
        return bool(met) and (all(met) if self._all else any(met))

    def _met(self) -> Iterator[bool]:
        """Yield for each node of the target whether it meets the condition."""
        watches = async_watches(self._hass)
        for device_id in async_targeted_devices(self._hass, self._target):
            if (watch := watches.get(device_id)) is not None:
                yield watch.available and self._is_met(watch)
            elif (node := async_node_device(self._hass, device_id)) and node.enabled:
                yield False


class IsReceiving(NodeCondition):
    """The node's own receiver is keyed."""

    @override
    def _is_met(self, node: NodeWatch) -> bool:
        return node.node.data.receiving is True


class IsTransmitting(NodeCondition):
    """The node's transmitter is keyed."""

    @override
    def _is_met(self, node: NodeWatch) -> bool:
        return node.node.data.transmitting is True


class IsTalking(NodeCondition):
    """One of these stations is keyed, on the air or on a link."""

    OPTIONS = {vol.Optional(CONF_WHO, default=ANYONE): NAMES}

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._who = Who(options[CONF_WHO])

    @override
    def _is_met(self, node: NodeWatch) -> bool:
        keyed = node.node.data.talking.keyed
        return any(self._who.includes(node.node, name) for name in keyed)


class IsLinkedTo(NodeCondition):
    """A link with one of these nodes is established."""

    OPTIONS = {vol.Optional(CONF_NODES, default=list): NAMES}

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._who = Who(options[CONF_NODES])

    @override
    def _is_met(self, node: NodeWatch) -> bool:
        up = (link.name for link in node.node.data.links if link.established)
        return any(self._who.includes(node.node, name) for name in up)


class IsQuiet(NodeCondition):
    """Nothing has been keyed for so long."""

    OPTIONS = {vol.Optional(CONF_FOR, default=timedelta(0)): cv.positive_time_period}

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._for: timedelta = options[CONF_FOR]

    @override
    def _is_met(self, node: NodeWatch) -> bool:
        since = node.quiet_since
        return since is not None and since + self._for <= async_now(self._hass)


CONDITIONS: dict[str, type[Condition]] = {
    "is_linked_to": IsLinkedTo,
    "is_quiet": IsQuiet,
    "is_receiving": IsReceiving,
    "is_talking": IsTalking,
    "is_transmitting": IsTransmitting,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions of nodes."""
    return CONDITIONS
