"""The options of a server."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import SimulatedServer

from .flows import open_options, submit_options, suggested_options
from .integration import add_server, entry_for

DEFAULTS = {
    "poll_interval": 60,
    "adaptive_polling": True,
    "use_directory": True,
    "assist_sentences": True,
    "connection": {"retry_initial": 5, "retry_max": 60, "heartbeat_interval": 30},
}


# Shown where nothing is stored
LATER = {
    "connect_timeout": 10,
    "login_timeout": 10,
    "action_timeout": 10,
    "failed_polls": 3,
    "history_size": 1000,
}


def _shown(**options: Any) -> dict[str, Any]:
    return options | {"connection": LATER | options["connection"]}


def _connection(**changes: int) -> dict[str, int]:
    return {"retry_initial": 5, "retry_max": 60, "heartbeat_interval": 30} | changes


def _not_set_up(hass: HomeAssistant, **options: Any) -> MockConfigEntry:
    entry = entry_for(5038, options=options)
    entry.add_to_hass(hass)
    return entry


async def test_a_form_that_is_just_sent_stores_the_defaults(
    hass: HomeAssistant,
) -> None:
    """Each field has a default, those of the section too."""
    entry = _not_set_up(hass)
    form = await open_options(hass, entry)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "init")
    assert list(map(str, form["data_schema"].schema)) == [
        "polling",
        "names",
        "safety",
        "telephony",
        "on_air",
        "assist",
        "connection",
    ]
    result = await submit_options(hass, form, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == DEFAULTS


async def test_what_is_stored_is_shown_and_can_be_changed(
    hass: HomeAssistant,
) -> None:
    """The frontend sends floats; whole numbers are kept."""
    entry = _not_set_up(hass, **DEFAULTS | {"poll_interval": 120})
    form = await open_options(hass, entry)
    assert suggested_options(form) == _shown(**DEFAULTS | {"poll_interval": 120})

    connection = {"retry_initial": 2.0, "retry_max": 30.0, "heartbeat_interval": 10.0}
    options = {
        "poll_interval": 20.0,
        "adaptive_polling": False,
        "use_directory": False,
        "assist_control": True,
        "assist_sentences": False,
        "connection": connection,
    }
    await submit_options(hass, form, options)
    assert entry.options == {
        "poll_interval": 20,
        "adaptive_polling": False,
        "use_directory": False,
        "assist_control": True,
        "assist_sentences": False,
        "connection": {"retry_initial": 2, "retry_max": 30, "heartbeat_interval": 10},
    }
    assert isinstance(entry.options["poll_interval"], int)
    assert isinstance(entry.options["connection"]["retry_max"], int)


async def test_the_longest_wait_is_not_shorter_than_the_first(
    hass: HomeAssistant,
) -> None:
    """The form comes back with what was typed; equal is fine."""
    entry = _not_set_up(hass)
    form = await open_options(hass, entry)
    connection = _connection(retry_initial=30, retry_max=29)
    form = await submit_options(hass, form, DEFAULTS | {"connection": connection})
    assert form["errors"] == {"connection": "retry_max_below_initial"}
    assert suggested_options(form)["connection"] == connection
    assert entry.options == {}

    connection = _connection(retry_initial=30, retry_max=30)
    result = await submit_options(hass, form, DEFAULTS | {"connection": connection})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == DEFAULTS | {"connection": connection}


@pytest.mark.parametrize("poll_interval", [9, 3601])
async def test_polling_has_its_limits(hass: HomeAssistant, poll_interval: int) -> None:
    """From ten seconds to an hour."""
    entry = _not_set_up(hass)
    form = await open_options(hass, entry)
    with pytest.raises(InvalidData):
        await submit_options(hass, form, DEFAULTS | {"poll_interval": poll_interval})
    for limit in (10, 3600):
        form = await open_options(hass, entry)
        await submit_options(hass, form, DEFAULTS | {"poll_interval": limit})
        assert entry.options["poll_interval"] == limit


async def test_a_server_that_is_connected_takes_new_options(
    hass: HomeAssistant,
) -> None:
    """It logs in anew with them."""
    async with SimulatedServer(("1999",)) as server:
        entry = await add_server(hass, server)
        logins = server.logins
        form = await open_options(hass, entry)
        await submit_options(
            hass, form, DEFAULTS | {"connection": _connection(retry_max=9)}
        )
        await hass.async_block_till_done()
        assert server.logins == logins + 1
        assert len(server.sessions) == 1
        await hass.config_entries.async_unload(entry.entry_id)


ON_AIR = {
    "clip_address": "192.168.1.2:8124",
    "clip_port": 8125,
    "fetch_from": ["192.168.1.9", "172.17.0.0/16"],
}


async def test_how_clips_are_fetched_is_stored_and_can_be_taken_away(
    hass: HomeAssistant,
) -> None:
    """Beside the other options; what is left empty is not there."""
    entry = _not_set_up(hass)
    form = await open_options(hass, entry)
    await submit_options(hass, form, DEFAULTS | ON_AIR | {"clip_port": 8125.0})
    assert entry.options == DEFAULTS | ON_AIR
    assert isinstance(entry.options["clip_port"], int)

    form = await open_options(hass, entry)
    assert suggested_options(form) == _shown(**DEFAULTS | ON_AIR)
    await submit_options(hass, form, DEFAULTS)
    assert entry.options == DEFAULTS


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"clip_address": "https://ha.local"}, "invalid_clip_address"),
        ({"clip_address": "ha.local/path"}, "invalid_clip_address"),
        ({"fetch_from": ["the server"]}, "invalid_fetch_from"),
        ({"fetch_from": ["192.168.1.9", "10.0.0.0/99"]}, "invalid_fetch_from"),
    ],
)
async def test_a_wrong_address_for_clips(
    hass: HomeAssistant, wrong: dict[str, Any], error: str
) -> None:
    """The section says what is wrong, and what was typed can be put right."""
    entry = _not_set_up(hass)
    form = await open_options(hass, entry)
    form = await submit_options(hass, form, DEFAULTS | ON_AIR | wrong)
    assert form["errors"] == {"on_air": error}
    assert suggested_options(form) == DEFAULTS | ON_AIR | wrong
    await submit_options(hass, form, DEFAULTS | ON_AIR)
    assert entry.options == DEFAULTS | ON_AIR
