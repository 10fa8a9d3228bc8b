"""Telephony: what one Asterisk server does beside app_rpt.

Data goes one way: each event goes to the part it concerns, in the order of the
wire, and that part tells its entities. Lists correct what events told: they are
asked for at each login, now and then, and when an event speaks of a channel
that nobody knows. Events that come while a list of the same things is under way
are taken after it.
"""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from contextlib import nullcontext
from datetime import datetime, timedelta
import logging
from typing import Any

from homeassistant.core import callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.event import async_track_time_interval

from ..ami.errors import ActionFailed, AmiError
from ..ami.message import Message
from ..asterisk import calls as asterisk_calls
from ..asterisk.call import CallChange, ChangeType
from ..asterisk.empty import means_empty
from ..asterisk.registrations import Registration, Technology
from ..asterisk.version import LEAST_FOR_CALLS
from ..client import AmiClient
from ..const import CONF_TRUNKS, DOMAIN
from ..issues import async_show_telephony_too_old
from ..server_device import ServerDevice
from . import lines, mailboxes, trunks
from .calls import CHANNELS, Calls, begun_before
from .devices import Devices
from .event_buffer import EventBuffer
from .history import CallHistory
from .line import Line
from .lines import Lines
from .mailboxes import Mailboxes
from .originations import Originations
from .ringing import Ringing
from .signals import SIGNAL_CALL, SIGNAL_USER_EVENT
from .trunks import Trunks
from .user_events import USER_EVENT, parse_user_event

_LOGGER = logging.getLogger(__name__)

# In this order: whose channels are trunks is known before the channels are
LISTS = (
    trunks.PJSIP_REGISTRATIONS,
    trunks.IAX2_REGISTRATIONS,
    trunks.IAX2_PEERS,
    lines.EXTENSIONS,
    lines.ENDPOINTS,
    CHANNELS,
)

# chan_iax2 tells nothing of a registrar that vanishes, so it is polled
_POLLED = (trunks.PJSIP_REGISTRATIONS, trunks.IAX2_REGISTRATIONS)
_POLL_INTERVAL = timedelta(minutes=1)
# Every so many polls all is listed anew: hints vanish without an event
_POLLS_PER_LISTING = 5
# Seconds until a list is asked for that an event made necessary
_LIST_DELAY = 2.0
# ... or that the renewal of a registration did, or a greeting: it is over by then
_LATER = 10.0
# What each list is about, by the names of events
_ABOUT = {
    trunks.PJSIP_REGISTRATIONS: trunks.EVENT_NAMES,
    trunks.IAX2_REGISTRATIONS: trunks.EVENT_NAMES,
    trunks.IAX2_PEERS: frozenset[str](),
    lines.EXTENSIONS: lines.EVENT_NAMES,
    lines.ENDPOINTS: lines.EVENT_NAMES,
    lines.DEVICES: lines.EVENT_NAMES,
    CHANNELS: asterisk_calls.EVENT_NAMES,
}


