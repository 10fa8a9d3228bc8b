"""The examples of the page on control work as they stand there."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
from pytest_homeassistant_custom_component.common import async_mock_service

from .conftest import Clock
from .documents import blocks, page
from .station import station

# What each example tells the server, and what it shows
EXPECTED: dict[str, tuple[str | None, str]] = {
    "Join the net on Sunday evening": (
        "rpt cmd 1999 ilink 3 2001",
        "Linked to 2001 (transceive).",
    ),
    "Drop all links at night": ("rpt cmd 1999 ilink 6 0", ""),
    "Connect a favorite while I am at home": ("rpt cmd 1999 ilink 3 2001", ""),
    "Ask the node for its status in the morning": ("rpt fun 1999 *70", ""),
    "Run macro 1 at sunset": ("rpt cmd 1999 macro 1 1", ""),
    "Say the time every hour on this node alone": ("rpt cmd 1999 status 12 0", ""),
    "Tell who has been linked for four hours": (None, "Still linked: 2001."),
    "Show the registrations of the server once a day": (
        "rpt show registrations",
        "0 HTTP registrations.",
    ),
    "Note in the evening how many calls the server has handled": (None, " calls"),
}


def _examples() -> list[dict[str, Any]]:
    loaded: list[Any] = [
        parse_yaml(block) for block in blocks(page("controlling"), "yaml")
    ]
    return [automation for block in loaded for automation in block["automation"]]


async def test_each_example_loads_and_does_what_it_says(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Each is run once, as it is written."""
    examples = _examples()
    assert [example["alias"] for example in examples] == list(EXPECTED)
    assert await async_setup_component(hass, "persistent_notification", {})
    shown = async_mock_service(hass, "persistent_notification", "create")
    hass.states.async_set("zone.home", "1")
    async with station(
        hass,
        clock,
        write="command,system",
        settings={"favorites": ["2001"]},
        options={"allow_send_action": True},
    ) as stage:
        assert await async_setup_component(hass, "automation", {"automation": examples})
        await hass.async_block_till_done()
        loaded = {
            state.attributes["friendly_name"]: state
            for state in hass.states.async_all("automation")
        }
        for alias, (command, message) in EXPECTED.items():
            assert loaded[alias].state == "on", alias
            before = len(stage.server.commands)
            data = {"entity_id": loaded[alias].entity_id}
            await stage.finish(stage.call("automation.trigger", data))
            assert stage.server.commands[before:] == ([command] if command else []), (
                alias
            )
            if message:
                assert message in shown.pop().data["message"]
        assert shown == []
        every = {"entity_id": [state.entity_id for state in loaded.values()]}
        await stage.finish(stage.call("automation.turn_off", every))
