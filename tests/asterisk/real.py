"""A real Asterisk: a process with a configuration of the test, on loopback ports only."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
import signal
import socket
import subprocess
from typing import override

from simulator import User
from tests.asterisk.stage import HOST, USERS, Asterisk, until
from tests.certificates import Certificate

_START = 20.0
# The only module that is no part of the program itself: the dialplan.
_MODULES = "[modules]\nautoload = no\nload = pbx_config.so\n"
_DIALPLAN = """\
[calls]
exten = short,1,Wait(0.1)
exten = long,1,Wait(4)
"""


class RealAsterisk(Asterisk):
    """Asterisk in the foreground, with all that it reads and writes in one folder."""

    def __init__(self, program: Path, folder: Path, certificate: Certificate) -> None:
        """Configure it; it does not run before `start`."""
        super().__init__(certificate)
        self._program = program
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping: asyncio.StreamWriter | None = None
        self.port, self.tls_port = _free_ports()
        self._configure()

    @property
    def pid(self) -> int:
        """Its process id; `core restart now` does not change it."""
        assert self._process
        return self._process.pid

    @override
    async def start(self) -> None:
        self._launch()
        await until(self._is_ready, _START)

    @override
    async def kill(self) -> None:
        self.end()

    @override
    async def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    @override
    async def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    @override
    async def shut_down_slowly(self) -> None:
        await self._originate("long")
        # Answered by the end only, so the connection is kept until then.
        _, self._stopping = await self._tell("Command", Command="core stop gracefully")

    @override
    async def set_users(self, users: Sequence[User]) -> None:
        self._write_users(users)
        assert await self._ask("Command", Command="manager reload")

    @override
    async def make_call_event(self) -> None:
        await self._originate("short")

    @override
    async def is_connected(self, user: str) -> bool:
        reply = await self._ask("Command", Command="manager show connected")
        return f"  {user} ".encode() in reply

    def end(self) -> None:
        """Kill the process if it still runs; none is left behind."""
        if self._stopping:
            self._stopping.close()
        if self._process:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def _launch(self) -> None:
        command = self._program, "-C", self._folder / "asterisk.conf", "-f", "-n"
        with (self._folder / "output").open("ab") as output:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )

    def _signal(self, number: signal.Signals) -> None:
        assert self._process
        self._process.send_signal(number)

    async def _is_ready(self) -> bool:
        assert self._process
        assert self._process.poll() is None, (self._folder / "output").read_text()
        try:
            _, writer = await asyncio.open_connection(HOST, self.tls_port)
            writer.close()
            return b"Fully Booted" in await self._ask("Ping", until=b"Fully Booted")
        except ConnectionError, asyncio.IncompleteReadError:
            return False

    async def _originate(self, extension: str) -> None:
        reply = await self._ask(
            "Originate",
            Channel=f"Local/{extension}@calls",
            Application="Wait",
            Data="10",
            Async="true",
            until=b"queued",
        )
        assert b"Response: Success" in reply

    async def _ask(
        self, action: str, until: bytes = b"ActionID: asked", **headers: str
    ) -> bytes:
        """Log in, do an action, and return what came up to the end of the wanted message."""
        reader, writer = await self._tell(action, **headers)
        reply = await reader.readuntil(until)
        reply += await reader.readuntil(b"\r\n\r\n")
        writer.close()
        return reply

    async def _tell(
        self, action: str, **headers: str
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection(HOST, self.port)
        admin = USERS[0]
        for lines in (
            {"Action": "Login", "Username": admin.name, "Secret": admin.secret},
            {"Action": action, "ActionID": "asked", **headers},
        ):
            text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
            writer.write(f"{text}\r\n".encode())
        return reader, writer

    # Configuration

    def _configure(self) -> None:
        for name in ("lib", "spool", "run", "log"):
            (self._folder / name).mkdir()
        root = self._program.parents[2]
        (modules,) = root.glob("usr/lib/*/asterisk/modules")
        folders = {
            "astetcdir": self._folder,
            "astmoddir": modules,
            "astdatadir": root / "usr/share/asterisk",
            "astspooldir": self._folder / "spool",
            "astrundir": self._folder / "run",
            "astlogdir": self._folder / "log",
            **dict.fromkeys(
                ("astvarlibdir", "astdbdir", "astkeydir", "astagidir"),
                self._folder / "lib",
            ),
        }
        self._write("asterisk.conf", "[directories]", folders.items())
        self._write("modules.conf", _MODULES)
        self._write("extensions.conf", _DIALPLAN)
        self._write("logger.conf", "[logfiles]", [("console", "notice,warning,error")])
        self._write_users(USERS)

    def _write_users(self, users: Sequence[User]) -> None:
        general = {
            "enabled": "yes",
            "bindaddr": HOST,
            "port": self.port,
            "tlsenable": "yes",
            "tlsbindaddr": f"{HOST}:{self.tls_port}",
            "tlscertfile": self.certificate.path,
        }
        self._write("manager.conf", "[general]", general.items())
        with (self._folder / "manager.conf").open("a") as file:
            file.writelines(_section(user) for user in users)

    def _write(
        self, name: str, text: str, settings: Iterable[tuple[str, object]] = ()
    ) -> None:
        lines = "".join(f"{key} = {value}\n" for key, value in settings)
        (self._folder / name).write_text(f"{text}\n{lines}")


def _section(user: User) -> str:
    acl = "" if user.permitted else "deny = 0.0.0.0/0.0.0.0\n"
    multiple = "yes" if user.multiple_logins else "no"
    return (
        f"[{user.name}]\nsecret = {user.secret}\n"
        f"read = {user.read}\nwrite = {user.write}\n"
        f"allowmultiplelogin = {multiple}\n{acl}"
    )


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind((HOST, 0))
        two.bind((HOST, 0))
        return one.getsockname()[1], two.getsockname()[1]
