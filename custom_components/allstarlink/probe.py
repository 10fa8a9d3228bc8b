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

from .ami.errors import UnknownAction
from .ami.session import Server, Session
from .app_rpt.rptstat import parse_rptstat


class NoAppRpt(Exception):
    """The Asterisk behind this login does not run app_rpt."""


class NoNodes(Exception):
    """app_rpt runs, and its rpt.conf has no node."""


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What a visit found: the server's nodes in rpt.conf's order."""

    nodes: tuple[str, ...]


def server_of(data: Mapping[str, Any]) -> Server:
    """Return the server that a config entry's data describe."""
    context = None
    if data[CONF_SSL]:
        verify = data[CONF_VERIFY_SSL]
        context = client_context() if verify else client_context_no_verify()
    return Server(
        host=data[CONF_HOST],
        port=data[CONF_PORT],
        username=data[CONF_USERNAME],
        secret=data[CONF_PASSWORD],
        ssl=context,
    )


async def async_check_login(data: Mapping[str, Any]) -> None:
    """Log in and off. Raises the ami errors of a login."""
    async with _visit(data):
        pass


async def async_probe(data: Mapping[str, Any]) -> ProbeResult:
    """Log in, ask for the nodes and log off.

    Raises NoAppRpt, NoNodes, the ami errors, and MalformedError for a reply
    that cannot be read.
    """
    async with _visit(data) as session:
        try:
            reply = await session.request("RptStatus", ("Command", "RptStat"))
        except UnknownAction as err:
            raise NoAppRpt from err
    nodes = parse_rptstat(reply.fields).nodes
    if not nodes:
        raise NoNodes
    return ProbeResult(nodes)


@asynccontextmanager
async def _visit(data: Mapping[str, Any]) -> AsyncGenerator[Session]:
    """Keep a session without events open meanwhile."""
    session = await Session.open(server_of(data), events="off")
    try:
        yield session
    finally:
        await session.close()
