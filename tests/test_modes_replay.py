"""Modes and talks beside other links, as recorded: d11 and d12, value by value."""

from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from .conftest import Clock
from .integration import Entities, add_entry, entry_for
from .timed_replay import TimedReplay

D11 = "d11_mode_change_beside_other_links_1999"
D12 = "d12_local_monitor_also_reachable_1999"

T, R, L = "transceive", "monitor", "local_monitor"

pytestmark = pytest.mark.usefixtures("every_entity")


@asynccontextmanager
async def replayed(
    hass: HomeAssistant, name: str
) -> AsyncGenerator[tuple[TimedReplay, Entities]]:
    """Set Home Assistant up with a recorded node, just before the recording begins."""
    async with TimedReplay(name) as server:
        entry = await add_entry(hass, entry_for(server.port))
        yield server, Entities(hass, entry)
        await hass.config_entries.async_unload(entry.entry_id)


def links(states: Entities) -> dict[str, tuple[str, str, int]]:
    """Return mode, state and reconnects of each link."""
    return {
        link["node"]: (link["mode"], link["state"], link["reconnects"])
        for link in states.get("links").attributes["links"]
    }


def up(mode: str, reconnects: int = 0) -> tuple[str, str, int]:
    """Return what `links` has of an established link."""
    return mode, "established", reconnects


OTHERS = {"2002": up(T), "2003": up(R)}

# At these times nothing has happened for a second and a half at least: the links
# and the nodes of the network.
QUIET: dict[str, dict[float, tuple[dict[str, tuple[str, str, int]], str]]] = {
    D11: {
        4.0: ({"2001": up(T)}, "1"),
        6.5: ({"2001": up(T), "2002": up(T)}, "2"),
        15.2: ({"2001": up(T), **OTHERS}, "3"),
        17.5: ({"2001": up(R, 1), **OTHERS}, "3"),
        21.7: ({"2001": up(R, 1), **OTHERS}, "3"),
        24.0: ({"2001": up(T, 2), **OTHERS}, "3"),
        28.2: ({"2001": up(T, 2), **OTHERS}, "3"),
        30.5: ({"2001": up(L, 3), **OTHERS}, "2"),
        34.7: ({"2001": up(L, 3), **OTHERS}, "2"),
        37.0: ({"2001": up(T, 4), **OTHERS}, "3"),
        41.2: ({"2001": up(T, 4), **OTHERS}, "3"),
        44.0: (OTHERS, "2"),
        47.0: ({}, "0"),
    },
    D12: {
        4.7: ({}, "0"),
        9.7: ({"2001": up(L)}, "0"),
        16.7: ({"2001": up(L)}, "0"),
        23.7: ({"2001": up(L), "2002": up(T)}, "2"),
        30.7: ({"2001": up(L), "2002": up(T)}, "2"),
        35.7: ({"2001": up(L)}, "0"),
        42.7: ({"2001": up(L)}, "0"),
        47.0: ({}, "0"),
        52.7: ({"2002": up(T)}, "2"),
        63.7: ({"2002": up(T)}, "2"),
        67.0: ({}, "0"),
    },
}

# Who talked, from when to when
TALKS = {
    D11: [
        ("2002", 11.314, 12.555),
        ("2001", 13.533, 14.555),
        ("2002", 17.614, 18.854),
        ("2001", 19.834, 20.895),
        ("2002", 24.114, 25.354),
        ("2001", 26.313, 27.354),
        ("2002", 30.614, 31.854),
        ("2001", 32.814, 33.874),
        ("2002", 37.114, 38.354),
        ("2001", 39.314, 40.374),
    ],
    D12: [
        # A gap of 1.8 s: one talk
        ("2001", 9.829, 14.069),
        ("2001", 23.809, 25.050),
        ("2002", 23.810, 25.070),
        ("2002", 27.311, 28.550),
        ("2001", 27.349, 28.571),
        ("2001", 35.809, 40.069),
        ("2002", 52.810, 54.070),
        ("2002", 60.810, 62.070),
    ],
}


@pytest.mark.parametrize("name", [D11, D12])
async def test_links_at_quiet_times(
    hass: HomeAssistant, clock: Clock, name: str
) -> None:
    """Each link has the mode that the node gave it, whoever else reaches its name."""
    async with replayed(hass, name) as (server, states):
        server.begin()
        for at, (expected, network) in QUIET[name].items():
            await clock.advance(at - server.at)
            assert (at, links(states), states["network_nodes"]) == (
                at,
                expected,
                network,
            )


@pytest.mark.parametrize("name", [D11, D12])
async def test_talks(hass: HomeAssistant, clock: Clock, name: str) -> None:
    """Those of local monitors as well, within 0.4 s of the truth."""
    async with replayed(hass, name) as (server, _states):
        starts: defaultdict[str, list[float]] = defaultdict(list)
        durations: defaultdict[str, list[float]] = defaultdict(list)
        events = async_capture_events(hass, "allstarlink_activity")
        server.begin()
        while server.at < 69:
            await clock.advance(0.2)
            for event in events:
                if event.data["type"] == "talk_started":
                    starts[event.data["node"]].append(server.at)
                elif event.data["type"] == "talk_ended":
                    durations[event.data["node"]].append(event.data["duration"])
            events.clear()
        for node in ("2001", "2002"):
            talks = [
                (start, end - start) for who, start, end in TALKS[name] if who == node
            ]
            assert starts[node] == pytest.approx([at for at, _ in talks], abs=0.4)
            assert durations[node] == pytest.approx([d for _, d in talks], abs=0.4)


@pytest.mark.parametrize("name", [D11, D12])
@pytest.mark.parametrize("delay", [0, 1, 2, 3, 5, 7, 11])
async def test_links_of_a_first_poll(
    hass: HomeAssistant, clock: Clock, name: str, delay: int
) -> None:
    """Home Assistant starts in the midst of it, and knows nothing of the time before."""
    for at, (expected, network) in list(QUIET[name].items())[delay : delay + 1]:
        async with TimedReplay(name) as server:
            server.begin()
            await clock.advance(at - 1 - server.at)
            entry = await add_entry(hass, entry_for(server.port))
            states = Entities(hass, entry)
            assert (links(states), states["network_nodes"]) == (expected, network)
            await hass.config_entries.async_unload(entry.entry_id)
