"""Takes the pictures in `docs/images`: `python -m tests.browser.pictures`.

The stations are invented; what happened earlier today is put into the history.
"""

import asyncio
from datetime import UTC, datetime, timedelta
import io
import json
from pathlib import Path
import random
import tempfile
from typing import Any

from PIL import Image
from playwright.async_api import Page

from custom_components.allstarlink.directory.cache import Edition, write_copy
from simulator import EchoLinkStation, Registration, SimulatedNode

from .stage import Stage

_ROOT = Path(__file__).parent.parent.parent
_FOLDER = _ROOT / "docs" / "images"
_NODES = _ROOT / "simulator" / "scenarios" / "demo_nodes.txt"
_MARGIN = 16

# Who is heard how often, and how long at most, seconds
_TALKERS = {
    "2001": (6, 90),
    "27339": (5, 70),
    "W1AW-P": (3, 40),
    "3345678": (2, 45),
    "K3WEB": (2, 25),
    "41522": (1, 30),
}
_LINKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("2001", {"direction": "out", "children": ("T2010", "T2011", "R2012")}),
    ("27339", {"children": ("T508429", "R29332", "T2020")}),
    ("2003", {"mode": "monitor", "direction": "out"}),
    ("41522", {}),
    ("3345678", {"peer": ""}),
    ("W1AW-P", {"peer": ""}),
    ("K3WEB", {}),
)
_SIZES = {"light": (760, 1400), "dark": (760, 1400), "phone": (390, 1400)}


