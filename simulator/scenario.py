"""A scenario: who comes, talks and leaves, told by a TOML file.

The same file and seed give the same traffic. Tables:

- `[[node]]`: `number`, `channel`, `time_out_after`; see `NodeSetup`
- `[[remote]]`: nodes that can be called; see `Remote`
- `[[echolink]]`: chan_echolink's database; see `EchoLinkStation`
- `[[registration]]`: see `Registration`
- `[[station]]`: somebody at the far end of a link; see `Station`
- `[[receiver]]`: whoever is heard by a node's own receiver; see `Local`
- `[[phone]]`, `[[trunk]]`, `[[iax_peer]]`, `[[iax_registration]]`, `[[extension]]`,
  `[[hint]]`: the PBX; see `simulator.pbx.setup`
- `[[call]]`: who calls whom on it; see `Habit`
"""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
import random
import tomllib
from typing import Any

from .directory import EchoLinkStation, Registration
from .links import Direction, Mode
from .node import SimulatedNode
from .node_setup import NodeSetup
from .pbx import (
    NO_PBX,
    Extension,
    Hint,
    IaxPeer,
    IaxRegistration,
    Pbx,
    PbxSetup,
    Phone,
    Trunk,
    habits,
)
from .server import SimulatedServer
from .world import Remote

type Span = tuple[float, float]

# How often somebody only checks whether the link is up, and for how long.
_KERCHUNK_CHANCE = 0.1
_KERCHUNK: Span = (0.3, 1.2)
# How long somebody waits who finds the frequency busy or is not linked, seconds.
_RETRY_DELAY = 1.0


@dataclass(frozen=True, slots=True)
class Station:
    """Somebody who is linked now and then, and talks while it is.

    All spans are [shortest, longest] in seconds. Without `away` it never comes by
    itself, but talks when a command has linked it.
    """

    name: str
    node: str
    mode: Mode = "transceive"
    direction: Direction = "in"
    peer: str = "127.0.0.1"
    children: tuple[str, ...] = ()
    reconnects: int = 0
    away: Span | None = None
    stays: Span = (300.0, 900.0)
    talks: Span = (3.0, 25.0)
    pauses: Span = (15.0, 60.0)


@dataclass(frozen=True, slots=True)
class Local:
    """Whoever uses a node's own receiver; `dtmf` is dialled now and then.

    With `mdc` (`I1234`), the radio sends it at each key-down.
    """

    node: str
    talks: Span = (3.0, 25.0)
    pauses: Span = (15.0, 60.0)
    dtmf: str = ""
    mdc: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A server's nodes and what happens to them."""

    nodes: tuple[NodeSetup, ...] = ()
    remotes: tuple[Remote, ...] = ()
    echolink: tuple[EchoLinkStation, ...] = ()
    registrations: tuple[Registration, ...] = ()
    stations: tuple[Station, ...] = ()
    receivers: tuple[Local, ...] = ()
    pbx: PbxSetup = NO_PBX
    calls: tuple[habits.Habit, ...] = ()
    seed: int = 0


@dataclass(slots=True)
class _Player:
    """Plays the part of one station or receiver, with its own dice."""

    node: SimulatedNode
    dice: random.Random
    talks: Span
    pauses: Span
    _kerchunks: float = field(default=_KERCHUNK_CHANCE)

    async def pause(self) -> None:
        """Let the pause between two talks pass, and wait for a free frequency."""
        await self.wait(self.pauses)
        while self.node.receiving or self.node.link_keyed:  # noqa: ASYNC110  (as people do)
            await asyncio.sleep(_RETRY_DELAY + self.dice.random())

    async def speak(self) -> None:
        """Let a talk last: short ones are common, some are mere kerchunks."""
        if self.dice.random() < self._kerchunks:
            await self.wait(_KERCHUNK)
            return
        shortest, longest = self.talks
        await asyncio.sleep(self.dice.triangular(shortest, longest, shortest))

    async def wait(self, span: Span) -> None:
        """Let a time within the span pass."""
        await asyncio.sleep(self.dice.uniform(*span))


