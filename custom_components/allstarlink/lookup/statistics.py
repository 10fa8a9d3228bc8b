"""Asks the statistics service about one node, politely.

The service allows 30 requests a minute for an internet address, whoever makes
them. Answers are kept for a minute, so that automations that repeat do not
count; there is one request at a time.
"""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import ClientTimeout
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..control.failures import failure
from ..web import Answer, AnswerTimeout, NoAnswer, async_get
from .rate import RateLimit
from .report import NotAReport, Report, parse_report

STATISTICS_URL = "https://stats.allstarlink.org/api/stats/"

_STATISTICS: HassKey[NodeStatistics] = HassKey(f"{DOMAIN}_statistics")

# Requests a minute; others at the same address have some use for the rest
_REQUESTS = 20
_MINUTE = 60.0

# Of these, what a scan leaves to look-ups; and how many are made at once before a
# scan waits so many seconds between two
_SPARE = 5
_AT_ONCE = 10
_PACE = _MINUTE / (_REQUESTS - _SPARE)

# Seconds; whatever the service asks for
_LONGEST_WAIT = 3600.0

# Bytes; a node with hundreds of links has some 300,000
_MAX_SIZE = 2_000_000

# Bytes; less than a millisecond's work
_SMALL = 50_000

# Seconds; the second is for those as well who wait for others
_TIMEOUT = ClientTimeout(total=10)
_DEADLINE = 20


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, None for an unknown node, and until when it is good."""

    report: Report | None
    until: float


@callback
def async_get_statistics(hass: HomeAssistant) -> NodeStatistics:
    """Return what asks the service, one for all servers."""
    if _STATISTICS not in hass.data:
        hass.data[_STATISTICS] = NodeStatistics(hass)
    return hass.data[_STATISTICS]


class NodeStatistics:
    """The statistics service."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with nothing asked."""
        self._hass = hass
        self._rate = RateLimit(_REQUESTS, _MINUTE)
        self._scanned_at = 0.0
        self._kept: dict[str, _Kept] = {}
        self._turn = asyncio.Lock()

    async def async_report(self, node: str) -> Report:
        """Return what is known of a public node.

        Raises HomeAssistantError, translated, when the service does not know
        the node, does not answer, or must not be asked now.
        """
        try:
            async with asyncio.timeout(_DEADLINE), self._turn:
                report = await self._async_report(node)
        except TimeoutError as err:
            raise failure("lookup_timeout") from err
        if report is None:
            raise failure("lookup_unknown", node=node)
        return report

    def wait_to_scan(self) -> float:
        """Return the seconds until a scan may ask, 0 if it may now.

        A scan leaves some of the requests to those who look a node up, and after
        the first few it spreads the others, so that who comes later has its turn.
        """
        now = self._hass.loop.time()
        wait: float = self._rate.wait(now, _SPARE)
        if self._rate.used(now) >= _AT_ONCE:
            wait = max(wait, self._scanned_at + _PACE - now)
        return wait

    async def async_scan(self, node: str) -> Report | None:
        """Return what is known of a public node, None if the service knows no such node.

        To be called when `wait_to_scan` says so. Raises HomeAssistantError.
        """
        try:
            async with asyncio.timeout(_DEADLINE), self._turn:
                self._scanned_at = self._hass.loop.time()
                return await self._async_report(node, _SPARE)
        except TimeoutError as err:
            raise failure("lookup_timeout") from err

    async def _async_report(self, node: str, spare: int = 0) -> Report | None:
        now = self._hass.loop.time()
        self._kept = {
            known: kept for known, kept in self._kept.items() if now < kept.until
        }
        if (kept := self._kept.get(node)) is not None:
            return kept.report
        if wait := self._rate.wait(now, spare):
            raise failure("lookup_too_often", seconds=str(wait))
        self._rate.take(now)
        report = await self._async_ask(node)
        self._kept[node] = _Kept(report, now + _MINUTE)
        return report

    async def _async_ask(self, node: str) -> Report | None:
        try:
            answer = await async_get(
                self._hass,
                f"{STATISTICS_URL}{node}",
                timeout=_TIMEOUT,
                max_size=_MAX_SIZE,
            )
        except AnswerTimeout as err:
            raise failure("lookup_timeout") from err
        except NoAnswer as err:
            raise failure("lookup_unreachable", error=str(err)) from err
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        if answer.status != HTTPStatus.OK:
            raise self._refusal(answer)
        try:
            if len(answer.body) <= _SMALL:
                return parse_report(node, answer.body)
            # Half a megabyte of JSON is too much for the event loop.
            return await self._hass.async_add_executor_job(
                parse_report, node, answer.body
            )
        except NotAReport as err:
            raise failure("lookup_malformed", node=node) from err

    def _refusal(self, answer: Answer) -> HomeAssistantError:
        """Return the error for a status, and obey it."""
        wait = min(answer.retry_after(dt_util.utcnow()), _LONGEST_WAIT)
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            wait = wait or _MINUTE
        self._rate.close(self._hass.loop.time() + wait)
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            return failure("lookup_too_often", seconds=f"{wait:.0f}")
        return failure("lookup_status", status=str(answer.status))
