"""The whole network behind a node: as a graph, a list and on the map."""

import statistics

from playwright.async_api import Locator, Page, expect
import pytest

from .stage import FIGURES, Stage, on_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

_NEIGHBORS, _ALL = 18, 2000

# What Home Assistant answers to who looks at a network: statistics know the way of most
# and the position of some.
_NETWORK = """
([neighbors, all]) => {
  const {connection} = document.querySelector('home-assistant').hass;
  const send = connection.sendMessagePromise.bind(connection);
  const none = {via: null, adjacent: false, callsign: null, location: null, age: null,
                latitude: null, longitude: null};
  const nodes = Array.from({length: all}, (_, index) => index < neighbors
    ? {...none, node: `${2001 + index}`, adjacent: true}
    : {...none, node: `${40000 + index}`, callsign: `K1X${index}`, location: 'Town',
       ...(index % 20 < neighbors ? {via: `${2001 + index % 20}`, age: 75} : {}),
       ...(index % 50 ? {} : {latitude: 30 + index / 200, longitude: -80 - index / 100})});
  connection.sendMessagePromise = (message) => message.type === 'allstarlink/network'
    ? Promise.resolve({nodes, scan: true, pending: false}) : send(message);
}
"""

# Script of a hundred drawings, each at another place, ms
_DRAWINGS = """
(graph) => Array.from({length: 100}, (_, index) => {
  graph.pan = {x: index % 7, y: index % 5};
  const began = performance.now();
  graph.draw();
  return performance.now() - began;
})
"""


@pytest.fixture(scope="module", autouse=True)
def house(stage: Stage) -> None:
    """Have a server with many links, and the card of its network."""

    async def furnish() -> None:
        await stage.add_server("1999", favorites=[])
        device = await stage.node_device()
        await stage.add_card("one-network", "network", device_id=device)
        for index in range(_NEIGHBORS):
            stage.server.node("1999").link(str(2001 + index))

    stage.run(furnish())


async def _view(page: Page, name: str) -> Locator:
    card = page.locator("allstarlink-network-card")
    await expect(card.locator(".spot").first).to_be_visible()
    await page.evaluate(_NETWORK, [_NEIGHBORS, _ALL])
    await card.get_by_role("button", name=name, exact=True).click()
    return card


@on_stage
async def test_a_network_of_2000_is_drawn_in_a_frame(stage: Stage) -> None:
    """Found by its callsign, a node comes into sight; who is keyed is lit."""
    page = await stage.open("one-network")
    card = await _view(page, "Network")
    graph = card.locator("allstarlink-far-canvas")
    await expect(graph.get_by_role("img", name="2000 nodes")).to_be_visible()
    await expect(card).to_contain_text("Path of 200 nodes unknown")
    drawings = await graph.evaluate(_DRAWINGS)
    median = statistics.median(drawings)
    FIGURES.append(
        f"network of {_ALL}: {median:.1f} ms a drawing (median of 100), worst"
        f" {max(drawings):.0f}"
    )
    assert median < 16
    await card.get_by_placeholder("Find a station").fill("k1x77")
    await page.keyboard.press("Enter")
    await expect(card.locator(".details")).to_contain_text("K1X77 40077 · Town")
    await expect(card.locator(".details")).to_contain_text("Via 2018")
    await card.get_by_role("button", name="Look up K1X77").click()
    await expect(card.get_by_role("dialog")).to_contain_text("K1X77")
    # There is no internet here: AllStarLink was asked in vain.
    stage.errors.clear()
    stage.hass.log.clear()


@on_stage
async def test_the_list_has_all_and_the_page_only_what_is_in_sight(
    stage: Stage,
) -> None:
    """By neighbors; the last are those of whom nobody knows the way."""
    page = await stage.open("one-network")
    card = await _view(page, "List")
    rows = card.get_by_role("listitem")
    await expect(rows.first).to_contain_text("Via 2001: 100 nodes")
    assert await rows.count() < 60
    await card.locator("allstarlink-far-list .window").evaluate(
        "window => window.scrollTo(0, window.scrollHeight)"
    )
    await expect(rows.last).to_contain_text("K1X1999")
    assert await rows.last.get_attribute("aria-posinset") == "2019"
    await card.get_by_placeholder("Find a station").fill("K1X1940")
    await expect(rows).to_have_count(2)
    await rows.nth(1).get_by_role("button").click()
    await expect(card.locator(".details")).to_contain_text("Via 2001 · 1m ago")


@on_stage
async def test_the_map_has_those_with_a_position(stage: Stage) -> None:
    """Home Assistant's own; a click on one says who it is."""
    page = await stage.open("one-network")
    card = await _view(page, "Map")
    dots = card.locator("ha-map [data-node]")
    await expect(dots).to_have_count(39)
    await expect(card).to_contain_text("39 of 2000 nodes have a known position.")
    await card.locator("ha-map [data-node='41950']").click()
    await expect(card.locator(".details")).to_contain_text("K1X1950 41950 · Town")
    # Its tiles come from the internet.
    stage.errors[:] = [error for error in stage.errors if "map_tiles" not in error]
