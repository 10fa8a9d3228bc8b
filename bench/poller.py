"""What dashboards do, as a Home Assistant integration: ask everything once a second.

It has the entities of this integration, and like the dashboards it shows what
a reply says: how long each link is up and how many seconds ago it was heard
(Allmon3 and the Supermon family do; XStat's and SawStat's own columns).
"""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant

from custom_components.allstarlink.ami.session import Server, Session
from custom_components.allstarlink.app_rpt.nodestat import NodeStat, parse_nodestat
from custom_components.allstarlink.app_rpt.rptstat import parse_rptstat
from custom_components.allstarlink.app_rpt.sawstat import SawStat, parse_sawstat
from custom_components.allstarlink.app_rpt.xstat import XStat, parse_xstat


class Poller:
    """Polls one node when it is told to, and writes what came."""

    def __init__(self, hass: HomeAssistant, port: int, node: str) -> None:
        """Take where the server listens on loopback."""
        self._hass = hass
        self._server = Server("127.0.0.1", port, "admin", "secret")
        self._node = node
        self._names: list[str] = []

    async def start(self) -> None:
        """Log in, without events."""
        self._session = await Session.open(self._server, events="off")

    async def close(self) -> None:
        """Log off."""
        await self._session.close()

    async def poll(self) -> None:
        """Ask for everything and write it."""
        xstat = parse_xstat(await self._ask("XStat"), self._names)
        self._names = [conn.name for conn in xstat.conns]
        sawstat = parse_sawstat(await self._ask("SawStat"))
        nodestat = parse_nodestat(await self._ask("NodeStat"))
        rptstat = parse_rptstat(await self._ask("RptStat"))
        self._write("uptime", int(rptstat.uptime.total_seconds()))
        self._write_links(xstat, sawstat)
        self._write_node(xstat, nodestat)

    async def _ask(self, command: str) -> tuple[tuple[str, str], ...]:
        reply = await self._session.request(
            "RptStatus", ("Command", command), ("Node", self._node)
        )
        return reply.fields

    def _write_links(self, xstat: XStat, sawstat: SawStat) -> None:
        saws = {saw.name: saw for saw in sawstat.links}
        rows = [
            {
                "node": conn.name,
                "address": conn.address,
                "direction": conn.direction.value,
                "established": conn.established,
                "reconnects": conn.reconnects,
                "connected_seconds": conn.elapsed,
                "keyed": saws[conn.name].keyed,
                "last_heard_seconds": saws[conn.name].since_key,
            }
            for conn in xstat.conns
        ]
        keyed = [saw.name for saw in sawstat.links if saw.keyed]
        heard = [s for s in sawstat.links if s.since_key is not None]
        last = min(heard, key=lambda saw: saw.since_key or 0, default=None)
        self._write("links", len(rows), {"links": rows})
        self._write("link_keyed", bool(keyed))
        self._write("talker", keyed[0] if keyed else None)
        self._write("last_heard", last.since_key if last else None)
        self._write("last_heard_node", last.name if last else None)

    def _write_node(self, xstat: XStat, nodestat: NodeStat) -> None:
        self._write("receiving", xstat.receiving)
        self._write("transmitting", xstat.transmitting)
        self._write("autopatch", xstat.autopatch)
        self._write("network_nodes", len({name for _, name in xstat.linked}))
        self._write("timed_out", nodestat.timed_out)
        self._write("keyups_today", nodestat.keyups_today)
        self._write("kerchunks_today", nodestat.kerchunks_today)
        self._write("tx_time_today", nodestat.tx_time_today)
        for key in ("transmitter", "linking"):
            self._write(key, getattr(nodestat, key))

    def _write(
        self, key: str, value: object, attributes: Mapping[str, Any] | None = None
    ) -> None:
        self._hass.states.async_set(f"sensor.poller_{key}", str(value), attributes)
