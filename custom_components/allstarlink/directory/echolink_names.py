"""Asks a server who the EchoLink stations are that are linked to its nodes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
import logging

from homeassistant.core import callback

from ..ami.errors import ActionFailed, AmiError, PermissionDenied
from ..client import AmiClient
from ..const import DOMAIN
from .echolink import NoEchoLink, NotAnswered, callsign_in, station_number
from .station import Station

_LOGGER = logging.getLogger(__name__)

# Seconds before each question: a server has more to do, and many links may
# come at once
_PAUSE = 0.1

# Seconds for which an answer is good: a callsign hardly ever changes, and who
# is missing may only be missing until the server has its new list
_KNOWN = 24 * 3600.0
_MISSING = 5 * 60.0

# ... and who is being called has a callsign as soon as the link is up
_CALLING = 1.0

# Stations that are remembered, and that wait to be asked for; those beyond
# are asked for when they are looked up again
_MAX_ANSWERS = 1000
_MAX_WAITING = 100


@dataclass(frozen=True, slots=True)
class _Answer:
    """Who a station is, None if nobody knows; `until` is the loop's time."""

    station: Station | None
    until: float


class EchoLinkNames:
    """Looks stations up by `echolink dbget`: one question at a time, each seldom.

    A question takes the right to use the CLI. A server without chan_echolink,
    or that refuses, is not asked again before the next login.
    """

    def __init__(self, client: AmiClient, on_answer: Callable[[], None]) -> None:
        """Take the client, and what to call when a station is awaited no more."""
        self._client = client
        self._on_answer = on_answer
        self._loop = client.hass.loop
        self._answers: dict[str, _Answer] = {}
        self._waiting: dict[str, None] = {}
        self._is_asking = False
        # The count of logins in which the server did not want to be asked
        self._refused_in: int | None = None

    @callback
    def find(self, name: str) -> Station | None:
        """Return who stands behind a link's name, if that is known by now.

        What is not known, or not since yesterday, is asked for meanwhile.
        """
        answer = self._answers.get(name)
        if answer is None or answer.until <= self._loop.time():
            self._want(name)
        return answer.station if answer else None

    def is_awaited(self, name: str) -> bool:
        """Tell whether the server is about to say who that is."""
        return name in self._waiting

    def _want(self, name: str) -> None:
        if name in self._waiting or len(self._waiting) >= _MAX_WAITING:
            return
        if station_number(name) is None or not self._may_ask:
            return
        self._waiting[name] = None
        if not self._is_asking:
            self._is_asking = True
            self._client.entry.async_create_background_task(
                self._client.hass, self._ask_all(), f"{DOMAIN} EchoLink names"
            )

    @property
    def _may_ask(self) -> bool:
        if not (self._client.can_command and self._client.connected):
            return False
        return self._refused_in is None or self._refused_in != self._login

    @property
    def _login(self) -> int:
        return self._client.connection.metrics.successes

    async def _ask_all(self) -> None:
        while self._waiting:
            await asyncio.sleep(_PAUSE)
            name = next(iter(self._waiting))
            if not self._may_ask:
                break
            answer, lasts = await self._ask(name)
            del self._waiting[name]
            self._remember(name, answer, lasts)
        self._is_asking = False
        if self._waiting:
            self._waiting.clear()
            self._on_answer()

    async def _ask(self, name: str) -> tuple[Station | None, float]:
        """Return who a station is, and for how many seconds that is good."""
        number = station_number(name) or ""
        login = self._login
        try:
            output = await self._output(f"echolink dbget nodename {number}")
            callsign = callsign_in(output, number)
        except NoEchoLink, PermissionDenied:
            self._refused_in = login
        except AmiError as err:
            _LOGGER.debug("EchoLink station %s: %s", number, err)
        except NotAnswered:
            return None, _CALLING
        else:
            if callsign:
                return Station(callsign), _KNOWN
        return None, _MISSING

    async def _output(self, command: str) -> list[str]:
        try:
            reply = await self._client.request("Command", ("Command", command))
        except PermissionDenied:
            raise
        except ActionFailed as err:
            # So is a station answered that is not there, in words.
            reply = err.reply
        return reply.output

    @callback
    def _remember(self, name: str, station: Station | None, lasts: float) -> None:
        before = self._answers.pop(name, None)
        known = before.station if before else None
        # Who has just left the list of EchoLink is still who it was.
        self._answers[name] = _Answer(station or known, self._loop.time() + lasts)
        if len(self._answers) > _MAX_ANSWERS:
            del self._answers[next(iter(self._answers))]
        self._on_answer()
