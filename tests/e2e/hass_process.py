"""A real Home Assistant process, and its REST and websocket API."""

import asyncio
from asyncio.subprocess import PIPE, STDOUT, Process
from datetime import UTC, datetime
import os
from pathlib import Path
import socket
from typing import Any, Self

import aiohttp

from custom_components.allstarlink.directory.cache import Edition, write_copy
from tests.list_server import listing

_ROOT = Path(__file__).parent.parent.parent
_CLIENT = "http://127.0.0.1/"
_START, _ANSWER, _STOP = 60, 20, 30

_CONFIGURATION = """
homeassistant:
  name: Test
  latitude: 0
  longitude: 0
  country: US
  time_zone: UTC
config:
http:
  server_host: 127.0.0.1
  server_port: {port}
logger:
  default: info
system_health:
"""


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class HassProcess:
    """Home Assistant with an onboarded owner; `log` is what it printed."""

    def __init__(self, python: str, folder: Path) -> None:
        """Prepare to start it by this interpreter, with a fresh config folder."""
        self.log: list[str] = []
        self._python = python
        # Modules that Home Assistant finds before all others.
        self._modules = folder / "modules"
        self._folder = folder
        self._url = f"http://127.0.0.1:{(port := _free_port())}"
        (folder / "configuration.yaml").write_text(_CONFIGURATION.format(port=port))
        (folder / "custom_components").symlink_to(_ROOT / "custom_components")
        (folder / ".storage").mkdir()
        # With a list of today, nobody asks the internet for one.
        copy = folder / ".storage" / "allstarlink.directory"
        write_copy(copy, Edition(checked=datetime.now(UTC)), listing())

    async def __aenter__(self) -> Self:
        """Start it and log in."""
        self._http = aiohttp.ClientSession()
        try:
            await self.start()
            await self._onboard()
        except BaseException:
            self._process.kill()
            await self._http.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop it, and wait for its end."""
        await self._http.close()
        await self.stop()

    async def start(self) -> None:
        """Start it, also once more; who was logged in still is."""
        self._process = await asyncio.create_subprocess_exec(
            self._python,
            *("-m", "homeassistant", "-c", str(self._folder), "--skip-pip"),
            env={**os.environ, "PYTHONPATH": str(self._modules)},
            stdout=PIPE,
            stderr=STDOUT,
        )
        async with asyncio.timeout(_START):
            await self._started(self._process)
        self._reader = asyncio.create_task(self._read(self._process))

    async def stop(self) -> None:
        """Stop it, and wait for its end."""
        self._process.terminate()
        try:
            async with asyncio.timeout(_STOP):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
        await self._reader

    async def post(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a POST of JSON."""
        answer: dict[str, Any] = await self._request("POST", path, json=data)
        return answer

    async def get(self, path: str) -> Any:
        """Return the answer to a GET."""
        return await self._request("GET", path)

    async def delete(self, path: str) -> Any:
        """Return the answer to a DELETE."""
        return await self._request("DELETE", path)

    async def websocket(self) -> HassSocket:
        """Return a websocket that is logged in."""
        socket_ = await self._http.ws_connect(f"{self._url}/api/websocket")
        assert (await socket_.receive_json())["type"] == "auth_required"
        await socket_.send_json({"type": "auth", "access_token": self._token})
        assert (await socket_.receive_json())["type"] == "auth_ok"
        return HassSocket(socket_)

    def complaints(self) -> list[str]:
        """Return what the log says of the integration at WARNING and above."""
        return [
            line
            for line in self.log
            if "allstarlink" in line
            and (" WARNING " in line or " ERROR " in line)
            and "not been tested by Home Assistant" not in line
        ]

    async def _started(self, process: Process) -> None:
        assert process.stdout is not None
        while line := (await process.stdout.readline()).decode(errors="replace"):
            self.log.append(line.rstrip())
            if "Home Assistant initialized" in line:
                return
        raise AssertionError("\n".join(self.log[-30:]))

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self.log.append(line.decode(errors="replace").rstrip())

    async def _onboard(self) -> None:
        user = {"name": "Owner", "username": "owner", "password": "owner-password"}
        answer = await self._request(
            "POST",
            "/api/onboarding/users",
            json={"client_id": _CLIENT, "language": "en", **user},
        )
        tokens = await self._request(
            "POST",
            "/auth/token",
            data={
                "grant_type": "authorization_code",
                "code": answer["auth_code"],
                "client_id": _CLIENT,
            },
        )
        self._token: str = tokens["access_token"]

    async def _request(self, method: str, path: str, **content: Any) -> Any:
        token = getattr(self, "_token", None)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with asyncio.timeout(_ANSWER):
            answer = await self._http.request(
                method, self._url + path, headers=headers, **content
            )
            assert answer.status < 400, await answer.text()
            return await answer.json()


class HassSocket:
    """Home Assistant's websocket API."""

    def __init__(self, socket_: aiohttp.ClientWebSocketResponse) -> None:
        """Talk over this socket."""
        self._socket = socket_
        self._id = 0

    async def call(self, type_: str, **content: Any) -> Any:
        """Return the result of a command."""
        self._id += 1
        await self._socket.send_json({"id": self._id, "type": type_, **content})
        async with asyncio.timeout(_ANSWER):
            while (answer := await self._socket.receive_json())["type"] != "result":
                pass
        assert answer["success"], answer
        return answer["result"]

    async def state_becomes(self, entity_id: str, state: str) -> dict[str, Any]:
        """Return the new state object as soon as an entity has this state."""
        async with asyncio.timeout(_ANSWER):
            while True:
                message = await self._socket.receive_json()
                if message["type"] != "event":
                    continue
                new: dict[str, Any] = message["event"]["data"]["new_state"]
                if new and (new["entity_id"], new["state"]) == (entity_id, state):
                    return new

    async def tells_diagnostics(self, domain: str) -> None:
        """Return as soon as an integration's are known: they are loaded in the background."""
        async with asyncio.timeout(_ANSWER):
            while domain not in await self._domains_with_diagnostics():  # noqa: ASYNC110  (another process is waited for)
                await asyncio.sleep(0.02)

    async def _domains_with_diagnostics(self) -> list[str]:
        return [known["domain"] for known in await self.call("diagnostics/list")]

    async def close(self) -> None:
        """Close the socket."""
        await self._socket.close()
