"""What the demo asks of Home Assistant's REST API."""

import asyncio
from typing import Any

import aiohttp

# Between two questions whether it is there yet, seconds
_INTERVAL = 0.1
_FLOWS = "/api/config/config_entries/flow"


class HomeAssistantApi:
    """A Home Assistant that was just started and has no user yet.

    Requests raise `aiohttp.ClientError` when they fail or are refused.
    """

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        """Talk over this session, whose base is Home Assistant's address."""
        self._session = session
        self._address = address
        self._headers: dict[str, str] = {}

    async def wait_until_served(self) -> None:
        """Return when it asks for its owner."""
        while True:
            try:
                await self._get("/api/onboarding")
            except aiohttp.ClientError:
                await asyncio.sleep(_INTERVAL)
            else:
                return

    async def make_owner(self, name: str, user: str, password: str) -> None:
        """Make the first user, and log in."""
        owner = await self._post(
            "/api/onboarding/users",
            client_id=self._address,
            language="en",
            name=name,
            username=user,
            password=password,
        )
        form = {
            "grant_type": "authorization_code",
            "code": owner["auth_code"],
            "client_id": self._address,
        }
        tokens = await self._json(self._session.post("/auth/token", data=form))
        self._headers = {"Authorization": f"Bearer {tokens['access_token']}"}

    async def wait_until_running(self) -> None:
        """Return when its start is complete."""
        while (await self._get("/api/config"))["state"] != "RUNNING":  # noqa: ASYNC110  (it is another process)
            await asyncio.sleep(_INTERVAL)

    async def add_server(self, host: str, port: int, user: str, password: str) -> None:
        """Walk the integration's flow, and take all nodes that it offers."""
        form = await self._post(_FLOWS, handler="allstarlink")
        flow = f"{_FLOWS}/{form['flow_id']}"
        await self._post(flow, next_step_id="manager_user")
        form = await self._post(
            flow,
            host=host,
            port=port,
            username=user,
            password=password,
            ssl=False,
            verify_ssl="verify",
        )
        if form["step_id"] != "nodes":
            raise RuntimeError(f"The server was refused: {form['errors']}")
        (nodes,) = form["data_schema"]
        await self._post(flow, nodes=nodes["default"])

    async def _get(self, path: str) -> Any:
        return await self._json(self._session.get(path, headers=self._headers))

    async def _post(self, path: str, **data: Any) -> Any:
        return await self._json(
            self._session.post(path, json=data, headers=self._headers)
        )

    async def _json(self, request: Any) -> Any:
        async with request as response:
            response.raise_for_status()
            return await response.json()
