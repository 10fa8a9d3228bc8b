"""Nothing plays a clip where the options do not allow it, whatever is called."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from hypothesis import HealthCheck, given, settings, strategies as st
import probatio
import pytest

from custom_components.allstarlink.app_rpt.clips import played_node
from custom_components.allstarlink.services import NODE_ACTIONS

from .air import Air, AirClock, media, on_air

OPTIONS = {
    "allow_send_action": True,
    "allowed_commands": ["rpt localplay", "rpt playback", "rpt cmd"],
}

# What the actions are called with, beside the node
DATA: dict[str, dict[str, Any]] = {
    "connect": {"node": "2001"},
    "disconnect": {"all": True},
    "send_dtmf": {"digits": "*1"},
    "run_macro": {"macro": "1"},
    "announce": {"what": "id", "scope": "network"},
    "speak": {"media_content_id": media(1), "urgent": True},
}

COMMANDS = [
    "rpt {what} 1999 hello-world",
    "RPT {what} 1999 hello-world",
    "rpt  {what}  1999  hello-world",
    'rpt "{what}" 1999 hello-world',
    "rpt cmd 1999 {what} hello-world",
    "rpt cmd 1999 {what} hello-world 0",
    "rpt {what} 1998 hello-world",
    "\\rpt {what} 1999 hello-world",
]


@pytest.fixture(autouse=True)
def disable_http_server() -> None:
    """Let Home Assistant serve: the test plugin keeps it from that otherwise."""


async def call_everything(air: Air) -> None:
    """Call all actions, and use all entities, with what could play a clip."""
    server = {"config_entry_id": air.entry.entry_id}
    calls = [
        air.start(
            action.name,
            response=action.response.value == "only",
            **DATA.get(action.name, {}),
        )
        for action in NODE_ACTIONS
    ]
    calls.append(air.start("speak", **{**DATA["speak"], "scope": "network"}))
    for text in COMMANDS:
        for what in ("localplay", "playback"):
            command = text.format(what=what)
            calls.append(
                air.call("allstarlink.command", {**server, "command": command})
            )
            parameters = {"Command": command}
            data = {**server, "action": "command", "parameters": parameters}
            calls.append(air.call("allstarlink.send_action", data))
    registry = er.async_get(air.hass)
    for entity in er.async_entries_for_config_entry(registry, air.entry.entry_id):
        target = {"entity_id": entity.entity_id}
        if entity.domain == "button" and entity.translation_key != "reconnect":
            calls.append(air.call("button.press", target))
        elif entity.domain == "switch" and entity.translation_key == "parrot":
            calls.append(air.call("switch.turn_on", target))
        elif entity.domain == "media_player":
            play = {"media_content_type": "music", "media_content_id": media(1)}
            calls.append(air.call("media_player.play_media", {**target, **play}))
        elif entity.domain == "notify":
            calls.append(air.call("notify.send_message", {**target, "message": "hi"}))
    end = air.clock.time() + 240
    while not all(call.done() for call in calls) and air.clock.time() < end:
        await air.clock.advance(0.25)
    for call in calls:
        if call.done() and (error := call.exception()) is not None:
            assert isinstance(error, HomeAssistantError | probatio.Invalid), error


@pytest.mark.parametrize(
    ("allowed", "wanted"),
    [
        ({"may_transmit": False}, set()),
        ({"may_transmit": False, "scope": "network"}, set()),
        ({}, {("1999", False)}),
        ({"scope": "network"}, {("1999", False), ("1999", True)}),
    ],
)
async def test_nothing_plays_what_is_not_allowed(
    hass: HomeAssistant,
    air_clock: AirClock,
    tmp_path: Path,
    allowed: dict[str, object],
    wanted: set[tuple[str, bool]],
) -> None:
    """No action and no entity, nor an administrator's command."""
    async with on_air(
        hass, air_clock, tmp_path, settings=allowed, options=OPTIONS
    ) as air:
        await call_everything(air)
        sent = {played_node(text) for text in air.commands} - {None}
        assert sent == wanted
        assert {clip.network for clip in air.played} == {wide for _, wide in wanted}


words = st.sampled_from(["rpt", "cmd", "1999", "cop", "status", "x.wav", "0"])
spaces = st.sampled_from([" ", "  ", "\t"])


@given(
    what=st.sampled_from(["localplay", "playback", "LocalPlay", "PLAYBACK"]),
    before=st.lists(words, max_size=4),
    after=st.lists(words, max_size=3),
    space=spaces,
    mark=st.sampled_from(["{}", '"{}"', "\\{}"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_form_of_the_command_is_overlooked(
    what: str, before: list[str], after: list[str], space: str, mark: str
) -> None:
    """Whatever case, blanks and quotation marks it has."""
    text = space.join(["rpt", *before, mark.format(what), *after])
    found = played_node(text)
    assert found is not None
    assert found[1] is (what.lower() == "playback")
