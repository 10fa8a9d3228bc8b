"""Favorites with names, modes and groups: by cards, by the form, by their switches."""

from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from .conftest import Clock
from .flows import checked, suggested
from .list_server import ListServer
from .names import keep_list
from .station import Station, station

KIND = "config_subentries.node"
SET = "allstarlink/favorites/set"
ROWS = """\
2560|W1AW|Club hub|Newington, CT
2561|W1AW|Simplex|Newington, CT
30560|DB0XX|Funk-Hub|Nowhere, DE
1999|DB0XX|This one|Here
"""
PLAIN = {"name": None, "mode": "transceive", "group": None}
NET = {"node": "2001", "name": "Club net", "mode": "monitor", "group": "Nets"}


@pytest.fixture
async def stage(
    hass: HomeAssistant, clock: Clock, list_server: ListServer
) -> AsyncGenerator[Station]:
    """Return a node with a favorite."""
    keep_list(hass, ROWS)
    settings = {"favorites": [{"node": "2002", **PLAIN}]}
    async with station(hass, clock, settings=settings) as ready:
        yield ready


def _stored(stage: Station) -> list[Any]:
    (subentry,) = stage.entry.subentries.values()
    favorites: list[Any] = subentry.data["favorites"]
    return favorites


async def _set(
    stage: Station, client: MockHAClientWebSocket, *favorites: Any
) -> dict[str, Any]:
    await client.send_json_auto_id(
        {"type": SET, "device_id": stage.device_id, "favorites": list(favorites)}
    )
    reply: dict[str, Any] = await client.receive_json()
    await stage.clock.advance(0.1)
    await stage.hass.async_block_till_done()
    return reply


async def test_a_card_stars_orders_renames_and_groups(
    stage: Station, hass_ws_client: WebSocketGenerator
) -> None:
    """The feed of the node follows, and so does the switch without a new connection."""
    client = await hass_ws_client(stage.hass)
    reply = await _set(
        stage, client, NET, {"node": " 2002 ", "name": " "}, {"node": "2001"}
    )
    assert reply["result"] == {"favorites": [NET, {"node": "2002", **PLAIN}]}
    assert _stored(stage) == reply["result"]["favorites"]
    switch = stage.states.get("favorite_2001")
    assert switch.name == "Node 1999 DB0XX Club net"
    await stage.finish(stage.switch("favorite_2001", on=True))
    assert stage.commands == ["rpt cmd 1999 ilink 2 2001"]

    await client.send_json_auto_id(
        {"type": "allstarlink/node/subscribe", "device_id": stage.device_id}
    )
    assert (await client.receive_json())["success"]
    state = (await client.receive_json())["event"]["state"]
    assert state["favorites"] == ["2001", "2002"]
    assert state["favorite_list"] == _stored(stage)

    # Renamed, another mode, and the other first; no name at all then
    for name in ("Sunday net", None):
        await _set(stage, client, {"node": "2002"}, {"node": "2001", "name": name})
        switch = stage.states.get("favorite_2001")
        assert switch.name == f"Node 1999 DB0XX {name or 'Favorite 2001'}"
        assert switch.state == "on"
    assert [favorite["node"] for favorite in _stored(stage)] == ["2002", "2001"]
    await stage.finish(stage.switch("favorite_2001", on=False))
    await stage.finish(stage.switch("favorite_2001", on=True))
    assert stage.commands[1:] == [
        "rpt cmd 1999 ilink 11 2001",
        "rpt cmd 1999 ilink 3 2001",
    ]
    await _set(stage, client)
    assert stage.states.entity_id("favorite_2001") is None
    assert stage.server.logins == 1


@pytest.mark.parametrize(
    ("favorite", "key"),
    [
        ({"node": "1999"}, "own_favorite"),
        ({"node": "02001"}, "invalid_favorite"),
        ({"node": "W1AW"}, "invalid_favorite"),
        ({"node": "2001", "name": "x" * 65}, "invalid_favorite_name"),
        ({"node": "2001", "group": "a\u202eb"}, "invalid_favorite_name"),
        ({"node": "2001", "mode": "local_monitor"}, None),
        ({"node": "2001", "more": 1}, None),
    ],
)
async def test_what_is_no_favorite_is_refused(
    stage: Station,
    hass_ws_client: WebSocketGenerator,
    favorite: dict[str, Any],
    key: str | None,
) -> None:
    """With a translated reason; what is stored stays."""
    client = await hass_ws_client(stage.hass)
    error = (await _set(stage, client, {"node": "2003"}, favorite))["error"]
    if key is None:
        assert error["code"] == "invalid_format"
    else:
        assert (error["code"], error["translation_key"]) == (
            "home_assistant_error",
            key,
        )
        assert error["translation_domain"] == "allstarlink"
    assert _stored(stage) == [{"node": "2002", **PLAIN}]


