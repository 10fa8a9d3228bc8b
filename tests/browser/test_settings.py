"""What a server is told in its settings: names of nodes, and its extensions."""

import asyncio

from playwright.async_api import Locator, Page, expect
import pytest

from simulator.pbx import Pbx, PbxSetup, Phone
from tests.e2e.test_real_hass import OPTIONS_FLOW

from .stage import Stage, on_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

_PAGE = "config/integrations/integration/allstarlink"


@pytest.fixture(scope="module", autouse=True)
def server(stage: Stage) -> None:
    """Have a server with a node and two telephones."""
    phones = PbxSetup(phones=(Phone("101"), Phone("102")))
    stage.server.pbx = Pbx(stage.server.world, phones)
    stage.run(stage.add_server("1999", favorites=[]))


def _form(page: Page) -> Locator:
    return page.locator("dialog-data-entry-flow")


async def _pick(form: Locator, option: str) -> None:
    """Choose when the list has opened: the frontend forgets what is chosen before."""
    picker, field = form.locator("ha-generic-picker"), form.locator("ha-picker-field")
    opened = "it => new Promise(on => it.addEventListener('wa-after-show', on))"
    await asyncio.gather(picker.evaluate(opened), field.click())
    await form.get_by_text(option, exact=True).click()
    await expect(field).to_contain_text(option)


async def _save_item(page: Page, button: str, *texts: str) -> None:
    """Fill the dialog of an item in, and close it by this button."""
    dialog = page.locator("dialog-form")
    for field, text in enumerate(texts):
        await dialog.get_by_role("textbox").nth(field).fill(text)
    await dialog.get_by_role("button", name=button, exact=True).click()


@on_stage
async def test_a_node_gets_a_name_in_the_options(stage: Stage) -> None:
    """A wrong number is told in plain words, and put right in the same list."""
    page = await stage.open(_PAGE)
    await page.get_by_role("button", name="Configure").first.click()
    form = _form(page)
    await form.get_by_text("Names", exact=True).click()
    items = form.locator("ha-selector-object")
    await items.get_by_role("button", name="Add", exact=True).click()
    await _save_item(page, "Add", "W1AW", "Hilltop")
    await expect(items).to_contain_text("Hilltop")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text('"W1AW" is not a node number.')).to_be_visible()

    await items.get_by_role("button", name="Edit").click()
    await _save_item(page, "Save", "1999", "Hilltop")
    await form.get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("Options successfully saved.")).to_be_visible()
    await form.get_by_role("button", name="Finish").click()
    await expect(page.get_by_text("Node 1999 Hilltop").first).to_be_visible()


@on_stage
async def test_an_extension_is_chosen_from_those_of_the_server(stage: Stage) -> None:
    """Without telephony the form says what to do; then its device tells the state."""
    page = await stage.open(_PAGE)
    add = page.get_by_role("button", name="Add extension")
    await add.click()
    form = _form(page)
    await expect(form.get_by_text("Telephony is turned off.")).to_be_visible()
    await form.get_by_role("button", name="Close").last.click()

    await _turn_telephony_on(stage)
    await add.click()
    await _pick(form, "PJSIP/102")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text("for Endpoint 102")).to_be_visible()
    await form.get_by_role("button", name="Finish").click()
    await page.locator("ha-config-entry-device-row", has_text="Endpoint 102").click()

    state = page.locator("ha-device-entities-card", has_text="State")
    await expect(state.first).to_contain_text("Not in use")
    stage.server.pbx.dial("101", "102").ring()
    await expect(state.first).to_contain_text("Ringing")


async def _turn_telephony_on(stage: Stage) -> None:
    form = await stage.hass.post(OPTIONS_FLOW, {"handler": await stage.server_entry()})
    options: dict[str, dict[str, object]] = {
        section["name"]: {
            field["name"]: field["default"]
            for field in section["schema"]
            if "default" in field
        }
        for section in form["data_schema"]
    }
    options["telephony"]["telephony"] = True
    await stage.hass.post(f"{OPTIONS_FLOW}/{form['flow_id']}", options)
