"""Triggers: a link begins or ends.

An event tells of a new link before a poll, about a second later, tells who
called. A trigger that asks for the direction waits for that poll, so it fires
later than others and never wrongly; it does not fire for a link that is gone
before its direction was known.
"""

from dataclasses import replace
from typing import Any, override

import voluptuous as vol

from ..app_rpt.activity import Activity, ActivityType
from ..app_rpt.names import Direction
from ..moment import Moment
from ..node import Node
from .node_trigger import ActivityTrigger, FireActivity
from .station_filter import NAMES, StationFilter

CONF_NODES = "nodes"
CONF_DIRECTION = "direction"
ANY = "any"


class LinkTrigger(ActivityTrigger):
    """A trigger on links with some nodes, or with all."""

    OPTIONS = {
        vol.Optional(CONF_NODES, default=list): NAMES,
        vol.Optional(CONF_DIRECTION, default=ANY): vol.In([ANY, *Direction]),
    }

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._who = StationFilter(options[CONF_NODES])
        self._direction: str = options[CONF_DIRECTION]

    @override
    def _happened(self, node: Node, activity: Activity, fire: FireActivity) -> None:
        if self._direction in (ANY, activity.direction):
            fire(activity)
        elif activity.direction is None:
            self._await_direction(node, activity, fire)

    def _await_direction(
        self, node: Node, activity: Activity, fire: FireActivity
    ) -> None:
        """Decide when a poll has told who called."""
        late = activity.late

        def decide(_now: Moment) -> bool:
            nonlocal late
            late = late or not node.coordinator.available
            directions = [
                link.direction
                for link in node.coordinator.data.links
                if link.name == activity.node
            ]
            if None in directions:
                return False
            if self._direction in directions[-1:]:
                named = replace(activity, direction=directions[-1], late=late)
                fire(named)
            return True

        self._await(node, decide)


class LinkConnected(LinkTrigger):
    """A link has been established."""

    ACTIVITY = ActivityType.LINK_CONNECTED


class LinkDisconnected(LinkTrigger):
    """An established link has ended."""

    ACTIVITY = ActivityType.LINK_DISCONNECTED

    @override
    def _await_direction(
        self, node: Node, activity: Activity, fire: FireActivity
    ) -> None:
        """Give up: nobody will ever tell who called."""
