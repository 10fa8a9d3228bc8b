"""A real Home Assistant process, from the first form to a state and back."""

from pathlib import Path
import sys
from typing import Any

import pytest

from simulator import SimulatedServer

from .hass_process import HassProcess

_ROOT = Path(__file__).parent.parent.parent

FLOW = "/api/config/config_entries/flow"
SUBENTRY_FLOW = "/api/config/config_entries/subentries/flow"
OPTIONS_FLOW = "/api/config/config_entries/options/flow"


def _other(name: str) -> Any:
    """Return the Home Assistant of another environment of `scripts/setup`."""
    python = _ROOT / ".cache" / f"venv-{name}" / "bin" / "python"
    missing = pytest.mark.skipif(not python.exists(), reason=f"needs venv-{name}")
    return pytest.param(str(python), marks=[pytest.mark.smoke, missing], id=name)


@pytest.mark.parametrize(
    "python",
    [pytest.param(sys.executable, id="test"), _other("smoke"), _other("minimum")],
)
async def test_a_user_adds_a_server(python: str, tmp_path: Path) -> None:
    """Form by form, then keying, another node, options and the removal."""
    async with (
        SimulatedServer(nodes=["1999", "1998"]) as server,
        HassProcess(python, tmp_path) as hass,
    ):
        entry_id = await add_by_hand(hass, server)
        socket = await hass.websocket()
        await socket.call("subscribe_events", event_type="state_changed")
        server.node("1999").key()
        new = await socket.state_becomes("binary_sensor.node_1999_receiving", "on")
        assert new["attributes"]["friendly_name"] == "Node 1999 Receiving"
        server.node("1999").unkey()
        await socket.state_becomes("binary_sensor.node_1999_receiving", "off")

        form = await hass.post(SUBENTRY_FLOW, {"handler": [entry_id, "node"]})
        added = await hass.post(f"{SUBENTRY_FLOW}/{form['flow_id']}", {"node": "1998"})
        assert added["type"] == "create_entry"
        await socket.state_becomes("sensor.node_1998_links", "0")
        # The flow's visit and the hub: adding a node needs none.
        assert server.logins == 2

        assert await translated(socket, "config_subentries") != {}
        await socket.tells_diagnostics("allstarlink")
        diagnostics = await hass.get(f"/api/diagnostics/config_entry/{entry_id}")
        assert diagnostics["data"]["entry"]["data"]["password"] == "**REDACTED**"
        assert "secret" not in str(diagnostics)

        await hass.delete(f"/api/config/config_entries/entry/{entry_id}")
        states = [state["entity_id"] for state in await hass.get("/api/states")]
        assert [entity_id for entity_id in states if "node_199" in entity_id] == []
        assert server.sessions == []
        await socket.close()
        assert hass.complaints() == []


async def add_by_hand(hass: HassProcess, server: SimulatedServer) -> str:
    """Walk the config flow: a wrong secret first, then node 1999 alone."""
    form = await hass.post(FLOW, {"handler": "allstarlink"})
    assert (form["type"], form["step_id"]) == ("menu", "user")
    data: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": server.port,
        "username": "admin",
        "password": "wrong",
        "ssl": False,
        "verify_ssl": "verify",
    }
    path = f"{FLOW}/{form['flow_id']}"
    form = await hass.post(path, {"next_step_id": "manager_user"})
    assert (form["type"], form["step_id"]) == ("form", "manager_user")
    form = await hass.post(path, data)
    assert form["errors"] == {"base": "invalid_auth"}
    form = await hass.post(path, {**data, "password": "secret"})
    assert (form["type"], form["step_id"]) == ("form", "nodes")
    entry = await hass.post(path, {"nodes": ["1999"]})
    assert entry["type"] == "create_entry"
    assert entry["result"]["state"] == "loaded"
    entry_id: str = entry["result"]["entry_id"]
    return entry_id


async def translated(socket: Any, category: str) -> dict[str, str]:
    """Return the integration's English texts of a category."""
    answer = await socket.call(
        "frontend/get_translations",
        language="en",
        category=category,
        integration=["allstarlink"],
    )
    resources: dict[str, str] = answer["resources"]
    return resources
