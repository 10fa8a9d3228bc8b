"""Home Assistant beside a server with receivers."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import NodeSetup, Receiver, Voter
from tests.conftest import Clock
from tests.integration import Entities
from tests.transcript import find

from .replay import VoterServer

RECEIVERS = ("main", "north", "south")
ALL_KEYS = {
    "voted",
    *(f"{kind}_{name}" for kind in ("rssi", "voting") for name in RECEIVERS),
}


def keys(hass: HomeAssistant, entry: MockConfigEntry, node: str = "1996") -> set[str]:
    """Return the keys of a node's voter entities."""
    prefix = f"{entry.entry_id}_{node}_"
    found = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    known = (e.unique_id.removeprefix(prefix) for e in found)
    return {key for key in known if key.startswith(("rssi_", "voting_", "voted"))}


class Stage:
    """A recorded server that Home Assistant is set up with, and time."""

    def __init__(
        self,
        hass: HomeAssistant,
        clock: Clock,
        server: VoterServer,
        entry: MockConfigEntry,
    ) -> None:
        """Take what there is."""
        self.hass = hass
        self.clock = clock
        self.server = server
        self.entry = entry
        self.states = Entities(hass, entry, "1996")

    async def poll(self, voters: bytes | None) -> None:
        """Let the server answer this from now on, until it is asked slowly."""
        self.server.voters = voters
        await self.clock.advance(61)

    async def wait(self, seconds: int) -> int:
        """Let time pass, no faster than answers come; return how often it was asked."""
        asked = self.server.questions
        for _ in range(10 * seconds):
            await self.clock.advance(0.1)
            await self.clock.settle(50)
        return self.server.questions - asked

    async def keyed(self, *, on: bool) -> None:
        """Let the node say that it receives or does not (transcript 26)."""
        start, end = (9, 10) if on else (10, 11)
        self.server.play(find("26_"), start, end)
        await self.clock.settle(100)

    def shown(self, kind: str) -> list[str]:
        """Return the states of all three receivers."""
        return [self.states[f"{kind}_{name}"] for name in RECEIVERS]


def one_receiver() -> NodeSetup:
    """Return node 1995, which listens to its only receiver."""
    voter = Voter([Receiver("North", rssi=80)], "North")
    return NodeSetup("1995", "voter/1995", voter=voter)
