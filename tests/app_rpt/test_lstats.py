"""`rpt lstats` of old systems and of new ones: the same links as the XStat beside it."""

import pytest

from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.app_rpt.errors import MalformedError
from custom_components.allstarlink.app_rpt.lstats import LinkStats, parse_lstats
from custom_components.allstarlink.app_rpt.sawstat import parse_sawstat
from custom_components.allstarlink.app_rpt.xstat import XStat, parse_xstat
from tests.transcript import find, load, path

RECORDINGS = {
    "hv_41_rptstatus_onelink_out_1999": 1,
    "hv_41b_rptstatus_onelink_in_2001": 1,
    "hv_59_conn_after_25_days": 1,
    "hv_61_rptstatus_phone_clients_1999": 5,
    "hv_63_rptstatus_long_name_and_T_behind_a_monitor": 2,
    "hv_81_rptstatus_1997_rx_keyed": 0,
    "asl2_41_rptstatus_onelink_out_1999": 1,
    "asl2_59_conn_after_25_days": 1,
    "asl2_61_rptstatus_phone_clients_1999": 5,
    "asl2_63_rptstatus_long_name_and_T_behind_a_monitor": 2,
    "51_": 6,
    "61_": 6,
    "65_": 3,
}


def recorded(name: str) -> tuple[LinkStats, XStat]:
    """Return what `rpt lstats` said, and the XStat of the same moment."""
    transcript = load(name) if path(name).exists() else find(name)
    exchanges = transcript.exchanges
    (lstats,) = [x for x in exchanges if x.header("Command").startswith("rpt lstats")]
    node = lstats.header("Command").rpartition(" ")[2]
    (xstat,) = [_first(reply) for reply in transcript.replies("XStat", node)[-1:]]
    sawstats = [_first(reply) for reply in transcript.replies("SawStat", node)[-1:]]
    saws = [saw for one in sawstats for saw in parse_sawstat(one.fields).links]
    names = [saw.odd_name or saw.name for saw in saws]
    output = _first(lstats.reply).output
    return parse_lstats(output, names), parse_xstat(xstat.fields, names)


def _first(reply: bytes) -> Message:
    return Message(reply.split(b"\r\n\r\n")[0])


@pytest.mark.parametrize("name", RECORDINGS)
def test_recorded(name: str) -> None:
    """Names, ends, directions and states; some seconds later."""
    stats, xstat = recorded(name)
    assert stats.unread == ()
    assert len(stats.conns) == RECORDINGS[name]

    def told(found: LinkStats | XStat) -> list[tuple[object, ...]]:
        return sorted(
            (c.name, str(c.address), c.direction, c.established, c.reconnects)
            for c in found.conns
        )

    assert told(stats) == told(xstat)
    later = {c.name: c.elapsed for c in stats.conns}
    assert all(0 <= later[c.name] - c.elapsed <= 3 for c in xstat.conns)


@pytest.mark.parametrize("output", [[], ["No such command"], ["NODE PEER"]])
def test_another_output(output: list[str]) -> None:
    """It never becomes a node without links."""
    with pytest.raises(MalformedError):
        parse_lstats(output, ())
