"""A proxy or tunnel in front of a server: it takes connections though the server is down."""

import asyncio
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.allstarlink.ami.errors import ConnectRefused
from custom_components.allstarlink.const import DOMAIN
from simulator import SimulatedServer, User

from .ami.server import Peer, ScriptedServer, serving as tunneling
from .certificates import Certificate
from .flows import (
    SECRET,
    USERNAME,
    is_loaded,
    known_server,
    server_data,
    serving,
    start,
    submit,
)
from .integration import Entities, add_entry


async def _close(peer: Peer) -> None:
    peer.close()


@pytest.mark.parametrize("ssl", [False, True])
async def test_the_form_says_that_the_server_cannot_be_reached(
    hass: HomeAssistant, ssl: bool
) -> None:
    """Not that it is something else than Asterisk, nor that TLS failed."""
    async with serving(hass) as server, tunneling(_close) as tunnel:
        form = await start(hass)
        data = server_data(server, port=tunnel.port, ssl=ssl)
        form = await submit(hass, form, data)
        assert form["errors"] == {"base": "cannot_connect"}


async def test_a_connection_closed_within_the_handshake_is_no_bad_certificate(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    """No repair issue is raised: the user has nothing to put right."""
    asyncio.get_running_loop().set_debug(False)
    certificate = await hass.async_add_executor_job(Certificate, tmp_path)
    tls = await hass.async_add_executor_job(certificate.server)
    users = (User(USERNAME, SECRET),)
    async with SimulatedServer(("1999",), users, tls=tls) as server:
        entry = known_server(server, **server_data(server, ssl=True, verify_ssl="off"))
        await add_entry(hass, entry)
        assert is_loaded(entry)
        await server.stop()
        tunnel = ScriptedServer(_close)
        tunnel.port = server.port
        await tunnel.start()
        target = {"entity_id": Entities(hass, entry).server_entity_id("reconnect")}
        await hass.services.async_call("button", "press", target, blocking=True)
        connection = entry.runtime_data.client.connection
        async with asyncio.timeout(10):
            while connection.status.error is None:  # noqa: ASYNC110  (TLS takes turns)
                await asyncio.sleep(0)
        assert type(connection.status.error) is ConnectRefused
        assert (
            ir.async_get(hass).async_get_issue(DOMAIN, f"tls_failed_{entry.entry_id}")
            is None
        )
        await hass.config_entries.async_unload(entry.entry_id)
        await tunnel.stop()
