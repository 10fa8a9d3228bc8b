"""The way to a server: TCP, then TLS, and whose certificate it has."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
import os
import socket
import ssl

from .errors import (
    CertificateChanged,
    ConnectFailed,
    ConnectRefused,
    ConnectTimeout,
    TlsFailed,
    UnknownHost,
)


@dataclass(frozen=True, slots=True)
class Server:
    """Where an Asterisk server listens, and who we are there.

    `ssl` None means plain TCP. `server_hostname` is the name that the
    certificate must have, None for the host itself. `certificate_sha256` pins
    the server's certificate: the digest of its DER form, hexadecimal; None
    leaves it to `ssl` whom to trust. `allow_plain_login` and `md5_worked` are
    what `may_send_secret` depends on. `connect_timeout` is for TCP, and again for
    the TLS handshake, `login_timeout` for each reply of the login, both in seconds:
    a wrong secret is answered after a second (transcript 03).
    """

    host: str
    port: int
    username: str
    secret: str = field(repr=False)
    ssl: ssl.SSLContext | None = field(default=None, repr=False)
    server_hostname: str | None = None
    certificate_sha256: str | None = None
    allow_plain_login: bool = False
    md5_worked: bool = False
    connect_timeout: float = 10.0
    login_timeout: float = 10.0

    @property
    def address(self) -> str:
        """Host and port, an IPv6 address in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def is_trusted(self) -> bool:
        """Whether nobody but the server itself can read what is sent to it."""
        if self.ssl is None:
            return False
        is_verified = self.ssl.check_hostname and (
            self.ssl.verify_mode is ssl.CERT_REQUIRED
        )
        return is_verified or self.certificate_sha256 is not None

    @property
    def may_send_secret(self) -> bool:
        """Whether a server that refuses the MD5 login may get the secret as it is.

        Never one that has taken the MD5 login before: somebody else may answer
        in its place.
        """
        return (self.allow_plain_login or self.is_trusted) and not self.md5_worked


async def dial(
    server: Server, protocol: Callable[[], asyncio.BaseProtocol]
) -> asyncio.Transport:
    """Connect and return the transport of the protocol, with the right certificate.

    Raises ConnectFailed; nothing is left open then.
    """
    loop = asyncio.get_running_loop()
    is_up = False

    def tcp_is_up() -> asyncio.BaseProtocol:
        nonlocal is_up
        is_up = True
        deadline.reschedule(loop.time() + server.connect_timeout)
        return protocol()

    try:
        async with asyncio.timeout(server.connect_timeout) as deadline:
            transport, _ = await loop.create_connection(
                tcp_is_up,
                server.host,
                server.port,
                ssl=server.ssl,
                server_hostname=server.server_hostname if server.ssl else None,
                # An IPv6 address that goes nowhere must not use up the time.
                happy_eyeballs_delay=0.25,
            )
    except (OSError, ValueError) as error:
        raise _connect_failure(error, in_tls=is_up) from error
    pinned = server.certificate_sha256
    if server.ssl and pinned is not None and fingerprint(_der(transport)) != pinned:
        transport.abort()
        raise CertificateChanged("The certificate is not the pinned one")
    return transport


async def is_listening(server: Server) -> bool:
    """Return whether the server takes a TCP connection; nothing is sent over it."""
    try:
        transport = await dial(replace(server, ssl=None), asyncio.Protocol)
    except ConnectFailed:
        return False
    transport.close()
    return True


async def fetch_certificate(server: Server) -> bytes:
    """Return the certificate that the server shows, in DER form; nothing is sent to it.

    Raises ConnectFailed.
    """
    transport = await dial(server, asyncio.Protocol)
    try:
        return _der(transport)
    finally:
        transport.abort()


async def until_reachable(server: Server, interval: float, *, looked: bool) -> None:
    """Return when something takes a TCP connection, which is closed at once.

    A connection is tried every `interval` seconds, and given up for the next.
    The first is tried now unless it was `looked` just now.
    """
    loop = asyncio.get_running_loop()
    while True:
        began = loop.time()
        if not looked and await _is_reachable(server, interval):
            return
        looked = False
        await asyncio.sleep(began + interval - loop.time())


async def until_any_reachable(
    servers: Sequence[Server], interval: float, *, looked: bool
) -> None:
    """Return when any of these is, as `until_reachable` of each."""
    if len(servers) == 1:
        await until_reachable(servers[0], interval, looked=looked)
        return
    looks = [
        asyncio.create_task(until_reachable(server, interval, looked=looked))
        for server in servers
    ]
    try:
        await asyncio.wait(looks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for look in looks:
            look.cancel()
        await asyncio.wait(looks)


async def _is_reachable(server: Server, timeout: float) -> bool:
    try:
        async with asyncio.timeout(timeout):
            transport = await dial(replace(server, ssl=None), asyncio.Protocol)
    except ConnectFailed, TimeoutError:
        return False
    transport.abort()
    return True


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 digest of a certificate in DER form, hexadecimal."""
    return sha256(certificate).hexdigest()


def _der(transport: asyncio.Transport) -> bytes:
    """Return the peer's certificate, empty when there is none."""
    tls: ssl.SSLObject | None = transport.get_extra_info("ssl_object")
    return (tls and tls.getpeercert(binary_form=True)) or b""


def _connect_failure(error: Exception, *, in_tls: bool) -> ConnectFailed:
    """Return what an error of connecting means to the user."""
    if in_tls and _is_end(error):
        # A proxy or tunnel takes connections though there is no server behind it.
        return ConnectRefused("The connection was closed within the TLS handshake")
    if in_tls:
        return TlsFailed(reason(error))
    if isinstance(error, TimeoutError):
        return ConnectTimeout(reason(error), tcp_was_up=False)
    kind = UnknownHost if isinstance(error, socket.gaierror) else ConnectRefused
    return kind(reason(error), tcp_was_up=False)


def _is_end(error: Exception) -> bool:
    """Return whether the peer closed the connection, rather than say something wrong."""
    return isinstance(error, ConnectionError | ssl.SSLEOFError)


def reason(error: Exception) -> str:
    """Return an error's text without the host names and addresses that many have in it."""
    match error:
        case ssl.SSLCertVerificationError():
            # "Hostname mismatch, certificate is not valid for 'host'."
            return error.verify_message.partition(",")[0]
        case ssl.SSLError():
            return error.reason or "TLS error"
        case socket.gaierror():
            return "No such host"
        case TimeoutError():
            return "No answer in time"
        case OSError(errno=int(number)):
            return os.strerror(number)
        case OSError():
            # asyncio joins the errors of several addresses to one without number.
            return "No address of the host can be reached"
        case _:
            return "No possible host name"
