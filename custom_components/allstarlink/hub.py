"""The hub: one Asterisk server, its connection and its nodes."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util

from .activity.history import NodeHistory
from .activity.watch import NodeWatch
from .ami.connection import Connection, Settings, State, Status
from .ami.errors import (
    ActionFailed,
    AmiError,
    AuthenticationFailed,
    ConnectRefused,
    ShuttingDown,
)
from .ami.message import Message
from .app_rpt.system import is_old
from .const import (
    CONF_CONNECTION,
    CONF_HEARTBEAT_INTERVAL,
    CONF_RETRY_INITIAL,
    CONF_RETRY_MAX,
    CONF_TELEPHONY,
    CONF_XSTAT_SAFE,
    DEFAULT_HEARTBEAT_INTERVAL,
    DEFAULT_RETRY_INITIAL,
    DEFAULT_RETRY_MAX,
    DOMAIN,
)
from .control.command_slot import CommandSlot
from .coordinator import NodeCoordinator
from .directory.stations import Stations
from .event_routes import EventRoutes
from .event_stream import EventStream
from .health import Figures, Recent, health
from .issues import (
    async_clear_issues,
    async_clear_node_issues,
    async_show_connection,
    async_show_events_missing,
    async_show_invalid_nodes,
    async_show_no_events,
    async_show_node_missing,
    async_show_node_set_aside,
    async_show_reply_unreadable,
    async_show_request_banned,
)
from .left_out import LeftOut
from .listeners import Listeners
from .md5_logins import Md5Logins
from .node_subentries import node_subentries
from .once_more import OnceMore
from .polling.incidents import Standing
from .polling.requests import NodeRequests
from .polling.xstat_guard import XStatGuard
from .probe import server_of
from .reauth import async_close_reauth
from .registrations.coordinator import RegistrationCoordinator
from .server import ServerCoordinator
from .server_device import ServerDevice
from .telephony.telephony import Telephony
from .voter.coordinator import VoterCoordinator

# All modules are loaded, at the login or, while Asterisk starts, later
_FULLY_BOOTED = "FullyBooted"

# Asterisk is about to end, and all sessions with it
_SHUTDOWN = "Shutdown"

# Seconds that a set-up waits for the first answers of a server
_FIRST_QUESTIONS = 10.0

# The models of nodes, by whether they are remote bases
_MODELS = {False: "app_rpt node", True: "app_rpt remote base"}

# Polls under way at once: nodes beyond wait their turn instead of a burst
_POLLS_AT_ONCE = 4

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
        self.left_out = LeftOut(entry.title)
        # The actions that the AMI user may use, as ListCommands tells
        self.allowed: frozenset[str] = frozenset()
        # The loop's time, from which the polls of the nodes are spread
        self.created = hass.loop.time()
        self.polls = asyncio.Semaphore(_POLLS_AT_ONCE)
        self.recent = Recent()
        self._md5_logins = md5_logins
        self.events = EventStream(self._show_events_missing, self._on_first_event)
        self.server = ServerCoordinator(hass, self)
        self.stations = Stations(self)
        self._routes = EventRoutes(self.nodes, self.events)
        self._routes.async_add((_FULLY_BOOTED,), self._on_booted)
        self._routes.async_add((_SHUTDOWN,), self._on_shutdown)
        self.connection = Connection(
            server_of(entry.data, md5_worked=md5_logins.worked(entry)),
            _settings(entry),
            wanted=self._routes.is_wanted,
            on_event=self._routes.async_take,
            on_status=self._on_status,
            is_active=self._is_active,
            events=_events(entry),
            now=dt_util.utcnow,
            create_task=lambda coro: entry.async_create_background_task(
                hass, coro, f"{DOMAIN} connection"
            ),
        )
        self._resyncing = OnceMore(self._resync)
        self._learning = OnceMore(self._learn_more)
        self.requests = NodeRequests(
            hass, entry, self.connection, self._on_standing_changed
        )
        self.xstat_guard = XStatGuard(
            self.connection,
            self.server.async_ask,
            has_events=lambda: self.events.has_heard,
            can_command=lambda: self.can_command,
            is_declared_safe=entry.options.get(CONF_XSTAT_SAFE, False),
        )
        self._slots: dict[str, CommandSlot] = {}
        self._started = False
        # Whether the entities are there; what is asked before has one budget
        self.is_set_up = False
        self._first_until = 0.0
        # Whether the first questions are over
        self._has_asked = False
        # Whether `allowed` is of this session
        self._has_rights = False
        self._losses = 0
        self._status = self.connection.status
        self._listeners = Listeners[[]]()
        self._node_listeners = Listeners[[NodeCoordinator]]()
        self._session_listeners: list[Callable[[], Awaitable[None]]] = []
        self.server_device = ServerDevice(
            hass,
            entry,
            request=self.connection.request,
            manager_version=lambda: self.connection.manager_version,
            allowed=lambda: self.allowed,
        )
        self.async_add_session_listener(self.server_device.async_learn_versions)
        self.registrations = RegistrationCoordinator(self)
        self.voters = VoterCoordinator(self)
        self.telephony = Telephony(self) if entry.options.get(CONF_TELEPHONY) else None

    @property
    def can_command(self) -> bool:
        """Whether the AMI user may use the CLI, and so control nodes."""
        return "Command" in self.allowed

    @property
    def is_event_less(self) -> bool:
        """Whether the server is one that sends no events, as far as is known."""
        version = self.connection.manager_version
        return is_old(version) and not self.events.has_heard

    @property
    def connected(self) -> bool:
        """Whether the AMI session is up."""
        return self.connection.status.state is State.UP

    @property
    def health(self) -> int:
        """The health of the connection, percent."""
        figures = Figures(
            connected=self.connected,
            losses=self.recent.losses(self.hass.loop.time()),
            failed_polls=self.recent.failed_polls,
            latency_ms=self.connection.metrics.latency_ms,
        )
        return health(figures)

    async def async_start(self) -> None:
        """Connect, learn the user's rights and the state of the server.

        Raises the errors of the first connection attempt.
        """
        await self.requests.async_load()
        await self.connection.start()
        self._note_md5_login()
        self.requests.async_session_began()
        await self.stations.async_start()
        self._status = self.connection.status
        self._started = True
        self._first_until = self.hass.loop.time() + _FIRST_QUESTIONS
        await self._within_budget(self._ask_first())

    async def _ask_first(self) -> None:
        await self._learn_rights()
        await self.server.async_refresh()
        await self._tell_of_session()
        self._has_asked = True

    async def _within_budget(self, questions: Coroutine[Any, Any, None]) -> None:
        """Wait for the first questions; they go on when they take too long.

        A set-up has one budget for all of them: a server that is silent after the
        login must not hold Home Assistant's start. What is asked later, of a node
        that is added, has one of its own.
        """
        task = self.entry.async_create_background_task(
            self.hass, questions, f"{DOMAIN} first questions"
        )
        now = self.hass.loop.time()
        until = now + _FIRST_QUESTIONS if self.is_set_up else self._first_until
        done, _ = await asyncio.wait([task], timeout=max(0.0, until - now))
        for each in done:
            each.result()

    async def async_close(self) -> None:
        """Close the connection; nothing of the hub is left behind."""
        self._started = False
        await self.connection.close()
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
        self._show_standing(node)
        return coordinator

    async def _start_node(self, coordinator: NodeCoordinator) -> None:
        """Start following a node."""
        await coordinator.history.async_load()
        await self._within_budget(coordinator.async_refresh())
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
        await coordinator.async_shutdown()
        coordinator.watch.async_forget()
        await coordinator.history.async_remove()

    def slot(self, node: str) -> CommandSlot:
        """Return the command slot of a node of the server, followed or not."""
        return self._slots.setdefault(node, CommandSlot(self, node))

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
        await asyncio.gather(*[node.async_poll() for node in self.nodes.values()])

    # Devices and listeners

    @property
    def server_device_id(self) -> str:
        """The id of the server's device, empty before it is registered."""
        return self.server_device.device_id

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when the connection's status or the user's rights change."""
        return self._listeners.async_add(listener)

    @callback
    def async_add_node_listener(
        self, listener: Callable[[NodeCoordinator], None]
    ) -> CALLBACK_TYPE:
        """Call for each node that is added from now on."""
        return self._node_listeners.async_add(listener)

    @callback
    def async_listen(
        self, names: Iterable[str], listener: Callable[[Message], None]
    ) -> None:
        """Call for each event of these names; to be used before `async_start`.

        app_rpt's own events go to the coordinators of the nodes instead.
        """
        self._routes.async_add(names, listener)

    @callback
    def async_add_session_listener(
        self, listener: Callable[[], Awaitable[None]]
    ) -> None:
        """Await after each login, once the rights of the user are known.

        To be used before `async_start`. What the listener asks of the server
        may fail as any request does; it must not raise for that.
        """
        self._session_listeners.append(listener)

    async def _tell_of_session(self) -> None:
        for listener in self._session_listeners:
            await listener()

    # From the connection

    @callback
    def _on_status(self, status: Status) -> None:
        if not self._started:
            return
        if status == self._status:
            # A heartbeat: the metrics have changed, not the state.
            self._listeners.async_tell()
            return
        self._status = status
        self._note_losses()
        if status.state is State.UP:
            self.requests.async_session_began()
            async_close_reauth(self.hass, self.entry)
            async_show_connection(self.hass, self.entry, None)
            self._note_md5_login()
            self.entry.async_create_background_task(
                self.hass, self._resyncing.async_run(), "allstarlink resync"
            )
        else:
            self._has_rights = False
            self.requests.async_session_ended()
            if isinstance(status.error, ConnectRefused):
                self.requests.async_refused()
            for coordinator in self.nodes.values():
                coordinator.async_session_lost()
        if isinstance(status.error, AuthenticationFailed):
            self.entry.async_start_reauth(self.hass)
        if status.error is not None:
            async_show_connection(self.hass, self.entry, status.error)
        self._listeners.async_tell()

    @callback
    def _on_booted(self, _event: Message) -> None:
        for coordinator in self.nodes.values():
            coordinator.async_poll_soon()
        if self._has_rights:
            self._learn_soon()

    def _is_active(self) -> bool:
        """Return whether anything is linked or keyed."""
        return any(node.data.is_active for node in self.nodes.values())

    def _note_md5_login(self) -> None:
        if self.connection.md5_worked:
            self._md5_logins.async_note(self.entry)

    @callback
    def _on_shutdown(self, _event: Message) -> None:
        self.requests.async_shutdown_announced()

    @callback
    def _on_standing_changed(self, node: str) -> None:
        """Tell of a node that is not asked any more, and ask one that may be again."""
        if self._started and (followed := self.nodes.get(node)) is not None:
            is_held_back = self._show_standing(node) or not self.connected
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

    def _note_losses(self) -> None:
        losses = self.connection.metrics.losses
        if losses != self._losses:
            self._losses = losses
            self.recent.lose(self.hass.loop.time())

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
        async_show_events_missing(self.hass, self.entry, is_missing)

    @callback
    def async_answered(self, nodes: tuple[str, ...]) -> None:
        """Take the nodes that the server lists in a poll.

        The user is told of those that fail and that it does not list. Rights
        that it has not told so far are asked for again.
        """
        if self._has_asked and not self._has_rights:
            self._learn_soon()
        for node, followed in self.nodes.items():
            is_missing = self.connected and not followed.available and node not in nodes
            async_show_node_missing(self.hass, self.entry, node, is_missing)

    async def _resync(self) -> None:
        await self._learn_rights()
        await self.async_poll_all()
        await self._tell_of_session()

    @callback
    def _learn_soon(self) -> None:
        self.entry.async_create_background_task(
            self.hass, self._learning.async_run(), "allstarlink modules"
        )

    async def _learn_more(self) -> None:
        """Take note of the actions of modules that were not loaded at the login."""
        before = self.allowed
        await self._learn_rights()
        if self.allowed != before:
            await self.server.async_refresh()
            await self._tell_of_session()

    async def _learn_rights(self) -> None:
        # Asterisk lists only what this user may use (manager.c, action_listcommands).
        try:
            reply = await self.connection.request("ListCommands")
            allowed = frozenset(name for name, _ in reply.fields)
        except ActionFailed as err:
            if isinstance(err, ShuttingDown):
                return
            allowed = frozenset()
        except AmiError:
            return
        self._has_rights = True
        if allowed != self.allowed:
            self.allowed = allowed
            self._listeners.async_tell()


def _events(entry: ConfigEntry) -> str:
    """Return the classes of events to ask for: UserEvent has one of its own."""
    return "call,system,user" if entry.options.get(CONF_TELEPHONY) else "call,system"


def _settings(entry: ConfigEntry) -> Settings:
    options = entry.options.get(CONF_CONNECTION, {})
    return Settings(
        retry_initial=options.get(CONF_RETRY_INITIAL, DEFAULT_RETRY_INITIAL),
        retry_max=options.get(CONF_RETRY_MAX, DEFAULT_RETRY_MAX),
        heartbeat_interval=options.get(
            CONF_HEARTBEAT_INTERVAL, DEFAULT_HEARTBEAT_INTERVAL
        ),
    )