async def test_no_more_than_500_and_administrators_only(
    stage: Station, hass_ws_client: WebSocketGenerator, hass_admin_user: MockUser
) -> None:
    """The favorites are a setting."""
    client = await hass_ws_client(stage.hass)
    many = [{"node": str(2000 + number)} for number in range(501)]
    assert (await _set(stage, client, *many))["error"]["code"] == "invalid_format"
    hass_admin_user.groups = []
    error = (await _set(stage, client, {"node": "2001"}))["error"]
    assert error["code"] == "unauthorized"
    assert _stored(stage) == [{"node": "2002", **PLAIN}]


async def _form(stage: Station) -> Any:
    (subentry,) = stage.entry.subentries.values()
    result = await stage.entry.start_subentry_reconfigure_flow(
        stage.hass, subentry.subentry_id
    )
    return checked(result, KIND)


async def _submit(stage: Station, form: Any, data: dict[str, Any]) -> Any:
    flow = stage.hass.config_entries.subentries
    result = checked(await flow.async_configure(form["flow_id"], data), KIND)
    await stage.clock.advance(0.1)
    await stage.hass.async_block_till_done()
    return result


async def test_the_form_edits_favorites_and_takes_callsigns(stage: Station) -> None:
    """A callsign of several nodes leads to a choice; the own node is none of them."""
    form = await _form(stage)
    assert suggested(form)["favorites"] == [{"node": "2002", "mode": "transceive"}]
    field = form["data_schema"].schema["favorites"].validators[0]
    assert field.config["fields"]["mode"]["selector"].config["options"] == [
        {"value": "transceive", "label": "Transceive"},
        {"value": "monitor", "label": "Monitor"},
    ]
    favorites = [NET, {"node": "w1aw", "name": "Newington"}, {"node": "DB0XX"}]
    form = await _submit(
        stage, form, {"favorites": favorites, "add_favorites": "2003, W1AW 2001"}
    )
    for node in ("2561", "2560"):
        assert form["step_id"] == "favorite_node"
        assert form["description_placeholders"]["callsign"].upper() == "W1AW"
        (field,) = form["data_schema"].schema.values()
        assert field.config["options"] == [
            {"value": "2560", "label": "2560 · Club hub · Newington, CT"},
            {"value": "2561", "label": "2561 · Simplex · Newington, CT"},
        ]
        form = await _submit(stage, form, {"node": node})
    assert form["reason"] == "reconfigure_successful"
    assert _stored(stage) == [
        NET,
        {"node": "2561", **PLAIN, "name": "Newington"},
        {"node": "30560", **PLAIN},
        {"node": "2003", **PLAIN},
        {"node": "2560", **PLAIN},
    ]
    form = await _form(stage)
    assert suggested(form)["favorites"][0] == NET
    await _submit(stage, form, {"favorites": suggested(form)["favorites"]})
    assert len(_stored(stage)) == 5
    (subentry,) = stage.entry.subentries.values()
    assert "add_favorites" not in subentry.data


@pytest.mark.parametrize(
    ("favorite", "error"),
    [
        ({"node": "1999"}, "own_favorite"),
        ({"node": "K9NONE"}, "invalid_favorite"),
        ({"node": "2001", "name": "x" * 65}, "invalid_favorite_name"),
    ],
)
async def test_the_form_says_what_is_wrong(
    stage: Station, favorite: dict[str, Any], error: str
) -> None:
    """What was typed stays."""
    form = await _submit(stage, await _form(stage), {"favorites": [favorite]})
    assert form["errors"] == {"favorites": error}
    assert suggested(form)["favorites"] == [favorite]


async def test_connect_takes_a_callsign(stage: Station) -> None:
    """Of one node; of several it says which, of none that there is none."""
    error = await stage.fail(stage.start("connect", node="W1aw"), "several_nodes")
    assert error.translation_placeholders == {
        "callsign": "W1aw",
        "nodes": "2560, 2561",
    }
    await stage.fail(stage.start("connect", node="K9NONE"), "unknown_callsign")
    assert stage.commands == []
    # The node itself has it as well.
    call = stage.start("connect", node="db0xx")
    await stage.fail(call, "not_taken")
    assert stage.commands == ["rpt cmd 1999 ilink 3 30560"]
