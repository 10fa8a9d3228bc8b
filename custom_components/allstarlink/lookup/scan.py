"""Asks the statistics service about nodes, one after another, while somebody looks.

Who looks says at which nodes: a card, an enabled sensor, an action. While nobody
looks nothing is asked. Each node is asked about every two minutes at most, within
the budget that look-ups have as well, the oldest answer first; those that an action
waits for or a card shows count as older than they are. A service that fails is left alone for longer
and longer.
"""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import IntEnum
import logging

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..listeners import Listeners
from ..names import MAX_NETWORK_NAMES
from .public import is_public
from .report import Position, Report
from .seen import Activity, Seen, activity, brought_by, seen
from .statistics import async_get_statistics

_LOGGER = logging.getLogger(__name__)

_SCAN: HassKey[StatisticsScan] = HassKey(f"{DOMAIN}_statistics_scan")

# Seconds until a node is asked about again
_REFRESH = 120.0

# Seconds that a node of which there is no answer counts as waiting
_NEVER_ASKED = 3600.0

# Seconds after a failure of the service, doubled with each that follows
_FIRST_RETRY = 30.0
_LONGEST_RETRY = 1800.0

# Seconds after which what is known is looked at anew, since it ages
_LONGEST_PAUSE = 300.0

# Nodes whose answers are kept
_MAX_KEPT = 1_000

# The errors of one node's answer, which says nothing of the service, and of a
# request that was not made or came too early
_OF_ONE_NODE = "lookup_malformed"
_NOT_NOW = "lookup_too_often"


class Who(IntEnum):
    """Who looks; the value is how many times as old an answer counts."""

    SENSOR = 1
    CARD = 4
    ACTION = 16


@dataclass(frozen=True, eq=False, slots=True)
class _Looker:
    """Somebody who looks, and at which nodes."""

    nodes: tuple[str, ...]
    who: Who


@callback
def async_get_scan(hass: HomeAssistant) -> StatisticsScan:
    """Return the scan, one for all servers."""
    if _SCAN not in hass.data:
        hass.data[_SCAN] = StatisticsScan(hass)
    return hass.data[_SCAN]


