"""Time from a byte on a loopback socket to the written Home Assistant state."""

import asyncio
from dataclasses import dataclass
import logging
from statistics import median, quantiles

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_component import EntityComponent

from tests.integration import Entities
from tests.soak.core import home_assistant

from . import contestants
from .core import Written, add_server, node_numbers, write_every_change
from .far_side import FarSide, far_side
from .row import AtMost, Row

TITLE = "Latency"
NOTE = (
    "Milliseconds from the moment another process sends RPT_RXKEYED to the"
    " written state of the receiver. The floor is a bare asyncio protocol that"
    " calls `hass.states.async_set`; the bare entity is the same protocol with an"
    " entity of Home Assistant in between. Panoramisk and a poller like Allmon3"
    " write such an entity, too. All are connected to one Home Assistant and take"
    " turns; what is written in the same moment is median, p99 and maximum."
)

NOISE = 5000

# Between two edges, seconds on average
_INTERVAL = 0.004
_IN_A_ROUND = 50
# A poller does not see what is shorter than its second.
_POLLER_INTERVAL = 2.4

# A written state that is still missing then is lost, seconds
_TIMEOUT = 10

# How many nodes the measured one is among
_NODES = (1, 20, 100)

# What stands beside ours
_BARE_ENTITY, _PANORAMISK = "a bare entity", "panoramisk"
_PEERS = (_BARE_ENTITY, _PANORAMISK)
_WATCHED = ("1 node", "20 nodes")


@dataclass(frozen=True, slots=True)
class Line:
    """A port of the far side, and the entity that shows what comes from it."""

    port: int
    node: str
    entity_id: str


@dataclass(frozen=True, slots=True)
class Times:
    """What was measured of one line, milliseconds."""

    times: list[float]

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p99(self) -> float:
        return quantiles(self.times, n=100, method="inclusive")[98]

    def __str__(self) -> str:
        """Return what the table shows."""
        return f"{self.median:.2f}, p99 {self.p99:.2f}, max {max(self.times):.1f}"


class Course:
    """Measures lines by turns."""

    def __init__(self, hass: HomeAssistant, far: FarSide) -> None:
        """Measure in this Home Assistant."""
        self._hass = hass
        self._far = far

    async def run(
        self, lines: dict[str, Line], rounds: int, noise: int = 0
    ) -> dict[str, Times]:
        """Return what so many rounds showed of each line."""
        written = Written(self._hass, (line.entity_id for line in lines.values()))
        sent: dict[str, list[int]] = {name: [] for name in lines}
        for _ in range(rounds):
            for name, line in lines.items():
                sent[name] += await self._far.ask(
                    "edges",
                    port=line.port,
                    node=line.node,
                    count=_IN_A_ROUND,
                    interval=_INTERVAL,
                    noise=noise,
                )
        result = {
            name: await _times(sent[name], written.times[line.entity_id])
            for name, line in lines.items()
        }
        written.stop()
        return result

    async def polled(self, line: Line, count: int) -> Times:
        """Return what so many edges showed that only a poll sees."""
        written = Written(self._hass, [line.entity_id])
        sent = await self._far.ask(
            "true_edges",
            port=line.port,
            node=line.node,
            count=count,
            interval=_POLLER_INTERVAL,
        )
        result = await _times(sent, written.times[line.entity_id])
        written.stop()
        return result


def run(quick: bool) -> list[Row]:
    """Measure."""
    write_every_change()
    return asyncio.run(_measure(quick))


async def _measure(quick: bool) -> list[Row]:
    logging.getLogger("panoramisk").setLevel(logging.CRITICAL)
    rounds = 3 if quick else 15
    async with far_side() as far, home_assistant() as hass:
        component = EntityComponent[contestants.Receiver](
            logging.getLogger(__name__), "binary_sensor", hass
        )
        lines = {
            "floor": await _floor(hass, far),
            _BARE_ENTITY: await _bare_entity(component, far),
            _PANORAMISK: await _panoramisk(component, far),
        }
        for count in _NODES[:2] if quick else _NODES:
            lines[_of(count)] = await _ours(hass, far, count)
        course = Course(hass, far)
        idle = await course.run(lines, rounds)
        noisy = await course.run(lines, rounds, NOISE)
        rows = _rows(idle, noisy)
        if not quick:
            poller = await _poller(hass, component, far)
            rows.append(Row("poller, 1 s, idle", str(await course.polled(poller, 12))))
        return rows


async def _floor(hass: HomeAssistant, far: FarSide) -> Line:
    port = await far.ask("open_plain")
    return Line(port, "1999", await contestants.floor(hass, port))


async def _bare_entity(
    component: EntityComponent[contestants.Receiver], far: FarSide
) -> Line:
    port = await far.ask("open_plain")
    return Line(port, "1999", await contestants.bare_entity(component, port))


async def _panoramisk(
    component: EntityComponent[contestants.Receiver], far: FarSide
) -> Line:
    port = await far.ask("open", nodes=["1999"], links=0)
    return Line(port, "1999", await contestants.with_panoramisk(component, port))


async def _poller(
    hass: HomeAssistant, component: EntityComponent[contestants.Receiver], far: FarSide
) -> Line:
    port = await far.ask("open", nodes=["1999"], links=0)
    entity_id = await contestants.with_polls(hass, component, port, "1999")
    return Line(port, "1999", entity_id)


async def _ours(hass: HomeAssistant, far: FarSide, count: int) -> Line:
    """Set up a server with so many nodes, of which the last is measured."""
    nodes = node_numbers(count)
    port = await far.ask("open", nodes=nodes, links=1)
    entry = await add_server(hass, port, nodes)
    entity_id = Entities(hass, entry, nodes[-1]).entity_id("receiving")
    assert entity_id is not None
    return Line(port, nodes[-1], entity_id)


def _of(count: int) -> str:
    return "1 node" if count == 1 else f"{count} nodes"


def _rows(idle: dict[str, Times], noisy: dict[str, Times]) -> list[Row]:
    floor, rows = idle["floor"], []
    for name, times in idle.items():
        if name == "floor":
            continue
        ours = name not in _PEERS
        noise = noisy[name]
        rows += [
            Row(
                f"{name}, idle, median beside the floor",
                f"{times}; floor {floor}",
                times.median / floor.median,
                AtMost(1.5) if ours else None,
                watched=ours and name in _WATCHED,
            ),
            Row(
                f"{name}, {NOISE:,} other events/s, p99",
                f"{noise}; floor {noisy['floor']}",
                noise.p99,
                AtMost(5) if ours else None,
                unit=" ms",
            ),
        ]
    return rows


async def _times(sent: list[int], arrived: list[int]) -> Times:
    """Return the times of edges that were sent and written in this order."""
    async with asyncio.timeout(_TIMEOUT):
        while len(arrived) < len(sent):  # noqa: ASYNC110  (the far side's doing)
            await asyncio.sleep(0.05)
    return Times([(b - a) / 1e6 for a, b in zip(sent, arrived, strict=True)])
