"""The hub: one Asterisk server, its connection and its nodes."""

import asyncio
from collections.abc import Callable

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .activity.history import NodeHistory
from .activity.watch import NodeWatch
from .ami.connection import Connection
from .ami.errors import ConnectRefused
from .ami.message import Message
from .ami.status import State, Status
from .app_rpt.events import EVENT_NAMES
from .app_rpt.system import is_old
from .client import FULLY_BOOTED, SHUTDOWN, AmiClient
from .connection_issues import ConnectionIssues
from .const import CONF_TELEPHONY, CONF_XSTAT_SAFE, DOMAIN
from .control.command_slot import CommandSlot
from .coordinator import NodeCoordinator
from .directory.stations import Stations
from .event_routes import NodeEvents
from .event_stream import EventStream
from .health import ConnectionHealth
from .issues import (
    async_clear_issues,
    async_clear_node_issues,
    async_show_events_missing,
    async_show_invalid_nodes,
    async_show_no_events,
    async_show_node_missing,
    async_show_node_set_aside,
    async_show_reply_unreadable,
    async_show_request_banned,
)
from .listeners import Listeners
from .md5_logins import Md5Logins
from .node_subentries import node_subentries
from .on_air.players import Players
from .polling.incidents import Standing
from .polling.requests import NodeRequests
from .polling.xstat_guard import XStatGuard
from .probe import server_of
from .registrations.coordinator import RegistrationCoordinator
from .server import ServerCoordinator, ServerState
from .server_device import ServerDevice
from .telephony.telephony import Telephony
from .voter.coordinator import VoterCoordinator

# The models of nodes, by whether they are remote bases
_MODELS = {False: "app_rpt node", True: "app_rpt remote base"}

type AllStarLinkConfigEntry = ConfigEntry[AmiHub]


