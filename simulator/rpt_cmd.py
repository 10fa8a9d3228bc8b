"""What a node does with the `rpt cmd` that it finds in its slot (rpt_functions.c)."""

from typing import TYPE_CHECKING

from .states import COP

if TYPE_CHECKING:
    from .node import SimulatedNode

_LOCAL_STATUS = frozenset({11, 12, 13, 14, 99})
_COP_RESTART = 1
_COP_STOP = 24


def execute(node: SimulatedNode, text: str) -> None:
    """Do what a node found in its slot."""
    action, index, *more = text.split(" ", 2)
    digits = more[0] if more else ""
    match action:
        case "ilink" if index.isdigit():
            node.linking.ilink(int(index), digits)
        case "cop" if index.isdigit():
            _cop(node, int(index))
        case "status" if index.isdigit():
            _status(node, int(index))
        case "autopatchup" if node.states.autopatch:
            node.autopatch(True, digits)
        case "autopatchdn":
            node.autopatch(False)
        # With anything behind it, it does nothing (p1).
        case "localplay" | "playback" if not digits:
            node.clips.play(index, network=action == "playback")
        case "macro":
            node.dtmf(node.setup.macros.get(digits, ""))
        case _:
            return


def _cop(node: SimulatedNode, function: int) -> None:
    if function == _COP_RESTART:
        node.restart()
    elif function == _COP_STOP:
        node.clips.stop()
        node.transmitter.announce()
    elif function in COP:
        name, value = COP[function]
        node.set_state(name, value)
        node.transmitter.announce()


def _status(node: SimulatedNode, function: int) -> None:
    if node.states.user_functions:
        node.transmitter.announce(widely=function not in _LOCAL_STATUS)
