"""Waiting within one session: what is awaited of it ends with it."""

import asyncio
from types import TracebackType
from typing import Self

from homeassistant.core import callback

from ..client import AmiClient
from .failures import failure


class SessionWatch:
    """Notices that the session was lost, even if the next one is up at once."""

    def __init__(self, client: AmiClient) -> None:
        """Take the client whose session is meant."""
        self._client = client
        self._lost = asyncio.Event()

    def __enter__(self) -> Self:
        """Watch from now on."""
        self._stop = self._client.async_add_listener(self._changed)
        self._changed()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Watch no more."""
        self._stop()

    @callback
    def _changed(self) -> None:
        if not self._client.connected:
            self._lost.set()

    async def pause(self, seconds: float) -> None:
        """Let time pass. Raises HomeAssistantError as soon as the session is lost."""
        self._changed()
        try:
            async with asyncio.timeout(seconds):
                await self._lost.wait()
        except TimeoutError:
            return
        raise failure("lost_while_waiting", server=self._client.title)
