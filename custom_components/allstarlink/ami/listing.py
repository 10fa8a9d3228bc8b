"""Replies that are lists: a response, then events with the action's id, the last of them `Complete`.

The wire is in transcripts c13 (with rows), c14b (with none, and as an error).
The rows share their names with real events, so only the id tells them apart.
"""

import asyncio

from .errors import ActionTimeout, AmiError, ListTooLong, refusal
from .message import Message

# A server with a thousand phones sends a thousand rows of 600 bytes.
MAX_ROWS = 20_000
MAX_BYTES = 8 << 20
# Lists under way, and those given up whose rows may still come.
MAX_LISTS = 100


class Listing:
    """The rows of one list as they come; those after its end are dropped."""

    def __init__(self, action: str) -> None:
        """Take the name of the action that asked for the list."""
        self.rows: asyncio.Future[list[Message]] = (
            asyncio.get_running_loop().create_future()
        )
        self._action = action
        self._so_far: list[Message] = []
        self._size = 0

    def add(self, row: Message) -> None:
        """Keep a row, unless they are too many."""
        if self.rows.done():
            return
        self._so_far.append(row)
        self._size += row.size
        if len(self._so_far) > MAX_ROWS or self._size > MAX_BYTES:
            self.fail(ListTooLong(self._action))

    def end(self, last: Message) -> None:
        """Finish with the response or the event that says that no more rows follow."""
        if last.get("EventList").lower() == "cancelled":
            self.fail(refusal(self._action, last))
        elif not self.rows.done():
            self.rows.set_result(self._so_far)

    def fail(self, error: AmiError) -> None:
        """Raise this where the rows are awaited."""
        if not self.rows.done():
            self.rows.set_exception(error)
            # An answer may be given up before anybody looks at its rows.
            self.rows.exception()
        self._so_far = []

    def give_up(self) -> None:
        """Drop what came and what may still come."""
        self.fail(ActionTimeout(self._action))


class Listings:
    """The lists whose rows are still to come. `ids` are those of their actions, as on the wire."""

    def __init__(self) -> None:
        """Start with none."""
        self.ids: set[bytes] = set()
        self._lists: dict[str, Listing] = {}

    def begin(self, listing: Listing, reply: Message) -> None:
        """Take the rows that follow this good reply; without `EventList: start` none do."""
        if reply.get("EventList").lower() != "start":
            listing.end(reply)
            return
        if len(self._lists) >= MAX_LISTS:
            self._remove(next(iter(self._lists))).give_up()
        self._lists[reply.action_id] = listing
        self.ids.add(reply.action_id.encode())

    def take(self, event: Message) -> bool:
        """Keep the event if it is a row; return whether it is one."""
        if not self._lists or (action_id := event.action_id) not in self._lists:
            return False
        if event.get("EventList"):
            self._remove(action_id).end(event)
        else:
            self._lists[action_id].add(event)
        return True

    def fail(self, error: AmiError) -> None:
        """End all lists with this error: the session is over."""
        for listing in self._lists.values():
            listing.fail(error)
        self._lists.clear()
        self.ids.clear()

    def _remove(self, action_id: str) -> Listing:
        self.ids.discard(action_id.encode())
        return self._lists.pop(action_id)
