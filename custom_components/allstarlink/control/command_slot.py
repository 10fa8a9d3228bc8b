"""The command slot of a node: one command at a time, and not too many.

app_rpt keeps one command a node and empties the slot about every 20 ms; what
comes before is lost without a word, and Success is the answer all the same
(transcripts 90, d07).
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from ..ami.errors import AmiError
from ..app_rpt.commands import Command
from ..client import AmiClient
from .failures import ami_failure, failure, no_command_right, spoken_lines

# From one command to the next, seconds
_PAUSE = 0.1

# So many requests in so many seconds are an automation that has run wild
_MAX_REQUESTS = 60
_PERIOD = 60.0


class CommandSlot:
    """Sends commands to one node. Each is sent once, or fails."""

    def __init__(self, client: AmiClient, node: str) -> None:
        """Take the client and the number of the node."""
        self._client = client
        self._node = node
        self._lock = asyncio.Lock()
        self._loop = client.hass.loop
        self._free_at = 0.0
        self._requests: deque[float] = deque(maxlen=_MAX_REQUESTS)

    def check(self) -> None:
        """Raise HomeAssistantError when nothing can be sent at the moment."""
        server = self._client.title
        if not self._client.connected:
            raise failure("not_connected", server=server)
        if not self._client.can_command:
            raise no_command_right(server, self._client.connection.manager_version)

    def admit(self) -> None:
        """Let a request in. Raises HomeAssistantError when there are too many."""
        self.check()
        now = self._loop.time()
        if len(self._requests) == _MAX_REQUESTS and now - self._requests[0] < _PERIOD:
            raise failure(
                "too_many_commands", node=self._node, limit=str(_MAX_REQUESTS)
            )
        self._requests.append(now)

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Wait until the slot is free; whoever is next waits for this to end and a pause.

        Raises HomeAssistantError when nothing can be sent by then.
        """
        async with self._lock:
            await asyncio.sleep(self._free_at - self._loop.time())
            self.check()
            try:
                yield
            finally:
                self._free_at = self._loop.time() + _PAUSE

    async def send(self, command: Command) -> None:
        """Send a command. Raises HomeAssistantError unless it was accepted in silence."""
        text = command.render(self._node)
        async with self.turn():
            try:
                reply = await self._client.request("Command", ("Command", text))
            except AmiError as err:
                server, version = (
                    self._client.title,
                    self._client.connection.manager_version,
                )
                raise ami_failure(err, server, version) from err
        if output := spoken_lines(reply.output):
            raise failure("command_refused", server=self._client.title, error=output)


class CommandSlots:
    """The command slots of a server's nodes, followed or not."""

    def __init__(self, client: AmiClient) -> None:
        """Begin with none."""
        self._client = client
        self._slots: dict[str, CommandSlot] = {}

    def of(self, node: str) -> CommandSlot:
        """Return the slot of a node."""
        return self._slots.setdefault(node, CommandSlot(self._client, node))
