"""Favorites by voice, through Home Assistant's own assistant: the right one or nothing."""

from collections.abc import AsyncGenerator

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest

from .conftest import Clock
from .list_server import ListServer
from .names import keep_list
from .station import Station, station

FAVORITES = ("2001", "2003", "2013")


@pytest.fixture
async def stage(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> AsyncGenerator[Station]:
    """Return a node with favorites whose callsigns are known, before an assistant."""
    for component in ("homeassistant", "conversation"):
        assert await async_setup_component(hass, component, {})
    keep_list(hass, "2013|W1X13|Hub|Town\n")
    settings = {"favorites": list(FAVORITES)}
    options = {"assist_control": True}
    async with station(hass, clock, settings=settings, options=options) as ready:
        yield ready


async def _say(stage: Station, sentence: str) -> list[str]:
    """Say something; return the commands that reached the node."""
    before = len(stage.commands)
    data = {"text": sentence, "language": "en"}
    await stage.finish(stage.call("conversation.process", data, response=True))
    await stage.clock.advance(5)
    return stage.commands[before:]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("turn on node 1999 favorite 2001", "2001"),
        ("turn on Node 1999 Favorite 2003", "2003"),
        # No favorite, or not clear which
        ("turn on node 1999 favorite 2002", None),
        ("turn on favorite 201", None),
        ("turn on favorite 20013", None),
        ("turn on favorite", None),
        ("turn on node 1999 favorite", None),
    ],
)
async def test_the_right_one_or_nothing(
    stage: Station, sentence: str, number: str | None
) -> None:
    """Numbers that differ in one digit are not guessed."""
    expected = [f"rpt cmd 1999 ilink 3 {number}"] if number else []
    assert await _say(stage, sentence) == expected


async def test_the_name_that_the_user_gave(stage: Station) -> None:
    """It is what the favorite is called by from then on, and an alias is another."""
    registry = er.async_get(stage.hass)
    entity_id = stage.states.entity_id("favorite_2003")
    assert entity_id is not None
    registry.async_update_entity(entity_id, name="Club net")
    await stage.hass.async_block_till_done()
    assert await _say(stage, "turn on club net") == ["rpt cmd 1999 ilink 3 2003"]
    registry.async_update_entity(
        stage.states.entity_id("favorite_2001") or "", aliases=["my home hub"]
    )
    await stage.hass.async_block_till_done()
    assert await _say(stage, "turn on my home hub") == ["rpt cmd 1999 ilink 3 2001"]
