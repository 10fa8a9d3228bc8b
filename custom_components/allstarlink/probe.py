"""A short visit to a server, to see whether it can be used and what it has."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
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
from .ami.errors import UnknownAction
from .ami.session import Session
from .app_rpt.rptstat import parse_rptstat
from .certificate import Certificate
from .const import (
    ANY_CERTIFICATE,
    CONF_ALLOW_PLAIN_LOGIN,
    CONF_CERTIFICATE_SHA256,
    PINNED_CERTIFICATE,
)


class NoAppRpt(Exception):
    """The Asterisk behind this login does not run app_rpt."""


class NoNodes(Exception):
    """app_rpt runs, and its rpt.conf has no node."""


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What a visit found: the server's nodes in rpt.conf's order."""

    nodes: tuple[str, ...]


def server_of(data: Mapping[str, Any], *, md5_worked: bool = False) -> Server:
    """Return the server that a config entry's data describe.

    `md5_worked` is whether it has taken the MD5 login before.
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
    )


async def async_fetch_certificate(data: Mapping[str, Any]) -> Certificate:
    """Return the certificate that a server shows, whoever vouches for it.

    Nothing is sent to the server. Raises ConnectFailed.
    """
    any_certificate = {**data, CONF_SSL: True, CONF_VERIFY_SSL: ANY_CERTIFICATE}
    return Certificate.from_der(await fetch_certificate(server_of(any_certificate)))


async def async_check_login(
    data: Mapping[str, Any], *, md5_worked: bool = False
) -> None:
    """Log in and off. Raises the ami errors of a login."""
    async with _visit(server_of(data, md5_worked=md5_worked)):
        pass


async def async_probe(
    data: Mapping[str, Any], *, md5_worked: bool = False
) -> ProbeResult:
    """Log in, ask for the nodes and log off.

    Raises NoAppRpt, NoNodes, the ami errors, and MalformedError for a reply
    that cannot be read.
    """
    async with _visit(server_of(data, md5_worked=md5_worked)) as session:
        try:
            reply = await session.request("RptStatus", ("Command", "RptStat"))
        except UnknownAction as err:
            raise NoAppRpt from err
    nodes = parse_rptstat(reply.fields).nodes
    if not nodes:
        raise NoNodes
    return ProbeResult(nodes)


@asynccontextmanager
async def _visit(server: Server) -> AsyncGenerator[Session]:
    """Keep a session without events open meanwhile."""
    session = await Session.open(server, events="off")
    try:
        yield session
    finally:
        await session.close()
