"""Traffic without faults, slow enough that nothing of it may be missed.

Links come, talk and leave at every node, with every mode and odd names, and what
Home Assistant tells of them is compared with what was.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable
from random import Random

from simulator import SimulatedNode
from tests.truth import readable

from .household import Household, Told
from .traffic import CALLERS, MODES, sound_nodes

# Seconds: a talk, the pause after each act; what must lie between two talks of one
# station that are not to be one (the integration joins what is 2 s apart); what may
# pass until all is told
_TALK, _PAUSE = (0.5, 2.0), (0.4, 1.2)
_BETWEEN = 3.0
_TOLD = 6.0
_MAX_LINKS = 4


class _Life:
    """What happens at one node. `truth` counts it as it must be told."""

    def __init__(self, node: SimulatedNode, random: Random) -> None:
        """Begin with a node that has no links."""
        self._node = node
        self._random = random
        self.truth: Counter[Told] = Counter()
        self._talked: dict[str | None, float] = {}

    async def live(self, seconds: float) -> None:
        """Let things happen, one after another; all talks end in time."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while loop.time() < end:
            await self._random.choice(
                (self._talk, self._link, self._link, self._leave)
            )()
            await asyncio.sleep(self._random.uniform(*_PAUSE))

    async def _talk(self) -> None:
        loop = asyncio.get_running_loop()
        names = [link.name for link in self._node.links]
        since = loop.time() - _BETWEEN
        rested = [x for x in (None, *names) if self._talked.get(x, since) <= since]
        if not rested:
            return
        name = self._random.choice(rested)
        if name is None:
            self._node.key()
        else:
            self._node.key_link(name)
        await asyncio.sleep(self._random.uniform(*_TALK))
        if name is None:
            self._node.unkey()
        else:
            self._node.unkey_link(name)
        self._talked[name] = loop.time()
        self._count("talk_started", name or "local")
        self._count("talk_ended", name or "local")

    async def _link(self) -> None:
        names = {readable(link.name) for link in self._node.links}
        name = self._random.choice(CALLERS)
        if len(names) < _MAX_LINKS and readable(name) not in names:
            self._node.link(name, self._random.choice(MODES))
            self._count("link_connected", name)

    async def _leave(self) -> None:
        if names := [link.name for link in self._node.links]:
            name = self._random.choice(names)
            self._node.unlink(name)
            self._count("link_disconnected", name)

    def _count(self, kind: str, name: str) -> None:
        self.truth[self._node.number, kind, readable(name)] += 1


def hang_up(households: Iterable[Household]) -> None:
    """End every link and every talk."""
    for household in households:
        for node in sound_nodes(household.simulated):
            node.unkey()
            node.linking.disconnect_all()
            for link in node.links:
                node.unlink(link.name)


async def live_calmly(
    household: Household, random: Random, seconds: float
) -> tuple[Counter[Told], Counter[Told]]:
    """Return what was missed, and what was told though it never was.

    Begins at nodes without links, when all of that is known.
    """
    lives = [_Life(node, random) for node in sound_nodes(household.simulated)]
    household.told.clear()
    async with asyncio.TaskGroup() as group:
        for life in lives:
            group.create_task(life.live(seconds))
    await asyncio.sleep(_TOLD)
    truth: Counter[Told] = Counter()
    for life in lives:
        truth += life.truth
    return truth - household.told, household.told - truth
