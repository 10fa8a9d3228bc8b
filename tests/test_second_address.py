"""A server that is reached by a second address when the first does not answer."""

import asyncio
from pathlib import Path
from typing import Any

from homeassistant.components.repairs import repairs_flow_manager
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.diagnostics import async_get_config_entry_diagnostics
from simulator import SimulatedServer, User

from .certificates import Certificate
from .conftest import Clock
from .flows import (
    SECRET,
    USERNAME,
    known_server,
    open_options,
    server_data,
    serving,
    start,
    submit,
    submit_options,
)
from .integration import Entities, add_entry
from .ways import ways

_CONNECTION = {"retry_initial": 5, "retry_max": 60, "heartbeat_interval": 30}


def _entry(
    server: SimulatedServer, port: int | None = None, **connection: Any
) -> MockConfigEntry:
    """Return an entry of a server, by another port perhaps."""
    return MockConfigEntry(
        domain="allstarlink",
        title="Known",
        data=server_data(server, port=port or server.port),
        options={"connection": {**_CONNECTION, **connection}},
        minor_version=2,
    )


def _second(port: int, host: str = "127.0.0.1") -> dict[str, Any]:
    return {"second_host": host, "second_port": port}


async def test_it_is_tried_in_turn(hass: HomeAssistant, clock: Clock) -> None:
    """The address in use is shown; the first is always tried first."""
    async with serving(hass) as server, ways(server.port) as (lan, vpn):
        entry = _entry(server, lan.port, **_second(vpn.port))
        lan.close()
        await add_entry(hass, entry)
        states = Entities(hass, entry)

        async def shown() -> tuple[str, str | None, str | None]:
            state = states.server("connected")
            report = await async_get_config_entry_diagnostics(hass, entry)
            assert str(vpn.port) not in str(report["connection"])
            return (
                state.state,
                state.attributes["address"],
                report["connection"]["address"],
            )

        assert await shown() == ("on", f"127.0.0.1:{vpn.port}", "second")
        # The first is back: it is used when the session is lost.
        await lan.open()
        vpn.close()
        await clock.advance(5.5)
        assert await shown() == ("on", f"127.0.0.1:{lan.port}", "first")
        lan.close()
        await clock.advance(1)
        assert await shown() == ("off", None, None)
        # Neither answers; a bare connection notices the second within 5 s.
        await clock.advance(120)
        await vpn.open()
        await clock.advance(5.5)
        await clock.settle(200)
        assert await shown() == ("on", f"127.0.0.1:{vpn.port}", "second")
        metrics = entry.runtime_data.client.connection.metrics
        assert metrics.attempts == metrics.successes + metrics.failures
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_refused_login_is_not_sent_to_the_second(hass: HomeAssistant) -> None:
    """It is the same server, which bans who tries too often."""
    async with serving(hass) as server, ways(server.port) as (lan, vpn):
        server.faults.reject_logins = True
        entry = _entry(server, lan.port, **_second(vpn.port))
        await add_entry(hass, entry)
        assert entry.error_reason_translation_key == "login_refused"
        assert (lan.connections, vpn.connections) == (1, 0)


async def test_the_form_takes_a_second_address(hass: HomeAssistant) -> None:
    """With its port or without; not the first one, nor that of another entry."""
    async with serving(hass) as server:
        entry = _entry(server)
        other = _entry(server, 4444, **_second(5555, "Node.example"))
        entry.add_to_hass(hass)
        other.add_to_hass(hass)
        for typed, error in (
            (_second(server.port), "second_host_is_first"),
            (_second(5555, "node.EXAMPLE"), "second_host_configured"),
            (_second(4444), "second_host_configured"),
            (_second(5038, "no host"), "invalid_host"),
        ):
            form = await open_options(hass, entry)
            form = await submit_options(
                hass, form, {"connection": {**_CONNECTION, **typed}}
            )
            assert form["errors"] == {"connection": error}, typed
        for typed, stored in (
            ({"second_host": " 10.0.0.2:5039 "}, _second(5039, "10.0.0.2")),
            ({"second_host": "10.0.0.2"}, _second(5038, "10.0.0.2")),
            ({"second_port": 1}, {}),
        ):
            form = await open_options(hass, entry)
            await submit_options(hass, form, {"connection": {**_CONNECTION, **typed}})
            assert entry.options["connection"] == {**_CONNECTION, **stored}


async def test_a_second_address_is_no_new_server(hass: HomeAssistant) -> None:
    """Neither in the set-up nor when another entry is reconfigured."""
    async with serving(hass) as server:
        known = _entry(server, 4444, **_second(server.port))
        known.add_to_hass(hass)
        result = await submit(hass, await start(hass), server_data(server))
        assert (result["type"], result["reason"]) == (
            FlowResultType.ABORT,
            "already_configured",
        )
        assert result["description_placeholders"]["name"] == "Known"

        other = known_server(server, port=4445)
        other.add_to_hass(hass)
        form = await other.start_reconfigure_flow(hass)
        result = await submit(hass, form, server_data(server))
        assert result["reason"] == "already_configured"


