"""A simulated server, a real Home Assistant and a browser, for all tests of a module.

They live on a loop of their own, in a thread: what a test starts it must stop,
and these are to outlast it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from functools import wraps
from pathlib import Path
import threading
from typing import Any, Self

from playwright.async_api import BrowserContext, ConsoleMessage, Page, expect

from simulator import SimulatedServer
from tests.e2e.test_real_hass import FLOW, SUBENTRY_FLOW

from .chromium import chromium
from .frontend_process import FrontendProcess

# Seconds; the first page of a browser takes long
_START, _TEST = 120, 110

# Milliseconds
PATIENCE = 20_000

expect.set_options(timeout=PATIENCE)

# Pictures of other integrations, which are not on this machine
_PICTURES = "/api/brands/"

# What was measured, told at the end of the run
FIGURES: list[str] = []


class Stage:
    """Use it with `with`; `run` carries out a test on its loop."""

    server: SimulatedServer
    hass: FrontendProcess
    owner: BrowserContext

    def __init__(self, folder: Path) -> None:
        """Prepare it in a fresh folder."""
        self.errors: list[str] = []
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        # One thread that is there from the start: no test may leave one behind.
        self._loop.set_default_executor(ThreadPoolExecutor(max_workers=1))
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        """Start everything."""
        self._thread.start()
        self.run(self._start(), _START)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop everything."""
        self.run(self._exits.aclose(), _START)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run[T](self, doing: Coroutine[Any, Any, T], seconds: float = _TEST) -> T:
        """Return the result of a coroutine that runs on the stage's loop."""

        async def bounded() -> T:
            async with asyncio.timeout(seconds):
                return await doing

        return asyncio.run_coroutine_threadsafe(bounded(), self._loop).result()

    async def _start(self) -> None:
        await asyncio.to_thread(lambda: None)
        self._exits = AsyncExitStack()
        enter = self._exits.enter_async_context
        self.server = await enter(SimulatedServer(nodes=["1999", "1998"]))
        self.hass = await enter(FrontendProcess(self._folder))
        self._browser = await enter(chromium())
        self.owner = await self.log_in(self.hass.session())

    async def log_in(self, session: str, *, has_touch: bool = False) -> BrowserContext:
        """Return a browser window of its own with a user's session."""
        context = await self._browser.new_context(
            viewport={"width": 1280, "height": 900}, has_touch=has_touch
        )
        context.set_default_timeout(PATIENCE)
        await context.add_init_script(session)
        return context

    async def open(self, path: str, context: BrowserContext | None = None) -> Page:
        """Open a page; its errors are noted."""
        page = await (context or self.owner).new_page()
        page.on("console", self._heed)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        await page.goto(f"{self.hass.url}/{path}")
        return page

    def _heed(self, message: ConsoleMessage) -> None:
        url = message.location["url"]
        is_ours = url.startswith(self.hass.url) and _PICTURES not in url
        if message.type == "error" and (is_ours or not url):
            self.errors.append(f"{message.text} ({url})")

    async def node_device(self, node: str = "1999") -> str:
        """Return the id of a node's device."""
        found: str = (await self._device(node))["id"]
        return found

    async def node_subentry(self, node: str = "1999") -> str:
        """Return the id of a node's subentry."""
        found: str = (await self._device(node))["config_subentry_id"]
        return found

    async def _device(self, node: str) -> dict[str, Any]:
        socket = await self.hass.websocket()
        devices = await socket.call("config/device_registry/list")
        await socket.close()
        found: list[dict[str, Any]] = devices
        (device,) = [one for one in found if one["name"] == f"Node {node}"]
        return device

    def task[T](self, doing: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Let something go on beside a test."""
        return self._loop.create_task(doing)

    async def add_server(self, *nodes: str, favorites: list[str]) -> None:
        """Set the server up; the first node gets these favorites."""
        form = await self.hass.post(FLOW, {"handler": "allstarlink"})
        data = {
            "host": "127.0.0.1",
            "port": self.server.port,
            "username": "admin",
            "password": "secret",
            "ssl": False,
            "verify_ssl": "verify",
        }
        path = f"{FLOW}/{form['flow_id']}"
        await self.hass.post(path, {"next_step_id": "manager_user"})
        await self.hass.post(path, data)
        entry = await self.hass.post(path, {"nodes": list(nodes)})
        entry_id = entry["result"]["entry_id"]
        subentries = await self._subentries(entry_id)
        form = await self.hass.post(
            SUBENTRY_FLOW,
            {
                "handler": [entry_id, "node"],
                "subentry_id": subentries[nodes[0]],
                "show_advanced_options": False,
            },
        )
        await self.hass.post(
            f"{SUBENTRY_FLOW}/{form['flow_id']}", {"favorites": favorites}
        )

    async def _subentries(self, entry_id: str) -> dict[str, str]:
        socket = await self.hass.websocket()
        subentries = await socket.call(
            "config_entries/subentries/list", entry_id=entry_id
        )
        await socket.close()
        return {s["unique_id"]: s["subentry_id"] for s in subentries}

    async def server_entry(self) -> str:
        """Return the id of the server's config entry."""
        socket = await self.hass.websocket()
        (entry,) = await socket.call("config_entries/get", domain="allstarlink")
        await socket.close()
        entry_id: str = entry["entry_id"]
        return entry_id

    async def remove_node(self, entry_id: str, node: str) -> None:
        """Delete a node in Home Assistant."""
        subentries = await self._subentries(entry_id)
        socket = await self.hass.websocket()
        await socket.call(
            "config_entries/subentries/delete",
            entry_id=entry_id,
            subentry_id=subentries[node],
        )
        await socket.close()

    async def add_node(self, entry_id: str, node: str) -> None:
        """Add a node to Home Assistant."""
        form = await self.hass.post(SUBENTRY_FLOW, {"handler": [entry_id, "node"]})
        await self.hass.post(f"{SUBENTRY_FLOW}/{form['flow_id']}", {"node": node})

    async def add_card(self, path: str, card: str, **options: Any) -> None:
        """Make a dashboard with one card."""
        content = {"type": f"custom:allstarlink-{card}-card", **options}
        section = {"type": "grid", "cards": [content]}
        view = {"type": "sections", "max_columns": 1, "sections": [section]}
        await self.hass.add_dashboard(path, {"views": [view]})


async def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Return as soon as something holds."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  (another process is waited for)
            await asyncio.sleep(0.02)


def on_stage(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Carry a test out on the loop of its stage; the console must stay clean."""

    @wraps(test)
    def run(stage: Stage, **fixtures: Any) -> None:
        stage.errors.clear()

        async def scenario() -> None:
            try:
                await test(stage=stage, **fixtures)
            finally:
                for page in stage.owner.pages:
                    await page.close()

        stage.run(scenario())
        assert not stage.errors, stage.errors
        assert not stage.hass.complaints(), stage.hass.complaints()

    return run
