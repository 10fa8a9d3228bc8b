"""The cards while Home Assistant restarts under an open page."""

import re

from playwright.async_api import expect
import pytest

from .stage import Stage, on_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module", autouse=True)
def house(stage: Stage) -> None:
    """Have the server set up, with a dashboard for each card."""

    async def furnish() -> None:
        await stage.add_server("1999", favorites=[])
        device = await stage.node_device()
        for card in ("node", "activity", "network"):
            await stage.add_card(f"one-{card}", card, device_id=device)

    stage.run(furnish())


@on_stage
async def test_open_cards_are_right_again_after_a_restart(stage: Stage) -> None:
    """Nobody talks meanwhile, and nobody has to load the page again."""
    simulated = stage.server.node("1999")
    simulated.link("2001")
    simulated.key_link("2001")
    node, activity, network = [
        (await stage.open(f"one-{card}")).locator(f"allstarlink-{card}-card")
        for card in ("node", "activity", "network")
    ]
    await expect(node.locator(".on-air .name")).to_have_text("2001")
    await expect(activity.locator(".row.live")).to_contain_text("2001")
    await expect(network.locator(".spot.keyed")).to_contain_text("2001")

    await stage.hass.stop()
    await expect(node.get_by_role("status")).to_contain_text("Unavailable")
    await expect(activity.locator(".row.live")).to_have_count(0)
    await expect(network.locator(".spot.keyed")).to_have_count(0)

    simulated.unkey_link("2001")
    simulated.link("2002")
    await stage.hass.start()
    await expect(node.locator("[data-node='2002']")).to_have_count(1)
    await expect(node.locator(".on-air")).to_have_count(0)
    await expect(network.locator(".spot")).to_have_count(2)
    await expect(activity.locator(".row.link")).to_contain_text("2001")
    simulated.key_link("2002")
    await expect(activity.locator(".row.live")).to_contain_text("2002")

    # The page tells of each attempt to reach Home Assistant, and the log of its end.
    stage.errors.clear()
    stage.hass.log.clear()


@on_stage
async def test_a_page_from_before_an_upgrade_asks_to_be_loaded_again(
    stage: Stage,
) -> None:
    """The upgrade is another module; what was loaded stays until *Reload*."""
    node = stage.server.node("1999")
    page = await stage.open("one-node")
    card = page.locator("allstarlink-node-card")
    await expect(card.locator("ha-card")).to_be_visible()
    reload = card.get_by_role("button", name="Reload")
    await expect(reload).to_have_count(0)
    node.link("2003")
    await expect(card.locator("[data-node='2003']")).to_have_count(1)

    await stage.hass.stop()
    module = stage.hass.integration() / "frontend" / "allstarlink.js"
    module.write_bytes(module.read_bytes() + b"\n// upgraded\n")
    await stage.hass.start()
    await expect(reload).to_be_visible()
    # The former cards go on until then.
    await expect(card.locator("[data-node='2003']")).to_have_count(1)
    async with page.expect_response(re.compile(r"/allstarlink\.js\?v=")) as answer:
        await reload.click()
    assert b"// upgraded" in await (await answer.value).body()
    await expect(card.locator("[data-node='2003']")).to_have_count(1)
    await expect(reload).to_have_count(0)
    node.unlink("2003")
    stage.errors.clear()
    stage.hass.log.clear()
