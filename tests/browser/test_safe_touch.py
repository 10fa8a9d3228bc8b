"""What moves is never hit by mistake, and what talks moves nothing."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import re

from playwright.async_api import Locator, Page, expect
import pytest

from simulator import SimulatedNode

from .stage import FIGURES, Stage, on_stage, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

NAMES = [str(2001 + index) for index in range(6)]

# Everything that the browser counts as a jump of the layout, from the call on.
_SHIFTS = """
() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.shifts.push([entry.value, ...entry.sources.map(({node}) =>
        `${node?.nodeName} ${node?.className ?? ''} ${node?.parentElement?.className ?? ''}`)]);
    }
  }).observe({type: 'layout-shift', buffered: false});
}
"""

_MIDDLES = """
(card) => [...card.shadowRoot.querySelectorAll('.link')].map((row) => row.dataset.node)
"""


@pytest.fixture(scope="module", autouse=True)
def house(stage: Stage) -> None:
    """Have the server set up, with a dashboard for the node."""

    async def furnish() -> None:
        await stage.add_server("1999", favorites=["2001", "2002"])
        device = await stage.node_device()
        await stage.add_card("one-node", "node", device_id=device)
        await stage.add_card("sure-node", "node", device_id=device, confirm=False)
        await stage.add_card(
            "own-node",
            "node",
            device_id=device,
            tap_action={"action": "navigate", "navigation_path": "/all-cards/0"},
            buttons=[
                {
                    "label": "Parrot",
                    "action": "allstarlink.send_dtmf",
                    "data": {"digits": "*921"},
                    "confirm": True,
                }
            ],
        )
        sizes = [
            {
                "type": f"custom:allstarlink-{kind}-card",
                "device_id": device,
                "grid_options": {"columns": columns, "rows": rows},
            }
            for kind in ("node", "activity", "network")
            for columns, rows in ((3, 3), (6, 3), (12, 3), (6, 6), (12, 8))
        ]
        view = {
            "type": "sections",
            "max_columns": 1,
            "sections": [{"type": "grid", "cards": sizes}],
        }
        await stage.hass.add_dashboard("all-sizes", {"views": [view]})
        card = {"type": "custom:allstarlink-node-card", "device_id": device}
        cards = [
            card,
            {**card, "type": "custom:allstarlink-activity-card"},
            {**card, "type": "custom:allstarlink-network-card"},
        ]
        sections = [{"type": "grid", "cards": [each]} for each in cards]
        view = {"type": "sections", "max_columns": 3, "sections": sections}
        await stage.hass.add_dashboard("all-cards", {"views": [view]})

    stage.run(furnish())


@asynccontextmanager
async def _links(stage: Stage) -> AsyncGenerator[SimulatedNode]:
    node = stage.server.node("1999")
    for name in NAMES:
        node.link(name)
    try:
        yield node
    finally:
        for name in [link.name for link in node.link_list]:
            node.unlink(name)


async def _card(page: Page) -> Locator:
    card = page.locator("allstarlink-node-card")
    await expect(card.locator(".link")).to_have_count(len(NAMES))
    return card


async def _order(card: Locator) -> list[str]:
    order: list[str] = await card.evaluate(_MIDDLES)
    return order


def _talk(node: SimulatedNode, name: str) -> None:
    node.key_link(name)
    node.unkey_link(name)


@on_stage
async def test_rows_stay_under_the_pointer_and_a_second_after(stage: Stage) -> None:
    """What was seen under the pointer is what is hit."""
    async with _links(stage) as node:
        page = await stage.open("one-node")
        card = await _card(page)
        order = await _order(card)
        last = order[-1]
        await card.locator(f"[data-node='{order[2]}']").hover()
        node.key_link(last)
        await expect(card.locator(f"[data-node='{last}']")).to_have_class(
            re.compile("link keyed")
        )
        assert await _order(card) == order
        # A link that ends leaves its place empty; it cannot be ended again.
        node.unlink(order[0])
        gone = card.locator(f"[data-node='{order[0]}']")
        await expect(gone).to_contain_text("Disconnected")
        await expect(gone.locator(".away")).to_be_disabled()
        assert await _order(card) == order
        await page.mouse.move(1, 1)
        await expect(card.locator(".link").first).to_have_attribute("data-node", last)
        assert order[0] not in await _order(card)
        node.unkey_link(last)


@on_stage
async def test_rows_stay_while_the_keyboard_is_in_the_list(stage: Stage) -> None:
    """From one row to the next with Tab, whoever talks meanwhile."""
    async with _links(stage) as node:
        page = await stage.open("one-node")
        card = await _card(page)
        order = await _order(card)
        first = card.locator(".link .away").first
        await first.focus()
        _talk(node, order[-1])
        await expect(card.locator(".talker")).to_contain_text(order[-1])
        # Over the name and the star of the next row
        for _ in range(3):
            await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(card.get_by_role("dialog")).to_contain_text(
            f"End the link to {order[1]}?"
        )
        assert await _order(card) == order


@on_stage
async def test_a_finger_does_not_hit_what_has_just_moved(stage: Stage) -> None:
    """For half a second the control that came there takes no tap."""
    async with _links(stage) as node:
        context = await stage.log_in(stage.hass.session(), has_touch=True)
        page = await stage.open("one-node", context)
        card = await _card(page)
        order = await _order(card)
        top = await card.locator(".link .away").first.bounding_box()
        assert top is not None
        middle = top["x"] + top["width"] / 2, top["y"] + top["height"] / 2
        # The tap comes right after the drawing that moved the row there.
        await card.evaluate(
            """(card, [x, y]) => new MutationObserver((_, observer) => {
              observer.disconnect();
              requestAnimationFrame(() => {
                const at = card.shadowRoot.querySelector('.link .away');
                window.hit = at.closest('.link').dataset.node;
                const init = {bubbles: true, composed: true, cancelable: true, detail: 1,
                              clientX: x, clientY: y, pointerType: 'touch'};
                at.dispatchEvent(new PointerEvent('click', init));
              });
            }).observe(card.shadowRoot.querySelector('.links .stack'), {childList: true})""",
            list(middle),
        )
        node.key_link(order[-1])
        await page.wait_for_function("window.hit")
        assert await page.evaluate("window.hit") == order[-1]
        await page.wait_for_timeout(600)
        await expect(card.locator("dialog[open]")).to_have_count(0)
        await page.touchscreen.tap(*middle)
        await expect(card.get_by_role("dialog")).to_contain_text(order[-1])
        await context.close()


@on_stage
async def test_the_question_can_be_turned_off(stage: Stage) -> None:
    """With `confirm: false` a link ends at once."""
    async with _links(stage) as node:
        card = await _card(await stage.open("sure-node"))
        await card.get_by_role("button", name="Disconnect 2004").click()
        await expect(card.locator("dialog[open]")).to_have_count(0)
        await expect(card.locator(".link.gone")).to_have_attribute("data-node", "2004")
        assert "2004" not in [link.name for link in node.link_list]


@on_stage
async def test_a_busy_minute_moves_nothing(stage: Stage) -> None:
    """45 talks, and the browser counts no jump of the layout."""
    async with _links(stage) as node:
        page = await stage.open("all-cards")
        await page.set_viewport_size({"width": 1280, "height": 800})
        await _card(page)
        for name in NAMES:
            _talk(node, name)
        await page.wait_for_timeout(5000)
        await page.evaluate(_SHIFTS)
        for index in range(45):
            name = NAMES[index * 5 % len(NAMES)]
            node.key_link(name)
            await page.wait_for_timeout(700)
            node.unkey_link(name)
            await page.wait_for_timeout(600)
        shifts = await page.evaluate("window.shifts")
        total = sum(value for value, *_ in shifts)
        FIGURES.append(f"busy minute: {len(shifts)} layout shifts, {total:.4f} in all")
        assert shifts == []


@on_stage
async def test_digits_announcements_and_own_buttons(stage: Stage) -> None:
    """Each sends its command once; a button that is to ask does."""
    async with _links(stage):
        page = await stage.open("own-node")
        card = await _card(page)
        stage.server.requests.clear()

        def sent() -> list[str]:
            commands = [request.get("Command") for request in stage.server.requests]
            return [
                text for text in commands if text.startswith(("rpt fun", "rpt cmd"))
            ]

        dialog = card.get_by_role("dialog")
        await card.get_by_role("button", name="DTMF").click()
        for key in "*70":
            await dialog.get_by_role("button", name=key, exact=True).click()
        await dialog.get_by_role("button", name="Send").click()
        await until(lambda: sent() == ["rpt fun 1999 *70"])
        await card.get_by_role("button", name="Parrot").click()
        await expect(dialog).to_contain_text("Parrot?")
        assert len(sent()) == 1
        await dialog.get_by_role("button", name="Parrot").click()
        await until(lambda: sent()[1:] == ["rpt fun 1999 *921"])
        await card.get_by_role("combobox", name="Announce").select_option("time")
        await until(lambda: len(sent()) == 3)
        assert sent()[2].startswith("rpt cmd 1999 status")
        # A tap on the head does what the user has chosen.
        await card.get_by_role("heading", name="Node 1999").click()
        await expect(page.locator("allstarlink-activity-card")).to_be_visible()


@on_stage
async def test_cards_fill_their_cells_and_nothing_spills(stage: Stage) -> None:
    """From three columns and rows on, with somebody who talks."""
    async with _links(stage) as node:
        node.key_link("2003")
        page = await stage.open("all-sizes")
        cards = page.locator(
            "allstarlink-node-card, allstarlink-activity-card, allstarlink-network-card"
        )
        await expect(cards).to_have_count(15)
        await expect(cards.first).to_contain_text("2003")
        for width in (1280, 390):
            await page.set_viewport_size({"width": width, "height": 800})
            await page.wait_for_timeout(500)
            wrong = await cards.evaluate_all(
                """(cards) => cards.flatMap((card) => {
                  const inner = card.shadowRoot.querySelector('ha-card').getBoundingClientRect();
                  const cell = card.closest('.card').getBoundingClientRect();
                  const spills = inner.right > cell.right + 1 || inner.bottom > cell.bottom + 1
                    || inner.height < cell.height - 1;
                  return spills ? [`${card.localName} ${inner.width}x${inner.height}`
                    + ` in ${cell.width}x${cell.height}`] : [];
                })"""
            )
            assert wrong == []
        node.unkey_link("2003")
