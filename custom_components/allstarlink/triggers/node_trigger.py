"""What all triggers of nodes have in common."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, override

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.trigger import (
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)

from ..activity.activity_data import activity_data
from ..activity.history import SIGNAL_ACTIVITY
from ..activity.watch import SIGNAL_WATCH, NodeWatch
from ..app_rpt.activity import Activity, ActivityType
from ..app_rpt.moment import Moment
from ..coordinator import NodeCoordinator
from ..moments import async_call_at, async_now
from .targeted_trigger import TargetedTrigger
from .who import Who

# Runs the action for a node, with what it shall know and a few words for the trace.
type Fire = Callable[[NodeCoordinator, dict[str, Any], str], None]


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
        def fire(node: NodeCoordinator, data: dict[str, Any], what: str) -> None:
            payload = {ATTR_DEVICE_ID: node.device_id, **data}
            run_action(payload, f"{what} on {node.name}", node.context)

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
        self._awaited: dict[object, tuple[NodeCoordinator, CALLBACK_TYPE]] = {}
        self._who = Who(())
        super().__init__(hass, config)

    @abstractmethod
    def _happened(self, node: NodeCoordinator, activity: Activity, fire: Fire) -> None:
        """Decide on an activity of a targeted node, by a station that is meant."""

    @override
    def _attach(self, fire: Fire) -> CALLBACK_TYPE:
        @callback
        def happened(node: NodeCoordinator, activity: Activity) -> None:
            if activity.type is self.ACTIVITY and node.device_id in self.targeted:
                self._when_named(node, activity, fire)

        stops = (
            async_dispatcher_connect(self._hass, SIGNAL_ACTIVITY, happened),
            async_dispatcher_connect(self._hass, SIGNAL_WATCH, self._watch_changed),
        )

        @callback
        def stop() -> None:
            for stop in stops:
                stop()
            self._forget_awaited()

        return stop

    def _when_named(
        self, node: NodeCoordinator, activity: Activity, fire: Fire
    ) -> None:
        """Decide as soon as it is known who it is: a server may be about to tell."""

        def decide(_now: Moment) -> bool:
            if self._who.includes(node, activity.node):
                self._happened(node, activity, fire)
                return True
            return not node.hub.stations.is_awaited(activity.node)

        if not decide(async_now(self._hass)):
            self._await(node, decide)

    @callback
    def _await(
        self,
        node: NodeCoordinator,
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
            node.async_add_listener(consider),
            node.hub.stations.async_add_listener(consider),
        ]
        if at is not None:
            stops.append(async_call_at(self._hass, consider, at))

        @callback
        def stop() -> None:
            for stop in stops:
                stop()

        self._awaited[key] = (node, stop)

    @callback
    def _watch_changed(self, watch: NodeWatch) -> None:
        if watch.stopped:
            self._forget_awaited(watch.node)

    def _forget_awaited(self, node: NodeCoordinator | None = None) -> None:
        for key, (awaited, stop) in list(self._awaited.items()):
            if node in (None, awaited):
                del self._awaited[key]
                stop()


def fire_activity(
    fire: Fire, node: NodeCoordinator, activity: Activity, **more: Any
) -> None:
    """Fire for an activity, with all that is known of it."""
    what = activity.type.value.replace("_", " ")
    callsign = node.hub.stations.callsign_of(activity.node)
    fire(node, {**activity_data(activity, callsign), **more}, what)