def _history(now: datetime) -> dict[str, Any]:
    """Return a day of talks up to now, as it is stored."""
    dice = random.Random(9)
    activities: list[dict[str, Any]] = []
    slots: dict[float, Any] = {}
    at = now - timedelta(hours=14)
    while at < now - timedelta(seconds=100):
        names = list(_TALKERS)
        weights = [_TALKERS[name][0] for name in names]
        (name,) = dice.choices(names, weights)
        seconds = round(dice.triangular(2, _TALKERS[name][1], 8), 3)
        end = at + timedelta(seconds=seconds)
        known = {"node": name, "mode": "transceive", "direction": "in"}
        activities += [
            {"time": at.isoformat(), "type": "talk_started", **known},
            {
                "time": (end + timedelta(seconds=2)).isoformat(),
                "type": "talk_ended",
                **known,
                "duration": seconds,
            },
        ]
        slot = slots.setdefault(at.timestamp() // 900 * 900, {})
        talks, milliseconds, _ = slot.get(name, (0, 0, 0))
        slot[name] = [talks + 1, milliseconds + round(seconds * 1000), at.timestamp()]
        is_busy = at.hour in (7, 8, 12, 17, 18) or now - at < timedelta(minutes=12)
        at = end + timedelta(seconds=dice.uniform(5, 40 if is_busy else 600))
    return {
        "activities": activities[-1000:],
        "talks": [[*slot] for slot in slots.items()],
    }


async def _furnish(stage: Stage, folder: Path) -> SimulatedNode:
    node = stage.server.node("1999")
    for name, facts in _LINKS:
        node.link(name, **facts)
    stage.server.node("1998").link("2002")
    stage.server.echolink.append(EchoLinkStation("345678", "W1EL-L", "127.0.0.2"))
    stage.server.registrations += [
        Registration("127.0.0.1:443", number, "127.0.0.1:4569")
        for number in ("1998", "1999")
    ]
    copy = folder / ".storage" / "allstarlink.directory"
    write_copy(copy, Edition(checked=datetime.now(UTC)), _NODES.read_bytes())
    await stage.add_server("1999", "1998", favorites=["2001", "2002", "27339"])
    entry_id = await stage.server_entry()
    socket = await stage.hass.websocket()
    await socket.call("config_entries/update", entry_id=entry_id, title="Hilltop")
    await socket.close()
    # The history is not read from disk before Home Assistant has written it once.
    node.key_link("2001")
    node.unkey_link("2001")
    # The talk is over, and in the history, after two seconds.
    await asyncio.sleep(3)
    reload = f"/api/config/config_entries/entry/{entry_id}/reload"
    await stage.hass.post(reload, {})
    key = f"allstarlink.{entry_id}.{await stage.node_subentry()}"
    content = {
        "version": 1,
        "minor_version": 1,
        "key": key,
        "data": _history(datetime.now(UTC)),
    }
    (folder / ".storage" / key).write_text(json.dumps(content))
    await stage.hass.post(reload, {})
    device = await stage.node_device()
    await stage.add_card("one-node", "node", device_id=device)
    await stage.add_card("one-activity", "activity", device_id=device, max_rows=8)
    await stage.add_card("one-network", "network")
    await stage.hass.add_dashboard(
        "radio-room", {"strategy": {"type": "custom:allstarlink"}}
    )
    return node


async def _save(page: Page, name: str, selector: str | None = None) -> None:
    clip: Any = None
    if selector:
        box = await page.locator(selector).first.bounding_box()
        assert box is not None
        clip = {
            "x": box["x"] - _MARGIN,
            "y": box["y"] - _MARGIN,
            "width": box["width"] + 2 * _MARGIN,
            "height": box["height"] + 2 * _MARGIN,
        }
    shot = await page.screenshot(clip=clip)
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(
        _FOLDER / f"{name}.png", optimize=True
    )


async def _cards(stage: Stage) -> None:
    for look, (width, height) in _SIZES.items():
        page = await stage.open("one-node")
        await page.set_viewport_size({"width": width, "height": height})
        await page.emulate_media(color_scheme="dark" if look == "dark" else "light")
        for card in ("node", "activity", "network"):
            await page.goto(f"{stage.hass.url}/one-{card}")
            await page.locator(f"allstarlink-{card}-card ha-card").wait_for()
            await page.wait_for_timeout(2500)
            await _save(page, f"{card}-{look}", f"allstarlink-{card}-card ha-card")
        await page.close()


async def _device(stage: Stage) -> None:
    page = await stage.open(f"config/devices/device/{await stage.node_device()}")
    await page.set_viewport_size({"width": 1280, "height": 1400})
    await page.get_by_text("Registered").first.wait_for()
    await page.wait_for_timeout(2500)
    await _save(page, "device")
    await page.close()


async def _states(stage: Stage, node: SimulatedNode) -> None:
    """Take what is not seen every day: quiet, 300 links, an outage."""
    page = await stage.open("one-node")
    await page.set_viewport_size({"width": 760, "height": 1400})
    card = "allstarlink-node-card ha-card"
    await page.locator(f"{card}.idle").wait_for()
    await page.wait_for_timeout(1500)
    await _save(page, "node-quiet", card)
    for index in range(300):
        node.link(
            str(40000 + index), mode="monitor" if index % 9 == 0 else "transceive"
        )
    await page.goto(f"{stage.hass.url}/one-network")
    await page.locator("allstarlink-network-card .spot").nth(299).wait_for()
    for index in (17, 60, 141, 205):
        node.key_link(str(40000 + index))
        await page.wait_for_timeout(300)
        if index != 205:
            node.unkey_link(str(40000 + index))
    await page.wait_for_timeout(1000)
    await _save(page, "network-300", "allstarlink-network-card ha-card")
    await page.goto(f"{stage.hass.url}/one-node")
    await page.locator(card).wait_for()
    await stage.server.stop()
    await page.locator(f"{card}.unavailable").wait_for()
    await page.wait_for_timeout(7000)
    await _save(page, "node-unavailable", card)


async def _take(stage: Stage, folder: Path) -> None:
    node = await _furnish(stage, folder)
    node.key_link("27339")
    # So long the pictures show somebody talk ...
    await asyncio.sleep(4)
    await _cards(stage)
    page = await stage.open("radio-room")
    await page.set_viewport_size({"width": 1440, "height": 900})
    await page.locator("allstarlink-node-card ha-card").nth(1).wait_for()
    await page.wait_for_timeout(2500)
    await _save(page, "dashboard")
    await page.close()
    node.unkey_link("27339")
    # ... and to have been heard.
    await asyncio.sleep(4)
    await _device(stage)
    await _states(stage, node)


def main() -> None:
    """Take all pictures."""
    _FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    with Stage(folder) as stage:
        stage.run(_take(stage, folder), 300)


if __name__ == "__main__":
    main()
