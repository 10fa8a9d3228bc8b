"""The coordinator of a node: events and polls become one NodeState.

Events arrive by `async_handle_event` within the read that brought them. Polls
ask NodeStat, XStat and SawStat, in this order: NodeStat says whether XStat does
harm, and SawStat has the last word on what is keyed. Each reply is applied while it is read, in
wire order with the events, so the last statement on the wire wins. What came
of both is published to the entities at once, without touching the poll timer:
a busy node must not starve its polls.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
import logging
from typing import TYPE_CHECKING, Any, override

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .activity.held_activities import HeldActivities
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
from .app_rpt.moment import Moment
from .app_rpt.nodestat import parse_nodestat
from .app_rpt.sawstat import parse_sawstat
from .app_rpt.state import Change, NodeState
from .app_rpt.system import is_old
from .app_rpt.unannounced import Watched
from .app_rpt.xstat import parse_xstat
from .const import CONF_FAVORITES, DOMAIN
from .control.causes import Causes, changed_links
from .control.node_control import NodeControl
from .in_turns import InTurns
from .left_out import LeftOut
from .listeners import Listeners
from .moments import async_call_at, async_now
from .names import is_node_number
from .polling.care import Care, HeldBack
from .polling.poll_log import poll_logger
from .polling.poll_times import (
    event_less_interval,
    is_busy,
    poll_interval,
    share_of,
    until_next_poll,
)
from .polling.quick_polls import QuickPolls
from .polling.reach import Reach

if TYPE_CHECKING:
    from .activity.history import NodeHistory
    from .activity.watch import NodeWatch
    from .hub import AmiHub

_LOGGER = logging.getLogger(__name__)
_POLL_LOGGER = poll_logger(__name__)

# Seconds to the next try when the first poll of a session fails
_RETRY_DELAY = 2.0

# Polls in a row whose replies cannot be read, until the user is told
_MOST_UNREADABLE = 3

# Seconds from the transmitter's time-out, as it seems, to the poll that shows it
_TIME_OUT_DELAY = 0.1


class NodeCoordinator(DataUpdateCoordinator[NodeState]):
    """Keeps the state of one node."""

    device_id: str
    history: NodeHistory
    watch: NodeWatch

    def __init__(
        self, hass: HomeAssistant, hub: AmiHub, node: str, subentry: ConfigSubentry
    ) -> None:
        """Prepare the coordinator of a node, by its number, and of its subentry."""
        self.hub = hub
        self.subentry = subentry
        # A subentry is changed in its place, its data is not
        self._settings = subentry.data
        self.node = node
        super().__init__(
            hass,
            _POLL_LOGGER,
            config_entry=hub.entry,
            name=f"Node {self.node}",
            always_update=False,
        )
        self.data = NodeState(self.node)
        # One for all entities of the node
        self.device_info = DeviceInfo(identifiers={(DOMAIN, self.device_key)})
        self._reach = Reach(self.node)
        self._quick_polls = QuickPolls(hass, self.async_poll)
        self._care = Care(hass, self.node, hub.requests, self.async_poll)
        self._share = share_of(len(hub.nodes))
        self.update_interval = timedelta(seconds=self._until_next_poll())
        self.causes = Causes(hass.loop.time)
        # Who caused the change that is being published just now, if known
        self.context: Context | None = None
        self.control = NodeControl(self)
        self._poll_was_whole = False
        # Polls in a row whose replies could not be read
        self._unreadable = 0
        # As NodeStat said last; XStat of a remote base may end the server
        self.is_remote_base = False
        # Whether it was polled for the first time, so that entities are made
        self.is_set_up = False
        # The loop's time of the last XStat of this session, and whether one is due
        self._xstat_at = 0.0
        self._wants_xstat = True
        # Where no events come: the last round, and whether it had other names
        self._round_at: Moment | None = None
        self._names_differ = False
        # When the last poll was begun, the loop's time
        self._asked = 0.0
        self._watched = Watched()
        self.left_out = LeftOut(self.name)
        self._held = HeldActivities()
        self._telling = InTurns(hass.loop, self._tell_or_hold)
        self._activity_listeners = Listeners[[Activity]]()
        self._settings_listeners = Listeners[[]]()
        self._cancel_change: CALLBACK_TYPE | None = None

    @property
    def device_key(self) -> str:
        """The node's identity, which its device and its entities share."""
        return f"{self.hub.entry.entry_id}_{self.node}"

    @property
    def available(self) -> bool:
        """Whether the state is that of the node now."""
        return self._reach.is_available

    @property
    def may_take_xstat(self) -> bool:
        """Whether XStat does no harm: NodeStat said so in this session, and it was answered."""
        return self.available and not self.is_remote_base and self.data.polled

    @property
    def is_followed(self) -> bool:
        """Whether the node has not been removed, nor its config entry unloaded."""
        return not self._shutdown_requested

    @property
    def settings(self) -> Mapping[str, Any]:
        """The data of its subentry."""
        return self._settings

    @property
    def favorites(self) -> tuple[str, ...]:
        """Node numbers that have a switch to connect them."""
        return tuple(filter(is_node_number, self.subentry.data.get(CONF_FAVORITES, ())))

    @callback
    def async_subscribe(self, listener: Callable[[Activity], None]) -> CALLBACK_TYPE:
        """Call for each activity, after its state has been written."""
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
        self.async_poll_soon()
        self._settings_listeners.async_tell()

    # Events

    @callback
    def async_handle_event(self, event: Event) -> None:
        """Apply an event of this node."""
        if isinstance(event, AdjacentLinks) and not event.links:
            # The last of the eight events of a node that has started
            self._care.async_node_started()
        before, now = self.data, async_now(self.hass)
        self._publish(node_state.apply_event(before, event, now))
        self._watched = unannounced.hear_event(self._watched, event, now)
        has_timed_out = isinstance(event, Transmitting) and not event.on
        if has_timed_out and any(link.keyed for link in self.data.links):
            # Only a time-out ends the transmission of a link that goes on.
            self._quick_polls.async_poll_soon(_TIME_OUT_DELAY)
        if self.is_followed and node_state.is_unexplained(before, self.data, event):
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
        was_known = self._reach.is_known
        self._telling.finish()
        self._reach.end_session()
        self._round_at, self._xstat_at, self._wants_xstat = None, 0.0, True
        self._names_differ = False
        self._watched = Watched()
        self._held.forget_moments()
        self._care.async_stop()
        self._quick_polls.async_stop()
        if not self.data.polled and not was_known:
            return
        self._publish((node_state.lose_session(self.data, async_now(self.hass)), ()))
        self.async_update_listeners()

    # Polls

    @callback
    def async_poll_soon(self) -> None:
        """Poll after a moment, once, however often this is called meanwhile."""
        if self.is_followed:
            self._quick_polls.async_poll_soon()

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
            self.update_interval = timedelta(seconds=self._until_next_poll())
        return self.data

    async def _poll(self) -> None:
        """Ask the node. Raises whatever made the poll fail; the state is kept then."""
        before, self._asked = self._asked, self.hass.loop.time()
        try:
            async with self.hub.client.polls:
                await self._care.async_check(self._ask_sawstat)
                await self._ask("NodeStat", self._apply_nodestat)
                # As it has said just now, in this very session
                if not self.is_remote_base:
                    await self._poll_links()
        except ConnectionLost, NotConnected, HeldBack:
            # The hub tells; it is not this node's failure.
            raise
        except ShuttingDown as err:
            self._poll_failed(err, is_told=True)
            raise
        except ActionTimeout as err:
            # A server that is silent to all, for two polls, is the hub's to tell of.
            is_silent = self.hub.client.connection.last_message < before
            self._poll_failed(err, is_told=is_silent)
            raise
        except Exception as err:
            if not isinstance(err, AmiError | MalformedError):
                _LOGGER.exception("Node %s: a reply could not be applied", self.node)
            self._poll_failed(err)
            raise
        self._poll_succeeded()

    async def _poll_links(self) -> None:
        """Ask XStat and SawStat; where no events come, XStat only when it is due."""
        is_event_less = self.hub.is_event_less
        age = self.hass.loop.time() - self._xstat_at
        is_due = not is_event_less or self._wants_xstat or age >= self.poll_interval
        has_xstat = is_due and await self._poll_xstat()
        if has_xstat and not is_event_less:
            await self._ask("SawStat", self._apply_sawstat)
            return
        await self._ask("SawStat", self._apply_round)
        if not has_xstat and self._names_differ:
            # The new names count even where XStat is not asked.
            await self._poll_xstat()
            await self._ask("SawStat", self._apply_round)

    async def _poll_xstat(self) -> bool:
        """Ask XStat if it does no harm, and return whether it was asked."""
        if not await self.hub.xstat_guard.async_may_ask(self.node):
            return False
        await self._ask("XStat", self._apply_xstat)
        self._xstat_at, self._wants_xstat = self.hass.loop.time(), False
        return True

    async def _ask(self, command: str, apply: Callable[[Message], None]) -> None:
        await self.hub.requests.async_ask(self.node, command, apply)

    async def _ask_sawstat(self) -> None:
        """Ask what does no harm, and leave it at that: the state is not known yet."""
        await self._ask("SawStat", lambda _reply: None)

    def _apply_xstat(self, message: Message) -> None:
        known_names = [link.wire_name for link in self.data.links]
        xstat = parse_xstat(
            message.fields,
            known_names,
            is_old=is_old(self.hub.connection.manager_version),
        )
        self._check_node(xstat.node)
        self.left_out.note("links", xstat.links_left_out)
        self.left_out.note("network_names", xstat.names_left_out)
        before, now = self.data, async_now(self.hass)
        self._publish(node_state.apply_xstat(before, xstat, now, self.control.asked))
        self._watched, seen = unannounced.compare_xstat(
            self._watched, before, self.data, now
        )
        if not self.hub.is_event_less:
            self.hub.events.missed(seen)

    def _apply_sawstat(self, message: Message) -> None:
        sawstat = parse_sawstat(message.fields)
        self._check_node(sawstat.node)
        before, now = self.data, async_now(self.hass)
        hint = self._watched.hint(now)
        self._publish(node_state.apply_sawstat(before, sawstat, now, hint))
        seen = unannounced.compare_sawstat(self._watched, before, self.data, now)
        self.hub.events.missed(seen)

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
            self.hub.async_show_no_events()

    def _apply_nodestat(self, message: Message) -> None:
        nodestat = parse_nodestat(message.fields)
        was, self.is_remote_base = self.is_remote_base, nodestat.remote_base
        # One that becomes another while it is followed keeps its entities.
        if was != self.is_remote_base and self.data.nodestat is None:
            self.hub.async_kind_changed(self)
        self._publish((node_state.apply_nodestat(self.data, nodestat), ()))

    def _check_node(self, node: str) -> None:
        if node != self.node:
            raise MalformedError(f"Reply for node {node[:20]!r}")

    def _poll_failed(self, err: Exception, *, is_told: bool = False) -> None:
        self._reach.fail(err, is_told=is_told)
        if isinstance(err, MalformedError):
            self._unreadable += 1
            if self._unreadable == _MOST_UNREADABLE:
                self.hub.async_show_unreadable(self.node, err.masked)
        else:
            self._unreadable = 0
        self.hub.health.async_note_poll(False)
        if self._reach.is_lost:
            self._held.forget_moments()
            state = node_state.lose_session(self.data, async_now(self.hass))
            self._publish((state, ()))
            self.async_update_listeners()
        elif not self._reach.is_known and self.is_followed:
            self._quick_polls.async_poll_soon(_RETRY_DELAY)

    def _poll_succeeded(self) -> None:
        if not self.is_followed:
            return
        was_available = self.available
        if self._unreadable >= _MOST_UNREADABLE:
            self.hub.async_show_unreadable(self.node, None)
        self._unreadable = 0
        self._reach.succeed()
        self.hub.health.async_note_poll(True)
        self._poll_was_whole = True
        if not was_available:
            # The poll itself may have said nothing new.
            self.async_update_listeners()
        for activity in self._held.release():
            self._telling.add(activity)
        self._quick_polls.async_settle(self.data)

    @property
    def poll_interval(self) -> float:
        """The seconds between two polls, as things are now."""
        busy = is_busy(self.data, async_now(self.hass))
        options, settings = self.hub.entry.options, self.subentry.data
        return poll_interval(options, settings, is_busy=busy)

    def _until_next_poll(self) -> float:
        if self.hub.is_event_less:
            return event_less_interval(
                self.hub.entry.options, is_active=self.data.is_active
            )
        now, epoch = self.hass.loop.time(), self.hub.created
        return until_next_poll(now, epoch, self._share, self.poll_interval)

    # To the entities

    @callback
    def _publish(self, change: Change) -> None:
        if not self.is_followed:
            # What still comes while the server is logged off is nobody's.
            return
        state, activities = change
        before, self.data = self.data, state
        if state is not before:
            self.context = self.causes.of(changed_links(before, state))
            self.async_update_listeners()
            self.context = None
            self._schedule_change()
        for activity in activities:
            self._telling.add(activity)

    def _tell_or_hold(self, activity: Activity) -> None:
        if self.available:
            self._tell(activity)
        else:
            self._hold(activity)

    def _hold(self, activity: Activity) -> None:
        out_of_sight = self._reach.is_lost and not self.data.polled
        if activity.type in LINK_ACTIVITIES or not out_of_sight:
            self._held.hold(activity)

    def _tell(self, activity: Activity) -> None:
        linked = activity.type in LINK_ACTIVITIES
        self.context = self.causes.of([activity.node]) if linked else None
        self._activity_listeners.async_tell(activity)
        self.context = None

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
        """Stop all timers and save the history, once."""
        if self._shutdown_requested:
            return
        self._telling.finish()
        self.watch.async_stop()
        self._care.async_stop()
        self._quick_polls.async_stop()
        if self._cancel_change is not None:
            self._cancel_change()
            self._cancel_change = None
        await super().async_shutdown()
        await self.history.async_save()
