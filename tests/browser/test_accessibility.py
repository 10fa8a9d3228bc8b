"""What axe finds on the cards: nothing."""

from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect
import pytest

from .stage import Stage, on_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

_AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"

# Home Assistant's own parts of the page are its own matter.
_FINDINGS = """
async () => {
  const {violations} = await axe.run(document, {resultTypes: ['violations']});
  return violations.flatMap(({id, nodes}) => nodes
    .filter(({target}) => target.flat().some((part) => part.includes('allstarlink-')))
    .map(({html, failureSummary}) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
}
"""


@pytest.fixture(scope="module", autouse=True)
def house(stage: Stage) -> None:
    """Have a server with links of all kinds, and a page with all cards."""

    async def furnish() -> None:
        await stage.add_server("1999", "1998", favorites=["2001", "2002"])
        device = await stage.node_device()
        cards = [
            {"type": f"custom:allstarlink-{card}-card", "device_id": device}
            for card in ("node", "activity", "network")
        ]
        sections = [{"type": "grid", "cards": [card]} for card in cards]
        view = {"type": "sections", "max_columns": 3, "sections": sections}
        await stage.hass.add_dashboard("all-cards", {"views": [view]})
        node = stage.server.node("1999")
        for name in ("2001", "50001", "W1AW-P", "3345678", "N0CALL-WITH-A-LONG-NAME"):
            node.link(name)
        node.link("2003", mode="monitor")

    stage.run(furnish())


async def _findings(page: Page) -> list[str]:
    if not await page.evaluate("'axe' in window"):
        await page.add_script_tag(content=_AXE.read_text("utf-8"))
    findings: list[str] = await page.evaluate(_FINDINGS)
    return findings


async def _close(card: Locator) -> None:
    await card.page.keyboard.press("Escape")
    await expect(card.locator("dialog[open]")).to_have_count(0)


@pytest.mark.skipif(not _AXE.exists(), reason="npm ci in frontend/ brings axe-core")
@pytest.mark.parametrize("look", ["light", "dark", "mirrored"])
@on_stage
async def test_axe_finds_nothing(stage: Stage, look: Any) -> None:
    """Quiet and while somebody talks, and in each dialog."""
    page = await stage.open("all-cards")
    scheme: Any = "dark" if look == "dark" else "light"
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if look == "mirrored":
        await page.locator("home-assistant").evaluate(
            "it => it.style.direction = 'rtl'"
        )
    card = page.locator("allstarlink-node-card")
    await expect(card.locator(".link")).to_have_count(6)
    await expect(page.locator("allstarlink-network-card .spot")).to_have_count(6)
    node = stage.server.node("1999")
    node.key_link("50001")
    await expect(card.locator(".on-air .name")).to_have_text("W1X1")
    assert await _findings(page) == []
    node.unkey_link("50001")
    for name in ("DTMF", "Macro", "Edit favorites", "Disconnect all"):
        await card.get_by_role("button", name=name, exact=True).click()
        await expect(card.locator("dialog[open]")).to_have_count(1)
        assert await _findings(page) == []
        await _close(card)
