"""Triggers: a node is quiet, out of reach, or back."""

from abc import abstractmethod
from datetime import timedelta
from typing import Any, override

from homeassistant.const import CONF_FOR
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.dispatcher import async_dispatcher_connect
import voluptuous as vol

from ..activity.watch import SIGNAL_WATCH, NodeWatch, async_watches
from ..app_rpt.moment import Moment
from ..moments import async_call_at, async_now
from .node_trigger import Fire, NodeTrigger


class WatchTrigger(NodeTrigger):
    """A trigger on something that has lasted for a while.

    It fires once each time. What had lasted for long enough before the trigger
    was set up is over and done.
    """

    OPTIONS = {
        vol.Optional(CONF_FOR, default=timedelta(0)): cv.positive_time_period,
    }

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._for: timedelta = options[CONF_FOR]
        # By device id: since when it has lasted, of what was last dealt with.
        self._done: dict[str, Moment] = {}
        self._timers: dict[str, CALLBACK_TYPE] = {}

    @abstractmethod
    def _since(self, watch: NodeWatch) -> Moment | None:
        """Return since when it has lasted, None if it does not."""

    @abstractmethod
    def _fire(self, watch: NodeWatch, since: Moment, fire: Fire) -> None:
        """Fire for a node."""

    @override
    def _attach(self, fire: Fire) -> CALLBACK_TYPE:
        @callback
        def changed(watch: NodeWatch) -> None:
            self._schedule(watch, fire)

        now = async_now(self._hass)
        for device_id, watch in async_watches(self._hass).items():
            since = self._since(watch)
            if since is not None and since + self._for <= now:
                self._done[device_id] = since
            self._schedule(watch, fire)
        stop_listening = async_dispatcher_connect(self._hass, SIGNAL_WATCH, changed)

        @callback
        def stop() -> None:
            stop_listening()
            for device_id in list(self._timers):
                self._cancel(device_id)

        return stop

    @callback
    def _schedule(self, watch: NodeWatch, fire: Fire) -> None:
        device_id = watch.node.device_id
        self._cancel(device_id)
        since = self._since(watch)
        if since is None or since == self._done.get(device_id):
            return

        @callback
        def due(_now: Moment) -> None:
            self._timers.pop(device_id, None)
            self._done[device_id] = since
            if device_id in self.targeted:
                self._fire(watch, since, fire)

        if since + self._for <= (now := async_now(self._hass)):
            due(now)
            return
        self._timers[device_id] = async_call_at(self._hass, due, since + self._for)

    def _cancel(self, device_id: str) -> None:
        if (cancel := self._timers.pop(device_id, None)) is not None:
            cancel()


class NodeQuiet(WatchTrigger):
    """Nothing has been keyed for so long."""

    OPTIONS = {vol.Required(CONF_FOR): cv.positive_time_period}

    @override
    def _since(self, watch: NodeWatch) -> Moment | None:
        return watch.quiet_since

    @override
    def _fire(self, watch: NodeWatch, since: Moment, fire: Fire) -> None:
        fire(watch.node, {"since": since.wall.isoformat()}, "quiet")


class ConnectionLost(WatchTrigger):
    """The node has been out of reach for so long."""

    @override
    def _since(self, watch: NodeWatch) -> Moment | None:
        return watch.lost_at

    @override
    def _fire(self, watch: NodeWatch, since: Moment, fire: Fire) -> None:
        # It goes on while the config entry is loaded again, but not when the
        # user has removed or disabled it.
        if watch.is_wanted:
            fire(watch.node, {"since": since.wall.isoformat()}, "connection lost")


class ConnectionRestored(WatchTrigger):
    """The node has been back for so long."""

    @override
    def _since(self, watch: NodeWatch) -> Moment | None:
        return watch.restored_at if watch.available else None

    @override
    def _fire(self, watch: NodeWatch, since: Moment, fire: Fire) -> None:
        data = {"since": since.wall.isoformat(), "duration": watch.outage}
        fire(watch.node, data, "connection restored")
