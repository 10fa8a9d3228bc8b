"""`rpt restart` and `module reload app_rpt` as recorded, polled all the while (d13, d13b, d13c).

The server says at each moment what a poll of that moment was answered in the recording,
and ends the session where it was ended there.
"""

import asyncio
from bisect import bisect_right
from collections import defaultdict
import re
from typing import Self

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.allstarlink.const import DOMAIN
from tests.integration import Entities, add_entry, entry_for
from tests.timeline import Timeline
from tests.transcript import Step, load

_OPENED = re.compile(r"connected: (\w+) of (\d+)")
_UP = re.compile(rb"(?m)^Conn: .*ESTABLISHED")


def recorded_polls(name: str) -> dict[tuple[str, str], list[tuple[float, bytes]]]:
    """Return the replies to each command for each node, whole or not, by their times."""
    polls: defaultdict[tuple[str, str], list[tuple[float, bytes]]] = defaultdict(list)
    asked, at, sent, data = ("", ""), 0.0, 0, b""
    for step in load(f"{name}_polls").steps:
        if step.kind == "sent":
            sent, data = sent + 1, b""
        elif step.kind == "received":
            data += step.data
        elif opened := _OPENED.match(step.text):
            asked, at, sent = (opened[1], opened[2]), step.at, 0
        elif step.text.startswith("closed") and sent == 2:
            polls[asked].append((at, data))
    return dict(polls)


class Recorded:
    """A server that behaves as recorded, from the moment `begin` is called."""

    def __init__(self, name: str, node: str) -> None:
        """Take a recording, and the node that is asked for."""
        self.node = node
        self.polls = recorded_polls(name)
        self.events = [s for s in load(name).steps if s.kind == "received" and s.at > 1]
        self.logins = self.ended = 0
        self._writers: list[asyncio.StreamWriter] = []
        self._start = asyncio.get_running_loop().time()

    async def __aenter__(self) -> Self:
        """Listen on a loopback port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop, and close every session."""
        self._server.close()
        for writer in self._writers:
            writer.close()
        await self._server.wait_closed()

    def begin(self) -> None:
        """Begin with the recording: one second is over in it."""
        self._start = asyncio.get_running_loop().time() - 1.0

    @property
    def now(self) -> float:
        """The seconds since the recording began."""
        return asyncio.get_running_loop().time() - self._start

    def reply(self, command: str, at: float) -> bytes:
        """Return what was answered last at a moment."""
        polls = self.polls[command, self.node]
        return polls[max(0, bisect_right(polls, at, key=lambda poll: poll[0]) - 1)][1]

    def send(self, step: Step) -> None:
        """Send events to all who are connected."""
        for writer in self._writers:
            writer.write(step.data)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(b"Asterisk Call Manager/11.0.0\r\n")
        self._writers.append(writer)
        try:
            while data := await reader.readuntil(b"\r\n\r\n"):
                lines = data.decode().split("\r\n")
                request = dict(line.split(": ", 1) for line in lines if line)
                if not self._answer(request, writer):
                    self.ended += 1
                    break
        except asyncio.IncompleteReadError, ConnectionError:
            pass
        finally:
            self._writers.remove(writer)
            writer.close()

    def _answer(self, request: dict[str, str], writer: asyncio.StreamWriter) -> bool:
        action_id = request["ActionID"].encode()
        head = b"Response: Success\r\nActionID: %b\r\n" % action_id
        match request["Action"], request.get("Command", ""):
            case "Challenge", _:
                head += b"Challenge: 114876110\r\n"
            case "Login", _:
                self.logins += 1
            case "RptStatus", "RptStat":
                uptime = 300 + int(self.now)
                head += b"Nodes: %b\r\n" % self.node.encode()
                head += b"RptUptime: 00:%02d:%02d\r\n" % divmod(uptime, 60)
            case "RptStatus", command:
                reply = self.reply(command, self.now)
                recorded = re.search(rb"ActionID: (.*)\r\n", reply)
                assert recorded
                writer.write(reply.replace(recorded[1], action_id))
                return reply.endswith(b"\r\n\r\n")
        writer.write(head + b"\r\n")
        return True


@pytest.mark.parametrize(
    ("name", "node", "expected"),
    [
        ("d13_rpt_restart_1998_1997", "1998", ["1", "0", STATE_UNAVAILABLE, "0"]),
        ("d13b_module_reload_app_rpt_1998_1997", "1998", ["1"]),
        (
            "d13c_rpt_restart_again_1999_1998_1997",
            "1997",
            ["1", STATE_UNAVAILABLE, "0"],
        ),
    ],
)
async def test_recorded_restart(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    name: str,
    node: str,
    expected: list[str],
) -> None:
    """The state is that of the node or unavailable, and one session ends at most."""
    time = Timeline(freezer)
    async with Recorded(name, node) as server:
        options = {"connection": {"retry_initial": 1, "retry_max": 60}}
        entry = await add_entry(hass, entry_for(server.port, [node], options))
        states = Entities(hass, entry, node)
        assert states["links"] == "1"
        seen = async_capture_events(hass, f"{DOMAIN}_activity")
        shown = [states["links"]]
        server.begin()
        events = list(server.events)
        for tick in range(30):
            until = 1.0 + tick / 2
            while events and events[0].at <= until:
                await time.advance(max(0.0, events[0].at - server.now))
                server.send(events.pop(0))
                await time.settle()
            await time.advance(max(0.0, until - server.now))
            if states["links"] != shown[-1]:
                shown.append(states["links"])
            if shown[-1] != STATE_UNAVAILABLE:
                truths = {
                    str(len(_UP.findall(server.reply("XStat", server.now - ago))))
                    for ago in (0.0, 0.5, 1.5)
                }
                assert shown[-1] in truths, server.now
            # As an eager user of the button *Refresh* does
            await entry.runtime_data.nodes[node].coordinator.async_refresh()
            await time.settle()
        assert shown == expected
        assert server.ended <= 1
        assert server.logins == server.ended + 1
        gone = [(e.data["type"], e.data["node"]) for e in seen]
        neighbor = "1997" if node == "1998" else "1998"
        was_gone = [("link_disconnected", neighbor)] if len(expected) > 1 else []
        assert [one for one in gone if one[0].startswith("link_")] == was_gone
        await hass.config_entries.async_unload(entry.entry_id)
