"""Remote bases: what the form says of them, and their device."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_USER
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.allstarlink.app_rpt.cli import checked_command
from custom_components.allstarlink.app_rpt.commands import RefusedError
from custom_components.allstarlink.const import DOMAIN
from simulator import NodeSetup, RemoteBase, SimulatedServer, User

from .flows import SECRET, USERNAME, server_data, submit
from .integration import Entities, add_server
from .timeline import Timeline

ON = RemoteBase(frequency="146.580", mode="USB", user="W1AW", level="1")


async def _form(hass: HomeAssistant, server: SimulatedServer) -> Any:
    """Return the form of the nodes."""
    flow = hass.config_entries.flow
    menu = await flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    form = menu
    if menu["type"] == "menu":
        form = await flow.async_configure(
            menu["flow_id"], {"next_step_id": "manager_user"}
        )
    form = await submit(hass, form, server_data(server))
    assert form["step_id"] == "nodes"
    return form


def _options(form: Any) -> dict[str, str]:
    (field,) = form["data_schema"].schema.values()
    return {option["value"]: option["label"] for option in field.config["options"]}


@pytest.mark.parametrize(
    ("dialect", "system"),
    [
        ("asl3", "ASL3: events tell of each change at once"),
        ("asl3-3.8", "ASL3: events tell of each change at once"),
        ("asl2", "ASL2: events tell of each change at once"),
        ("hamvoip", "HamVoIP or ASL 1: no events, polled each second"),
    ],
)
async def test_the_form_says_what_it_found(
    hass: HomeAssistant, dialect: str, system: str
) -> None:
    """Remote bases are not preselected; nothing that does harm is asked."""
    nodes: list[str | NodeSetup] = [
        "1999",
        NodeSetup("1998", remote_base=RemoteBase(on=False)),
        "1997",
    ]
    user = User(USERNAME, SECRET)
    async with SimulatedServer(nodes, [user], dialect=dialect) as server:
        form = await _form(hass, server)
        assert _options(form) == {
            "1999": "1999",
            "1998": "1998 · remote base",
            "1997": "1997",
        }
        (marker,) = form["data_schema"].schema
        assert marker.default() == ["1999", "1997"]
        assert form["description_placeholders"]["system"] == system
        assert {request.get("Command") for request in server.requests} <= {
            "",
            "RptStat",
            "NodeStat",
        }
        assert server.crashes == 0


async def test_the_form_says_which_node_does_not_run(hass: HomeAssistant) -> None:
    """It ends the session that asks for it; the nodes after it are asked by another."""
    nodes: list[str | NodeSetup] = [
        NodeSetup("1998", radio_missing=True),
        "1999",
        NodeSetup("1997", remote_base=RemoteBase(on=False)),
    ]
    user = User(USERNAME, SECRET)
    async with SimulatedServer(nodes, [user], dialect="asl3-3.8") as server:
        form = await _form(hass, server)
        assert _options(form) == {
            "1998": "1998 · not running: is its radio interface plugged in?",
            "1999": "1999",
            "1997": "1997 · remote base",
        }
        (marker,) = form["data_schema"].schema
        assert marker.default() == ["1999"]


async def test_the_device_of_a_remote_base(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It has what NodeStat tells of it, and nothing else."""
    time = Timeline(freezer)
    node = NodeSetup("1998", remote_base=ON)
    async with SimulatedServer(nodes=["1999", node]) as server:
        entry = await add_server(hass, server, ["1999", "1998"])
        device = dr.async_get(hass).async_get_device_by_identifier(
            (DOMAIN, f"{entry.entry_id}_1998"), entry.entry_id
        )
        assert device
        assert device.model == "app_rpt remote base"
        entities = er.async_entries_for_device(er.async_get(hass), device.id)
        assert {entity.unique_id.split("_1998_")[1] for entity in entities} == {
            "remote_on",
            "frequency",
            "remote_mode",
        }
        states = Entities(hass, entry, "1998")
        assert states["remote_on"] == STATE_ON
        assert states["frequency"] == "146.58"
        assert states.get("frequency").attributes["unit_of_measurement"] == "MHz"
        assert states["remote_mode"] == "usb"
        server.node("1998").remote_base = RemoteBase(on=False)
        await time.advance(61)
        assert states["remote_on"] == STATE_OFF
        assert states["frequency"] == STATE_UNKNOWN
        assert states["remote_mode"] == STATE_UNKNOWN
        assert Entities(hass, entry)["links"] == "0"
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_remote_base_that_did_not_answer_at_first(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It gets its entities as soon as it says what it is."""
    time = Timeline(freezer)
    async with SimulatedServer(nodes=["1999"]) as server:
        entry = await add_server(hass, server, ["1998"])
        server.add_node(NodeSetup("1998", remote_base=ON))
        await time.advance(70)
        await hass.async_block_till_done()
        await time.advance(1)
        states = Entities(hass, entry, "1998")
        assert states["remote_on"] == STATE_ON
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("dialect", ["asl3", "asl2"])
async def test_nobody_asks_what_ends_the_server(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, dialect: str
) -> None:
    """`rpt xnode` needs a rule, and like XStat a node that NodeStat has spoken of."""
    nodes: list[str | NodeSetup] = [
        "1999",
        NodeSetup("1998", remote_base=RemoteBase(on=False)),
        "1997",
    ]
    async with SimulatedServer(nodes=nodes, dialect=dialect) as server:
        # One that has just started may end of it.
        await Timeline(freezer).jump(100)
        options = {"allowed_commands": ["rpt xnode"], "allow_send_action": True}
        entry = await add_server(hass, server, ["1999", "1998"], options)

        async def call(name: str, data: dict[str, Any]) -> None:
            await hass.services.async_call(
                DOMAIN,
                name,
                {"config_entry_id": entry.entry_id, **data},
                blocking=True,
                return_response=True,
            )

        for number in ("1998", "1997"):
            for action, data in (
                ("command", {"command": f"rpt xnode {number}"}),
                (
                    "send_action",
                    {
                        "action": "RptStatus",
                        "parameters": {"Command": "XStat", "Node": number},
                    },
                ),
                (
                    "send_action",
                    {
                        "action": "Command",
                        "parameters": {"Command": f"RPT  xnode {number}"},
                    },
                ),
                (
                    "send_action",
                    {
                        "action": "Command",
                        "parameters": {"Command": f'rpt "xnode" {number}'},
                    },
                ),
            ):
                with pytest.raises(HomeAssistantError) as caught:
                    await call(action, data)
                assert caught.value.translation_key == "xstat_refused"
        await call("command", {"command": "rpt xnode 1999"})
        assert server.commands[-1] == "rpt xnode 1999"
        assert server.crashes == 0
        await hass.config_entries.async_unload(entry.entry_id)


def test_xnode_needs_a_rule() -> None:
    """It is no command that does no harm on every server."""
    with pytest.raises(RefusedError):
        checked_command("rpt xnode 1999")
