"""From nothing to a dashboard by clicks, in the order in which an operator does it."""

from playwright.async_api import expect
import pytest

from .stage import Stage, on_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@on_stage
async def test_a_server_is_added_by_clicks(stage: Stage) -> None:
    """Through the flow: login, nodes, done."""
    page = await stage.open("config/integrations/dashboard/add?domain=allstarlink")
    await page.get_by_role("button", name="OK").click()
    await page.get_by_text("Log in with a user that exists in manager.conf").click()
    await page.locator('input[name="host"]').fill("127.0.0.1")
    await page.locator('ha-form input[type="number"]').fill(str(stage.server.port))
    await page.locator('input[name="username"]').fill("admin")
    await page.locator('input[name="password"]').fill("secret")
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("becomes a device")).to_be_visible()
    await page.get_by_role("button", name="Submit").click()
    await page.get_by_role("button", name="Skip and finish").click()
    assert await stage.node_device("1999")
    assert await stage.node_device("1998")


@on_stage
async def test_the_dashboard_is_made_by_clicks_and_follows_the_nodes(
    stage: Stage,
) -> None:
    """It is among the community's in *Add dashboard*; no YAML, nothing to copy."""
    page = await stage.open("config/lovelace/dashboards")
    await page.get_by_role("button", name="Add dashboard").click()
    await page.locator("dashboard-card").filter(has_text="AllStarLink").click()
    await page.locator('input[name="title"]').fill("Radio room")
    await page.get_by_role("button", name="Create").click()
    await page.get_by_role("link", name="Radio room").click()
    await expect(page.locator("allstarlink-network-card ha-card")).to_be_visible()
    await expect(page.locator("allstarlink-node-card")).to_have_count(2)

    server = await stage.server_entry()
    await stage.remove_node(server, "1998")
    await expect(page.locator("allstarlink-node-card")).to_have_count(1)
    await stage.add_node(server, "1998")
    await expect(page.locator("allstarlink-node-card")).to_have_count(2)


@on_stage
async def test_each_view_of_the_dashboard_shows(stage: Stage) -> None:
    """Overview, a node with history and controls, diagnostics."""
    page = await stage.open("radio-room/diagnostics")
    await expect(page.get_by_text("Health")).to_be_visible()
    await page.get_by_role("tab").nth(1).click()
    await expect(page.locator("allstarlink-activity-card ha-card")).to_be_visible()
    await expect(page.locator("hui-history-graph-card").first).to_be_visible()
    assert await page.locator("hui-error-card").count() == 0


@on_stage
async def test_the_cards_are_in_the_picker_with_a_preview_and_an_editor(
    stage: Stage,
) -> None:
    """Found by name, drawn with a node of this house, set up without YAML."""
    await stage.add_card("card-picker", "network")
    page = await stage.open("card-picker/0?edit=1")
    await page.get_by_role("button", name="Add card").click()
    await page.get_by_role("tab", name="By card").click()
    await page.get_by_placeholder("Search cards").fill("allstar")
    preview = page.locator("hui-card-picker allstarlink-node-card h2")
    await expect(preview).to_have_text("Node 1998")
    # Over the preview lies what is clicked.
    await preview.click(force=True)
    editor = page.locator("hui-dialog-edit-card")
    await expect(editor.get_by_text("Timeline", exact=True).first).to_be_visible()
    await expect(editor.locator("allstarlink-node-card h2")).to_be_visible()
    # The picker draws all of Home Assistant's own cards, some of which complain.
    stage.errors[:] = [error for error in stage.errors if "allstarlink" in error]
