"""The soak itself: traffic, faults, and quiet points at which all is compared."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterable
from contextlib import AsyncExitStack
import logging
from random import Random
from typing import override

from simulator import NodeSetup, RemoteBase, SimulatedServer, Timings

from .calm import hang_up, live_calmly
from .core import home_assistant
from .faults import FAULTS, fault_of
from .household import HEARTBEAT, POLL, RETRY_MAX, Household, Told, move_in
from .report import Report, measure, prepare
from .traffic import NETWORK, act
from .user_actions import UserActions


def _remote_base(number: str) -> NodeSetup:
    return NodeSetup(number, remote_base=RemoteBase(on=False))


def _broken(number: str) -> NodeSetup:
    return NodeSetup(number, radio_missing=True)


# The first number, how many sound nodes, the dialect, and what else there is
_SERVERS: tuple[tuple[int, int, str, tuple[NodeSetup, ...]], ...] = (
    (1980, 8, "asl3", (_remote_base("1989"),)),
    (1970, 7, "asl3-3.8", (_remote_base("1978"), _broken("1979"))),
    (1960, 5, "asl3", ()),
)
# As many as the history of a node keeps, so that it does not grow any more
_HISTORY = 1000
# Seconds: between two acts that fill it, each read on its own, as on the air; until
# it is full even on a slow machine
_FILL, _FILLED = 0.003, 180.0

# Long enough that a session that ends is not taken for a start of the server
_UP_FOR = 3600.0

# Seconds: between two acts, two orders, two faults; how long one lasts
_ACT, _ORDER = 0.05, 0.7
_PAUSE, _LASTS = (0.2, 4.0), (0.0, 6.0)
# Seconds of noise between two quiet points, and what may pass until polls have
# seen what no event told
_NOISE, _SETTLE = 20.0, POLL + 3.0
# Seconds without a fault, between two times of noise
_CALM = 15.0
# Of all the time; in 20 minutes, enough for each kind of fault to have been there
_WARM_UP = 0.1
# Seconds within which everything must be known again: the silence that is noticed,
# an attempt that hangs, the longest wait, and a poll
_RECOVERY = HEARTBEAT + 10 + 10 + RETRY_MAX + POLL
# What is different this long is not just late by a poll
_LOOKS, _LOOK_AGAIN = 4, 1.2


class _Errors(logging.Handler):
    """Collects what the integration logs above INFO, and all errors of others."""

    def __init__(self) -> None:
        """Begin to collect."""
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        ours = record.name.startswith("custom_components")
        if not ours and record.levelno < logging.ERROR:
            return
        self.lines.append(f"{record.name}: {record.getMessage()}")


class Soak:
    """A soak of some households with one seed."""

    def __init__(self, households: Iterable[Household], seed: int) -> None:
        """Take who lives through it."""
        self._households = list(households)
        self._random = Random(seed)
        self._user_actions = UserActions(self._random)
        self._last: dict[int, str] = {}
        self.report = Report(0, seed)

    async def run(self, minutes: float) -> Report:
        """Make noise until the time is over, once histories are full.

        What is held is measured at all quiet points but those of the warm-up.
        """
        self.report.minutes = minutes
        await self._fill_histories()
        loop = asyncio.get_running_loop()
        end = loop.time() + minutes * 60
        warm = loop.time() + minutes * 60 * _WARM_UP
        while loop.time() < end - _SETTLE:
            await self._make_noise(min(_NOISE, end - _SETTLE - loop.time()))
            await self._be_quiet()
            await self._be_calm()
            if loop.time() >= warm:
                self.report.uses.append(await measure())
        self.report.orders = self._user_actions.given
        self.report.arrived = self._user_actions.arrived
        self.report.twice = self._user_actions.twice
        return self.report

    async def _fill_histories(self) -> None:
        """Let as much happen at each node as its history keeps."""
        async with asyncio.timeout(_FILLED), asyncio.TaskGroup() as group:
            for household in self._households:
                group.create_task(self._fill_history(household))

    async def _fill_history(self, household: Household) -> None:
        while household.fewest_activities() < _HISTORY:
            act(household.simulated, self._random)
            await asyncio.sleep(_FILL)

    async def _make_noise(self, seconds: float) -> None:
        async with asyncio.TaskGroup() as group:
            for household in self._households:
                group.create_task(self._act(household, seconds))
                group.create_task(self._order(household, seconds))
                group.create_task(self._break(household, seconds))

    async def _act(self, household: Household, seconds: float) -> None:
        async for _ in _moments(seconds, self._random, (0.0, 2 * _ACT)):
            act(household.simulated, self._random)
            self.report.acts += 1

    async def _order(self, household: Household, seconds: float) -> None:
        async for _ in _moments(seconds, self._random, (0.0, 2 * _ORDER)):
            self._user_actions.give(household)

    async def _break(self, household: Household, seconds: float) -> None:
        async for _ in _moments(seconds, self._random, _PAUSE):
            name = self._next_fault()
            self.report.faults[name] += 1
            async with fault_of(name, household.simulated, self._random):
                await asyncio.sleep(self._random.uniform(*_LASTS))
            recovered = await household.wait_until_up(_RECOVERY)
            if recovered is None:
                self.report.not_recovered.append(f"{household.entry.title}: {name}")
            else:
                self.report.recovered(name, recovered)

    def _next_fault(self) -> str:
        """Return one of those that were there least often."""
        fewest = min(self.report.faults[name] for name in FAULTS)
        seldom = [name for name in FAULTS if self.report.faults[name] == fewest]
        return self._random.choice(seldom)

    async def _be_quiet(self) -> None:
        """Let everything settle, and compare it with the truth."""
        await self._user_actions.finish()
        await asyncio.sleep(_SETTLE)
        for household in self._households:
            if await household.wait_until_up(_RECOVERY) is None:
                self.report.not_recovered.append(f"{household.entry.title}: quiet")
            self._user_actions.audit(household)
            for node in household.simulated.world.nodes.values():
                node.commands.clear()
                node.lost_commands.clear()
        self.report.false_states += sorted(await self._wrong())
        self.report.quiet_points += 1

    async def _be_calm(self) -> None:
        """Let things happen without a fault, of which nothing may be missed."""
        hang_up(self._households)
        await asyncio.sleep(_SETTLE)
        async with asyncio.TaskGroup() as group:
            for household in self._households:
                group.create_task(self._live_calmly(household))
        self.report.false_states += sorted(await self._wrong())

    async def _live_calmly(self, household: Household) -> None:
        missed, invented = await live_calmly(household, self._random, _CALM)
        self.report.calm_acts += household.told.total()
        self.report.missed += _listed(missed)
        self.report.invented += _listed(invented)

    async def _wrong(self) -> set[str]:
        """Return what is wrong and stays so."""
        wrong = set[str]().union(*(one.wrong() for one in self._households))
        for _ in range(_LOOKS - 1):
            if not wrong:
                break
            await asyncio.sleep(_LOOK_AGAIN)
            wrong &= set[str]().union(*(one.wrong() for one in self._households))
        return wrong


async def soak(minutes: float, seed: int) -> Report:
    """Run a soak and return its figures."""
    prepare()
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    async with AsyncExitStack() as stack:
        hass = await stack.enter_async_context(home_assistant())
        households = []
        for first, nodes, dialect, others in _SERVERS:
            server = SimulatedServer(
                nodes=[*(str(first + number) for number in range(nodes)), *others],
                dialect=dialect,
                up_for=_UP_FOR,
                network=NETWORK,
                timings=Timings(restart=0.5, no_answer=6.0, retry=3.0),
            )
            await stack.enter_async_context(server)
            households.append(await move_in(hass, server))
        report = await Soak(households, seed).run(minutes)
    report.errors = errors.lines
    return report


def _listed(activities: Counter[Told]) -> list[str]:
    """Return activities for people, each as often as it counts."""
    return [f"{node} {kind}: {name!r}" for node, kind, name in activities.elements()]


async def _moments(
    seconds: float, random: Random, pause: tuple[float, float]
) -> AsyncGenerator[None]:
    """Yield after random pauses, as long as this lasts."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while True:
        await asyncio.sleep(random.uniform(*pause))
        if loop.time() >= end:
            return
        yield