class StatisticsScan:
    """What the service says of the nodes that are looked at."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with nothing asked."""
        self._hass = hass
        self._statistics = async_get_statistics(hass)
        self._lookers: list[_Looker] = []
        self._seen: dict[str, Seen] = {}
        # The loop's time of the last request about each node, answered or not
        self._asked: dict[str, float] = {}
        self._positions: dict[str, Position] = {}
        self._asking: str | None = None
        self._not_before = 0.0
        self._failures = 0
        self._changed = Listeners[[]]()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def activity_of(self, node: str) -> Activity:
        """Return what is known of a node now."""
        return activity(self._seen.get(node), dt_util.utcnow())

    def position_of(self, node: str) -> Position | None:
        """Return where a node is, as the last answer about it or a neighbor said."""
        return self._positions.get(node)

    def links_of(self, node: str) -> tuple[tuple[str, ...], int]:
        """Return the names that a node is linked to, and the age of that in seconds."""
        return brought_by(self._seen.get(node), dt_util.utcnow())

    def is_due(self, node: str) -> bool:
        """Whether a node is one to ask about and has not been asked about lately."""
        is_due = self._due_at(node) <= self._hass.loop.time()
        return is_public(node) and (is_due or node == self._asking)

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call after each answer, and now and then, until the result is called."""
        return self._changed.async_add(listener)

    @callback
    def async_look(self, nodes: Collection[str], who: Who) -> CALLBACK_TYPE:
        """Ask about these nodes until the result is called.

        Private numbers and EchoLink's are not asked for.
        """
        looker = _Looker(tuple(filter(is_public, nodes)), who)
        self._lookers.append(looker)
        self._wake.set()
        if self._task is None and looker.nodes:
            self._task = self._hass.async_create_background_task(
                self._async_run(), f"{DOMAIN} statistics"
            )

        @callback
        def async_stop() -> None:
            if looker in self._lookers:
                self._lookers.remove(looker)
            if self._task is not None and not self._wanted():
                self._task.cancel()
                self._task = None

        return async_stop

    async def async_fresh(self, nodes: Collection[str], seconds: float) -> None:
        """Ask about those of the nodes that are due, and wait so long at most."""
        due = [node for node in nodes if self.is_due(node)]
        if not due:
            return
        done = asyncio.Event()

        @callback
        def async_check() -> None:
            if not any(map(self.is_due, due)):
                done.set()

        stops = self.async_add_listener(async_check), self.async_look(due, Who.ACTION)
        try:
            async with asyncio.timeout(seconds):
                await done.wait()
        except TimeoutError:
            # What is known by now is what there is.
            return
        finally:
            for stop in stops:
                stop()

    async def _async_run(self) -> None:
        while wanted := self._wanted():
            self._wake.clear()
            node, pause = self._next(wanted)
            if pause <= 0:
                await self._async_ask(node)
            else:
                try:
                    async with asyncio.timeout(min(pause, _LONGEST_PAUSE)):
                        await self._wake.wait()
                    continue
                except TimeoutError:
                    if pause <= _LONGEST_PAUSE:
                        continue
            self._changed.async_notify()

    def _wanted(self) -> dict[str, Who]:
        """Return the nodes that are looked at, and who wants each most."""
        wanted: dict[str, Who] = {}
        for looker in self._lookers:
            for node in looker.nodes:
                wanted[node] = max(wanted.get(node, looker.who), looker.who)
        return wanted

    def _due_at(self, node: str) -> float:
        asked = self._asked.get(node)
        return 0.0 if asked is None else asked + _REFRESH

    def _next(self, wanted: dict[str, Who]) -> tuple[str, float]:
        """Return the node to ask about next, and the seconds until then."""
        now = self._hass.loop.time()
        held = max(self._not_before - now, self._statistics.wait_to_scan())
        due = [node for node in wanted if self._due_at(node) <= now]
        if not due:
            node = min(wanted, key=self._due_at)
            return node, max(self._due_at(node) - now, held)

        def urgency(node: str) -> float:
            asked = self._asked.get(node)
            waiting = _NEVER_ASKED if asked is None else now - asked
            return waiting * wanted[node]

        return max(due, key=urgency), held

    async def _async_ask(self, node: str) -> None:
        before = self._asked.pop(node, None)
        self._asked[node] = self._hass.loop.time()
        self._asking = node
        try:
            report = await self._statistics.async_scan(node)
        except asyncio.CancelledError:
            self._forget_request(node, before)
            raise
        except HomeAssistantError as err:
            self._failed(node, before, err)
        except Exception:
            # The others are asked about, whatever came of this one.
            _LOGGER.exception("Node %s was not looked up", node)
        else:
            self._failures = 0
            known = self._seen.pop(node, None)
            self._seen[node] = seen(report, dt_util.utcnow(), known)
            self._keep_positions(report)
        finally:
            self._asking = None
            while len(self._asked) > _MAX_KEPT:
                oldest = next(iter(self._asked))
                del self._asked[oldest]
                self._seen.pop(oldest, None)

    def _keep_positions(self, report: Report | None) -> None:
        if report is None:
            return
        places = {link.node: link.position for link in report.links}
        for name, position in {**places, report.node: report.position}.items():
            self._positions.pop(name, None)
            if position is not None:
                self._positions[name] = position
        while len(self._positions) > MAX_NETWORK_NAMES:
            del self._positions[next(iter(self._positions))]

    def _forget_request(self, node: str, before: float | None) -> None:
        del self._asked[node]
        if before is not None:
            self._asked[node] = before

    def _failed(self, node: str, before: float | None, err: HomeAssistantError) -> None:
        if err.translation_key == _NOT_NOW:
            # The budget says when.
            self._forget_request(node, before)
        elif err.translation_key != _OF_ONE_NODE:
            self._failures += 1
            growing = _FIRST_RETRY * 2.0 ** min(self._failures - 1, 10)
            pause = min(growing, _LONGEST_RETRY)
            self._not_before = self._hass.loop.time() + pause
