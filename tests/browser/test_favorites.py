"""Stations that are found by name, favorites, and what a node says and obeys by dialogs."""

from typing import Any

from playwright.async_api import Locator, Page, expect
import pytest

from simulator import Remote
from tests.e2e.test_real_hass import SUBENTRY_FLOW

from .stage import Stage, on_stage, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


# What Home Assistant says of favorites once the option lets it ask the statistics.
_SCAN = """
() => {
  const {connection} = document.querySelector('home-assistant').hass;
  const subscribe = connection.subscribeMessage.bind(connection);
  const known = {name: null, mode: 'transceive', group: null, time: new Date().toISOString()};
  window.scans = 0;
  connection.subscribeMessage = (callback, message, options) => {
    if (message.type === 'allstarlink/favorites/subscribe') {
      window.scans += 1;
      setTimeout(() => callback({scan: true, favorites: [
        {...known, node: '2003', active: true, keyed: true, links: 41},
        {...known, node: '2001', active: false, keyed: null, links: null},
      ]}));
      return Promise.resolve(async () => { window.scans -= 1; });
    }
    const heed = (event) => callback(event.state
      ? {...event, state: {...event.state, favorites_scan: true}} : event);
    return subscribe(message.type === 'allstarlink/node/subscribe' ? heed : callback, message, options);
  };
}
"""


@pytest.fixture(scope="module", autouse=True)
def house(stage: Stage) -> None:
    """Have a server with a node that may transmit, and its card."""

    async def furnish() -> None:
        stage.server.world.network["50007"] = Remote("50007")
        await stage.add_server("1999", favorites=["2001", "2002", "2003"])
        await stage.add_card(
            "one-node", "node", device_id=await stage.node_device("1999")
        )

    stage.run(furnish())


async def _card(stage: Stage) -> Locator:
    card = (await stage.open("one-node")).locator("allstarlink-node-card")
    await expect(card.locator("ha-card")).to_be_visible()
    return card


def _sent(stage: Stage, *beginnings: str) -> list[str]:
    commands = [request.get("Command") for request in stage.server.requests]
    return [text for text in commands if text.startswith(beginnings)]


async def _favorites(card: Locator) -> list[str]:
    chips: list[str] = await card.locator(".chip[data-favorite]").evaluate_all(
        "(chips) => chips.map((chip) => chip.dataset.favorite)"
    )
    return chips


@on_stage
async def test_a_station_is_found_by_its_callsign_and_called(stage: Stage) -> None:
    """Typed, chosen with the keyboard, called; a star makes it a favorite."""
    card = await _card(stage)
    page = card.page
    stage.server.requests.clear()
    field = card.get_by_role("combobox", name="Node number or callsign")
    await field.press_sequentially("w1x7")
    offer = card.get_by_role("row").filter(has_text="50007")
    await expect(offer).to_contain_text("Hub 7")
    star = offer.get_by_role("button", name="Favorite W1X7")
    await star.click()
    await expect(star).to_have_attribute("aria-pressed", "true")
    await field.focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(field).to_have_value("50007")
    await page.keyboard.press("Enter")
    await until(lambda: _sent(stage, "rpt cmd") == ["rpt cmd 1999 ilink 3 50007"])
    row = card.locator(".link[data-node='50007']")
    await expect(row).to_contain_text("W1X7")
    await expect(field).to_have_value("")
    assert await _favorites(card) == ["2001", "2002", "2003", "50007"]
    await expect(card.get_by_role("button", name="Connecting")).to_have_count(0)
    # The star of the row takes it away again.
    await row.get_by_role("button", name="Favorite W1X7").click()
    await expect(card.locator("[data-favorite='50007']")).to_have_count(0)
    stage.server.node("1999").unlink("50007")


@on_stage
async def test_favorites_get_an_order_a_name_a_mode_and_a_group(stage: Stage) -> None:
    """By the keyboard; the chip then calls in its mode."""
    card = await _card(stage)
    page = card.page
    await card.get_by_role("button", name="Edit favorites").click()
    dialog = card.get_by_role("dialog")
    up = dialog.get_by_role("button", name="Move 2003 up")
    await up.focus()
    await page.keyboard.press("Enter")
    await expect(up).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(up).to_be_disabled()
    await dialog.get_by_role("textbox", name="Name, 2003").fill("Evening net")
    await page.keyboard.press("Tab")
    await dialog.get_by_role("combobox", name="Mode, Evening net").select_option(
        "monitor"
    )
    await dialog.get_by_role("combobox", name="Group, 2001").fill("Local")
    await dialog.get_by_role("button", name="Remove 2002").click()
    await dialog.get_by_role("button", name="Save").click()
    chips = card.locator(".chip[data-favorite]")
    await expect(chips).to_have_count(2)
    assert await _favorites(card) == ["2003", "2001"]
    await expect(card.get_by_role("group", name="Local")).to_contain_text("2001")
    stage.server.requests.clear()
    await card.get_by_role("button", name="Evening net").click()
    await until(lambda: _sent(stage, "rpt cmd") == ["rpt cmd 1999 ilink 2 2003"])
    await expect(chips.first).to_have_attribute("aria-pressed", "true")
    await expect(chips.first).to_be_enabled()
    stage.server.node("1999").unlink("2003")


