"""An automation is made in the editor, by clicks alone, and runs."""

from playwright.async_api import Locator, Page, expect
import pytest

from .stage import Stage, on_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


async def _add(page: Page, what: str, chosen: str) -> None:
    """Add a trigger or a condition of the node, from the list of what it offers."""
    await page.get_by_role("button", name=f"Add {what}").click()
    dialog = page.locator("add-automation-element-dialog")
    await dialog.get_by_text("Devices", exact=True).click()
    await dialog.get_by_text("Node 1999").first.click()
    await dialog.get_by_text(chosen).first.click()


def _panel(page: Page) -> Locator:
    return page.locator("ha-automation-sidebar")


@on_stage
async def test_an_automation_is_made_by_clicks_and_runs(stage: Stage) -> None:
    """When somebody talks, and the node is linked, there is a notification."""
    await stage.add_server("1999", favorites=[])
    node = stage.server.node("1999")
    node.link("2001")
    page = await stage.open("config/automation/edit/new")
    await _add(page, "trigger", "Talk started")
    await expect(_panel(page).get_by_text("Leave it out for anyone")).to_be_visible()
    await _add(page, "condition", "Node is linked")
    await expect(_panel(page).get_by_text("Leave it out for any.")).to_be_visible()
    await page.get_by_role("button", name="Add action").click()
    dialog = page.locator("add-automation-element-dialog")
    await page.keyboard.type("create persistent notification")
    await dialog.get_by_text("Create persistent notification").first.click()
    await _panel(page).get_by_role("textbox").first.fill("On the air")
    await page.get_by_role("button", name="Save").first.click()
    naming = page.locator("ha-dialog-automation-save")
    await naming.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("button", name="Traces")).to_be_visible()

    node.key_link("2001")
    await page.get_by_text("Notifications").first.click()
    await expect(page.get_by_text("On the air")).to_be_visible()


@pytest.mark.parametrize(
    ("what", "names"),
    [
        (
            "trigger",
            [
                "Connection to node lost",
                "Connection to node restored",
                "DTMF received",
                "Link connected",
                "Link disconnected",
                "Node became quiet",
                "Talk ended",
                "Talk started",
            ],
        ),
        (
            "condition",
            [
                "Node is linked",
                "Node is quiet",
                "Node is receiving",
                "Node is transmitting",
                "Somebody is talking",
            ],
        ),
    ],
)
@on_stage
async def test_the_editor_offers_what_a_node_has(
    stage: Stage, what: str, names: list[str]
) -> None:
    """For the node's device, each by its name."""
    page = await stage.open("config/automation/edit/new")
    await page.get_by_role("button", name=f"Add {what}").click()
    dialog = page.locator("add-automation-element-dialog")
    await dialog.get_by_text("Devices", exact=True).click()
    await dialog.get_by_text("Node 1999").first.click()
    for name in names:
        await expect(dialog.get_by_text(name).first).to_be_visible()
