"""A server that answers VoterStatus as one was recorded."""

from typing import override

from tests.replay import ReplayServer
from tests.transcript import load

# What a server answers that has no voting node to tell of (transcript 24, action v3).
NOTHING = b"\r\n"


def recorded(name: str, number: int = 0) -> bytes:
    """Return the n-th reply to VoterStatus of a transcript."""
    replies = [
        exchange.reply
        for exchange in load(name).exchanges
        if exchange.header("Action") == "VoterStatus"
    ]
    return replies[number]


class VoterServer(ReplayServer):
    """A server with chan_voter and node 1996; `voters` is what it answers, None: nothing.

    Without `lists_it`, ListCommands does not tell of VoterStatus.
    """

    def __init__(
        self, voters: bytes | None = NOTHING, *, lists_it: bool = True
    ) -> None:
        """Prepare a server that gives this reply first."""
        super().__init__("1996", "1999")
        self.voters = voters
        self._lists_it = lists_it

    @property
    def questions(self) -> int:
        """How often VoterStatus was asked."""
        return sum(action == "VoterStatus" for action, _, _ in self.asked)

    @override
    def _answer(self, request: dict[str, str]) -> bytes:
        answer = super()._answer(request)
        action_id = f"ActionID: {request['ActionID']}\r\n".encode()
        if request["Action"] == "ListCommands" and self._lists_it:
            return answer.removesuffix(b"\r\n") + b"VoterStatus: It.\r\n\r\n"
        if request["Action"] != "VoterStatus":
            return answer
        lines = (self.voters or b"").splitlines(keepends=True)
        return b"".join(
            action_id if line.startswith(b"ActionID: ") else line for line in lines
        )
