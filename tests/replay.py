"""A server that says what transcripts recorded."""

import asyncio
from collections.abc import Mapping
from typing import Self

from .transcript import Transcript, find, load, path

_END = b"\r\n\r\n"
_IDLE = {
    "XStat": b"LinkedNodes: <NONE>\r\nVar: RPT_ALINKS=0\r\nVar: RPT_AUTOPATCHUP=0\r\n"
    b"Var: RPT_TXKEYED=0\r\nVar: RPT_RXKEYED=0\r\nsys_ena: 0\r\niconns: 0\r\n"
    b"tel_mode: 2\r\n\r\n",
    "SawStat": b"\r\n",
}


class ReplayServer:
    """Answers RptStatus with recorded replies, and sends recorded events.

    A node of which nothing was recorded is idle. `asked` lists the requests
    as (action, command, node), `commands` has recorded answers to CLI commands.
    """

    def __init__(self, *nodes: str) -> None:
        """Prepare a server with these nodes."""
        self.nodes = nodes or ("1999",)
        self.asked: list[tuple[str, str, str]] = []
        self.commands: dict[str, bytes] = {}
        self.manager = "11.0.0"
        self._replies: dict[tuple[str, str], bytes] = {}
        self._writers: list[asyncio.StreamWriter] = []

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

    def show(self, prefix: str, number: int = 0) -> None:
        """From now on answer with the n-th replies of a transcript to each question."""
        transcript = load(prefix) if path(prefix).exists() else find(prefix)
        exchanges = transcript.exchanges
        for node in self.nodes:
            for command in ("XStat", "SawStat", "NodeStat"):
                replies = [
                    e.reply
                    for e in exchanges
                    if (e.header("Command"), e.header("Node")) == (command, node)
                ]
                if replies:
                    self._replies[command, node] = replies[
                        min(number, len(replies) - 1)
                    ]

    def answer(self, node: str, replies: Mapping[str, bytes]) -> None:
        """From now on answer these questions of a node with these replies."""
        for command, reply in replies.items():
            self._replies[command, node] = reply

    def send(self, data: bytes) -> None:
        """Send bytes to every session."""
        for writer in self._writers:
            writer.write(data)

    def play(self, transcript: Transcript, start: float = 0, end: float = 1e9) -> None:
        """Send what was received between two times of a transcript, in its segments."""
        for step in transcript.steps:
            if step.kind == "received" and start <= step.at < end:
                events = step.data
                if step.at < 0.5:  # The banner and the answer to the login.
                    events = b""
                self.send(events)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(f"Asterisk Call Manager/{self.manager}\r\n".encode())
        self._writers.append(writer)
        try:
            while request := await reader.readuntil(_END):
                pairs = (
                    line.split(b": ", 1) for line in request.split(b"\r\n") if line
                )
                writer.write(self._answer({k.decode(): v.decode() for k, v in pairs}))
        except asyncio.IncompleteReadError, ConnectionError:
            pass
        finally:
            writer.close()

    def _answer(self, request: dict[str, str]) -> bytes:
        action, command = request["Action"], request.get("Command", "")
        node = request.get("Node", "")
        self.asked.append((action, command, node))
        head = f"Response: Success\r\nActionID: {request['ActionID']}\r\n".encode()
        match action, command:
            case "Challenge", _:
                return head + b"Challenge: 114876110\r\n\r\n"
            case "ListCommands", _:
                return head + b"Command: Execute Asterisk CLI Command.\r\n\r\n"
            case "RptStatus", "RptStat":
                nodes = ",".join(self.nodes).encode()
                return head + b"Nodes: " + nodes + b"\r\nRptUptime: 00:02:18\r\n\r\n"
            case "RptStatus", _:
                return head + self._body(command, node)
            case "Command", _ if recorded := self.commands.get(command):
                return head + _without_head(recorded)
        return head + b"\r\n"

    def _body(self, command: str, node: str) -> bytes:
        if recorded := self._replies.get((command, node)):
            return _without_head(recorded)
        if command == "NodeStat":
            recorded = find("20_").replies("NodeStat")[1]
            return recorded.removeprefix(b"Response: Success\r\n")
        return f"Node: {node}\r\n".encode() + _IDLE[command]


def _without_head(reply: bytes) -> bytes:
    lines = reply.split(b"\r\n")
    skip = (b"Response:", b"ActionID:")
    return b"\r\n".join(line for line in lines if not line.startswith(skip))
