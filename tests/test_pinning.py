"""Certificates that the user has seen and pinned."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from homeassistant.components.repairs import repairs_flow_manager
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.certificate import Certificate as Shown
from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer, User

from .certificates import Certificate
from .flows import (
    SECRET,
    USERNAME,
    checked,
    is_loaded,
    known_server,
    server_data,
    start,
    submit,
    suggested,
)
from .integration import Entities, add_entry


@pytest.fixture
async def certificate(hass: HomeAssistant, tmp_path: Path) -> Certificate:
    """Return the server's certificate, which nobody vouches for."""
    # A loop in debug mode takes a handshake that the client gives up for an error
    # of the server, which runs in this loop too.
    asyncio.get_running_loop().set_debug(False)
    return await hass.async_add_executor_job(Certificate, tmp_path)


@pytest.fixture
async def server(
    hass: HomeAssistant, certificate: Certificate
) -> AsyncGenerator[SimulatedServer]:
    """Return a server with that certificate."""
    tls = await hass.async_add_executor_job(certificate.server)
    async with SimulatedServer(("1999",), (User(USERNAME, SECRET),), tls=tls) as server:
        yield server
        for entry in hass.config_entries.async_entries(DOMAIN):
            await hass.config_entries.async_unload(entry.entry_id)


def _digits(fingerprint: str) -> str:
    return fingerprint.replace(":", "").lower()


async def test_a_certificate_is_shown_before_the_login(
    hass: HomeAssistant, server: SimulatedServer, certificate: Certificate
) -> None:
    """Its fingerprint, names and dates; accepted, it is the only one."""
    form = await start(hass)
    data = server_data(server, ssl=True, verify_ssl="pinned")
    form = await submit(hass, form, data)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "pin")
    until = datetime.now(UTC) + timedelta(days=1)
    since = until - timedelta(days=10)
    shown = form["description_placeholders"]
    assert len(shown["fingerprint"]) == 95
    assert _digits(shown.pop("fingerprint")) == certificate.sha256
    assert shown == {
        "name": f"127.0.0.1:{server.port}",
        "subject": "CN=asterisk.test",
        "issuer": "CN=asterisk.test",
        "names": "127.0.0.1",
        "valid_from": since.date().isoformat(),
        "valid_until": until.date().isoformat(),
    }
    assert server.requests == []

    form = await submit(hass, form, {})
    assert form["step_id"] == "nodes"
    result = await submit(hass, form, {"nodes": ["1999"]})
    await hass.async_block_till_done()
    entry = result["result"]
    assert entry.data == data | {"certificate_sha256": certificate.sha256}
    assert is_loaded(entry)


async def test_a_certificate_that_changes_while_it_is_shown(
    hass: HomeAssistant, server: SimulatedServer, tmp_path: Path
) -> None:
    """The login goes to the one that was accepted, or nowhere."""
    form = await start(hass)
    data = server_data(server, ssl=True, verify_ssl="pinned")
    form = await submit(hass, form, data)
    other = await hass.async_add_executor_job(Certificate, tmp_path, "other.test")
    await server.use_tls(await hass.async_add_executor_job(other.server))
    form = await submit(hass, form, {})
    assert (form["step_id"], form["errors"]) == ("manager_user", {"base": "tls_failed"})
    assert suggested(form) == data
    assert server.requests == []

    form = await submit(hass, form, data)
    assert form["step_id"] == "pin"
    fingerprint = form["description_placeholders"]["fingerprint"]
    assert _digits(fingerprint) == other.sha256


async def test_a_server_without_tls_cannot_be_pinned(hass: HomeAssistant) -> None:
    """Without TLS there is no certificate to show; what was chosen is kept."""
    async with SimulatedServer(("1999",), (User(USERNAME, SECRET),)) as server:
        form = await start(hass)
        data = server_data(server, ssl=True, verify_ssl="pinned")
        form = await submit(hass, form, data)
        assert (form["step_id"], form["errors"]) == (
            "manager_user",
            {"base": "tls_failed"},
        )
        form = await submit(hass, form, server_data(server, verify_ssl="pinned"))
        assert form["step_id"] == "nodes"
        result = await submit(hass, form, {"nodes": []})
        await hass.async_block_till_done()
        assert result["data"] == server_data(server, verify_ssl="pinned")
        await hass.config_entries.async_unload(result["result"].entry_id)


