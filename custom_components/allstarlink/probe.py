"""A short visit to a server, to see whether it can be used and what it has."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from homeassistant.const import (
    CONF_HOST,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_SSL,
    CONF_USERNAME,
    CONF_VERIFY_SSL,
)
from homeassistant.util.ssl import client_context, client_context_no_verify

from .ami.dial import Server, fetch_certificate
from .ami.errors import (
    ActionFailed,
    ActionTimeout,
    AmiError,
    ConnectFailed,
    ConnectionLost,
    NotConnected,
    UnknownAction,
)
from .ami.message import Message
from .ami.session import Session
from .app_rpt.errors import MalformedError
from .app_rpt.nodestat import NodeStat, parse_nodestat
from .app_rpt.rptstat import parse_rptstat
from .app_rpt.system import System, is_old, system_of
from .certificate import Certificate
from .connection_options import DEFAULTS, ConnectionOptions
from .const import (
    ANY_CERTIFICATE,
    CONF_ALLOW_PLAIN_LOGIN,
    CONF_CERTIFICATE_SHA256,
    PINNED_CERTIFICATE,
)

_FULLY_BOOTED = "FullyBooted"

# Seconds for the nodes that are asked whether they are remote bases
_BASES_TIMEOUT = 10.0

# Sessions after the first to ask what nodes are, where nodes end them
_MAX_VISITS = 3


class NoAppRpt(Exception):
    """The Asterisk behind this login does not run app_rpt."""


class NoNodes(Exception):
    """app_rpt runs, and its rpt.conf has no node."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What the AMI user may do, as ListCommands and the first event tell.

    `events` is None where that cannot be known: Asterisk 1.4, or one that boots.
    """

    commands: bool
    registrations: bool
    events: bool | None


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What a visit found: nodes in rpt.conf's order, remote bases among them, rights.

    For the nodes `silent` app_rpt has no running thread. `system` is what the
    server is.
    """

    nodes: tuple[str, ...]
    remote_bases: frozenset[str]
    rights: Rights
    silent: frozenset[str] = frozenset()
    system: System = System.ASL3


def server_of(
    data: Mapping[str, Any],
    options: ConnectionOptions = DEFAULTS,
    *,
    md5_worked: bool = False,
) -> Server:
    """Return the server that a config entry's data describe.

    `options` tell how long to wait for it, `md5_worked` whether it has taken the MD5
    login before.
    """
    context = certificate = None
    if data[CONF_SSL]:
        verify = data[CONF_VERIFY_SSL]
        if verify in (PINNED_CERTIFICATE, ANY_CERTIFICATE):
            context = client_context_no_verify()
        else:
            context = client_context()
        if verify == PINNED_CERTIFICATE:
            # Without a digest none is the right certificate.
            certificate = data.get(CONF_CERTIFICATE_SHA256, "")
    return Server(
        host=data[CONF_HOST],
        port=data[CONF_PORT],
        username=data[CONF_USERNAME],
        secret=data[CONF_PASSWORD],
        ssl=context,
        certificate_sha256=certificate,
        allow_plain_login=data.get(CONF_ALLOW_PLAIN_LOGIN, False),
        md5_worked=md5_worked,
        connect_timeout=options.connect_timeout,
        login_timeout=options.login_timeout,
    )


def second_server_of(
    data: Mapping[str, Any], options: ConnectionOptions, *, md5_worked: bool = False
) -> Server | None:
    """Return the same server at its second address, None where it has none.

    One that is the first address is none. A pinned certificate of its own is that of
    the first address unless it was pinned apart.
    """
    if not options.second_host:
        return None
    second = {**data, CONF_HOST: options.second_host, CONF_PORT: options.second_port}
    if address(second) == address(data):
        return None
    if options.second_certificate_sha256:
        second[CONF_CERTIFICATE_SHA256] = options.second_certificate_sha256
        second[CONF_VERIFY_SSL] = PINNED_CERTIFICATE
    return server_of(second, options, md5_worked=md5_worked)


def address(data: Mapping[str, Any]) -> tuple[str, int]:
    """Return what makes two entries the same server."""
    return data[CONF_HOST].casefold(), data[CONF_PORT]


async def async_fetch_certificate(
    data: Mapping[str, Any], options: ConnectionOptions = DEFAULTS
) -> Certificate:
    """Return the certificate that a server shows, whoever vouches for it.

    Nothing is sent to the server. Raises ConnectFailed.
    """
    any_certificate = {**data, CONF_SSL: True, CONF_VERIFY_SSL: ANY_CERTIFICATE}
    return Certificate.from_der(
        await fetch_certificate(server_of(any_certificate, options))
    )


