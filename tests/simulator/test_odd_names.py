"""Names with blanks, a slash and a comma, byte for byte as recorded (`odd_*`)."""

import re

from simulator import SimulatedServer
from tests.conftest import Clock
from tests.simulator.scenes import watching
from tests.simulator.stage import Watch, at
from tests.simulator.test_events import events
from tests.transcript import FOLDER

_NAMES = "N0 CALL", "N0CALL ", " N0CALL", "AB,CD", "N0CAL/M", "0123456"
# Seconds before the poll at which each was linked
_AGES = 10, 9, 7, 6, 4, 3


async def test_odd_names(clock: Clock, watch: Watch) -> None:
    """XStat, SawStat, NodeStat and the events of such clients."""
    watch.now = at("19:20:59")
    async with SimulatedServer(["1999"], clock=watch) as server:
        client = await watching(server, clock, mask="call")
        node = server.node("1999")
        node.tx_follows = False
        for name, age in zip(_NAMES, _AGES, strict=True):
            node.link(name, peer="", connected_for=age)
        node.variables["RPT_ETXKEYED"] = "0"
        node.set_variable("RPT_TXKEYED", "1")
        await clock.settle()
        told = [value for _, value in events(client.take(), "1999", "RPT_ALINKS")]
        assert told == [value for _, value in _recorded_events()]
        order = "RXKEYED AUTOPATCHUP TXKEYED ETXKEYED ALINKS NUMALINKS LINKS NUMLINKS"
        for variable in order.split():
            node.set_variable(f"RPT_{variable}", node.variables[f"RPT_{variable}"])
        node.set_state("telemetry_mode", 1)
        for command in ("XStat", "SawStat", "NodeStat"):
            recorded = _bytes(f"odd_{command.lower()}_odd_names")
            reply = await client.ask(
                clock,
                *("Action: RptStatus", "ActionID: 7"),
                *(f"Command: {command}", "Node: 1999"),
            )
            assert _of_links(reply) == _of_links(recorded)


def _of_links(data: bytes) -> bytes:
    """Return a reply without what the transmitter of the recording did."""
    return re.sub(rb"(TransmitterKeyed|Keyups\w+|TxTime\w+): .*", rb"\1", data)


def _recorded_events() -> list[tuple[str, str]]:
    return events(_bytes("odd_events_odd_names"), "1999", "RPT_ALINKS")


def _bytes(name: str) -> bytes:
    return (FOLDER / f"{name}.recv.bin").read_bytes()
