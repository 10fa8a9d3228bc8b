"""How long it takes from the bytes on a socket to the action that runs."""

import asyncio
from collections.abc import Callable
from statistics import median
from time import perf_counter

from homeassistant.core import HomeAssistant, callback
import pytest

from simulator import SimulatedNode, SimulatedServer

from .automations import automate_all, device_of, on
from .integration import add_server

TIMES = 50

# Seconds, at most. On a machine that does other things as well, only the quicker ones
# tell: what the code itself takes, every one of them takes.
MEDIAN = 0.010

CAUSES: dict[str, Callable[[SimulatedNode, str], None]] = {
    "talk_started": SimulatedNode.key_link,
    "link_connected": lambda node, name: node.link(f"4{name}"),
    "link_disconnected": SimulatedNode.unlink,
    "dtmf_received": lambda node, _: node.dtmf("1"),
}


@pytest.mark.parametrize("trigger", CAUSES)
async def test_the_action_runs_at_once(
    hass: HomeAssistant,
    trigger: str,
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    """On an idle loop, behind a condition as well, with fifty links."""
    names = [str(2000 + number) for number in range(TIMES)]
    async with SimulatedServer(nodes=["1999"]) as server:
        node = server.node("1999")
        for name in names:
            node.link(name)
        entry = await add_server(hass, server)
        device = device_of(hass, entry)
        condition = {
            "condition": "allstarlink.is_linked_to",
            "target": {"device_id": device},
            "options": {"nodes": names[-1]},
        }
        (automation,) = await automate_all(hass, [(on(trigger, device), [condition])])
        ran = asyncio.Event()
        hass.bus.async_listen(automation.ran, callback(lambda _event: ran.set()))
        delays = []
        for name in names[:-1]:
            ran.clear()
            start = perf_counter()
            CAUSES[trigger](node, name)
            await ran.wait()
            delays.append(perf_counter() - start)
        record_testsuite_property(f"delay_ms_{trigger}", median(delays) * 1000)
        quicker = sorted(delays)[: len(delays) // 2]
        assert median(quicker) < MEDIAN
        assert await hass.config_entries.async_unload(entry.entry_id)
