"""From an empty Home Assistant to a dashboard, by one paste on the node."""

import asyncio
from pathlib import Path
import re
from time import monotonic

from playwright.async_api import Locator, Page, expect
import pytest

from simulator import User
from tests.setup_script.machine import Machine

from .stage import FIGURES, Stage, on_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


class _Hand:
    """Clicks, and counts it."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self.clicks = 0
        self._pictures = pictures
        self._pictures.mkdir(exist_ok=True)

    async def click(self, target: Locator) -> None:
        await target.click()
        self.clicks += 1

    async def look(self, name: str) -> None:
        await self.page.wait_for_timeout(400)
        await self.page.screenshot(path=self._pictures / f"{name}.png")


@on_stage
async def test_three_minutes_from_nothing_to_a_dashboard(
    stage: Stage, tmp_path: Path
) -> None:
    """The script that is pasted is the one that the page shows."""
    stage.server.users.pop("homeassistant", None)
    machine = await asyncio.to_thread(Machine, tmp_path, "asl3", "22.2.0+asl3")
    began = monotonic()
    page = await stage.open("config/integrations/dashboard")
    hand = _Hand(page, tmp_path / "pictures")
    await hand.click(page.get_by_role("button", name="Add integration"))
    await page.get_by_placeholder("Search for a brand name").fill("AllStarLink")
    await hand.look("0-brand")
    await hand.click(page.get_by_text("AllStarLink").last)
    form = page.locator("dialog-data-entry-flow")
    choice = form.get_by_text("Set up the node")
    await expect(choice).to_be_visible()
    await hand.look("1-menu")
    await hand.click(choice)
    host = form.get_by_role("textbox").first
    await host.fill(f"http://127.0.0.1:{stage.server.port}/allmon3/")
    await hand.look("2-set-up")
    await hand.click(form.get_by_role("button", name="Submit"))
    script = form.locator("textarea").first
    await expect(script).to_have_value(re.compile("ALLSTARLINK"))
    await hand.look("3-script")
    pasted = await script.input_value()
    printed = await asyncio.to_thread(machine.run, pasted)
    assert "Done." in printed
    (secret,) = [
        line.removeprefix("secret = ")
        for line in machine.files()["manager.conf"]
        .partition("[homeassistant]")[2]
        .splitlines()
        if line.startswith("secret = ")
    ]
    stage.server.users["homeassistant"] = User(
        "homeassistant", secret, read="call,system", write="command"
    )
    await hand.click(form.get_by_role("button", name="I have run it"))
    await hand.look("4-waiting")
    await expect(form.get_by_text("The login works.")).to_be_visible()
    await hand.look("5-nodes")
    await hand.click(form.get_by_role("button", name="Submit"))
    await expect(form.get_by_text("Community dashboards")).to_be_visible()
    await hand.look("6-done")
    await hand.click(form.get_by_role("button", name="Finish"))
    await page.goto(f"{stage.hass.url}/config/lovelace/dashboards")
    await hand.click(page.get_by_text("Add dashboard").first)
    await hand.look("7-add-dashboard")
    await hand.click(page.get_by_text("AllStarLink", exact=True).first)
    dialog = page.locator("dialog-lovelace-dashboard-detail")
    await dialog.get_by_role("textbox").first.fill("Radio")
    await hand.look("8-dashboard-chosen")
    await hand.click(dialog.get_by_role("button", name="Create"))
    await page.goto(f"{stage.hass.url}/dashboard-radio")
    await expect(page.locator("allstarlink-node-card ha-card")).to_have_count(2)
    await hand.look("9-dashboard")
    seconds = monotonic() - began
    FIGURES.append(f"set-up: {hand.clicks} clicks, {seconds:.0f} s")
