"""Offers clips to one server: under an address that it reaches, and to it alone.

Home Assistant serves them, or a plain listener of our own where Home Assistant
serves https only: Asterisk refuses a certificate that it cannot verify before
any request is sent (transcript p10_https).
"""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
import secrets
from typing import Any

from homeassistant.core import HomeAssistant

from ..ami.wire import Ends
from .address import (
    CONF_FETCH_FROM,
    async_internal_url,
    async_serving,
    choose,
    parse_networks,
)
from .clip import Clip
from .clip_server import PATH, Offer, Waiting, async_clip_server

__all__ = ["Offer", "Offers"]


class Offers:
    """The clips that wait for one server."""

    def __init__(
        self,
        hass: HomeAssistant,
        *,
        ends: Callable[[], Ends | None],
        options: Callable[[], Mapping[str, Any]],
    ) -> None:
        """Take the addresses of the AMI connection's two ends, and the entry's options."""
        self._hass = hass
        self._ends = ends
        self._options = options

    @asynccontextmanager
    async def async_offer(self, clip: Clip) -> AsyncGenerator[Offer]:
        """Offer a clip until the end of the block.

        Raises NeedsHttp, ClipPortTaken or NoAddress.
        """
        hass, ends, options = self._hass, self._ends(), self._options()
        place = choose(options, ends, async_serving(hass), async_internal_url(hass))
        # Only hexadecimal digits: it becomes a word of a command, and a file name.
        name = f"{secrets.token_hex(32)}.wav"
        offer = Offer(f"{place.base}{PATH}{name}", place.base)
        waiting = Waiting(
            offer,
            name.encode(),
            clip.wav,
            ends.peer if ends else None,
            parse_networks(options.get(CONF_FETCH_FROM, ())),
        )
        server = async_clip_server(hass)
        async with AsyncExitStack() as stack:
            if place.listen:
                await stack.enter_async_context(server.async_listen(place.listen))
            else:
                server.async_serve()
            with server.answering(waiting):
                yield offer
