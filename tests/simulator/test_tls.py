"""TLS with a key of the test."""

import asyncio
from contextlib import suppress
from pathlib import Path
import ssl
import sys

import pytest

from simulator import SimulatedServer
from tests.certificates import Certificate
from tests.conftest import Clock


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    """Return a certificate of the server."""
    return Certificate(tmp_path)


async def test_everything_is_the_same_inside_tls(certificate: Certificate) -> None:
    """Banner, login and the address in SuccessfulAuth (c15)."""
    context = certificate.trusted()
    async with SimulatedServer(["1999"], tls=certificate.server()) as server:
        reader, writer = await asyncio.open_connection(
            server.host, server.port, ssl=context
        )
        assert await reader.readline() == b"Asterisk Call Manager/11.0.0\r\n"
        writer.write(b"Action: Login\r\nUsername: admin\r\nSecret: secret\r\n\r\n")
        assert b"IPV4/TLS/127.0.0.1/" in await reader.readuntil(b"RemoteAddress")
        writer.write(b"Action: Logoff\r\n\r\n")
        assert b"Goodbye" in await reader.read()
        writer.close()


async def test_a_plain_client_hears_nothing(
    certificate: Certificate, clock: Clock
) -> None:
    """No banner on the TLS port; the first line ends the connection (c15c)."""
    async with SimulatedServer(["1999"], tls=certificate.server()) as server:
        reader, writer = await asyncio.open_connection(server.host, server.port)
        reading = asyncio.create_task(reader.read(1))
        await clock.settle()
        assert not reading.done()
        writer.write(b"Action: Ping\r\n\r\n")
        with suppress(ConnectionResetError):
            assert await reading == b""
        writer.close()


async def test_the_program_speaks_tls(certificate: Certificate) -> None:
    """`--tls` takes a PEM file."""
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", "--port", "0", "--tls", certificate.path),
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout
    port = int((await program.stdout.readline()).split(b":")[1])
    context = certificate.trusted()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    assert await reader.readline() == b"Asterisk Call Manager/11.0.0\r\n"
    writer.close()
    program.terminate()
    assert await program.wait() == 0


async def test_another_certificate_later(certificate: Certificate) -> None:
    """The certificate can change between sessions."""
    trusting = certificate.trusted()
    async with SimulatedServer(["1999"]) as server:
        with pytest.raises(ssl.SSLError):
            await asyncio.open_connection(server.host, server.port, ssl=trusting)
        await server.use_tls(certificate.server())
        reader, writer = await asyncio.open_connection(
            server.host, server.port, ssl=trusting
        )
        assert await reader.readline() == b"Asterisk Call Manager/11.0.0\r\n"
        writer.close()
