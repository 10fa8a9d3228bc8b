"""The tools as Home Assistant's MCP server hands them on to other programs."""

import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from tests.conftest import Clock

from .stage import asking

HEADERS = {"accept": "application/json, text/event-stream"}


async def test_the_reading_tools_are_listed_and_called(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hass_read_only_access_token: str,
    clock: Clock,
) -> None:
    """For whoever may read the node; control is not offered without the option."""
    async with asking(hass, clock) as stage:
        stage.expose("links", "disconnect_all")
        entry = MockConfigEntry(
            domain="mcp_server",
            data={
                "llm_hass_api": ["assist"],
                "all_llm_apis": False,
                "require_admin": False,
            },
            minor_version=3,
        )
        entry.add_to_hass(hass)
        assert await async_setup_component(hass, "mcp_server", {})
        await hass.async_block_till_done()
        client = await hass_client(hass_read_only_access_token)

        async def ask(method: str, **params: Any) -> dict[str, Any]:
            message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
            response = await client.post("/api/mcp", json=message, headers=HEADERS)
            assert response.status == 200
            result: dict[str, Any] = (await response.json())["result"]
            return result

        async def use(tool: str, **args: Any) -> tuple[bool, Any]:
            name = f"allstarlink__{tool}"
            answer = await ask("tools/call", name=name, arguments=args)
            (content,) = answer["content"]
            return answer["isError"], content["text"]

        listed = (await ask("tools/list"))["tools"]
        ours = {
            tool["name"]: tool["annotations"]
            for tool in listed
            if tool["name"].startswith("allstarlink__")
        }
        assert set(ours) == {
            f"allstarlink__{key}"
            for key in ("status", "who_talked", "activity", "lookup_node")
        }
        assert all(hints["readOnlyHint"] for hints in ours.values())
        stage.node.link("N0CALL-P")
        await clock.advance(5)
        failed, text = await use("status")
        assert not failed
        assert [node["links"] for node in json.loads(text)["nodes"]] == [1]
        failed, text = await use("who_talked", period="7days")
        assert (failed, json.loads(text)["nodes"][0]["talks"]) == (False, 0)
        failed, text = await use("activity", limit=1)
        assert json.loads(text)["activities"][0]["type"] == "link_connected"
        failed, text = await use("lookup_node", node="1999")
        assert (failed, "public" in text) == (True, True)
        failed, text = await use("disconnect", all=True)
        assert (failed, "not found" in text) == (True, True)
        assert stage.commands == []
