"""A connection that follows the calls of its server."""

import asyncio
from datetime import UTC, datetime
from typing import override

from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Server
from custom_components.allstarlink.asterisk.call import Call, CallChange, ChangeType
from custom_components.allstarlink.asterisk.calls import (
    CallsState,
    apply_event,
    apply_list,
    lose_session,
)
from custom_components.allstarlink.moment import Moment
from tests.asterisk.client import Client


class Listener(Client):
    """A Client with the calls it hears of, and their changes in order."""

    def __init__(self, server: Server) -> None:
        """Know the trunks of the PBX."""
        self.calls = CallsState(trunks=frozenset({"provider", "ctrunk"}))
        self.changes: list[CallChange] = []
        super().__init__(server)

    async def list(self) -> None:
        """Ask for the list of channels."""
        rows = await self.connection.request_list("CoreShowChannels")
        self.calls, changes = apply_list(self.calls, rows, _now())
        self.changes += changes

    def lose_session(self) -> None:
        """Take note that the session was lost."""
        self.calls = lose_session(self.calls)

    def told(self, change: ChangeType) -> dict[str | None, Call]:
        """Return the calls of which this was told, by their callers."""
        calls = (c.call for c in self.changes if c.type is change)
        return {call.caller: call for call in calls}

    async def has_told(self, change: ChangeType, *callers: str) -> None:
        """Wait until this was told of the calls of all these callers."""
        await self._told(lambda: self.told(change).keys() >= set(callers), 15)

    @override
    def _hear(self, event: Message) -> None:
        self.calls, changes = apply_event(self.calls, event.event, event, _now())
        self.changes += changes
        super()._hear(event)


def _now() -> Moment:
    return Moment(datetime.now(UTC), asyncio.get_running_loop().time())