def load(path: Path) -> Scenario:
    """Read a scenario; ValueError or TypeError tells what is wrong with it."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {"seed", *_KINDS, *_TELEPHONES}
    if unknown := tables.keys() - known:
        raise ValueError(f"unknown in {path.name}: {', '.join(sorted(unknown))}")
    parts = _parts(tables, _KINDS)
    telephones = _parts(tables, _TELEPHONES)
    pbx = PbxSetup(**telephones) if any(telephones.values()) else NO_PBX
    return Scenario(seed=tables.get("seed", 0), pbx=pbx, **parts)


def _parts(
    tables: dict[str, Any], kinds: dict[str, tuple[str, type]]
) -> dict[str, Any]:
    return {
        field_name: tuple(kind(**_frozen(row)) for row in tables.get(table, ()))
        for table, (field_name, kind) in kinds.items()
    }


def furnish(server: SimulatedServer, scenario: Scenario) -> None:
    """Give a server what the scenario says is there."""
    for setup in scenario.nodes:
        server.add_node(setup)
    for remote in scenario.remotes:
        server.world.network[remote.number] = remote
    server.echolink += scenario.echolink
    server.registrations += scenario.registrations
    server.pbx = Pbx(server.world, scenario.pbx)


async def play(server: SimulatedServer, scenario: Scenario) -> None:
    """Let it happen, for ever."""
    async with asyncio.TaskGroup() as players:
        for station in scenario.stations:
            dice = random.Random(f"{scenario.seed} {station.node} {station.name}")
            players.create_task(_visit(server.node(station.node), station, dice))
        for receiver in scenario.receivers:
            dice = random.Random(f"{scenario.seed} {receiver.node}")
            players.create_task(_use(server.node(receiver.node), receiver, dice))
        for habit in scenario.calls:
            dice = random.Random(f"{scenario.seed} {habit.by} {habit.to}")
            players.create_task(habits.follow(server.pbx, habit, dice))


async def _visit(node: SimulatedNode, station: Station, dice: random.Random) -> None:
    player = _Player(node, dice, station.talks, station.pauses)
    loop = asyncio.get_running_loop()
    while True:
        if station.away is None:
            await asyncio.sleep(_RETRY_DELAY)
        else:
            await player.wait(station.away)
            _come(node, station)
        leaves = loop.time() + dice.uniform(*station.stays)
        while _is_up(node, station.name):
            await player.pause()
            if station.away is not None and loop.time() > leaves:
                break
            await _talk(node, station.name, player)
        if station.away is not None and _is_up(node, station.name):
            node.unlink(station.name)


def _come(node: SimulatedNode, station: Station) -> None:
    if _is_up(node, station.name):
        return
    node.link(
        station.name,
        station.mode,
        station.direction,
        station.peer,
        children=station.children,
        reconnects=station.reconnects,
    )


async def _talk(node: SimulatedNode, name: str, player: _Player) -> None:
    if not _is_up(node, name):
        return
    node.key_link(name)
    await player.speak()
    if _is_up(node, name):
        node.unkey_link(name)


async def _use(node: SimulatedNode, local: Local, dice: random.Random) -> None:
    player = _Player(node, dice, local.talks, local.pauses)
    while True:
        await player.pause()
        node.key()
        if local.mdc:
            node.mdc(local.mdc)
        if local.dtmf and dice.random() < _KERCHUNK_CHANCE:
            node.dtmf(local.dtmf)
        await player.speak()
        node.unkey()


def _is_up(node: SimulatedNode, name: str) -> bool:
    return any(link.name == name and link.established for link in node.link_list)


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}


_KINDS: dict[str, tuple[str, type]] = {
    "node": ("nodes", NodeSetup),
    "remote": ("remotes", Remote),
    "echolink": ("echolink", EchoLinkStation),
    "registration": ("registrations", Registration),
    "station": ("stations", Station),
    "receiver": ("receivers", Local),
    "call": ("calls", habits.Habit),
}
_TELEPHONES: dict[str, tuple[str, type]] = {
    "phone": ("phones", Phone),
    "trunk": ("trunks", Trunk),
    "iax_peer": ("iax_peers", IaxPeer),
    "iax_registration": ("iax_registrations", IaxRegistration),
    "extension": ("extensions", Extension),
    "hint": ("hints", Hint),
}
