"""Conditions: the state of nodes, and calls."""

from abc import abstractmethod
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, override

from homeassistant.const import CONF_FOR
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import Condition
import voluptuous as vol

from .conditions.call_conditions import IsInCall, IsRinging
from .conditions.targeted_condition import TargetedCondition
from .moments import async_now
from .node import Node, async_nodes
from .node_device import async_node_device
from .triggers.link_triggers import CONF_NODES
from .triggers.station_filter import ANYONE, NAMES, StationFilter
from .triggers.talk_triggers import CONF_WHO
from .triggers.targets import async_targeted_devices


class NodeCondition(TargetedCondition):
    """A condition that any or all of the targeted nodes must meet.

    A node of which nothing is known meets none, as one whose server is not set
    up; one that is disabled does not count. Without a node none is met.
    """

    @abstractmethod
    def _is_met(self, node: Node) -> bool:
        """Tell whether a node that is in reach meets the condition."""

    @override
    def _met(self) -> Iterator[bool]:
        """Yield for each node of the target whether it meets the condition."""
        nodes = async_nodes(self._hass)
        for device_id in async_targeted_devices(self._hass, self.target):
            if (node := nodes.get(device_id)) is not None:
                yield node.idle.available and self._is_met(node)
            elif (
                device := async_node_device(self._hass, device_id)
            ) and device.enabled:
                yield False


class IsReceiving(NodeCondition):
    """The node's own receiver is keyed."""

    @override
    def _is_met(self, node: Node) -> bool:
        return node.coordinator.data.receiving is True


class IsTransmitting(NodeCondition):
    """The node's transmitter is keyed."""

    @override
    def _is_met(self, node: Node) -> bool:
        return node.coordinator.data.transmitting is True


class IsTalking(NodeCondition):
    """One of these stations is keyed, on the air or on a link."""

    OPTIONS = {vol.Optional(CONF_WHO, default=ANYONE): NAMES}

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._who = StationFilter(options[CONF_WHO])

    @override
    def _is_met(self, node: Node) -> bool:
        keyed = node.coordinator.data.talking.keyed
        return any(self._who.matches(node, name) for name in keyed)


class IsLinkedTo(NodeCondition):
    """A link with one of these nodes is established."""

    OPTIONS = {vol.Optional(CONF_NODES, default=list): NAMES}

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._who = StationFilter(options[CONF_NODES])

    @override
    def _is_met(self, node: Node) -> bool:
        up = (link.name for link in node.coordinator.data.links if link.established)
        return any(self._who.matches(node, name) for name in up)


class IsQuiet(NodeCondition):
    """Nothing has been keyed for so long."""

    OPTIONS = {vol.Optional(CONF_FOR, default=timedelta(0)): cv.positive_time_period}

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._for: timedelta = options[CONF_FOR]

    @override
    def _is_met(self, node: Node) -> bool:
        since = node.idle.quiet_since
        return since is not None and since + self._for <= async_now(self._hass)


CONDITIONS: dict[str, type[Condition]] = {
    "is_in_call": IsInCall,
    "is_linked_to": IsLinkedTo,
    "is_quiet": IsQuiet,
    "is_receiving": IsReceiving,
    "is_ringing": IsRinging,
    "is_talking": IsTalking,
    "is_transmitting": IsTransmitting,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions of nodes, servers and extensions."""
    return CONDITIONS
