"""How the server gets a clip: a view that answers one secret path while the clip waits."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

from homeassistant.core import HomeAssistant

from ..ami.wire import Ends
from .clip import Clip


@dataclass(slots=True)
class Offer:
    """A clip that waits for the server.

    `url` is what the server is given, `address` its part that may be shown.
    `fetched` is set when the whole clip was sent; `refused` has the addresses
    of those who asked for it and did not get it.
    """

    url: str
    address: str
    fetched: asyncio.Event = field(default_factory=asyncio.Event)
    refused: set[str] = field(default_factory=set)


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

    def async_offer(self, clip: Clip) -> AbstractAsyncContextManager[Offer]:
        """Offer a clip until the end of the block.

        Raises NeedsHttp, ClipPortTaken or NoAddress.
        """
        raise NotImplementedError
