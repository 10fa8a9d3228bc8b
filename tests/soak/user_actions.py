"""What Home Assistant is asked to do, and what of it arrived at the servers."""

import asyncio
from collections import Counter
from itertools import count
from random import Random

from homeassistant.exceptions import HomeAssistantError

from custom_components.allstarlink.const import DOMAIN

from .household import Household
from .traffic import FAR

_MAX_AT_ONCE = 10


class UserActions:
    """Calls actions without waiting for them, and keeps the books.

    An action may fail, and often does; what must never be is that a command
    arrives more often than it was ordered.
    """

    def __init__(self, random: Random) -> None:
        """Begin with empty books."""
        self.given = 0
        self.failed = 0
        self.arrived = 0
        self.twice = 0
        self._random = random
        self._serial = count(1)
        self._open: set[asyncio.Task[None]] = set()
        self._ordered: Counter[tuple[int, str]] = Counter()
        self._received: Counter[tuple[int, str]] = Counter()

    def give(self, household: Household) -> None:
        """Order something of a node, unless much is open."""
        if len(self._open) >= _MAX_AT_ONCE:
            return
        node, device = self._random.choice(list(household.devices.items()))
        kind = self._random.choice(("send_dtmf", "connect", "disconnect"))
        target = self._random.choice(FAR)
        if kind == "send_dtmf":
            digits = f"{next(self._serial):07}"
            data, text = {"digits": digits}, f"rpt fun {node} {digits}"
        else:
            function = 3 if kind == "connect" else 11
            data, text = {"node": target}, f"rpt cmd {node} ilink {function} {target}"
        self.given += 1
        self._ordered[household.simulated.port, text] += 1
        task = asyncio.create_task(
            self._call(household, kind, {"device_id": device, **data})
        )
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def finish(self) -> None:
        """Wait for everything that is open."""
        if self._open:
            await asyncio.wait(self._open)

    def audit(self, household: Household) -> None:
        """Count what has arrived since the last audit; now nothing is open.

        What arrives of it after this was not ordered.
        """
        server = household.simulated
        for text in server.commands:
            if not text.startswith(("rpt cmd ", "rpt fun ")):
                continue
            key = server.port, text
            self._received[key] += 1
            self.arrived += 1
            if self._received[key] > self._ordered[key]:
                self.twice += 1
        server.requests.clear()
        for books in (self._ordered, self._received):
            for key in [key for key in books if key[0] == server.port]:
                del books[key]

    async def _call(
        self, household: Household, kind: str, data: dict[str, str]
    ) -> None:
        try:
            await household.hass.services.async_call(DOMAIN, kind, data, blocking=True)
        except HomeAssistantError:
            self.failed += 1
