"""A server that says something else each time, for ever: no more of it stays."""

from functools import lru_cache
import gc
import logging
import sys

from homeassistant.core import HomeAssistant
import pytest

from custom_components.allstarlink.activity import talk_statistics
from custom_components.allstarlink.app_rpt import events
from custom_components.allstarlink.directory import stations

from ..conftest import Clock
from ..integration import add_entry
from .server import HostileServer, entry_of
from .variants import SUCCESS, always, event, message

# Rounds until everything that is bounded is full, and those that are compared
# with as many later ones: what is saved every 15 minutes is held until then
_FULL = 6
_PERIOD = 8

_LINKS = 100

# Blocks of memory that so many rounds may leave. One name that nobody forgets takes
# two or more, and they bring 800 of each kind.
_MAX_BLOCKS = 400


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Keep the log of the test, which grows, small."""
    for name in ("", "homeassistant", "custom_components.allstarlink"):
        caplog.set_level(logging.CRITICAL, logger=name)


@pytest.fixture(autouse=True)
def soon_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is bounded be full after few rounds."""
    monkeypatch.setattr(talk_statistics, "_MAX_TALLIES", 300)
    monkeypatch.setattr(stations, "_MAX_CACHED", 50)
    monkeypatch.setattr(events, "_parse_kept", lru_cache(8)(events._parse))


def _noise(number: int) -> bytes:
    """Return what has new names in each round."""
    names = [f"{number + 1}{position:04}" for position in range(_LINKS)]
    keyed = ",".join([str(_LINKS), *(f"{name}TK" for name in names)])
    network = ",".join([str(_LINKS), *(f"T9{name}" for name in names)])
    return b"".join(
        (
            event("RPT_ALINKS", keyed),
            event("RPT_LINKS", network),
            event("RPT_ALINKS", f"1,{'x' * 5000}{number}TK"),
            event("RPT_ALINKS", "0"),
            event("DTMF", "5") * 300,
            *(event("RPT_RXKEYED", "1", name) for name in names),
            *(message(f"Event: X{name}", f"Y{name}: 1") for name in names),
            *(
                message(
                    "Event: Registry",
                    "ChannelType: IAX2",
                    f"Username: {name}",
                    f"Domain: {name}",
                    "Status: Registered",
                )
                for name in names
            ),
            *(message(SUCCESS, f"ActionID: {name}") for name in names),
        )
    )


def _replies(server: HostileServer, number: int) -> None:
    """Let replies have new names as well."""
    names = [f"{number + 1}{position:04}" for position in range(_LINKS)]
    clients = [line for name in names for line in (f"Client: {name}", "RSSI: 1")]
    server.says["VoterStatus"] = always(SUCCESS, "Node: 1999", *clients)
    rights = [f"A{name}: (Priv: <none>)" for name in names]
    server.says["Ping"] = always(SUCCESS, "Ping: Pong", *rights)


async def test_memory_is_flat(
    hass: HomeAssistant, clock: Clock, server: HostileServer
) -> None:
    """Once what is bounded is full, a round leaves nothing behind."""
    # Debug mode keeps a line for each slow callback.
    hass.loop.set_debug(False)
    await add_entry(hass, entry_of(server, "1999"))
    blocks = []
    for number in range(_FULL + 2 * _PERIOD):
        _replies(server, number)
        server.peers[-1].send(_noise(number))
        await clock.settle(40)
        await clock.advance(130)
        await hass.async_block_till_done()
        # What the server itself remembers.
        for peer in server.peers:
            peer.actions.clear()
            peer.received = b""
        gc.collect()
        blocks.append(sys.getallocatedblocks())
    before, after = blocks[_FULL:-_PERIOD], blocks[-_PERIOD:]
    assert max(after) - max(before) < _MAX_BLOCKS, blocks
