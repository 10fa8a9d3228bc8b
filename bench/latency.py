"""Time from a byte on a loopback socket to the written Home Assistant state.

Run `python -m bench.latency` in the test environment. It starts Home
Assistant's core and a server in one process, sends key-downs and key-ups as
app_rpt does, and prints median, 99th percentile and maximum in milliseconds.
"""

import argparse
import asyncio
from pathlib import Path
from statistics import median, quantiles
import tempfile
from time import perf_counter

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from pytest_homeassistant_custom_component.common import async_test_home_assistant

from tests.integration import Entities, add_entry, entry_for
from tests.replay import ReplayServer

_ROOT = Path(__file__).parent.parent


def _event(keyed: bool) -> bytes:
    return (
        "Event: RPT_RXKEYED\r\nPrivilege: call,all\r\nNode: 1999\r\n"
        "Channel: Local/pseudo@default-00000000;1\r\n"
        f"EventValue: {keyed:d}\r\nLastKeyedTime: Sat Nov 21 01:57:24 2026\r\n"
        "LastTxKeyedTime: Sat Nov 21 01:57:24 2026\r\n\r\n"
    ).encode()


async def _measure(hass: HomeAssistant, count: int) -> list[float]:
    """Return the milliseconds of each of `count` edges of the receiver."""
    async with ReplayServer() as server:
        entry = await add_entry(hass, entry_for(server.port))
        receiving = Entities(hass, entry).entity_id("receiving")
        written = asyncio.Event()

        @callback
        def changed(event: Event[EventStateChangedData]) -> None:
            nonlocal end
            if event.data["entity_id"] == receiving:
                end = perf_counter()
                written.set()

        hass.bus.async_listen(EVENT_STATE_CHANGED, changed)
        times = []
        end = 0.0
        for number in range(count):
            written.clear()
            start = perf_counter()
            server.send(_event(number % 2 == 0))
            await asyncio.wait_for(written.wait(), 5)
            times.append((end - start) * 1000)
        await hass.config_entries.async_unload(entry.entry_id)
        return times


async def _run(count: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "custom_components").symlink_to(_ROOT / "custom_components")
        async with async_test_home_assistant(config_dir=folder) as hass:
            hass.data.pop(DATA_CUSTOM_COMPONENTS, None)
            times = await _measure(hass, count)
            await hass.async_stop(force=True)
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="edges to measure")
    times = asyncio.run(_run(parser.parse_args().count))
    print(
        f"{len(times)} edges: median {median(times):.3f} ms,"
        f" p99 {quantiles(times, n=100)[98]:.3f} ms, max {max(times):.3f} ms"
    )


if __name__ == "__main__":
    main()