async def async_check_login(
    data: Mapping[str, Any],
    options: ConnectionOptions = DEFAULTS,
    *,
    md5_worked: bool = False,
) -> None:
    """Log in and off, at either address. Raises the ami errors of a login."""
    async with _visit_either(data, options, md5_worked=md5_worked):
        pass


async def async_probe(
    data: Mapping[str, Any],
    options: ConnectionOptions = DEFAULTS,
    *,
    md5_worked: bool = False,
) -> ProbeResult:
    """Log in, ask for the nodes and the rights, and log off.

    Raises NoAppRpt, NoNodes, the ami errors, and MalformedError for a reply
    that cannot be read.
    """
    events: list[Message] = []
    server = server_of(data, options, md5_worked=md5_worked)
    async with _visit(server, events.append) as session:
        nodes = await _nodes(session)
        if not nodes:
            raise NoNodes
        rights = await _rights(session, events)
        version = session.manager_version
        kinds = await _async_kinds(session, nodes)
        has_ended = not session.is_up
    # A node without a thread ended the session: the rest by others.
    for _ in range(_MAX_VISITS):
        rest = [node for node in nodes if node not in kinds]
        if not (has_ended and rest):
            break
        try:
            async with _visit(server) as session:
                kinds |= await _async_kinds(session, rest)
                has_ended = not session.is_up
        except AmiError:
            break
    has_dot = any(kind.tx_time_has_dot for kind in kinds.values() if kind)
    return ProbeResult(
        nodes,
        frozenset(node for node, kind in kinds.items() if kind and kind.remote_base),
        rights,
        frozenset(node for node, kind in kinds.items() if kind is None),
        system_of(version, tx_time_has_dot=has_dot),
    )


async def async_list_nodes(
    data: Mapping[str, Any], options: ConnectionOptions = DEFAULTS
) -> tuple[str, ...]:
    """Log in, ask for the nodes alone, and log off. Raises as async_probe, but not NoNodes."""
    async with _visit_either(data, options) as session:
        return await _nodes(session)


async def _nodes(session: Session) -> tuple[str, ...]:
    try:
        reply = await session.request("RptStatus", ("Command", "RptStat"))
    except UnknownAction as err:
        raise NoAppRpt from err
    return parse_rptstat(reply.fields).nodes


async def _rights(session: Session, events: list[Message]) -> Rights:
    try:
        reply = await session.request("ListCommands")
    except ActionFailed:
        allowed = set[str]()
    else:
        allowed = {name for name, _ in reply.fields}
    commands = "Command" in allowed
    # FullyBooted comes with the login, to users with the class `system`; so does
    # nothing on Asterisk 1.4 (guides: no such event), whose AMI has version 1.0.
    return Rights(
        commands=commands,
        registrations=commands or "IAXregistry" in allowed,
        events=None if is_old(session.manager_version) else bool(events),
    )


async def _async_kinds(
    session: Session, nodes: Iterable[str]
) -> dict[str, NodeStat | None]:
    """Ask what nodes are, by NodeStat: XStat of a remote base can end Asterisk.

    None is a node that ended the session, or that app_rpt knows only by name.
    """
    kinds: dict[str, NodeStat | None] = {}
    with suppress(NotConnected, TimeoutError):
        async with asyncio.timeout(_BASES_TIMEOUT):
            for node in nodes:
                try:
                    reply = await session.request(
                        "RptStatus", ("Command", "NodeStat"), ("Node", node)
                    )
                    kinds[node] = parse_nodestat(reply.fields)
                except ActionFailed:
                    kinds[node] = None
                except ConnectionLost:
                    kinds[node] = None
                    break
                except ActionTimeout, MalformedError:
                    continue
    return kinds


@asynccontextmanager
async def _visit(
    server: Server, on_event: Callable[[Message], None] | None = None
) -> AsyncGenerator[Session]:
    """Keep a session meanwhile; of its events only the one that comes with the login."""
    session = await Session.open(
        server,
        on_event=on_event,
        wanted=lambda name: name == _FULLY_BOOTED,
        events="system" if on_event else "off",
    )
    try:
        yield session
    finally:
        await session.close()


@asynccontextmanager
async def _visit_either(
    data: Mapping[str, Any], options: ConnectionOptions, *, md5_worked: bool = False
) -> AsyncGenerator[Session]:
    """Keep a session with a server, at its second address if the first does not answer."""
    first = server_of(data, options, md5_worked=md5_worked)
    second = second_server_of(data, options, md5_worked=md5_worked)
    try:
        session = await Session.open(first, events="off")
    except ConnectFailed:
        if second is None:
            raise
        session = await Session.open(second, events="off")
    try:
        yield session
    finally:
        await session.close()
