"""The mailboxes of the extensions that are shown, and how many messages wait."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable
import logging

from homeassistant.core import CALLBACK_TYPE, callback

from ..ami.errors import ActionFailed, AmiError
from ..ami.message import Message
from ..asterisk.empty import means_empty
from ..asterisk.mailboxes import (
    MAILBOX_EVENT_NAMES,
    Mailbox,
    mailbox_name,
    parse_mailbox_count,
    parse_message_waiting,
    parse_voicemail_user,
)
from ..listeners import Listeners
from ..names import MAX_EXTENSIONS
from .line import Line

_LOGGER = logging.getLogger(__name__)

EVENT_NAMES = MAILBOX_EVENT_NAMES

USERS = "VoicemailUsersList"
COUNT = "MailboxCount"
ENDPOINT = "PJSIPShowEndpoint"

_PJSIP = "PJSIP/"
# Rows of an endpoint that name its mailboxes, for MWI; AuthDetail is not among them
_WITH_MAILBOXES = ("EndpointDetail", "AorDetail")

type AskList = Callable[..., Awaitable[list[Message]]]
type Ask = Callable[..., Awaitable[Message]]


class Mailboxes:
    """Which mailboxes the shown lines have, and their new messages."""

    def __init__(
        self,
        ask: Ask,
        ask_list: AskList,
        allowed: Callable[[], Collection[str]],
        phones: Callable[[Line], Iterable[str]],
    ) -> None:
        """Know of none.

        `ask` and `ask_list` put a question to the server and raise AmiError,
        `allowed` returns the actions that may be used, `phones` the devices of a line.
        """
        self._ask = ask
        self._ask_list = ask_list
        self._allowed = allowed
        self._phones = phones
        # Those that the server has, by name: `1001@default`
        self._known: dict[str, Mailbox] = {}
        # What endpoints name, by device
        self._named: dict[str, frozenset[str]] = {}
        self._listeners = Listeners[[]]()
        self._asking = asyncio.Lock()

    def has_any(self, line: Line) -> bool:
        """Return whether a line is known to have a mailbox."""
        return bool(self._of(line))

    def waiting(self, line: Line) -> int | None:
        """Return how many new messages a line has, None when nobody told."""
        counts = [box.new for box in self._of(line)]
        known = [count for count in counts if count is not None]
        return sum(known) if known and len(known) == len(counts) else None

    @callback
    def async_listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when there may be more mailboxes, or messages."""
        return self._listeners.async_add(listener)

    @callback
    def async_take(self, event: Message) -> None:
        """Take a MessageWaiting event."""
        if box := parse_message_waiting(event):
            self._put(box)
            self._listeners.async_notify()

    @callback
    def async_lose_session(self) -> None:
        """Forget the counts: messages may come and go unheard."""
        self._known = {name: Mailbox(name, None) for name in self._known}
        self._listeners.async_notify()

    async def async_update(self, lines: Iterable[Line]) -> None:
        """Ask for the mailboxes of these lines, as far as the user may."""
        async with self._asking:
            try:
                await self._ask_users()
                phones = {phone for line in lines for phone in self._phones(line)}
                await self._ask_endpoints(phones)
                await self._ask_counts()
            except AmiError as err:
                _LOGGER.debug("Mailboxes: %s", err)
        self._listeners.async_notify()

    async def _ask_users(self) -> None:
        if USERS not in self._allowed():
            return
        try:
            rows = await self._ask_list(USERS)
        except ActionFailed as err:
            if not means_empty(USERS, err.message):
                raise
            rows = []
        listed = filter(None, map(parse_voicemail_user, rows))
        for box in listed:
            self._put(box)

    async def _ask_endpoints(self, phones: Iterable[str]) -> None:
        if ENDPOINT not in self._allowed():
            return
        for phone in sorted(phones):
            if not phone.startswith(_PJSIP):
                continue
            name = phone.removeprefix(_PJSIP)
            try:
                rows = await self._ask_list(ENDPOINT, ("Endpoint", name))
            except ActionFailed as err:
                _LOGGER.debug("%s: %s", ENDPOINT, err)
                continue
            self._named[phone] = frozenset(_mailboxes(rows))
            for box in self._named[phone] - self._known.keys():
                self._put(Mailbox(box, None))

    async def _ask_counts(self) -> None:
        """Ask for those that no list has told of: another program may have them."""
        if COUNT not in self._allowed():
            return
        for name in [box.name for box in self._known.values() if box.new is None]:
            reply = await self._ask(COUNT, ("Mailbox", name))
            if box := parse_mailbox_count(name, reply):
                self._put(box)

    def _put(self, box: Mailbox) -> None:
        if box.name in self._known or len(self._known) < MAX_EXTENSIONS:
            self._known[box.name] = box

    def _of(self, line: Line) -> list[Mailbox]:
        named = {
            name for phone in self._phones(line) for name in self._named.get(phone, ())
        }
        own = line.extension or line.endpoint
        return [
            box
            for box in self._known.values()
            if box.name in named or box.extension == own
        ]


def _mailboxes(rows: Iterable[Message]) -> Iterable[str]:
    for row in rows:
        if row.event in _WITH_MAILBOXES:
            yield from filter(None, map(mailbox_name, row.get("Mailboxes").split(",")))
