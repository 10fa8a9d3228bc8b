"""Home Assistant's core with the integration, as the benchmarks set it up."""

from collections.abc import Iterable
import time

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from pytest_homeassistant_custom_component.common import MockConfigEntry

# First of all, so that Home Assistant finds it
import custom_components.allstarlink  # noqa: F401  (imported for its effect)
from custom_components.allstarlink import write_allowance
from tests.integration import entry_for

# Polls do not disturb what is measured, and nothing reaches the internet
QUIET = {"poll_interval": 3600, "adaptive_polling": False, "use_directory": False}

# As installed, but nothing reaches the internet
AS_INSTALLED = {"use_directory": False}


def write_every_change() -> None:
    """Lift the bound on writes in this process: the way of each change is measured.

    The edges that the far side sends are closer together than any squelch's.
    """
    write_allowance.BURST = write_allowance.RATE = 1_000_000


def node_numbers(count: int, first: int = 1000) -> list[str]:
    """Return the numbers of so many nodes."""
    return [str(number) for number in range(first, first + count)]


async def add_server(
    hass: HomeAssistant,
    port: int,
    nodes: Iterable[str],
    options: dict[str, object] | None = None,
) -> MockConfigEntry:
    """Set a server up; without options it is not polled again."""
    entry = entry_for(port, nodes, QUIET if options is None else options)
    entry.add_to_hass(hass)
    if not await hass.config_entries.async_setup(entry.entry_id):
        raise RuntimeError(f"No set-up: {entry.reason}")
    await hass.async_block_till_done()
    return entry


class Written:
    """Notes when the state of each of some entities changed, `time.monotonic_ns`."""

    def __init__(self, hass: HomeAssistant, entity_ids: Iterable[str]) -> None:
        """Listen from now on."""
        self.times: dict[str, list[int]] = {one: [] for one in entity_ids}
        self.stop = hass.bus.async_listen(EVENT_STATE_CHANGED, self._changed)

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        if (times := self.times.get(event.data["entity_id"])) is not None:
            times.append(time.monotonic_ns())