@on_stage
async def test_favorites_say_which_of_them_is_active_now(stage: Stage) -> None:
    """As long as somebody looks; nothing is asked for a page that is left."""
    page = await stage.open("lovelace")
    await page.wait_for_function(
        "document.querySelector('home-assistant').hass?.states"
    )
    await page.evaluate(_SCAN)
    await page.evaluate(
        "history.pushState(null, '', '/one-node');"
        "dispatchEvent(new CustomEvent('location-changed'))"
    )
    card = page.locator("allstarlink-node-card")
    busy = card.locator(".chip[data-favorite='2003']")
    await expect(busy).to_contain_text("Keyed in the last minutes, 41 links")
    await expect(busy.locator(".scan")).to_have_class("scan keyed")
    away = card.locator(".chip[data-favorite='2001']")
    await expect(away).to_contain_text("Not registered")
    assert await page.evaluate("window.scans") == 1
    await page.evaluate(
        "history.pushState(null, '', '/config/dashboard');"
        "dispatchEvent(new CustomEvent('location-changed'))"
    )
    await page.wait_for_function("window.scans === 0")


@on_stage
async def test_a_macro_runs_and_a_station_is_looked_up(stage: Stage) -> None:
    """The look-up says who it is though AllStarLink cannot be asked here."""
    stage.server.node("1999").link("W1AW-P")
    card = await _card(stage)
    stage.server.requests.clear()
    await card.get_by_role("button", name="Macro").click()
    dialog = card.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("2")
    await dialog.get_by_role("button", name="Run").click()
    await until(lambda: _sent(stage, "rpt cmd") == ["rpt cmd 1999 macro 1 2"])
    await card.locator(".link .station").click()
    await expect(dialog).to_contain_text("Transceive, incoming")
    await expect(dialog).to_contain_text("no statistics")
    await dialog.get_by_role("button", name="Disconnect").click()
    await expect(card.locator(".link")).to_have_count(0)


async def _let_transmit(stage: Stage) -> None:
    entry = await stage.server_entry()
    ids: dict[str, Any] = {
        "handler": [entry, "node"],
        "subentry_id": await stage.node_subentry(),
        "show_advanced_options": False,
    }
    form = await stage.hass.post(SUBENTRY_FLOW, ids)
    data = {
        field["name"]: field["default"]
        for field in form["data_schema"]
        if "default" in field
    }
    await stage.hass.post(
        f"{SUBENTRY_FLOW}/{form['flow_id']}", {**data, "may_transmit": True}
    )


async def _said(page: Page) -> list[str]:
    said: dict[str, Any] = await page.evaluate(
        "document.querySelector('home-assistant').hass.callWS("
        "{type: 'frontend/get_user_data', key: 'allstarlink_said'})"
    )
    return list(said["value"] or [])


@on_stage
async def test_a_text_is_said_and_offered_again(stage: Stage) -> None:
    """Only where the node may transmit; what cannot be said says why."""
    card = await _card(stage)
    await expect(card.get_by_role("button", name="DTMF")).to_be_visible()
    await expect(card.get_by_role("button", name="On air")).to_have_count(0)
    await _let_transmit(stage)
    await card.get_by_role("button", name="On air").click()
    dialog = card.get_by_role("dialog")
    say = dialog.get_by_role("button", name="Say it")
    await expect(say).to_be_disabled()
    await dialog.get_by_role("textbox").fill("The net begins.")
    await say.click()
    # Here is nothing that speaks.
    await expect(card.get_by_role("alert")).to_be_visible()
    await until_said(card.page)
    await card.get_by_role("button", name="On air").click()
    await dialog.get_by_role("button", name="The net begins.").click()
    await expect(dialog.get_by_role("textbox")).to_have_value("The net begins.")
    stage.hass.log.clear()


async def until_said(page: Page) -> None:
    """Wait until Home Assistant has kept the text with the user."""
    await page.wait_for_timeout(200)
    assert await _said(page) == ["The net begins."]
