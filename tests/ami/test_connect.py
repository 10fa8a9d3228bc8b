"""From nothing to a banner: each way it can fail has its own error."""

import asyncio
from collections.abc import Callable
from pathlib import Path
import socket
import ssl

import pytest

from custom_components.allstarlink.ami.dial import fetch_certificate, fingerprint
from custom_components.allstarlink.ami.errors import (
    AmiError,
    CertificateChanged,
    ConnectionLost,
    ConnectRefused,
    ConnectTimeout,
    NotAsterisk,
    TlsFailed,
)
from custom_components.allstarlink.ami.session import Server, Session
from tests.certificates import Certificate, unverified
from tests.conftest import Clock

from .server import BANNER, Peer, ScriptedServer, serving


async def failure(server: Server) -> AmiError:
    """Return the error of connecting."""
    with pytest.raises(AmiError) as raised:
        await Session.open(server)
    assert "127.0.0.1" not in str(raised.value)
    assert "s3cret" not in str(raised.value)
    return raised.value


async def silent(peer: Peer) -> None:
    """Say nothing."""
    await peer.gone()


async def friendly(peer: Peer) -> None:
    """Let the client log in and off."""
    await peer.log_in()
    await peer.log_off()


async def until_connected(server: ScriptedServer, clock: Clock) -> None:
    """Wait for the client's TCP connection."""
    while not server.peers:
        await clock.settle()


async def test_a_closed_port() -> None:
    """Nobody listens."""
    server = ScriptedServer(friendly)
    await server.start()
    await server.stop()

    error = await failure(server.address())

    assert isinstance(error, ConnectRefused)
    assert str(error) == "Connection refused"


async def test_closing_what_never_was_connected() -> None:
    """It does not wait for an end that does not come."""
    server = ScriptedServer(friendly)
    await server.start()
    await server.stop()
    session = Session(server.address())
    with pytest.raises(ConnectRefused):
        await session.connect()

    await session.close()