async def test_a_second_certificate_is_shown_and_pinned(
    hass: HomeAssistant, tmp_path: Path, clock: Clock
) -> None:
    """That of the first counts there too; another is accepted after it was seen."""
    asyncio.get_running_loop().set_debug(False)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first = await hass.async_add_executor_job(Certificate, tmp_path / "one")
    other = await hass.async_add_executor_job(Certificate, tmp_path / "two")
    users = (User(USERNAME, SECRET),)
    tls = await hass.async_add_executor_job(first.server)
    async with SimulatedServer(("1999",), users, tls=tls) as server:
        entry = known_server(
            server, ssl=True, verify_ssl="pinned", certificate_sha256=first.sha256
        )
        await add_entry(hass, entry)
        async with ways(server.port, 1) as (vpn,):
            connection = {**_CONNECTION, **_second(vpn.port)}
            form = await open_options(hass, entry)
            result = await submit_options(hass, form, {"connection": connection})
            # The same certificate was seen before.
            assert result["type"] is FlowResultType.CREATE_ENTRY
        assert entry.options["connection"] == {
            **connection,
            "second_certificate_sha256": first.sha256,
        }
        tls = await hass.async_add_executor_job(other.server)
        async with SimulatedServer(("1999",), users, tls=tls) as second:
            connection = {**_CONNECTION, **_second(second.port)}
            form = await open_options(hass, entry)
            form = await submit_options(hass, form, {"connection": connection})
            assert form["step_id"] == "pin"
            fingerprint = form["description_placeholders"]["fingerprint"]
            assert fingerprint.replace(":", "").lower() == other.sha256
            assert second.logins == 0
            await hass.config_entries.options.async_configure(form["flow_id"], {})
            await hass.async_block_till_done()
            assert Entities(hass, entry).server("connected").state == "on"
            await server.stop()
            await clock.advance(6)
            await clock.settle(200)
            state = Entities(hass, entry).server("connected")
            assert state.attributes["address"] == f"127.0.0.1:{second.port}"
            # A second address that does not answer has no certificate to pin.
            await second.stop()
            form = await open_options(hass, entry)
            connection = {**_CONNECTION, **_second(second.port, "localhost")}
            form = await submit_options(hass, form, {"connection": connection})
            assert form["errors"] == {"connection": "cannot_connect"}
            await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("is_up", [True, False])
async def test_the_login_is_renewed_by_the_second_address(
    hass: HomeAssistant, is_up: bool
) -> None:
    """Where the first does not answer; the error of neither is hidden."""
    async with serving(hass) as server, ways(server.port, 1) as (vpn,):
        if not is_up:
            vpn.close()
        entry = MockConfigEntry(
            domain="allstarlink",
            data=server_data(server, port=1, password="old"),
            options={"connection": _second(vpn.port)},
            minor_version=2,
        )
        entry.add_to_hass(hass)
        form = await entry.start_reauth_flow(hass)
        result = await submit(hass, form, {"username": USERNAME, "password": SECRET})
        if is_up:
            assert result["reason"] == "reauth_successful"
        else:
            assert result["errors"] == {"base": "cannot_connect"}
        await hass.async_block_till_done()


async def test_a_new_second_certificate_is_pinned_from_its_issue(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    """The first address does not answer; the repair asks about the second."""
    asyncio.get_running_loop().set_debug(False)
    certificate = await hass.async_add_executor_job(Certificate, tmp_path)
    tls = await hass.async_add_executor_job(certificate.server)
    users = (User(USERNAME, SECRET),)
    async with SimulatedServer(("1999",), users, tls=tls) as server:
        data = server_data(server, port=1, ssl=True, verify_ssl="pinned")
        entry = MockConfigEntry(
            domain="allstarlink",
            data=data | {"certificate_sha256": "1" * 64},
            options={
                "connection": {
                    **_second(server.port),
                    "second_certificate_sha256": "2" * 64,
                }
            },
            minor_version=2,
        )
        await add_entry(hass, entry)
        assert server.logins == 0
        assert await async_setup_component(hass, "repairs", {})
        manager = repairs_flow_manager(hass)
        assert manager is not None
        issue = f"tls_failed_{entry.entry_id}"
        form: Any = await manager.async_init("allstarlink", context={"issue_id": issue})
        shown = form["description_placeholders"]["fingerprint"]
        assert shown.replace(":", "").lower() == certificate.sha256
        await manager.async_configure(form["flow_id"], {})
        await hass.async_block_till_done()
        assert entry.data == data | {"certificate_sha256": "1" * 64}
        state = Entities(hass, entry).server("connected")
        assert state.attributes["address"] == f"127.0.0.1:{server.port}"
        await hass.config_entries.async_unload(entry.entry_id)
