"""A server that goes through a recording: each command moves it on."""

from typing import override

from .replay import ReplayServer
from .station import QUESTIONS
from .transcript import Exchange, load

_OUTPUT = b"Message: Command output follows\r\nOutput: \r\n\r\n"


class Recording(ReplayServer):
    """Answers with what a real node said at this place of a transcript.

    A question gets the next recorded reply, but none from behind the next
    recorded command: the last one is repeated until that command arrives.
    `sent` are the commands that arrived.
    """

    def __init__(self, name: str, node: str = "1999") -> None:
        """Begin at the start of a transcript."""
        super().__init__(node)
        self.sent: list[str] = []
        self._exchanges = [e for e in load(name).exchanges if _is_told(e)]
        self._place = 0
        self._ignored: set[str] = set()

    def go_to(self, command: str) -> None:
        """Move on to what was recorded just before a command."""
        while self._exchanges[self._place].header("Command") != command:
            self._learn(self._exchanges[self._place])
            self._place += 1

    def skip(self, command: str) -> None:
        """Move on to what was recorded after a command that is not sent here."""
        self.go_to(command)
        self._place += 1

    def ignore(self, command: str) -> None:
        """Stay where it is when a command arrives that was not recorded."""
        self._ignored.add(command)

    @override
    def _answer(self, request: dict[str, str]) -> bytes:
        command = request.get("Command", "")
        if request["Action"] == "RptStatus":
            self._move(command)
        if request["Action"] != "Command" or command in QUESTIONS:
            return super()._answer(request)
        self.sent.append(command)
        if command not in self._ignored:
            self.skip(command)
        head = f"Response: Success\r\nActionID: {request['ActionID']}\r\n"
        return head.encode() + _OUTPUT

    def _move(self, question: str) -> None:
        for place in range(self._place, len(self._exchanges)):
            exchange = self._exchanges[place]
            if exchange.header("Action") == "Command":
                return
            if exchange.header("Command") == question:
                # What is asked in another order than then is learned all the same.
                for passed in self._exchanges[self._place : place + 1]:
                    self._learn(passed)
                self._place = place + 1
                return

    def _learn(self, exchange: Exchange) -> None:
        question = exchange.header("Command"), exchange.header("Node")
        self._replies[question] = exchange.reply


def _is_told(exchange: Exchange) -> bool:
    return exchange.header("Action") in ("Command", "RptStatus")
