"""Logging in: MD5, plain, TLS, and every way to be refused."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
import ssl
from time import monotonic

import pytest

from custom_components.allstarlink.ami.errors import (
    ActionFailed,
    AuthenticationFailed,
    ConnectRefused,
    NotAsterisk,
    PlainLoginRefused,
    TlsFailed,
)
from custom_components.allstarlink.ami.session import Server, Session
from tests.asterisk.stage import HOST, Asterisk
from tests.certificates import unverified


async def logged_in(server: Server) -> bool:
    """Log in, ask something that needs a login, log off; tell if the secret was exposed."""
    session = await Session.open(server)
    reply = await session.request("Ping")
    await session.close()
    assert reply.get("Ping") == "Pong"
    return session.secret_exposed


@asynccontextmanager
async def without_challenge(asterisk: Asterisk) -> AsyncGenerator[int]:
    """Return a port to the server where it refuses every challenge, as it does other types."""

    async def carry(
        source: asyncio.StreamReader, sink: asyncio.StreamWriter, md5: bytes
    ) -> None:
        while data := await source.read(65536):
            sink.write(data.replace(b"AuthType: MD5", b"AuthType: " + md5))
        sink.close()

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(HOST, asterisk.port)
        async with asyncio.TaskGroup() as both:
            both.create_task(carry(reader, far_writer, b"X"))
            both.create_task(carry(far_reader, writer, b"MD5"))

    async with await asyncio.start_server(relay, HOST, 0) as server:
        yield server.sockets[0].getsockname()[1]


async def test_md5(asterisk: Asterisk) -> None:
    """The usual login; the secret does not cross the wire."""
    assert await logged_in(asterisk.server()) is False


async def test_plain_when_the_challenge_is_refused(asterisk: Asterisk) -> None:
    """The server takes the plain secret, and the session knows that it was exposed."""
    async with without_challenge(asterisk) as port:
        server = replace(asterisk.server(port=port), allow_plain_login=True)
        assert await logged_in(server) is True


async def test_wrong_plain_secret(asterisk: Asterisk) -> None:
    """A refused plain login is refused like any other."""
    async with without_challenge(asterisk) as port:
        server = asterisk.server(secret="wrong", port=port)
        with pytest.raises(AuthenticationFailed):
            await Session.open(replace(server, allow_plain_login=True))


async def test_no_plain_secret_unless_it_is_allowed(asterisk: Asterisk) -> None:
    """The session ends before anything of it is sent."""
    async with without_challenge(asterisk) as port:
        with pytest.raises(PlainLoginRefused):
            await Session.open(asterisk.server(port=port))


@pytest.mark.parametrize(
    ("user", "secret"),
    [("admin", "wrong"), ("nobody", "s3cret-admin"), ("blocked", "s3cret-blocked")],
)
async def test_refused(asterisk: Asterisk, user: str, secret: str) -> None:
    """Wrong secret, unknown user and ACL are all the same, and take a second."""
    began = monotonic()
    with pytest.raises(AuthenticationFailed, match=r"^User name or secret refused$"):
        await Session.open(asterisk.server(user, secret))
    assert 0.9 < monotonic() - began < 3


async def test_one_login_at_a_time(asterisk: Asterisk) -> None:
    """A user with allowmultiplelogin=no is refused while there is a session, and only then."""
    server = asterisk.server("single")
    first = await Session.open(server)
    began = monotonic()
    with pytest.raises(ActionFailed, match=r"Login Already In Use$"):
        await Session.open(server)
    assert 0.9 < monotonic() - began < 3
    await first.close()
    assert await logged_in(server) is False


async def test_tls_with_the_certificate_pinned(asterisk: Asterisk) -> None:
    """The self-signed certificate is trusted by itself, host name checked."""
    context = ssl.create_default_context(cafile=str(asterisk.certificate.path))
    assert await logged_in(asterisk.over_tls(context)) is False


async def test_tls_unverified(asterisk: Asterisk) -> None:
    """Any certificate will do."""
    assert await logged_in(asterisk.over_tls(unverified())) is False


@pytest.mark.parametrize("version", ["TLSv1_2", "TLSv1_3"])
async def test_tls_versions(asterisk: Asterisk, version: str) -> None:
    """TLS 1.2 and 1.3 both do."""
    context = unverified()
    context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
    assert await logged_in(asterisk.over_tls(context)) is False


async def test_tls_of_nobody_we_trust(asterisk: Asterisk) -> None:
    """By default a self-signed certificate is refused."""
    with pytest.raises(TlsFailed, match=r"^self-signed certificate$"):
        await Session.open(asterisk.over_tls(ssl.create_default_context()))


async def test_tls_for_another_host(asterisk: Asterisk) -> None:
    """The right certificate for the wrong name is refused, and the name is not told."""
    context = ssl.create_default_context(cafile=str(asterisk.certificate.path))
    with pytest.raises(TlsFailed, match=r"^Hostname mismatch$"):
        await Session.open(asterisk.over_tls(context, "node.example"))


async def test_tls_on_the_plain_port(asterisk: Asterisk) -> None:
    """The banner is no TLS."""
    server = Server(HOST, asterisk.port, "admin", "any", unverified())
    with pytest.raises(TlsFailed):
        await Session.open(server)


async def test_plain_on_the_tls_port(asterisk: Asterisk) -> None:
    """No banner comes, and that is said after 5 s."""
    began = monotonic()
    with pytest.raises(NotAsterisk):
        await Session.open(asterisk.server(port=asterisk.tls_port))
    assert 4.9 < monotonic() - began < 7


async def test_nobody_listens(asterisk: Asterisk) -> None:
    """A killed server refuses."""
    await asterisk.kill()
    with pytest.raises(ConnectRefused):
        await Session.open(asterisk.server())
