"""The coordinator of a node: events and polls become one NodeState.

It knows none of those who use it: they listen, and what it needs to know of them is
given to it as values and callables.

Events arrive by `async_handle_event` within the read that brought them. Polls
ask NodeStat, XStat and SawStat, in this order: NodeStat says whether XStat does
harm, and SawStat has the last word on what is keyed. Each reply is applied while it is read, in
wire order with the events, so the last statement on the wire wins. What came
of both is published to the entities at once, without touching the poll timer:
a busy node must not starve its polls.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, Context, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .ami.errors import (
    ActionTimeout,
    AmiError,
    ConnectionLost,
    NotConnected,
    ShuttingDown,
)
from .ami.message import Message
from .app_rpt import rounds, state as node_state, unannounced
from .app_rpt.activity import LINK_ACTIVITIES, Activity, ActivityType
from .app_rpt.errors import MalformedError
from .app_rpt.events import AdjacentLinks, Event, Transmitting
from .app_rpt.lstats import parse_lstats
from .app_rpt.names import Mode
from .app_rpt.nodestat import parse_nodestat
from .app_rpt.sawstat import parse_sawstat
from .app_rpt.state import Change, NodeState
from .app_rpt.system import is_old
from .app_rpt.unannounced import Baseline
from .app_rpt.xstat import parse_xstat
from .client import AmiClient
from .connection_options import ConnectionOptions
from .const import DOMAIN
from .context_tracker import ContextTracker
from .event_stream import EventStream
from .favorite_list import Favorite, stored_favorites
from .in_turns import InTurns
from .left_out import LeftOut
from .listeners import Listeners, keep_asking
from .moment import Moment
from .moments import async_call_at, async_now
from .polling.availability import PollAvailability
from .polling.held_activities import HeldActivities
from .polling.poll_guard import HeldBack, PollGuard
from .polling.poll_log import poll_logger
from .polling.poll_times import (
    event_less_interval,
    is_busy,
    poll_interval,
    share_of,
    until_next_poll,
)
from .polling.quick_polls import QuickPolls
from .polling.requests import NodeRequests
from .polling.xstat_guard import XStatGuard

_LOGGER = logging.getLogger(__name__)
_POLL_LOGGER = poll_logger(__name__)

# Seconds to the next try when the first poll of a session fails
_RETRY_DELAY = 2.0

# Polls in a row whose replies cannot be read, until the user is told
_MAX_UNREADABLE = 3

# Seconds until it is looked again whether XStat would do harm where no events come
_HELD = 5.0

# Seconds after which a poll counts no more where events alone tell of a node
_FORGET_DELAY = 5.0

# Seconds from the transmitter's time-out, as it seems, to the poll that shows it
_TIME_OUT_DELAY = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class PollTools:
    """What polls the nodes of a server, and `epoch`, from which polls are spread.

    `epoch` is the loop's time.
    """

    client: AmiClient
    requests: NodeRequests
    xstat_guard: XStatGuard
    events: EventStream
    epoch: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PollReports:
    """What the polls of one node report, each by a call.

    `unreadable` gets a masked line of replies that
    cannot be read, and None when they can again; `kind_changed` is called when the node
    has become a remote base, or is none any more.
    """

    unreadable: Callable[[str | None], None]
    kind_changed: Callable[[], None]


class NodeCoordinator(DataUpdateCoordinator[NodeState]):
    """Keeps the state of one node."""

    config_entry: ConfigEntry

    def __init__(
        self,
        tools: PollTools,
        subentry: ConfigSubentry,
        node: str,
        *,
        index: int,
        is_remote_base: bool,
        reports: PollReports,
        contexts: ContextTracker,
        requested_modes: Mapping[str, Mode],
    ) -> None:
        """Prepare the coordinator of a node, by its number, and of its subentry.

        `index` is how many nodes were there before it. `requested_modes` has the modes of
        the connects under way, by target, as they come and go.
        """
        self._tools = tools
        self._client = tools.client
        self._reports = reports
        self._contexts = contexts
        self._requested_modes = requested_modes
        self.subentry = subentry
        # A subentry is changed in its place, its data is not
        self._settings = subentry.data
        self._favorites = stored_favorites(subentry.data)
        self.node = node
        super().__init__(
            tools.client.hass,
            _POLL_LOGGER,
            config_entry=tools.client.entry,
            name=f"Node {self.node}",
            always_update=False,
        )
        self.data = NodeState(self.node)
        # One for all entities of the node
        self.device_info = DeviceInfo(identifiers={(DOMAIN, self.device_key)})
        options = ConnectionOptions.of(tools.client.entry.options)
        self._do_not_poll = options.do_not_poll
        self._cancel_forget: CALLBACK_TYPE | None = None
        self._availability = PollAvailability(self.node, options.failed_polls)
        self._quick_polls = QuickPolls(self.hass, self.async_poll)
        self._poll_guard = PollGuard(
            self.hass, self.node, tools.requests, self.async_poll
        )
        self._share = share_of(index)
        self.update_interval = self._until_next_poll()
        self._poll_was_whole = False
        # Polls in a row whose replies could not be read
        self._unreadable = 0
        # As NodeStat said last; XStat of a remote base may end the server
        self.is_remote_base = is_remote_base
        self._is_stopped = False
        # The loop's time of the last XStat of this session, until when none is asked,
        # and whether one is due
        self._xstat_at = self._xstat_held_until = 0.0
        self._wants_xstat = True
        # Where no events come: the last round, and whether it had other names
        self._round_at: Moment | None = None
        self._names_differ = False
        # When the last poll was begun, the loop's time
        self._polled_at = 0.0
        self._baseline = Baseline()
        self.left_out = LeftOut(self.name)
        self._held = HeldActivities()
        self._notifying = InTurns(self.hass.loop, self._notify_or_hold)
        self._state_listeners = Listeners[[Context | None]]()
        self._activity_listeners = Listeners[[Activity, Context | None]]()
        self._settings_listeners = Listeners[[]]()
        self._cancel_change: CALLBACK_TYPE | None = None
        # It is polled whoever listens.
        self.async_add_listener(keep_asking)

    @property
    def device_key(self) -> str:
        """The node's identity, which its device and its entities share."""
        return f"{self._client.entry.entry_id}_{self.node}"

    @property
    def available(self) -> bool:
        """Whether the state is that of the node now."""
        return self._availability.is_available

    @property
    def may_take_xstat(self) -> bool:
        """Whether XStat does no harm: NodeStat said so in this session, and it was answered."""
        is_asked = self.data.polled and self.data.nodestat is not None
        return self.available and not self.is_remote_base and is_asked

    async def async_may_take_xstat(self) -> bool:
        """Return whether XStat does no harm now, whoever asks it. Raises AmiError."""
        if not self.may_take_xstat:
            return False
        try:
            return await self._tools.xstat_guard.async_may_ask(self.node)
        except MalformedError:
            return False

    @property
    def follows_events(self) -> bool:
        """Whether polls are made only to confirm an action, as the user has chosen."""
        return self._do_not_poll and not self._is_event_less

    @property
    def is_followed(self) -> bool:
        """Whether the node has not been removed, nor its config entry unloaded."""
        return not self._is_stopped

    @property
    def settings(self) -> Mapping[str, Any]:
        """The data of its subentry."""
        return self._settings

    @property
    def favorites(self) -> tuple[str, ...]:
        """Node numbers that have a switch to connect them."""
        return tuple(favorite.node for favorite in self.favorite_list)

    @property
    def favorite_list(self) -> tuple[Favorite, ...]:
        """Those nodes with their names, modes and groups, in the user's order."""
        return self._favorites

    @callback
    def async_add_state_listener(
        self, listener: Callable[[Context | None], None]
    ) -> CALLBACK_TYPE:
        """Call when the state changes, with the context of the action that did it.

        Those of `async_add_listener` are called before, without the context.
        """
        return self._state_listeners.async_add(listener)

    @callback
    def async_add_activity_listener(
        self, listener: Callable[[Activity, Context | None], None]
    ) -> CALLBACK_TYPE:
        """Call for each activity, after its state has been written.

        The context is that of the action that caused it, None if none did.
        """
        return self._activity_listeners.async_add(listener)

    @callback
    def async_add_settings_listener(
        self, listener: Callable[[], None]
    ) -> CALLBACK_TYPE:
        """Call when the settings of the node have changed."""
        return self._settings_listeners.async_add(listener)

    @callback
    def async_update_subentry(self, subentry: ConfigSubentry) -> None:
        """Take over changed settings; the next poll is soon, by the new interval."""
        if self._settings == subentry.data:
            return
        self.subentry, self._settings = subentry, subentry.data
        self._favorites = stored_favorites(subentry.data)
        self.async_poll_soon()
        self._settings_listeners.async_notify()

    # Events

    @callback
    def async_handle_event(self, event: Event) -> None:
        """Apply an event of this node."""
        if isinstance(event, AdjacentLinks) and not event.links:
            # The last of the eight events of a node that has started
            self._poll_guard.async_node_started()
        before, now = self.data, async_now(self.hass)
        self._publish(node_state.apply_event(before, event, now))
        self._baseline = unannounced.hear_event(self._baseline, event, now)
        has_timed_out = isinstance(event, Transmitting) and not event.on
        is_linked = any(link.keyed for link in self.data.links)
        if self._may_poll and has_timed_out and is_linked:
            # Only a time-out ends the transmission of a link that goes on.
            self._quick_polls.async_poll_soon(_TIME_OUT_DELAY)
        if self._may_poll and node_state.is_unexplained(before, self.data, event):
            self._quick_polls.async_look()
        if self.data.link_set != before.link_set or not self.available:
            self.async_poll_soon()

    @callback
    def async_recall_heard(self, node: str, heard: datetime, started: datetime) -> None:
        """Take over who was heard last before Home Assistant started (UTC)."""
        now = async_now(self.hass)
        known = now - (now.wall - heard), now - (now.wall - started)
        self._publish((node_state.recall_heard(self.data, node, *known), ()))

    @callback
    def async_session_lost(self) -> None:
        """Make the node unavailable until it has been polled again."""
        was_known = self._availability.is_known
        self._notifying.finish()
        self._availability.end_session()
        self._round_at, self._wants_xstat = None, True
        self._xstat_at = self._xstat_held_until = 0.0
        self._names_differ = False
        self._baseline = Baseline()
        self._keep_polls()
        self._held.forget_moments()
        self._poll_guard.async_stop()
        self._quick_polls.async_stop()
        if not self.data.polled and not was_known:
            return
        self._publish((node_state.lose_session(self.data, async_now(self.hass)), ()))
        self.async_update_listeners()

    # Polls

    @callback
    def async_poll_soon(self) -> None:
        """Poll after a moment, once, however often this is called meanwhile."""
        if self._may_poll:
            self._quick_polls.async_poll_soon()

    @property
    def _may_poll(self) -> bool:
        """Whether polls are made that nobody has asked for."""
        return self.is_followed and not self.follows_events

    async def async_begin_session(self) -> None:
        """Learn the state in a new session: by a poll, or by events from now on."""
        if not self.follows_events:
            await self.async_poll()
        elif self._client.connected and not self._availability.is_known:
            self._availability.succeed()
            self._publish((node_state.begin_events(self.data), ()))
            self.async_update_listeners()
            for activity in self._held.release():
                self._notifying.add(activity)

    async def async_poll(self) -> bool:
        """Poll now, and tell whether the whole poll was answered and understood."""
        # Once it is shut down nothing is asked any more.
        self._poll_was_whole = False
        self._wants_xstat = True
        await self.async_refresh()
        return self._poll_was_whole

    @override
    async def _async_update_data(self) -> NodeState:
        self._poll_was_whole = False
        try:
            await self._poll()
        except Exception as err:
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="poll_failed",
                translation_placeholders={"node": self.node, "error": str(err)},
            ) from err
        finally:
            self.update_interval = self._until_next_poll()
            if self.follows_events:
                self._forget_soon()
        return self.data

    async def _poll(self) -> None:
        """Ask the node. Raises whatever made the poll fail; the state is kept then."""
        self._client.async_check_connected(self.name)
        before, self._polled_at = self._polled_at, self.hass.loop.time()
        try:
            async with self._client.polls:
                await self._poll_guard.async_check(self._ask_sawstat)
                await self._ask("NodeStat", self._apply_nodestat)
                # As it has said just now, in this very session
                if not self.is_remote_base:
                    await self._poll_links()
        except ConnectionLost, NotConnected, HeldBack:
            # The connection has its own line in the log; it is not this node's failure.
            raise
        except ShuttingDown as err:
            self._poll_failed(err, has_own_line=True)
            raise
        except ActionTimeout as err:
            # A server that is silent to all, for two polls, has a line of its own.
            is_silent = self._client.connection.last_message < before
            self._poll_failed(err, has_own_line=is_silent)
            raise
        except Exception as err:
            if not isinstance(err, AmiError | MalformedError):
                _LOGGER.exception("Node %s: a reply could not be applied", self.node)
            self._poll_failed(err)
            raise
        self._poll_succeeded()

    async def _poll_links(self) -> None:
        """Ask XStat and SawStat; where no events come, XStat only when it is due."""
        is_event_less = self._is_event_less
        age = self.hass.loop.time() - self._xstat_at
        wanted = self._wants_xstat or age >= self.poll_interval
        is_held = self.hass.loop.time() < self._xstat_held_until
        is_due = not is_event_less or (wanted and not is_held)
        has_xstat = is_due and await self._poll_xstat()
        if has_xstat and not is_event_less:
            await self._ask("SawStat", self._apply_sawstat)
            return
        await self._ask("SawStat", self._apply_round)
        if not has_xstat and self._names_differ:
            # The new names count even where XStat is not asked.
            has_xstat = await self._poll_xstat()
            await self._ask("SawStat", self._apply_round)
        is_up = all(link.established for link in self.data.links)
        if not has_xstat and (is_due or self._wants_xstat or not is_up):
            await self._poll_lstats()

    async def _poll_lstats(self) -> None:
        """Ask which links are established, where XStat is not asked."""
        if not (self.data.links and self._client.can_command):
            return
        names = [link.wire_name for link in reversed(self.data.links)]

        def apply(reply: Message) -> None:
            now, requested = async_now(self.hass), self._requested_modes
            stats = parse_lstats(reply.output, names)
            self._publish(rounds.apply_lstats(self.data, stats, now, requested))

        await self._tools.requests.async_command(self.node, "rpt lstats", apply)

    async def _poll_xstat(self) -> bool:
        """Ask XStat if it does no harm, and return whether it was asked."""
        if not await self._tools.xstat_guard.async_may_ask(self.node):
            self._xstat_held_until = self.hass.loop.time() + _HELD
            self._wants_xstat = False
            self._publish((rounds.forget_xstat(self.data), ()))
            return False
        await self._ask("XStat", self._apply_xstat)
        self._xstat_at, self._wants_xstat = self.hass.loop.time(), False
        return True

    async def _ask(self, command: str, apply: Callable[[Message], None]) -> None:
        await self._tools.requests.async_ask(self.node, command, apply)

    async def _ask_sawstat(self) -> None:
        """Ask what does no harm, and leave it at that: the state is not known yet."""
        await self._ask("SawStat", lambda _reply: None)

    def _apply_xstat(self, message: Message) -> None:
        known_names = [link.wire_name for link in self.data.links]
        xstat = parse_xstat(
            message.fields,
            known_names,
            is_old=is_old(self._client.connection.manager_version),
        )
        self._check_node(xstat.node)
        self.left_out.note("links", xstat.links_left_out)
        self.left_out.note("network_names", xstat.names_left_out)
        self.left_out.note("variables", xstat.variables_left_out)
        before, now = self.data, async_now(self.hass)
        self._publish(node_state.apply_xstat(before, xstat, now, self._requested_modes))
        self._baseline, seen = unannounced.compare_xstat(
            self._baseline, before, self.data, now
        )
        if not (self._is_event_less or self.follows_events):
            self._tools.events.missed(seen)

    def _apply_sawstat(self, message: Message) -> None:
        sawstat = parse_sawstat(message.fields)
        self._check_node(sawstat.node)
        before, now = self.data, async_now(self.hass)
        hint = self._baseline.hint(now)
        self._publish(node_state.apply_sawstat(before, sawstat, now, hint))
        seen = unannounced.compare_sawstat(self._baseline, before, self.data, now)
        if not self.follows_events:
            self._tools.events.missed(seen)

    def _apply_round(self, message: Message) -> None:
        """Apply a SawStat that follows no XStat, or where no events come."""
        sawstat = parse_sawstat(message.fields)
        self._check_node(sawstat.node)
        differed = self._names_differ
        self._names_differ = rounds.names_differ(self.data, sawstat)
        if self._names_differ and not differed and self._xstat_at:
            # XStat knows more of them.
            return
        self._names_differ = False
        before, now = self._round_at, async_now(self.hass)
        if (nodestat := self.data.nodestat) is None:
            return
        change = rounds.apply_round(self.data, nodestat, sawstat, before, now)
        self._round_at = now
        self._publish(change)
        if any(one.type is ActivityType.TALK_STARTED for one in change[1]):
            self._tools.events.heard_of_talk()

    def _apply_nodestat(self, message: Message) -> None:
        nodestat = parse_nodestat(message.fields)
        was, self.is_remote_base = self.is_remote_base, nodestat.remote_base
        # One that becomes another while it is followed keeps its entities.
        if was != self.is_remote_base and self.data.nodestat is None:
            self._reports.kind_changed()
        self._publish((node_state.apply_nodestat(self.data, nodestat), ()))

    def _check_node(self, node: str) -> None:
        if node != self.node:
            raise MalformedError(f"Reply for node {node[:20]!r}")

    def _poll_failed(self, err: Exception, *, has_own_line: bool = False) -> None:
        if self.follows_events and self._availability.is_known:
            # Its session alone makes it available; who has asked hears of the failure.
            _LOGGER.debug("Node %s: poll failed: %s", self.node, err)
            return
        self._availability.fail(err, has_own_line=has_own_line)
        if isinstance(err, MalformedError):
            self._unreadable += 1
            if self._unreadable == _MAX_UNREADABLE:
                self._reports.unreadable(err.masked)
        else:
            self._unreadable = 0
        self._client.keeper.async_note_poll(succeeded=False)
        if self._availability.is_lost:
            self._held.forget_moments()
            state = node_state.lose_session(self.data, async_now(self.hass))
            self._publish((state, ()))
            self.async_update_listeners()
        elif not self._availability.is_known and self._may_poll:
            self._quick_polls.async_poll_soon(_RETRY_DELAY)

    def _poll_succeeded(self) -> None:
        if not self.is_followed:
            return
        was_available = self.available
        if self._unreadable >= _MAX_UNREADABLE:
            self._reports.unreadable(None)
        self._unreadable = 0
        self._availability.succeed()
        self._client.keeper.async_note_poll(succeeded=True)
        self._poll_was_whole = True
        if not was_available:
            # The poll itself may have said nothing new.
            self.async_update_listeners()
        for activity in self._held.release():
            self._notifying.add(activity)
        if self._may_poll:
            self._quick_polls.async_settle(self.data)

    @property
    def poll_interval(self) -> float:
        """The seconds between two polls, as things are now."""
        busy = is_busy(self.data, async_now(self.hass))
        options, settings = self._client.entry.options, self.subentry.data
        return poll_interval(options, settings, is_busy=busy)

    @property
    def _is_event_less(self) -> bool:
        version = self._client.connection.manager_version
        return self._tools.events.is_event_less(version)

    def _until_next_poll(self) -> timedelta | None:
        if self.follows_events:
            return None
        if self._is_event_less:
            seconds = event_less_interval(
                self._client.entry.options, is_active=self.data.is_active
            )
        else:
            now, epoch = self.hass.loop.time(), self._tools.epoch
            seconds = until_next_poll(now, epoch, self._share, self.poll_interval)
        return timedelta(seconds=seconds)

    @callback
    def _forget_soon(self) -> None:
        """Forget in a moment what only polls can keep right."""
        self._keep_polls()

        @callback
        def async_forget(_now: datetime) -> None:
            self._cancel_forget = None
            if self.available:
                self._publish((node_state.forget_polls(self.data), ()))

        self._cancel_forget = async_call_later(self.hass, _FORGET_DELAY, async_forget)

    @callback
    def _keep_polls(self) -> None:
        if self._cancel_forget is not None:
            self._cancel_forget()
            self._cancel_forget = None

    # To the listeners

    @callback
    @override
    def async_update_listeners(self) -> None:
        """Notify all who listen, of what no action did."""
        self._notify(None)

    def _notify(self, context: Context | None) -> None:
        super().async_update_listeners()
        self._state_listeners.async_notify(context)

    @callback
    def _publish(self, change: Change) -> None:
        if not self.is_followed:
            # What still comes while the server is logged off is nobody's.
            return
        state, activities = change
        before, self.data = self.data, state
        if state is not before:
            self._notify(self._contexts.of_change(before, state))
            self._schedule_change()
        for activity in activities:
            self._notifying.add(activity)

    def _notify_or_hold(self, activity: Activity) -> None:
        if not self.available:
            self._hold(activity)
            return
        linked = activity.type in LINK_ACTIVITIES
        context = self._contexts.of([activity.node]) if linked else None
        self._activity_listeners.async_notify(activity, context)

    def _hold(self, activity: Activity) -> None:
        out_of_sight = self._availability.is_lost and not self.data.polled
        if activity.type in LINK_ACTIVITIES or not out_of_sight:
            self._held.hold(activity)

    def _schedule_change(self) -> None:
        """Wake up when time alone will change the state: a talk is over."""
        if self._cancel_change is not None:
            self._cancel_change()
            self._cancel_change = None
        if (when := node_state.next_change(self.data)) is not None:
            self._cancel_change = async_call_at(self.hass, self._time_passed, when)

    @callback
    def _time_passed(self, now: Moment) -> None:
        self._cancel_change = None
        self._publish(node_state.let_time_pass(self.data, now))

    @override
    async def async_shutdown(self) -> None:
        """Stop all timers; what waits to be notified is notified before."""
        if self._is_stopped:
            return
        self._notifying.finish()
        self._is_stopped = True
        self._keep_polls()
        self._poll_guard.async_stop()
        self._quick_polls.async_stop()
        if self._cancel_change is not None:
            self._cancel_change()
            self._cancel_change = None
        await super().async_shutdown()
