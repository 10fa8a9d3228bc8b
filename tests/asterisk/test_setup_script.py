"""The script that makes Home Assistant's user, run beside a real Asterisk."""

import asyncio
from pathlib import Path
import subprocess

import pytest
import pytest_socket

from custom_components.allstarlink.setup_script import (
    NodeSetup,
    Wanted,
    read_template,
    setup_script,
)
from tests.asterisk.real import RealAsterisk
from tests.setup_script.machine import LAYOUTS, SECRET

pytestmark = pytest.mark.asterisk

# Addresses of this machine that stand for four machines
_HERE, _HOME_ASSISTANT, _STRANGER, _NODE = (f"127.0.0.{n}" for n in (1, 3, 4, 2))


class Node:
    """A node with a stock configuration, that its owner pastes something into."""

    def __init__(self, asterisk: RealAsterisk, folder: Path, program: Path) -> None:
        """Give a running Asterisk a stock configuration."""
        self.port = asterisk.port
        self.etc = folder
        self._bin = folder / "bin"
        self._bin.mkdir()
        shim = self._bin / "asterisk"
        conf = folder / "asterisk.conf"
        shim.write_text(f'#!/bin/sh\nexec {program} -C {conf} "$@"\n')
        shim.chmod(0o755)

    def configure(self, layout: str) -> None:
        """Write a layout's manager.conf, on the port of the test."""
        text = (LAYOUTS / layout / "manager.conf").read_text()
        text = text.replace("port = 5038", f"port = {self.port}")
        (self.etc / "manager.conf").write_text(text)

    async def shell(self, text: str, *arguments: str) -> str:
        """Return what lines print that are pasted into a shell."""
        done = await asyncio.to_thread(
            subprocess.run,
            ["/bin/sh", "-c", text, "sh", *arguments],
            env={"PATH": f"{self._bin}:/usr/bin:/bin", "ASTERISK_ETC": str(self.etc)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            text=True,
            timeout=30,
        )
        return done.stdout

    async def login(
        self, user: str, secret: str, source: str, host: str = _NODE
    ) -> str:
        """Return what the manager says to a login that comes from an address."""
        reader, writer = await asyncio.open_connection(
            host, self.port, local_addr=(source, 0)
        )
        await reader.readline()
        writer.write(
            f"Action: Login\r\nUsername: {user}\r\nSecret: {secret}\r\n"
            "Events: off\r\n\r\n".encode()
        )
        reply = await reader.readuntil(b"\r\n\r\n")
        writer.close()
        return reply.decode().split("Message: ")[1].split("\r\n")[0]


@pytest.fixture
async def node(real: RealAsterisk, tmp_path: Path, program: Path) -> Node:
    """Return a node whose configuration a test writes."""
    pytest_socket.socket_allow_hosts([_HERE, _NODE], allow_unix_socket=True)
    return Node(real, tmp_path, program)


def _script(port: int) -> str:
    setup = NodeSetup(SECRET, _HOME_ASSISTANT, port, frozenset({Wanted.CONTROL}))
    return setup_script(read_template(), setup)


_IN, _OUT = "Authentication accepted", "Authentication failed"


async def test_home_assistant_gets_in_and_nobody_else_from_elsewhere(
    node: Node,
) -> None:
    """An `[admin]` without an ACL gets in from this machine as before, and only so."""
    node.configure("asl3")
    await node.shell('asterisk -rx "manager reload"')
    assert await node.login("admin", "admin-secret", _HERE, _HERE) == _IN
    with pytest.raises(ConnectionRefusedError):
        await node.login("admin", "admin-secret", _STRANGER)

    printed = await node.shell(_script(node.port))
    assert "Found: Asterisk 22." in printed
    assert "User admin had no ACL" in printed
    assert await node.login("homeassistant", SECRET, _HOME_ASSISTANT) == _IN
    assert await node.login("homeassistant", SECRET, _STRANGER) == _OUT
    assert await node.login("homeassistant", "wrong", _HOME_ASSISTANT) == _OUT
    for user in ("admin", "monitor", "wide"):
        assert await node.login(user, f"{user}-secret", _HERE, _HERE) == _IN
        assert await node.login(user, f"{user}-secret", _STRANGER) == _OUT
    shown = await node.shell('asterisk -rx "manager show user homeassistant"')
    assert "write perm: command" in " ".join(shown.split())
    assert "read perm: system,call" in " ".join(shown.split())

    await node.shell(_script(node.port), "--undo")
    assert await node.login("admin", "admin-secret", _HERE, _HERE) == _IN
    with pytest.raises(ConnectionRefusedError):
        await node.login("homeassistant", SECRET, _HOME_ASSISTANT)


async def test_a_debian_manager_that_is_off_is_turned_on(node: Node) -> None:
    """Users of the files it includes are kept to this machine."""
    node.configure("debian")
    (node.etc / "manager.d").mkdir()
    panel = (LAYOUTS / "debian/manager.d/panel.conf").read_text()
    (node.etc / "manager.d/panel.conf").write_text(panel)
    await node.shell('asterisk -rx "manager reload"')
    with pytest.raises(ConnectionRefusedError):
        await node.login("panel", "panel-secret", _HERE)

    await node.shell(_script(node.port))
    assert await node.login("homeassistant", SECRET, _HOME_ASSISTANT) == _IN
    assert await node.login("panel", "panel-secret", _HERE) == _IN
    assert await node.login("panel", "panel-secret", _STRANGER) == _OUT


@pytest.mark.parametrize("bind", ["", "bindaddr = ::\n"])
async def test_a_manager_that_was_off_is_not_opened_to_ipv6(
    node: Node, bind: str
) -> None:
    """Without a `bindaddr` Asterisk listens to IPv6, which an IPv4 ACL does not concern."""
    pytest_socket.socket_allow_hosts([_HERE, _NODE, "::1"], allow_unix_socket=True)
    (node.etc / "manager.conf").write_text(
        f"[general]\nenabled = no\nport = {node.port}\n{bind}"
        "[panel]\nsecret = panel-secret\nread = call\n"
    )
    await node.shell(_script(node.port))
    assert await node.login("panel", "panel-secret", _HERE) == _IN
    assert await node.login("panel", "panel-secret", "::1", "::1") == _OUT
    assert await node.login("homeassistant", SECRET, _HOME_ASSISTANT) == _IN
    assert await node.login("homeassistant", SECRET, "::1", "::1") == _OUT
