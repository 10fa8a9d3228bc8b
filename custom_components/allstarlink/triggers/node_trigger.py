"""What all triggers of nodes have in common."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, Protocol, override

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.trigger import (
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)

from ..activity.activity_data import activity_data
from ..app_rpt.activity import Activity, ActivityType
from ..moment import Moment
from ..moments import async_call_at, async_now
from ..node import SIGNAL_ACTIVITY, SIGNAL_IDLE, Node
from .station_filter import StationFilter
from .targeted_trigger import TargetedTrigger

# Runs the action for a node, with what it shall know, a few words for the trace and the
# context of what happened
type Fire = Callable[[Node, dict[str, Any], str, Context | None], None]


class FireActivity(Protocol):
    """Runs the action for an activity of a node, with what else it shall know."""

    def __call__(self, activity: Activity, **more: Any) -> None:
        """Run the action."""


class NodeTrigger(TargetedTrigger):
    """A trigger that targets nodes."""

    @abstractmethod
    def _attach(self, fire: Fire) -> CALLBACK_TYPE:
        """Call `fire` whenever it happens, until what is returned is called."""

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the action whenever it happens, until what is returned is called."""

        @callback
        def fire(
            node: Node, data: dict[str, Any], what: str, context: Context | None
        ) -> None:
            payload = {ATTR_DEVICE_ID: node.device_id, **data}
            run_action(payload, f"{what} on {node.coordinator.name}", context)

        stop_targets = self.targeted.async_start()
        stop = self._attach(fire)

        @callback
        def async_stop() -> None:
            stop()
            stop_targets()

        return async_stop


class ActivityTrigger(NodeTrigger):
    """A trigger on activities of nodes, of one type.

    What an activity means may only be known later: `_await` holds it back.
    """

    ACTIVITY: ClassVar[ActivityType]

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Take the validated config."""
        self._awaited: dict[object, tuple[Node, CALLBACK_TYPE]] = {}
        self._who = StationFilter(())
        super().__init__(hass, config)

    @abstractmethod
    def _happened(self, node: Node, activity: Activity, fire: FireActivity) -> None:
        """Decide on an activity of a targeted node, by a station that is meant."""

    @override
    def _attach(self, fire: Fire) -> CALLBACK_TYPE:
        @callback
        def happened(node: Node, activity: Activity, context: Context | None) -> None:
            if activity.type is self.ACTIVITY and node.device_id in self.targeted:
                fire_activity = partial(_fire_activity, fire, node, context)
                self._when_named(node, activity, fire_activity)

        stops = (
            async_dispatcher_connect(self._hass, SIGNAL_ACTIVITY, happened),
            async_dispatcher_connect(self._hass, SIGNAL_IDLE, self._idle_changed),
        )

        @callback
        def stop() -> None:
            for stop in stops:
                stop()
            self._forget_awaited()

        return stop

    def _when_named(self, node: Node, activity: Activity, fire: FireActivity) -> None:
        """Decide as soon as it is known who it is: a server may be about to tell."""

        def decide(_now: Moment) -> bool:
            if self._who.matches(node, activity.node):
                self._happened(node, activity, fire)
                return True
            return not node.stations.is_awaited(activity.node)

        if not decide(async_now(self._hass)):
            self._await(node, decide)

    @callback
    def _await(
        self,
        node: Node,
        decide: Callable[[Moment], bool],
        at: Moment | None = None,
    ) -> None:
        """Call `decide` at each new state or name, and at a time, until it is true."""
        key = object()

        @callback
        def consider(now: Moment | None = None) -> None:
            if key in self._awaited and decide(now or async_now(self._hass)):
                self._awaited.pop(key)[1]()

        stops = [
            node.coordinator.async_add_listener(consider),
            node.stations.async_add_listener(consider),
        ]
        if at is not None:
            stops.append(async_call_at(self._hass, consider, at))

        @callback
        def stop() -> None:
            for stop in stops:
                stop()

        self._awaited[key] = (node, stop)

    @callback
    def _idle_changed(self, node: Node) -> None:
        if node.is_stopped:
            self._forget_awaited(node)

    def _forget_awaited(self, node: Node | None = None) -> None:
        for key, (awaited, stop) in list(self._awaited.items()):
            if node in (None, awaited):
                del self._awaited[key]
                stop()


def _fire_activity(
    fire: Fire, node: Node, context: Context | None, activity: Activity, **more: Any
) -> None:
    """Fire for an activity, with all that is known of it."""
    what = activity.type.value.replace("_", " ")
    callsign = node.stations.callsign_of(activity.node)
    fire(node, {**activity_data(activity, callsign), **more}, what, context)
