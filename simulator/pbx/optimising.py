"""Local channels that are optimised away when audio flows both ways.

No recording has this whole: the order is that of Asterisk's `core_unreal.c` and
`bridge.c` (read), where the called party takes the place of the first half.
"""

from typing import TYPE_CHECKING

from simulator.wire import Header

from .channel import Channel, tell

if TYPE_CHECKING:
    from .exchange import Pbx


def optimise(pbx: Pbx, one: Channel, two: Channel) -> None:
    """Take both halves of a Local channel out of a call that goes on."""
    here, there = one.bridge, two.bridge
    if here is None or there is None:
        raise ValueError(f"{one.name} is not between two bridges")
    (called,) = (channel for channel in there.channels if channel is not two)
    halves = *one.headers("LocalOne"), *two.headers("LocalTwo")
    number: Header = ("Id", str(pbx.lines.numbers["Local"]))
    target: Header = ("DestUniqueId", one.unique_id)
    source = called.headers("Source")
    tell(pbx.emit, "LocalOptimizationBegin", *halves, *source, target, number)
    there.leave(called)
    here.leave(one)
    here.join(called)
    there.empty(two)
    tell(pbx.emit, "LocalOptimizationEnd", *halves, ("Success", "No"), number)
    for half in (one, two):
        if half.runs_dialplan:
            half.tell_soft_request()
        pbx.end(half, 16)
    pbx.devices.settle()