async def test_a_known_server_is_pinned_and_unpinned(
    hass: HomeAssistant, server: SimulatedServer, certificate: Certificate
) -> None:
    """By reconfiguring it; what is no longer pinned leaves no digest behind."""
    entry = known_server(server, ssl=True, verify_ssl="off")
    await add_entry(hass, entry)
    assert is_loaded(entry)
    form = checked(await entry.start_reconfigure_flow(hass))
    known = suggested(form)
    assert known["verify_ssl"] == "off"
    before = len(server.requests)
    form = await submit(hass, form, known | {"verify_ssl": "pinned"})
    assert form["step_id"] == "pin"
    assert len(server.requests) == before
    result = await submit(hass, form, {})
    await hass.async_block_till_done()
    assert result["reason"] == "reconfigure_successful"
    pinned = server_data(server, ssl=True, verify_ssl="pinned")
    assert entry.data == pinned | {"certificate_sha256": certificate.sha256}
    assert is_loaded(entry)

    form = checked(await entry.start_reconfigure_flow(hass))
    known = suggested(form)
    assert known == {key: pinned[key] for key in pinned if key != "password"} | {
        "name": entry.title
    }
    await submit(hass, form, known | {"verify_ssl": "off"})
    await hass.async_block_till_done()
    assert entry.data == server_data(server, ssl=True, verify_ssl="off")
    assert is_loaded(entry)


async def _fix(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    """Begin to fix the issue about the certificate."""
    assert await async_setup_component(hass, "repairs", {})
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"tls_failed_{entry.entry_id}")
    assert issue is not None
    assert issue.is_fixable
    manager = repairs_flow_manager(hass)
    assert manager is not None
    form = await manager.async_init(DOMAIN, context={"issue_id": issue.issue_id})
    return checked(form, "issues.tls_failed.fix_flow")


@pytest.mark.parametrize("loaded", [True, False])
async def test_a_changed_certificate_is_pinned_from_its_issue(
    hass: HomeAssistant,
    server: SimulatedServer,
    certificate: Certificate,
    tmp_path: Path,
    loaded: bool,
) -> None:
    """Of a server that is followed, and of one that could not be set up."""
    data = server_data(server, ssl=True, verify_ssl="pinned")
    known = certificate.sha256 if loaded else "0" * 64
    entry = known_server(server, **data, certificate_sha256=known)
    await add_entry(hass, entry)
    assert is_loaded(entry) == loaded
    other = await hass.async_add_executor_job(Certificate, tmp_path, "other.test")
    await server.use_tls(await hass.async_add_executor_job(other.server))
    server.requests.clear()
    if loaded:
        # Asked to connect anew, it finds the other certificate.
        await press_reconnect(hass, entry)
    else:
        await hass.config_entries.async_reload(entry.entry_id)
    form = await _fix(hass, entry)
    assert form["step_id"] == "pin"
    shown = form["description_placeholders"]
    assert _digits(shown["fingerprint"]) == other.sha256
    assert shown["names"] == "other.test"
    assert [r.action for r in server.requests if r.action != "Logoff"] == []

    manager = repairs_flow_manager(hass)
    assert manager is not None
    done = await manager.async_configure(form["flow_id"], {})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert entry.data == data | {"certificate_sha256": other.sha256}
    assert is_loaded(entry)
    assert not ir.async_get(hass).issues


async def press_reconnect(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Press the server's button, and wait until the attempt has failed."""
    entities = Entities(hass, entry)
    target = {"entity_id": entities.server_entity_id("reconnect")}
    await hass.services.async_call("button", "press", target, blocking=True)
    connection = entry.runtime_data.client.connection
    while connection.metrics.failures == 0:  # noqa: ASYNC110  (TLS takes its turns)
        await asyncio.sleep(0)


async def test_a_server_that_is_away_shows_no_certificate(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """The fix says so, and the issue stays."""
    entry = known_server(server, ssl=True, verify_ssl="pinned")
    await add_entry(hass, entry)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    await server.stop()
    done = await _fix(hass, entry)
    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "cannot_connect")
    assert await _fix(hass, entry)


@pytest.mark.parametrize("der", [b"", b"\x30\x82", b"x" * 100_000])
def test_a_certificate_that_cannot_be_read_still_has_a_fingerprint(der: bytes) -> None:
    """All else is left out."""
    shown = Shown.from_der(der).placeholders()
    assert len(shown.pop("fingerprint")) == 95
    assert set(shown.values()) == {"-"}
