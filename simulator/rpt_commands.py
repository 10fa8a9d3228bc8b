"""`rpt cmd` and `rpt fun` on the command line (rpt_cli.c).

They answer Success whatever becomes of them. A node has one slot for `rpt cmd`,
and what comes while it is full is lost without a word (transcript d07).
"""

from functools import partial
from typing import TYPE_CHECKING

from .output import Output
from .usages import USAGES_14

if TYPE_CHECKING:
    from .server import SimulatedServer

_ACTIONS = frozenset(
    {
        "cop",
        "autopatchup",
        "autopatchdn",
        "ilink",
        "status",
        "remote",
        "macro",
        "playback",
        "localplay",
        "meter",
        "userout",
        "cmd",
        "auth",
    }
)
# Before 3.5.0 nothing but `rpt cmd` and four words is accepted.
_OLD_ARGUMENTS = 4
# Where they cut the last of them
_OLD_PARAMETER = 31


def command(server: SimulatedServer, arguments: list[str]) -> Output:
    """Put a command into the slot of a node."""
    if server.world.dialect.asterisk_14 and len(arguments) != _OLD_ARGUMENTS:
        return Output(USAGES_14["rpt cmd"], ok=False)
    number, action, index, *digits = arguments
    node = server.world.nodes.get(number)
    if node is None:
        return Output((f"Unknown node number {number}.",))
    if not node.ready:
        return Output((f"Node {number} is not ready.",))
    if action not in _ACTIONS:
        return Output((f"Unknown action name {action}.",))
    if server.world.dialect.asterisk_14:
        digits = [digits[0][:_OLD_PARAMETER]]
    node.take_command(" ".join([action, index, *digits]))
    return Output()


def playback(server: SimulatedServer, arguments: list[str]) -> Output:
    """Play a clip on a node and its links; the answer is always Success (p1)."""
    return _play(server, *arguments, network=True)


def localplay(server: SimulatedServer, arguments: list[str]) -> Output:
    """Play a clip on a node alone."""
    return _play(server, *arguments, network=False)


def _play(server: SimulatedServer, number: str, clip: str, *, network: bool) -> Output:
    if (node := server.world.nodes.get(number)) is not None:
        node.clips.play(clip, network=network)
    return Output()


def function(server: SimulatedServer, arguments: list[str]) -> Output:
    """Play DTMF digits into the decoder of a node."""
    number, digits = arguments
    node = server.world.nodes.get(number)
    if node is not None:
        pause = server.world.timings.dtmf_digit
        for place, digit in enumerate(digits):
            server.world.later(place * pause, partial(node.dtmf, digit))
    return Output()
