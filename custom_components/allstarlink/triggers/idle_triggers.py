"""Triggers: a node is quiet, out of reach, or back."""

from abc import abstractmethod
from datetime import timedelta
from typing import Any, override

from homeassistant.const import CONF_FOR
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.dispatcher import async_dispatcher_connect
import voluptuous as vol

from ..moment import Moment
from ..moments import async_call_at, async_now
from ..node import SIGNAL_IDLE, Node, async_nodes
from .node_trigger import Fire, NodeTrigger


class IdleTrigger(NodeTrigger):
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
    def _since(self, node: Node) -> Moment | None:
        """Return since when it has lasted, None if it does not."""

    @abstractmethod
    def _fire(self, node: Node, since: Moment, fire: Fire) -> None:
        """Fire for a node."""

    @override
    def _attach(self, fire: Fire) -> CALLBACK_TYPE:
        @callback
        def changed(node: Node) -> None:
            self._schedule(node, fire)

        now = async_now(self._hass)
        for device_id, node in async_nodes(self._hass).items():
            since = self._since(node)
            if since is not None and since + self._for <= now:
                self._done[device_id] = since
            self._schedule(node, fire)
        stop_listening = async_dispatcher_connect(self._hass, SIGNAL_IDLE, changed)

        @callback
        def stop() -> None:
            stop_listening()
            for device_id in list(self._timers):
                self._cancel(device_id)

        return stop

    @callback
    def _schedule(self, node: Node, fire: Fire) -> None:
        device_id = node.device_id
        self._cancel(device_id)
        since = self._since(node)
        if since is None or since == self._done.get(device_id):
            return

        @callback
        def due(_now: Moment) -> None:
            self._timers.pop(device_id, None)
            self._done[device_id] = since
            if device_id in self.targeted:
                self._fire(node, since, fire)

        if since + self._for <= (now := async_now(self._hass)):
            due(now)
            return
        self._timers[device_id] = async_call_at(self._hass, due, since + self._for)

    def _cancel(self, device_id: str) -> None:
        if (cancel := self._timers.pop(device_id, None)) is not None:
            cancel()


class NodeQuiet(IdleTrigger):
    """Nothing has been keyed for so long."""

    OPTIONS = {vol.Required(CONF_FOR): cv.positive_time_period}

    @override
    def _since(self, node: Node) -> Moment | None:
        return node.idle.quiet_since

    @override
    def _fire(self, node: Node, since: Moment, fire: Fire) -> None:
        fire(node, {"since": since.wall.isoformat()}, "quiet", None)


class ConnectionLost(IdleTrigger):
    """The node has been out of reach for so long."""

    @override
    def _since(self, node: Node) -> Moment | None:
        return node.idle.lost_at

    @override
    def _fire(self, node: Node, since: Moment, fire: Fire) -> None:
        # It goes on while the config entry is loaded again, but not when the
        # user has removed or disabled it.
        if node.is_wanted:
            data = {"since": since.wall.isoformat()}
            fire(node, data, "connection lost", None)


class ConnectionRestored(IdleTrigger):
    """The node has been back for so long."""

    @override
    def _since(self, node: Node) -> Moment | None:
        return node.idle.restored_at if node.idle.available else None

    @override
    def _fire(self, node: Node, since: Moment, fire: Fire) -> None:
        data = {"since": since.wall.isoformat(), "duration": node.idle.outage}
        fire(node, data, "connection restored", None)