class AmiHub:
    """One Asterisk server.

    Data goes one way: the connection hands each event to `EventRoutes`, which
    hands it to the coordinator of its node. Commands go back the same way.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: AllStarLinkConfigEntry,
        md5_logins: Md5Logins,
    ) -> None:
        """Prepare the hub of a config entry; `async_start` connects."""
        self.hass = hass
        self.entry = entry
        self.nodes: dict[str, NodeCoordinator] = {}
        # The loop's time, from which the polls of the nodes are spread
        self.created = hass.loop.time()
        self.client = client = AmiClient(
            hass,
            entry,
            server_of(entry.data, md5_worked=md5_logins.worked(entry)),
            events=_events(entry),
            is_active=self._is_active,
        )
        # In this order they get to know of the connection
        self.health = ConnectionHealth(client)
        client.async_add_status_listener(self._on_status)
        self._connection_issues = ConnectionIssues(client, md5_logins)
        self.requests = NodeRequests(client, self._on_standing_changed)
        self.events = EventStream(self._show_events_missing, self._on_first_event)
        self.server = ServerCoordinator(
            client, on_poll=self.health.async_note_poll, on_answer=self._on_answer
        )
        self.xstat_guard = XStatGuard(
            client,
            self.server.async_ask,
            has_events=lambda: self.events.has_heard,
            is_declared_safe=entry.options.get(CONF_XSTAT_SAFE, False),
        )
        self.stations = Stations(client)
        self.server_device = ServerDevice(client)
        self.registrations = RegistrationCoordinator(client, self.nodes.keys())
        self.voters = VoterCoordinator(client)
        self.on_air = Players(client)
        self._slots: dict[str, CommandSlot] = {}
        self._is_started = False
        self._node_listeners = Listeners[[NodeCoordinator]]()
        node_events = NodeEvents(self.nodes, self.events)
        client.async_listen(EVENT_NAMES, node_events.async_take)
        client.async_listen((FULLY_BOOTED,), self._on_booted)
        client.async_listen((SHUTDOWN,), self._on_shutdown)
        for listener in (
            # The server first: its answer tells whether nodes may be asked.
            self.server.async_refresh,
            self._poll_nodes,
            self.server_device.async_learn_versions,
            self.registrations.async_refresh,
            self.voters.async_refresh,
            self.on_air.cache.async_delete_left,
        ):
            client.async_add_session_listener(listener)
        self.telephony = Telephony(self) if entry.options.get(CONF_TELEPHONY) else None

    @property
    def connection(self) -> Connection:
        """The connection to the server."""
        return self.client.connection

    @property
    def allowed(self) -> frozenset[str]:
        """The actions that the AMI user may use."""
        return self.client.allowed

    @property
    def can_command(self) -> bool:
        """Whether the AMI user may use the CLI, and so control nodes."""
        return self.client.can_command

    @property
    def connected(self) -> bool:
        """Whether the AMI session is up."""
        return self.client.connected

    @property
    def is_event_less(self) -> bool:
        """Whether the server is one that sends no events, as far as is known."""
        version = self.client.connection.manager_version
        return is_old(version) and not self.events.has_heard

    async def async_start(self) -> None:
        """Connect, learn the user's rights and the state of the server.

        Raises the errors of the first connection attempt.
        """
        await self.requests.async_load()
        await self.client.async_connect()
        self._is_started = True
        self._connection_issues.async_note_login()
        self.requests.async_session_began()
        await self.stations.async_start()
        await self.client.async_ask_first()

    async def async_close(self) -> None:
        """Close the connection; nothing of the hub is left behind."""
        # While the connection is up
        await self.on_air.async_close()
        self._is_started = False
        await self.client.async_close()
        async_clear_issues(self.hass, self.entry)

    # Nodes

    def _create_node(self, node: str, subentry: ConfigSubentry) -> NodeCoordinator:
        """Make the coordinator of a node and its device."""
        coordinator = NodeCoordinator(self.hass, self, node, subentry)
        registry, identifier = dr.async_get(self.hass), (DOMAIN, coordinator.device_key)
        known = registry.async_get_device_by_identifier(identifier, self.entry.entry_id)
        coordinator.is_remote_base = known is not None and known.model == _MODELS[True]
        device = registry.async_get_or_create(
            config_entry_id=self.entry.entry_id,
            config_subentry_id=subentry.subentry_id,
            identifiers={identifier},
            manufacturer="AllStarLink",
            model=_MODELS[coordinator.is_remote_base],
            # A callsign may have joined the name.
            name=known.name if known else f"Node {node}",
            via_device_id=self.server_device_id,
        )
        coordinator.device_id = device.id
        coordinator.watch = NodeWatch(self.hass, coordinator)
        coordinator.history = NodeHistory(self.hass, coordinator)
        self.nodes[node] = coordinator
        self.on_air.async_add(coordinator, self.slot(node))
        self._show_standing(node)
        return coordinator

    async def _start_node(self, coordinator: NodeCoordinator) -> None:
        """Start following a node."""
        await coordinator.history.async_load()
        await self.client.async_within_budget(coordinator.async_refresh())
        coordinator.is_set_up = True
        if self.nodes.get(coordinator.node) is coordinator:
            # It may have been removed meanwhile.
            self._node_listeners.async_tell(coordinator)

    @callback
    def async_kind_changed(self, coordinator: NodeCoordinator) -> None:
        """Make a node's device that of a remote base or of another node, as it says.

        The entities were made before it could be asked, so they are made anew.
        """
        registry = dr.async_get(self.hass)
        model = _MODELS[coordinator.is_remote_base]
        registry.async_update_device(coordinator.device_id, model=model)
        if coordinator.is_set_up:
            self.hass.config_entries.async_schedule_reload(self.entry.entry_id)

    async def _remove_node(self, node: str) -> None:
        """Stop following a node; Home Assistant removes its device."""
        if (coordinator := self.nodes.pop(node, None)) is None:
            return
        async_clear_node_issues(self.hass, self.entry, node)
        await self.on_air.async_remove(node)
        await coordinator.async_shutdown()
        coordinator.watch.async_forget()
        await coordinator.history.async_remove()

    def slot(self, node: str) -> CommandSlot:
        """Return the command slot of a node of the server, followed or not."""
        return self._slots.setdefault(node, CommandSlot(self.client, node))

    async def async_update_nodes(self) -> None:
        """Follow the nodes that the entry's subentries name, no others.

        May be called again while it runs.
        """
        async_show_invalid_nodes(self.hass, self.entry)
        for node in self.nodes.keys() - node_subentries(self.entry).keys():
            await self._remove_node(node)
        added = []
        for node, subentry in node_subentries(self.entry).items():
            if (coordinator := self.nodes.get(node)) is None:
                added.append(self._create_node(node, subentry))
            else:
                coordinator.async_update_subentry(subentry)
        # Together: a far server takes its time for each poll.
        await asyncio.gather(*map(self._start_node, added))

    async def async_nodes(self) -> tuple[str, ...]:
        """Ask the server for its nodes. Raises AmiError or MalformedError."""
        return (await self.server.async_ask()).nodes

    async def async_poll_all(self) -> None:
        """Poll the server and every node now.

        The server first: its answer tells whether nodes may be asked.
        """
        await self.server.async_refresh()
        await self._poll_nodes()

    async def _poll_nodes(self) -> None:
        await asyncio.gather(*[node.async_poll() for node in self.nodes.values()])

    # Devices and listeners

    @property
    def server_device_id(self) -> str:
        """The id of the server's device, empty before it is registered."""
        return self.server_device.device_id

    @callback
    def async_add_node_listener(
        self, listener: Callable[[NodeCoordinator], None]
    ) -> CALLBACK_TYPE:
        """Call for each node that is added from now on."""
        return self._node_listeners.async_add(listener)

    # From the client

    @callback
    def _on_status(self, status: Status) -> None:
        if status.state is State.UP:
            self.requests.async_session_began()
            return
        self.requests.async_session_ended()
        if isinstance(status.error, ConnectRefused):
            self.requests.async_refused()
        for coordinator in self.nodes.values():
            coordinator.async_session_lost()

    @callback
    def _on_booted(self, _event: Message) -> None:
        for coordinator in self.nodes.values():
            coordinator.async_poll_soon()

    def _is_active(self) -> bool:
        """Return whether anything is linked or keyed."""
        return any(node.data.is_active for node in self.nodes.values())

    @callback
    def _on_shutdown(self, _event: Message) -> None:
        self.requests.async_shutdown_announced()

    @callback
    def _on_standing_changed(self, node: str) -> None:
        """Tell of a node that is not asked any more, and ask one that may be again."""
        if self._is_started and (followed := self.nodes.get(node)) is not None:
            is_held_back = self._show_standing(node) or not self.client.connected
            if not is_held_back and not followed.available:
                followed.async_poll_soon()

    def _show_standing(self, node: str) -> bool:
        """Show or withdraw the issues of a node that is not asked; return if it is not."""
        standing = self.requests.standing(node)
        command = next(iter(self.requests.suspects(node)), "")
        is_aside = standing is Standing.SET_ASIDE
        is_banned = standing is Standing.BANNED
        async_show_node_set_aside(self.hass, self.entry, node, is_aside)
        async_show_request_banned(self.hass, self.entry, node, command, is_banned)
        return is_aside or is_banned

    @callback
    def async_show_no_events(self) -> None:
        """Tell that polls saw what a server without events does not tell."""
        async_show_no_events(self.hass, self.entry, True)

    @callback
    def async_show_unreadable(self, node: str, line: str | None) -> None:
        """Tell of a node whose replies cannot be read, with a masked line, or withdraw it."""
        async_show_reply_unreadable(self.hass, self.entry, node, line)

    @callback
    def _on_first_event(self) -> None:
        async_show_no_events(self.hass, self.entry, False)

    @callback
    def _show_events_missing(self, is_missing: bool) -> None:
        old = is_old(self.client.connection.manager_version)
        async_show_events_missing(self.hass, self.entry, is_missing, is_old=old)

    @callback
    def _on_answer(self, state: ServerState) -> None:
        """Take what the server has answered to a poll.

        The user is told of nodes that fail and that it does not list.
        """
        self.requests.async_started(state.started, state.uptime)
        self.client.async_learn_missing_rights()
        nodes, connected = state.nodes or (), self.client.connected
        for node, followed in self.nodes.items():
            is_missing = connected and not followed.available and node not in nodes
            async_show_node_missing(self.hass, self.entry, node, is_missing)


def _events(entry: ConfigEntry) -> str:
    """Return the classes of events to ask for: UserEvent has one of its own."""
    return "call,system,user" if entry.options.get(CONF_TELEPHONY) else "call,system"
