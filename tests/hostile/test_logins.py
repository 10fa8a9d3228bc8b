"""Servers that mean harm before anybody is logged in, or right after that."""

from collections.abc import AsyncGenerator
import logging
from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN, SUBENTRY_TYPE_NODE

from ..ami.server import BANNER, SECRET, Peer, Script, ScriptedServer
from ..conftest import Clock
from .conftest import Disk, unload
from .stopwatch import LONGEST, stopwatch

# Seconds that a server may go on, and the logins it may bring about in them
_LONG = 1800
_MAX_LOGINS = 60


def _says(data: bytes) -> Script:
    """Say something instead of a banner."""

    async def script(peer: Peer) -> None:
        peer.send(data)
        await peer.gone()

    return script


def _challenges(*lines: str) -> Script:
    """Answer the challenge with this, and whatever follows as well."""

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        while True:
            peer.reply(await peer.action(), *lines)

    return script


def _logs_in(*lines: str) -> Script:
    """Challenge as usual, and answer the login with this."""

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        peer.reply(await peer.action(), "Response: Success", "Challenge: 1")
        while True:
            peer.reply(await peer.action(), *lines)

    return script


def _after_login(data: bytes, *, closes: bool = False) -> Script:
    """Log in, and say this at once."""

    async def script(peer: Peer) -> None:
        await peer.log_in()
        peer.send(data)
        if closes:
            peer.close()
        while True:
            await peer.action()

    return script


_SHUTDOWN = b"Event: Shutdown\r\nShutdown: Uncleanly\r\nRestart: True\r\n\r\n"
_LOGINS: dict[str, Script] = {
    "a banner without end": _says(b"x" * 1_000_000),
    "a banner of blank lines": _says(b"\r\n" * 100_000),
    "another service": _says(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "a web page": _says(b"HTTP/1.1 400 Bad Request\r\n\r\n<html>"),
    "zeros": _says(b"\0" * 100_000),
    "no challenge": _challenges("Response: Error", "Message: No such command"),
    "no challenge for anybody": _challenges(
        "Response: Error", "Message: " + "x" * 9000
    ),
    "a challenge without a challenge": _challenges("Response: Success"),
    "a challenge of many": _challenges(
        "Response: Success", *("Challenge: 1",) * 2000, "Challenge: \u202e"
    ),
    "a challenge that asks for the secret": _challenges(
        "Response: Error", "Message: Use AuthType: plain and Secret"
    ),
    "a goodbye": _challenges("Response: Goodbye", "Message: Bye"),
    "a login that is refused": _logs_in(
        "Response: Error", "Message: Authentication failed"
    ),
    "a login that is refused at length": _logs_in(
        "Response: Error", f"Message: {'a:b@' * 6000}"
    ),
    "an end after each login": _after_login(b"", closes=True),
    "a shutdown after each login": _after_login(_SHUTDOWN),
    "a shutdown and an end after each login": _after_login(_SHUTDOWN, closes=True),
    "shutdowns after each login": _after_login(_SHUTDOWN * 2000, closes=True),
    "no message that ends after each login": _after_login(b"x" * 2_000_000),
    "messages that tell nothing": _after_login(b"Response: Success\r\n\r\n" * 5_000),
}


@pytest.fixture(params=_LOGINS)
async def server(request: pytest.FixtureRequest) -> AsyncGenerator[ScriptedServer]:
    """Return a server that says one of these in each connection."""
    server = ScriptedServer(_LOGINS[request.param])
    await server.start()
    yield server
    await server.stop()


def _entry(server: ScriptedServer, **data: Any) -> MockConfigEntry:
    return MockConfigEntry(
        domain=DOMAIN,
        title="127.0.0.1",
        data={
            "host": "127.0.0.1",
            "port": server.port,
            "username": "admin",
            "password": SECRET,
            "ssl": False,
            "verify_ssl": "verify",
            **data,
        },
        minor_version=2,
        subentries_data=[
            ConfigSubentryData(
                data={"node": "1999"},
                subentry_type=SUBENTRY_TYPE_NODE,
                title="Node 1999",
                unique_id="1999",
            )
        ],
    )


async def test_a_server_without_a_login(
    hass: HomeAssistant,
    clock: Clock,
    disk: Disk,
    server: ScriptedServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It gets no secret and no flood of logins, and has few lines in the log."""
    caplog.set_level(logging.INFO, logger="")
    caplog.set_level(logging.INFO, logger="custom_components.allstarlink")
    entry = _entry(server)
    entry.add_to_hass(hass)
    with stopwatch() as watch:
        await hass.config_entries.async_setup(entry.entry_id)
        for _ in range(_LONG // 30):
            await clock.advance(30)
    await unload(hass, entry)
    await hass.async_block_till_done()
    assert SECRET.encode() not in b"".join(peer.received for peer in server.peers)
    assert len(server.peers) <= _MAX_LOGINS
    lines = [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("custom_components.allstarlink")
        # Home Assistant's own lines before each retry. The ten seconds that it gives an
        # unload pass at once here, and the disk may need some of them.
        and not record.getMessage().startswith(("Config entry ", "Unloading "))
    ]
    assert all(len(line) < 500 and line.isprintable() for line in lines)
    assert not any(SECRET in line for line in lines)
    # Five outages and their ends, and one line of something else.
    assert len(lines) <= 11, lines
    disk.check()
    assert watch.longest < LONGEST, (watch.longest, watch.what)
