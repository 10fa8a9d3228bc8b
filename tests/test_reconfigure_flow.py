"""Logging in to a server again, and changing how it is reached."""

from collections.abc import AsyncGenerator

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from simulator import SimulatedServer, User

from .flows import (
    SECRET,
    USERNAME,
    checked,
    is_loaded,
    known_server,
    server_data,
    serving,
    submit,
    suggested,
    without_app_rpt,
)
from .integration import add_entry


@pytest.fixture
async def server(hass: HomeAssistant) -> AsyncGenerator[SimulatedServer]:
    """Return a server with three nodes."""
    async with serving(hass) as server:
        yield server


async def test_a_refused_login_at_start_is_mended_by_a_new_one(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """The entry is set up again at once; its settings stay."""
    entry = known_server(server, username="old", password="outdated")
    await add_entry(hass, entry)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    (flow,) = hass.config_entries.flow.async_progress()
    form = checked(await hass.config_entries.flow.async_configure(flow["flow_id"]))
    assert form["step_id"] == "reauth_confirm"
    assert suggested(form) == {"username": "old"}

    form = await submit(hass, form, {"username": USERNAME, "password": "wrong"})
    assert form["errors"] == {"base": "invalid_auth"}
    assert suggested(form) == {"username": USERNAME, "password": "wrong"}

    result = await submit(hass, form, {"username": USERNAME, "password": SECRET})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reauth_successful"
    assert entry.data == server_data(server)
    assert is_loaded(entry)
    assert hass.config_entries.flow.async_progress() == []


async def test_the_same_login_that_works_again_connects_at_once(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Nothing changed in the entry, so nothing else would wake it."""
    entry = known_server(server)
    await add_entry(hass, entry)
    form = checked(await entry.start_reauth_flow(hass))
    logins = server.logins
    result = await submit(hass, form, {"username": USERNAME, "password": SECRET})
    await hass.async_block_till_done()
    assert result["reason"] == "reauth_successful"
    assert is_loaded(entry)
    # One to try the login, one for the entry that was set up again.
    assert server.logins == logins + 2


async def test_the_login_counts_whatever_the_server_runs(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Reauth asks for nothing but the login."""
    entry = known_server(server, password="outdated")
    entry.add_to_hass(hass)
    form = checked(await entry.start_reauth_flow(hass))
    server.requests.clear()
    server.faults.next_reply(without_app_rpt, action="RptStat", times=2)
    result = await submit(hass, form, {"username": USERNAME, "password": SECRET})
    assert result["reason"] == "reauth_successful"
    assert entry.data["password"] == SECRET
    actions = [request.action for request in server.requests]
    assert actions[:3] == ["Challenge", "Login", "Logoff"]
    await hass.async_block_till_done()


async def test_a_server_that_moved_is_followed(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """An empty password keeps the old one, which is never shown."""
    entry = known_server(server, port=server.port - 1)
    await add_entry(hass, entry)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    form = checked(await entry.start_reconfigure_flow(hass))
    assert form["step_id"] == "reconfigure"
    known = server_data(server, port=server.port - 1)
    del known["password"]
    assert suggested(form) == known | {"name": entry.title}

    server.faults.reject_logins = True
    changed = known | {"port": server.port}
    form = await submit(hass, form, changed)
    assert form["errors"] == {"base": "invalid_auth"}
    assert suggested(form) == changed

    server.faults.clear()
    result = await submit(hass, form, changed | {"password": ""})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == server_data(server)
    assert entry.title == f"127.0.0.1:{server.port}"
    assert is_loaded(entry)


async def test_a_new_password_replaces_the_old_one(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """A loaded entry connects with what is new; a title of one's own stays."""
    entry = known_server(server)
    await add_entry(hass, entry)
    hass.config_entries.async_update_entry(entry, title="My repeater")
    server.reload_manager([User("other", "n3w")])
    form = checked(await entry.start_reconfigure_flow(hass))
    data = server_data(server, username="other", password="n3w")
    result = await submit(hass, form, data)
    await hass.async_block_till_done()
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == data
    assert entry.title == "My repeater"
    assert is_loaded(entry)
    assert [session.user.name for session in server.sessions if session.user] == [
        "other"
    ]


async def test_a_server_cannot_become_another_one_that_is_configured(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Each server has one entry."""
    other = known_server(server, host="Repeater.Example")
    other.add_to_hass(hass)
    entry = known_server(server)
    await add_entry(hass, entry)
    form = checked(await entry.start_reconfigure_flow(hass))
    result = await submit(hass, form, server_data(server, host="repeater.example"))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert entry.data == server_data(server)
