"""TLS with a key of the test."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
import ssl
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
import pytest

from simulator import SimulatedServer
from tests.conftest import Clock


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Return a PEM file with a self-signed certificate for 127.0.0.1 and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "node")])
    now = datetime.now(UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "node.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


def server_side(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def test_everything_is_the_same_inside_tls(certificate: Path) -> None:
    """Banner, login and the address in SuccessfulAuth (c15)."""
    context = ssl.create_default_context(cafile=str(certificate))
    async with SimulatedServer(["1999"], tls=server_side(certificate)) as server:
        reader, writer = await asyncio.open_connection(
            server.host, server.port, ssl=context
        )
        assert await reader.readline() == b"Asterisk Call Manager/11.0.0\r\n"
        writer.write(b"Action: Login\r\nUsername: admin\r\nSecret: secret\r\n\r\n")
        assert b"IPV4/TLS/127.0.0.1/" in await reader.readuntil(b"RemoteAddress")
        writer.write(b"Action: Logoff\r\n\r\n")
        assert b"Goodbye" in await reader.read()
        writer.close()


async def test_a_plain_client_hears_nothing(certificate: Path, clock: Clock) -> None:
    """No banner on the TLS port; the first line ends the connection (c15c)."""
    async with SimulatedServer(["1999"], tls=server_side(certificate)) as server:
        reader, writer = await asyncio.open_connection(server.host, server.port)
        reading = asyncio.create_task(reader.read(1))
        await clock.settle()
        assert not reading.done()
        writer.write(b"Action: Ping\r\n\r\n")
        with suppress(ConnectionResetError):
            assert await reading == b""
        writer.close()


async def test_the_program_speaks_tls(certificate: Path) -> None:
    """`--tls` takes a PEM file."""
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", "--port", "0", "--tls", certificate),
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout
    port = int((await program.stdout.readline()).split(b":")[1])
    context = ssl.create_default_context(cafile=str(certificate))
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    assert await reader.readline() == b"Asterisk Call Manager/11.0.0\r\n"
    writer.close()
    program.terminate()
    assert await program.wait() == 0


async def test_another_certificate_later(certificate: Path) -> None:
    """The certificate can change between sessions."""
    trusting = ssl.create_default_context(cafile=str(certificate))
    async with SimulatedServer(["1999"]) as server:
        with pytest.raises(ssl.SSLError):
            await asyncio.open_connection(server.host, server.port, ssl=trusting)
        await server.use_tls(server_side(certificate))
        reader, writer = await asyncio.open_connection(
            server.host, server.port, ssl=trusting
        )
        assert await reader.readline() == b"Asterisk Call Manager/11.0.0\r\n"
        writer.close()
