"""Control of a node: one command at a time, and proof that it happened.

app_rpt answers Success to everything (transcript 90), so what has a visible
effect is done when a poll shows it. Nothing is ever sent twice.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from homeassistant.exceptions import HomeAssistantError

from .ami.errors import ActionFailed, AmiError
from .app_rpt.commands import Command, Disconnect, DisconnectAll
from .app_rpt.state import NodeState
from .const import DOMAIN

if TYPE_CHECKING:
    from .coordinator import NodeCoordinator

# A second command to a node within this time is lost without a word
# (transcript d07), seconds
_SLOT = 0.1

# Seconds between the polls that look for the effect of a command
_CONFIRM_EVERY = 0.3

# Seconds until what should happen at once counts as not having happened
_CONFIRM_TIMEOUT = 5.0


class NodeControl:
    """Sends commands to one node."""

    def __init__(self, coordinator: "NodeCoordinator") -> None:
        """Prepare the control of a coordinator's node."""
        self._coordinator = coordinator
        self._hub = coordinator.hub
        self._turn = asyncio.Lock()
        self._slot = asyncio.Lock()

    async def async_send(self, command: Command) -> None:
        """Send one command. Raises HomeAssistantError unless it was accepted."""
        async with self._turn:
            await self._send(command)

    async def async_disconnect_all(self) -> None:
        """End every link, and confirm that none of them remains.

        app_rpt leaves named clients alone, so these are ended one by one.
        """
        async with self._turn:
            before = {link.name for link in self._coordinator.data.links}
            if not before:
                return
            await self._send(DisconnectAll())
            for name in sorted(before):
                if not name.isdecimal():
                    await self._send(Disconnect(name))
            gone = await self._confirm(
                lambda state: before.isdisjoint(link.name for link in state.links)
            )
        if not gone:
            raise self._error("still_linked")

    async def _send(self, command: Command) -> None:
        text = command.render(self._coordinator.node)
        async with self._slot:
            self._check()
            try:
                reply = await self._hub.connection.request(
                    "Command", ("Command", text)
                )
            except ActionFailed as err:
                raise self._error("command_refused", error=err.message) from err
            except AmiError as err:
                raise self._error("command_failed", error=str(err)) from err
            finally:
                await asyncio.sleep(_SLOT)
        if output := " ".join(line.strip() for line in reply.output if line.strip()):
            raise self._error("command_refused", error=output)

    def _check(self) -> None:
        if not self._hub.connected:
            raise self._error("not_connected")
        if not self._hub.can_command:
            raise self._error("no_command_right")

    async def _confirm(
        self,
        done: Callable[[NodeState], bool],
        timeout: float = _CONFIRM_TIMEOUT,  # noqa: ASYNC109  (False, not an exception)
    ) -> bool:
        """Poll until the state shows the effect; False when it never did."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            await self._coordinator.async_refresh()
            if not self._hub.connected:
                raise self._error("lost_while_waiting")
            if done(self._coordinator.data):
                return True
            if loop.time() >= deadline:
                return False
            await asyncio.sleep(_CONFIRM_EVERY)

    def _error(self, key: str, **placeholders: str) -> HomeAssistantError:
        return HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={
                "node": self._coordinator.node,
                "server": self._hub.entry.title,
                **placeholders,
            },
        )