async def test_no_address_of_a_host_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a name that has IPv6 and IPv4; two ports stand for them here."""
    servers = [ScriptedServer(friendly), ScriptedServer(friendly)]
    for server in servers:
        await server.start()
    for server in servers:
        await server.stop()
    addresses = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))
        for server in servers
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)

    error = await failure(Server("two.test", 5038, "admin", "s3cret"))

    assert isinstance(error, ConnectRefused)
    assert str(error) == "No address of the host can be reached"


async def test_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """The resolver says no; tests have none, so its answer is given here."""

    def refuse(*_args: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    error = await failure(Server("no-such-host.invalid", 5038, "admin", "s3cret"))

    assert isinstance(error, ConnectRefused)
    assert str(error) == "No such host"


async def test_a_host_name_that_is_none() -> None:
    """The resolver is not even asked."""
    error = await failure(Server("a\0b", 5038, "admin", "s3cret"))

    assert isinstance(error, ConnectRefused)


async def test_a_host_that_does_not_answer(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The packets vanish: loopback cannot do that, so the socket is held back."""

    async def hang(*_args: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", hang)
    task = asyncio.create_task(failure(Server("127.0.0.1", 5038, "admin", "s3cret")))
    await clock.settle()
    await clock.advance(9.9)
    assert not task.done()

    await clock.advance(0.2)

    assert isinstance(await task, ConnectTimeout)


@pytest.mark.parametrize(
    "first",
    [
        b"HTTP/1.1 400 Bad Request\r\n",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"\r\n",
        b"Asterisk Call\r\n",
        b"asterisk call manager/11.0.0\r\n",
        b"Asterisk Call Manager/" + b"1" * 200,
        b"\x15\x03\x01\x00\x02\x02\x0a",
    ],
)
async def test_another_first_line(first: bytes) -> None:
    """It is not AMI, and that is clear without waiting."""

    async def script(peer: Peer) -> None:
        peer.send(first)
        await peer.gone()

    async with serving(script) as server:
        error = await failure(server.address())

    assert isinstance(error, NotAsterisk)


async def test_a_banner_that_never_comes(clock: Clock) -> None:
    """A plain client on a TLS port sees silence (transcript c15d)."""
    async with serving(silent) as server:
        task = asyncio.create_task(failure(server.address()))
        await until_connected(server, clock)
        await clock.advance(4.9)
        assert not task.done()

        await clock.advance(0.2)

        assert isinstance(await task, NotAsterisk)


async def test_half_a_banner(clock: Clock) -> None:
    """It has to end in time, too."""

    async def script(peer: Peer) -> None:
        peer.send(BANNER[:-2])
        await peer.gone()

    async with serving(script) as server:
        task = asyncio.create_task(failure(server.address()))
        await until_connected(server, clock)
        await clock.advance(5.1)

        assert isinstance(await task, NotAsterisk)


@pytest.mark.parametrize("first", [b"", BANNER[:10]])
async def test_the_end_before_a_banner(first: bytes) -> None:
    """A tunnel whose other end is dead accepts and closes."""

    async def script(peer: Peer) -> None:
        peer.send(first)

    async with serving(script) as server:
        assert type(await failure(server.address())) is ConnectRefused


@pytest.mark.parametrize("banner", [b"Asterisk Call Manager/1.0\r\n", BANNER])
async def test_a_banner_in_pieces(banner: bytes) -> None:
    """Of Asterisk 1.4 and 22, byte by byte, with what follows in one piece."""

    async def script(peer: Peer) -> None:
        for byte in banner[:-1]:
            peer.send(bytes([byte]))
            await asyncio.sleep(0)
        peer.send(banner[-1:])
        await peer.gone()

    async with serving(script) as server:
        session = Session(server.address())
        await session.connect()
        session.abort()


@pytest.mark.parametrize("verify", [True, False])
async def test_tls(tmp_path: Path, verify: bool) -> None:
    """The same protocol within (transcript c15)."""
    certificate = Certificate(tmp_path)
    client = certificate.trusted() if verify else unverified()
    async with serving(friendly, context=certificate.server()) as server:
        session = await Session.open(server.address(client))
        await session.close()

    assert server.peers[0].actions[-1]["Action"] == "Logoff"


@pytest.mark.parametrize(
    ("host", "days", "text"),
    [
        ("elsewhere.test", 1, "IP address mismatch"),
        ("", -1, "certificate has expired"),
    ],
)
async def test_a_certificate_that_does_not_fit(
    tmp_path: Path, host: str, days: int, text: str
) -> None:
    """Another host's, or an old one."""
    certificate = Certificate(tmp_path, host, days)
    async with serving(friendly, context=certificate.server()) as server:
        error = await failure(server.address(certificate.trusted()))

    assert isinstance(error, TlsFailed)
    assert str(error) == text


async def test_a_self_signed_certificate_is_refused(tmp_path: Path) -> None:
    """That is what Asterisk has by default (transcript c15f)."""
    certificate = Certificate(tmp_path)
    async with serving(friendly, context=certificate.server()) as server:
        error = await failure(server.address(ssl.create_default_context()))

    assert isinstance(error, TlsFailed)
    assert str(error) == "self-signed certificate"


async def test_tls_to_a_plain_port() -> None:
    """The banner is no TLS (transcripts c15e, c15f)."""

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        await peer.gone()

    async with serving(script) as server:
        error = await failure(server.address(unverified()))

    assert isinstance(error, TlsFailed)


@pytest.mark.parametrize("end", [Peer.close, Peer.reset])
async def test_tls_to_a_port_that_closes(end: Callable[[Peer], None]) -> None:
    """A proxy in front of a dead server: a closed connection, not a bad certificate."""

    async def script(peer: Peer) -> None:
        end(peer)

    async with serving(script) as server:
        error = await failure(server.address(unverified()))

    assert type(error) is ConnectRefused
    assert str(error) == "The connection was closed within the TLS handshake"


async def test_the_pinned_certificate_counts_and_nothing_else(tmp_path: Path) -> None:
    """Neither its name nor its dates do."""
    certificate = Certificate(tmp_path, "elsewhere.test", -1)
    async with serving(friendly, context=certificate.server()) as server:
        pinned = server.address(unverified(), certificate_sha256=certificate.sha256)
        session = await Session.open(pinned)
        await session.close()

    assert server.peers[0].actions[-1]["Action"] == "Logoff"


@pytest.mark.parametrize("pinned", ["", "0" * 64])
async def test_another_certificate_than_the_pinned_one(
    tmp_path: Path, pinned: str
) -> None:
    """Not a byte of the login is sent."""
    certificate = Certificate(tmp_path)
    async with serving(friendly, context=certificate.server()) as server:
        address = server.address(certificate.trusted(), certificate_sha256=pinned)
        error = await failure(address)

    assert isinstance(error, CertificateChanged)
    # The client may be gone before the server knows of it.
    assert {peer.received for peer in server.peers} <= {b""}


async def test_the_certificate_is_fetched_without_a_word(tmp_path: Path) -> None:
    """Whoever vouches for it."""
    certificate = Certificate(tmp_path)
    async with serving(silent, context=certificate.server()) as server:
        der = await fetch_certificate(server.address(unverified()))

    assert fingerprint(der) == certificate.sha256
    # The client may be gone before the server knows of it.
    assert {peer.received for peer in server.peers} <= {b""}


async def test_tls_to_a_silent_port(clock: Clock) -> None:
    """The handshake has a deadline of its own, after TCP's."""
    async with serving(silent) as server:
        task = asyncio.create_task(failure(server.address(unverified())))
        await until_connected(server, clock)
        await clock.advance(9.9)
        assert not task.done()

        await clock.advance(0.2)

        assert isinstance(await task, TlsFailed)


async def test_cancelled_while_connecting_leaves_no_socket(clock: Clock) -> None:
    """At the banner: the server sees the end at once."""
    gone = asyncio.Event()

    async def script(peer: Peer) -> None:
        await peer.gone()
        gone.set()

    async with serving(script) as server:
        task = asyncio.create_task(Session.open(server.address()))
        await until_connected(server, clock)
        task.cancel()

        await asyncio.wait_for(gone.wait(), 5)

    with pytest.raises(asyncio.CancelledError):
        await task


async def test_given_up_while_connecting() -> None:
    """The connection is closed as soon as it is there."""
    async with serving(silent) as server:
        session = Session(server.address())
        task = asyncio.create_task(session.connect())
        await asyncio.sleep(0)
        session.abort()

        with pytest.raises(ConnectionLost):
            await task


def test_a_server_does_not_show_its_secret() -> None:
    """Not even to a log that prints it."""
    assert "s3cret" not in repr(Server("127.0.0.1", 5038, "admin", "s3cret"))
