"""A node's live state for a dashboard: all of it at first, then what changed.

Times are ISO 8601 in UTC, so that a browser runs its timers from them and an
idle node causes no traffic. `now` is the time here when a message is sent: a
browser's clock may be wrong.
"""

from collections.abc import Callable
from typing import Any

from homeassistant.auth.models import User
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util import dt as dt_util

from ..ami.errors import AuthenticationFailed, ConnectFailed, TlsFailed
from ..ami.status import State, Status
from ..app_rpt.links import Link
from ..app_rpt.state import NodeState
from ..control.rights import may_control
from ..directory.station import Station
from ..hub import AllStarLinkConfigEntry
from ..link_data import link_data, station_data
from ..lookup.favorites import may_scan
from ..moment import Moment
from ..node import Node
from ..node_device import NodeDevice
from ..server import ServerCoordinator
from .cards import DATA_MODULE

type Values = dict[str, Any]

# A link, and who is at its other end if that is known
type NamedLink = tuple[Link, Station | None]


class LiveNode:
    """Tells one subscriber of one node, also before, between and after its set-ups.

    The first message is `{"now", "state": {...}, "links": {id: link}}`, with the
    version of the cards as `module` if a frontend has them. Each
    other one has what changed of `state`, and of `links` those that changed;
    null for one that is gone. An id is the link's name, made unique.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        device: NodeDevice,
        user: User,
        send: Callable[[Values], None],
    ) -> None:
        """Take the node's device, and whom to tell in what way."""
        self._hass = hass
        self._device = device
        self._user = user
        self._send = send
        self._node: Node | None = None
        self._server: ServerCoordinator | None = None
        self._stops: list[CALLBACK_TYPE] = []
        self._state: Values = {}
        self._links: dict[str, NamedLink] = {}

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Send the state, and what changes from now on; call what is returned to stop."""
        stop_entry = async_dispatcher_connect(
            self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed
        )
        self._follow()
        self._tell(first=True)

        @callback
        def async_stop() -> None:
            stop_entry()
            self._let_go()

        return async_stop

    @callback
    def _entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.entry_id == self._device.entry_id:
            self._follow()
            self._tell()

    @callback
    def _node_added(self, node: Node) -> None:
        if node.number == self._device.number:
            self._follow()
            self._tell()

    def _follow(self) -> None:
        """Listen to the node, where it is to be had just now."""
        self._let_go()
        if (entry := self._entry) is None or entry.state is not ConfigEntryState.LOADED:
            return
        self._server = entry.runtime_data.server
        nodes = entry.runtime_data.nodes
        self._stops.append(nodes.async_add_listener(self._node_added))
        if (node := nodes.get(self._device.number)) is not None:
            self._node = node
            self._stops += [
                node.client.async_add_listener(self._tell),
                node.stations.async_add_listener(self._tell),
                node.coordinator.async_add_listener(self._tell),
                node.coordinator.async_add_settings_listener(self._tell),
            ]

    def _let_go(self) -> None:
        self._node = None
        for stop in self._stops:
            stop()
        self._stops.clear()

    @property
    def _entry(self) -> AllStarLinkConfigEntry | None:
        return self._hass.config_entries.async_get_entry(self._device.entry_id)

    @callback
    def _tell(self, *, first: bool = False) -> None:
        state, links = self._state_now(), self._links_now()
        message: Values = {}
        if changed := {k: v for k, v in state.items() if self._state.get(k, ...) != v}:
            message["state"] = changed
        if (shown := self._changed(links)) or first:
            message["links"] = shown
        if first and DATA_MODULE in self._hass.data:
            message["module"] = self._hass.data[DATA_MODULE]
        self._state, self._links = state, links
        if message:
            self._send({"now": dt_util.utcnow().isoformat(), **message})

    def _changed(self, links: dict[str, NamedLink]) -> Values:
        shown: Values = dict.fromkeys(self._links.keys() - links.keys())
        if self._node is not None:
            stations = self._node.stations
            for key, named in links.items():
                if self._links.get(key) != named:
                    link, _ = named
                    shown[key] = link_data(link, stations)
        return shown

    def _links_now(self) -> dict[str, NamedLink]:
        links: dict[str, NamedLink] = {}
        if self._node is not None and self._node.coordinator.available:
            for link in self._node.coordinator.data.links:
                key, count = link.name, 1
                while key in links:
                    count += 1
                    key = f"{link.name} {count}"
                links[key] = (link, self._node.stations.of(link.name))
        return links

    def _state_now(self) -> Values:
        node, entry = self._node, self._entry
        state = {
            "node": self._device.number,
            "server": entry.title if entry else None,
            "available": node is not None and node.coordinator.available,
            "reason": self._reason(),
            "lost_at": _iso(node.idle.lost_at) if node else None,
            "can_control": self._can_control(),
            "favorites": list(node.coordinator.favorites) if node else [],
            "favorites_scan": node is not None and may_scan(node.coordinator),
            "favorite_list": [
                favorite.data
                for favorite in (node.coordinator.favorite_list if node else ())
            ],
        }
        data = NodeState(self._device.number)
        if node is not None and node.coordinator.available:
            data = node.coordinator.data
        return state | _facts(data) | {"names": self._names(data)}

    def _reason(self) -> str | None:
        if self._node is None or self._server is None:
            return _why_not_loaded(self._hass, self._entry)
        return _why_not(self._node, self._server)

    def _names(self, data: NodeState) -> Values:
        """Return who those are that the state mentions and that have no link."""
        if self._node is None:
            return {}
        stations = self._node.stations
        mentioned = {
            *self._node.coordinator.favorites,
            data.talking.last_heard_node or "",
        }
        absent = mentioned - {link.name for link in data.links}
        known = ((name, stations.of(name)) for name in sorted(absent))
        return {name: station_data(station) for name, station in known if station}

    def _can_control(self) -> bool:
        if self._node is None or not self._node.client.can_command:
            return False
        return may_control(self._hass, self._user, self._device.device_id)


def _facts(data: NodeState) -> Values:
    talking = data.talking
    return {
        "receiving": data.receiving,
        "transmitting": data.transmitting,
        "keyed": _keyed(data),
        "last_heard": _iso(talking.last_key_up),
        "last_heard_node": talking.last_heard_node,
        "network_nodes": data.network_nodes,
        "keyups_today": data.nodestat.keyups_today if data.nodestat else None,
    }


def _keyed(data: NodeState) -> list[Values]:
    """Return who is keyed, the oldest first, and since when each has been talking."""
    since = {link.name: link.last_keyed for link in data.links if link.keyed}
    since |= {talk.talker: talk.started for talk in data.talking.talks}
    return [
        {"node": name, "since": _iso(since.get(name))} for name in data.talking.keyed
    ]


def _why_not(node: Node, server: ServerCoordinator) -> str | None:
    """Return why a node is unavailable, None if it is not."""
    if node.coordinator.available:
        return None
    if not node.client.connected:
        return _why_not_connected(node.client.connection.status)
    nodes = server.data.nodes
    if nodes is not None and node.number not in nodes:
        return "node_missing"
    return "no_answer"


def _why_not_connected(status: Status) -> str:
    match status.error:
        case AuthenticationFailed():
            return "login_refused"
        case TlsFailed():
            return "tls_failed"
        case ConnectFailed() if status.state is State.WAITING:
            return "unreachable"
    return "reconnecting"


def _why_not_loaded(hass: HomeAssistant, entry: ConfigEntry | None) -> str:
    if entry is None:
        return "removed"
    if entry.disabled_by is not None:
        return "disabled"
    match entry.state:
        case ConfigEntryState.SETUP_RETRY:
            return "unreachable"
        case ConfigEntryState.SETUP_IN_PROGRESS:
            return "starting"
        case ConfigEntryState.SETUP_ERROR if any(
            entry.async_get_active_flows(hass, {"reauth"})
        ):
            return "login_refused"
        case ConfigEntryState.LOADED:
            return "removed"
    return "not_loaded"


def _iso(moment: Moment | None) -> str | None:
    return moment.wall.isoformat() if moment else None