class Telephony:
    """The calls, lines and trunks of a server."""

    def __init__(
        self,
        client: AmiClient,
        server_device: ServerDevice,
        *,
        nodes: Callable[[], Collection[str]],
    ) -> None:
        """Listen to what concerns telephony, from the first login on.

        `nodes` returns the server's own nodes, those that are not followed as well.
        """
        self.client = client
        self.server_device = server_device
        self._nodes = nodes
        self.calls = Calls(client.hass)
        self.lines = Lines()
        self.trunks = Trunks(nodes)
        self.mailboxes = Mailboxes(
            client.request,
            client.request_list,
            lambda: client.allowed,
            self.lines.phones,
        )
        self.ringing = Ringing(client.hass, self.lines, self.calls, self.knows_line)
        self.devices = Devices(
            client.hass,
            client.entry,
            server_device,
            self.trunks,
            self.ringing,
            on_lines_added=self._on_lines_added,
        )
        self.originations = Originations(client, self.calls)
        self.history = CallHistory(client.hass, client.entry.entry_id)
        # Whether each list that was asked for in this session came
        self.listed: dict[str, bool] = {}
        self._take_list: dict[str, Callable[[list[Message]], None]] = {
            **self.trunks.lists,
            **self.lines.lists,
            CHANNELS: self._take_channels,
        }
        self._take_event: dict[str, Callable[[Message], None]] = {
            **dict.fromkeys(asterisk_calls.EVENT_NAMES, self._take_call_event),
            **dict.fromkeys(lines.EVENT_NAMES, self.lines.async_take),
            **dict.fromkeys(trunks.EVENT_NAMES, self.trunks.async_take),
        }
        # Until the first session it is not known what is a node's.
        self._buffer = EventBuffer(_ABOUT, self._take, first=CHANNELS)
        self._asking = asyncio.Lock()
        self._polls = 0
        self._is_up = False
        # Whether an event about a channel has come in this session
        self._has_heard_calls = False
        self.is_too_old = False
        self._due: set[tuple[str, float]] = set()
        self._follow_client()

    def can_list(self, action: str) -> bool:
        """Tell whether the AMI user may ask for a list, and the server has it."""
        if action == CHANNELS and self.is_too_old:
            return False
        return action in self.client.allowed

    def knows(self, action: str) -> bool:
        """Tell whether a list came in this session, so that events keep it right."""
        if action == CHANNELS and not self._hears_or_lists_calls:
            return False
        return self.client.connected and self.listed.get(action, False)

    @property
    def _hears_or_lists_calls(self) -> bool:
        """Whether anything tells of calls: a list, or events as one has proved."""
        return self.can_list(CHANNELS) or self._has_heard_calls

    def knows_line(self, line: Line) -> bool:
        """Return whether the state of a line is known, so that events keep it right."""
        return self.knows(lines.ENDPOINTS if line.endpoint else lines.EXTENSIONS)

    def knows_trunk(self, trunk: Registration) -> bool:
        """Tell whether how a trunk is registered is known in this session."""
        is_pjsip = trunk.technology is Technology.PJSIP
        return self.knows(
            trunks.PJSIP_REGISTRATIONS if is_pjsip else trunks.IAX2_REGISTRATIONS
        )

    @property
    def unregistered_trunks(self) -> int:
        """How many trunks are known not to be registered."""
        return sum(
            trunk.state is not None and not trunk.registered and self.knows_trunk(trunk)
            for trunk in self.trunks.known.values()
        )

    async def async_list(self, *actions: str) -> None:
        """Ask for lists, which come in this order. One that fails is asked for again later."""
        async with self._asking:
            await self._async_list(*actions)

    async def _async_list(self, *actions: str) -> None:
        asked = map(self._async_ask, filter(self.can_list, actions))
        await asyncio.gather(*asked)
        if lines.EXTENSIONS in actions and self.lines.in_doubt:
            # Only hints with parts that are no phones need it.
            await self._async_ask_if_allowed(lines.DEVICES)

    async def _async_ask_if_allowed(self, action: str) -> None:
        if self.can_list(action):
            await self._async_ask(action)

    def _follow_client(self) -> None:
        client, entry = self.client, self.client.entry
        client.async_listen(self._take_event, self._buffer.pass_on)
        client.async_listen((USER_EVENT,), self._on_user_event)
        client.async_listen(mailboxes.EVENT_NAMES, self.mailboxes.async_take)
        entry.async_on_unload(client.async_add_listener(self._on_status))
        entry.async_on_unload(self.calls.async_listen(self._on_calls))
        entry.async_on_unload(self.calls.async_listen_changes(self._on_change))
        entry.async_on_unload(self.calls.async_listen_changes(self.history.async_take))
        entry.async_on_unload(self.history.async_save)
        entry.async_on_unload(
            async_track_time_interval(client.hass, self._poll, _POLL_INTERVAL)
        )
        entry.async_on_unload(self._stop)

    @callback
    def _stop(self) -> None:
        """Ask for nothing any more; who waits for an answer waits in vain."""
        self._is_up = False
        self.devices.async_stop()
        self.originations.async_lose_session()

    # Events

    @callback
    def _judge_version(self) -> None:
        """Refuse to follow calls where no event names the call of a channel."""
        self._refuse_calls(self.server_device.can_follow_calls is False)

    def _refuse_calls(self, is_too_old: bool) -> None:
        self.is_too_old = is_too_old
        if is_too_old:
            self.listed.pop(CHANNELS, None)
            self.calls.async_notify()
        async_show_telephony_too_old(
            self.client.hass, self.client.entry, is_too_old, LEAST_FOR_CALLS
        )

    def _take_call_event(self, event: Message) -> None:
        if event.event == "Newchannel" and not event.get("Linkedid"):
            self._refuse_calls(is_too_old=True)
        if self.is_too_old:
            return
        self.calls.async_take(event)
        if not self._has_heard_calls:
            self._has_heard_calls = True
            self.calls.async_notify()

    @callback
    def _take(self, event: Message) -> None:
        if event.event == "Newchannel":
            self._know()
        self._take_event[event.event](event)
        if self.calls.incomplete:
            self._list_soon(CHANNELS)

    @callback
    def _on_calls(self) -> None:
        if not self.can_list(lines.DEVICES):
            # No module tells of devices: endpoints are busy or free again, and no event tells.
            self._list_soon(lines.ENDPOINTS)

    @callback
    def _on_user_event(self, event: Message) -> None:
        told = parse_user_event(event)
        if told and (device_id := self.server_device.device_id):
            async_dispatcher_send(self.client.hass, SIGNAL_USER_EVENT, device_id, *told)

    @callback
    def _on_change(self, change: CallChange) -> None:
        if device_id := self.server_device.device_id:
            async_dispatcher_send(self.client.hass, SIGNAL_CALL, device_id, change)
        if change.type is ChangeType.ANSWERED and not change.call.targets:
            # The server itself did, maybe for a node: only a list tells.
            self._list_soon(CHANNELS, _LATER)

    def _know(self) -> None:
        by_hand = map(str.strip, self.client.entry.options.get(CONF_TRUNKS, ()))
        self.calls.async_know(self._nodes(), {*self.trunks.names, *by_hand})

    # Lists

    @callback
    def _on_status(self) -> None:
        if self.client.connected:
            return
        # Events may have come since the login, before anything was listed.
        self._is_up = False
        self._buffer.release_all()
        self._has_heard_calls = False
        self.listed.clear()
        self.calls.async_lose_session()
        self.lines.async_notify()
        self.trunks.async_notify()
        self.mailboxes.async_lose_session()
        self.originations.async_lose_session()

    async def async_begin_session(self) -> None:
        """List all there is; to be awaited after each login."""
        self._is_up = True
        self._judge_version()
        with self._buffer.holding(CHANNELS):
            await self.async_list(*LISTS)
        if not self.can_list(CHANNELS):
            # What the lost session left open is over, as far as we can know.
            if not self.is_too_old:
                self.listed[CHANNELS] = True
            self._take_channels([])
        await self._async_update_mailboxes()

    async def _async_update_mailboxes(self) -> None:
        await self.mailboxes.async_update(self.devices.lines.values())

    async def _async_list_all(self) -> None:
        await self.async_list(*LISTS)
        await self._async_update_mailboxes()

    async def _async_ask(self, action: str) -> None:
        # A call does not wait for a list: later ones than the first of a session
        # are compared with what is known of calls by then.
        with nullcontext() if action == CHANNELS else self._buffer.holding(action):
            try:
                rows = await self.client.request_list(action)
            except AmiError as err:
                if not _is_empty(action, err):
                    _LOGGER.debug("%s failed: %s", action, err)
                    self.listed[action] = False
                    return
                rows = []
            self.listed[action] = True
            self._take_list[action](rows)
        self.devices.async_update_trunks()
        if self.trunks.in_doubt:
            self._list_soon(trunks.IAX2_REGISTRATIONS, _LATER)

    def _take_channels(self, rows: list[Message]) -> None:
        if rows and not rows[0].get("Linkedid"):
            self._refuse_calls(is_too_old=True)
            rows = []
        self._know()
        held = self._buffer.held(CHANNELS)
        begun = begun_before(held, rows)
        for event in held[:begun]:
            self._take(event)
        del held[:begun]
        self.calls.async_take_list(rows)
        self._buffer.release(CHANNELS)

    @callback
    def _poll(self, _now: datetime) -> None:
        if not self._is_up or self._asking.locked():
            return
        self._polls += 1
        all_is_due = self._polls % _POLLS_PER_LISTING == 0
        if all_is_due or not all(self.listed.values()):
            self._start(self._async_list_all())
        else:
            self._start(self.async_list(*_POLLED))

    @callback
    def _on_lines_added(self) -> None:
        """Look for the mailboxes of lines that were added."""
        if self._is_up:
            self._start(self._async_update_mailboxes())

    def _list_soon(self, action: str, delay: float = _LIST_DELAY) -> None:
        due = action, delay
        if self._is_up and due not in self._due and self.can_list(action):
            self._due.add(due)
            self._start(self._list_due(action, delay))

    async def _list_due(self, action: str, delay: float) -> None:
        await asyncio.sleep(delay)
        async with self._asking:
            # What comes before the question is asked needs no other one.
            self._due.discard((action, delay))
            if self._is_up:
                await self._async_list(action)

    def _start(self, listing: Coroutine[Any, Any, None]) -> None:
        self.client.entry.async_create_background_task(
            self.client.hass, listing, f"{DOMAIN} telephony"
        )


def _is_empty(action: str, error: AmiError) -> bool:
    """Return whether an error reply only says that a list has no rows."""
    return isinstance(error, ActionFailed) and means_empty(action, error.message)
