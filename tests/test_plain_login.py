"""A server that refuses the MD5 login: what gets the password, and what does not."""

from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.repairs import repairs_flow_manager
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.md5_logins import Md5Logins
from simulator import SimulatedServer, User

from .flows import (
    SECRET,
    USERNAME,
    checked,
    is_loaded,
    known_server,
    server_data,
    serving,
    start,
    submit,
    suggested,
    without_md5,
)
from .integration import add_entry
from .timeline import Timeline


@pytest.fixture
async def server(hass: HomeAssistant) -> AsyncGenerator[SimulatedServer]:
    """Return a server that refuses every challenge."""
    assert await async_setup_component(hass, "repairs", {})
    async with serving(hass) as server:
        _refuse_md5(server)
        yield server


def _refuse_md5(server: SimulatedServer) -> None:
    server.faults.next_reply(without_md5, action="Challenge", times=1000)


def _secrets(server: SimulatedServer) -> list[str]:
    """Return the passwords that came as they are."""
    return [r.get("Secret") for r in server.requests if r.get("Secret")]


def _issue(hass: HomeAssistant, entry: MockConfigEntry) -> ir.IssueEntry | None:
    issue_id = f"plain_login_refused_{entry.entry_id}"
    return ir.async_get(hass).async_get_issue(DOMAIN, issue_id)


async def _fix(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    """Begin to fix the issue."""
    issue = _issue(hass, entry)
    assert issue is not None
    assert issue.is_fixable
    manager = repairs_flow_manager(hass)
    assert manager is not None
    form = await manager.async_init(DOMAIN, context={"issue_id": issue.issue_id})
    return checked(form, f"issues.{issue.translation_key}.fix_flow")


async def _finish(hass: HomeAssistant, form: Any, data: dict[str, Any]) -> None:
    manager = repairs_flow_manager(hass)
    assert manager is not None
    done = await manager.async_configure(form["flow_id"], data)
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()


async def test_the_form_asks_before_the_password_is_sent(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """The error names the option; with it the server can be added."""
    form = await start(hass)
    form = await submit(hass, form, server_data(server))
    assert form["errors"] == {"base": "plain_login_refused"}
    assert [request.action for request in server.requests] == ["Challenge"]

    allowed = server_data(server, allow_plain_login=True)
    form = await submit(hass, form, allowed)
    assert form["step_id"] == "nodes"
    result = await submit(hass, form, {"nodes": ["1999"]})
    await hass.async_block_till_done()
    assert result["data"] == allowed
    assert is_loaded(result["result"])
    assert set(_secrets(server)) == {SECRET}


async def test_an_entry_stops_until_the_plain_login_is_allowed(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """No password is sent, nothing is asked for again, and nothing changes by itself."""
    entry = known_server(server)
    await add_entry(hass, entry)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert hass.config_entries.flow.async_progress() == []
    assert [request.action for request in server.requests] == ["Challenge"]
    assert entry.data == server_data(server)

    form = await _fix(hass, entry)
    assert form["step_id"] == "confirm"
    await _finish(hass, form, {"allow_plain_login": False})
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert _secrets(server) == []

    form = await _fix(hass, entry)
    await _finish(hass, form, {})
    assert entry.data == server_data(server, allow_plain_login=True)
    assert is_loaded(entry)
    assert _issue(hass, entry) is None
    assert _secrets(server) == [SECRET]


@pytest.mark.parametrize("end", ["remove", "disable"])
async def test_the_issue_of_an_entry_goes_with_it(
    hass: HomeAssistant, server: SimulatedServer, end: str
) -> None:
    """Though an entry that could not be set up is never unloaded."""
    entry = known_server(server)
    await add_entry(hass, entry)
    assert _issue(hass, entry) is not None
    if end == "remove":
        await hass.config_entries.async_remove(entry.entry_id)
    else:
        await hass.config_entries.async_unload(entry.entry_id)
    assert _issue(hass, entry) is None


async def test_a_server_that_forgets_md5_gets_no_password(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    server: SimulatedServer,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Whatever is allowed, while it is followed and after a restart."""
    time = Timeline(freezer)
    server.faults.clear()
    entry = known_server(server, allow_plain_login=True)
    await add_entry(hass, entry)
    assert is_loaded(entry)
    _refuse_md5(server)
    server.sessions[0].close()
    await time.advance(20)
    assert entry.runtime_data.client.connected is False
    assert _issue(hass, entry) is not None
    await time.advance(600)
    assert hass.config_entries.flow.async_progress() == []

    # Home Assistant starts anew, and what it remembers is on disk.
    saved = hass_storage["allstarlink.md5_logins"]["data"]
    assert saved == {entry.entry_id: f"127.0.0.1:{server.port}"}
    del hass.data["allstarlink.md5_logins"]
    server.requests.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert [request.action for request in server.requests] == ["Challenge"]

    form = await _fix(hass, entry)
    assert form["step_id"] == "retry"
    await _finish(hass, form, {})
    assert entry.state is ConfigEntryState.SETUP_ERROR
    form = checked(await entry.start_reconfigure_flow(hass))
    form = await submit(hass, form, suggested(form))
    assert form["errors"] == {"base": "plain_login_refused"}
    form = checked(await entry.start_reauth_flow(hass))
    login = {"username": USERNAME, "password": SECRET}
    form = await submit(hass, form, login)
    assert form["errors"] == {"base": "plain_login_refused"}
    assert _secrets(server) == []

    server.faults.clear()
    form = await _fix(hass, entry)
    await _finish(hass, form, {})
    assert is_loaded(entry)
    assert _issue(hass, entry) is None


async def test_a_server_at_another_address_starts_anew(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """What the one before could do says nothing about it."""
    server.faults.clear()
    entry = known_server(server)
    await add_entry(hass, entry)
    assert is_loaded(entry)
    users = (User(USERNAME, SECRET),)
    async with SimulatedServer(("1999",), users) as other:
        _refuse_md5(other)
        form = checked(await entry.start_reconfigure_flow(hass))
        moved = server_data(other, allow_plain_login=True)
        result = await submit(hass, form, moved)
        await hass.async_block_till_done()
        assert result["reason"] == "reconfigure_successful"
        assert is_loaded(entry)
        assert set(_secrets(other)) == {SECRET}
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_login_in_use_is_no_wrong_password(hass: HomeAssistant) -> None:
    """As with `allowmultiplelogin = no`, and a user that somebody else has."""
    users = (User(USERNAME, SECRET, multiple_logins=False),)
    async with SimulatedServer(("1999",), users) as server:
        other = known_server(server, host="localhost")
        await add_entry(hass, other)
        assert is_loaded(other)
        form = await start(hass)
        form = await submit(hass, form, server_data(server))
        assert form["errors"] == {"base": "login_in_use"}
        await hass.config_entries.async_unload(other.entry_id)


@pytest.mark.parametrize("saved", ["[]", '{"version": 9, "data": {}}', "{"])
async def test_a_damaged_memory_stops_nothing(
    hass: HomeAssistant, server: SimulatedServer, tmp_path: Any, saved: str
) -> None:
    """Nor one of a later version, nor a folder in its place."""
    hass.config.config_dir = str(tmp_path)
    storage = tmp_path / ".storage"
    storage.mkdir()
    (storage / "allstarlink.md5_logins").write_text(saved)
    logins = Md5Logins(hass)
    await logins.async_load()
    assert not logins.worked(known_server(server))
