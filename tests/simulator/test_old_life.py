"""ASL2 and HamVoIP: what commands do there, what happens, and what ends them."""

from collections.abc import Callable
from functools import partial
import re

import pytest

from simulator import NodeSetup, RemoteBase, SimulatedServer
from tests.conftest import Clock
from tests.simulator.recorded import restore
from tests.simulator.scenes import watching
from tests.simulator.stage import Client, Watch, at, of_app_rpt, play
from tests.simulator.test_events import LINKS, events
from tests.simulator.test_old_systems import boot, comparable, server_for
from tests.transcript import load

OLD = "asl2", "hv"
DIALECT = {"asl2": "asl2", "hv": "hamvoip"}

# Ticks run slow, so a second more or less is no difference
_TIME = re.compile(rb"-?\d+:\d\d:\d\d +")
_OF_LINKS = b"Conn: ", b"LinkedNodes: ", b"Var: RPT_ALINKS=", b"Var: RPT_LINKS="
# What the transmitter does by itself
_SPOKEN = re.compile(
    rb"(Var: RPT_E?TXKEYED|tot_state|ider_state|TransmitterKeyed|TimeOutTimerState"
    rb"|IdentifierState|Keyups\w+|TxTime\w+)[:=].*\r\n"
)


@pytest.mark.parametrize("system", OLD)
@pytest.mark.parametrize(
    "name",
    [
        "40c_control_session",
        "50c_modes_control_and_polls",
        "58c_control_dead_port",
    ],
)
async def test_commands_link(
    system: str, name: str, clock: Clock, watch: Watch
) -> None:
    """Connects, modes, permanent links, dead ports: each poll shows what it showed."""
    name = f"{system}_{name}"
    async with server_for(name, watch) as server:
        boot(server, watch, name)
        server.node("1999").publish_links()
        takes = await play(server, watch, clock, load(name))
    assert len(takes) > 15
    answered = b""
    for cause, recorded, simulated in takes:
        answered += simulated
        # A reply that came after the next request is compared with that one's.
        if recorded:
            assert _links(answered) == _links(recorded), cause
            answered = b""


def _links(data: bytes) -> list[bytes]:
    lines = data.split(b"\r\n")
    return [_TIME.sub(b"T", line) for line in lines if line.startswith(_OF_LINKS)]


@pytest.mark.parametrize("system", OLD)
async def test_switches(system: str, clock: Clock, watch: Watch) -> None:
    """Each cop command in XStat, where 1 is enabled, and in NodeStat (92)."""
    name = f"{system}_92_cop_states_1997"
    async with server_for(name, watch) as server:
        boot(server, watch, name)
        node = restore(server, load(name), "1997")
        node.set_state("telemetry_mode", 2)
        takes = await play(server, watch, clock, load(name))
    assert len(takes) > 70
    for cause, recorded, simulated in takes:
        if "two commands" in cause:
            break
        want = _SPOKEN.sub(b"", comparable(cause, recorded))
        assert _SPOKEN.sub(b"", comparable(cause, simulated)) == want, cause


async def _events_of(
    name: str,
    clock: Clock,
    watch: Watch,
    happen: Callable[[SimulatedServer], None],
) -> tuple[bytes, bytes]:
    async with server_for(name, watch) as server:
        boot(server, watch, name)
        for node in server.world.nodes.values():
            node.tx_follows = False
        happen(server)
        takes = await play(server, watch, clock, load(name), {})
    recorded = b"".join(recorded for _, recorded, _ in takes)
    return of_app_rpt(recorded), b"".join(simulated for _, _, simulated in takes)


def _connect_and_disconnect(server: SimulatedServer) -> None:
    linking, later = server.node("1999").linking, server.world.later
    later(2.6, partial(linking.ilink, 3, "2001"))
    later(14.8, partial(linking.ilink, 1, "2001"))


def _change_modes(server: SimulatedServer) -> None:
    """As in asl2_50, up to `disconnect all`."""
    linking, later = server.node("1999").linking, server.world.later
    for moment, function, name in (
        (2.67, 2, "2001"),
        (6.03, 3, "2001"),
        (9.51, 8, "2001"),
        (13.15, 1, "2001"),
        (16.59, 13, "2001"),
        (20.0, 1, "2001"),
        (23.59, 11, "2001"),
        (27.07, 3, "2001"),
        (28.28, 3, "2002"),
        (29.48, 3, "1998"),
        (31.3, 6, "0"),
    ):
        later(moment, partial(linking.ilink, function, name))


@pytest.mark.parametrize(
    ("name", "happen", "count"),
    [
        ("40_events_link_unlink_1999_to_2001", _connect_and_disconnect, 8),
        ("50_events_modes_1999", _change_modes, 48),
    ],
)
async def test_events_of_asl2(
    name: str,
    happen: Callable[[SimulatedServer], None],
    count: int,
    clock: Clock,
    watch: Watch,
) -> None:
    """Links are told as recorded; no links are a zero."""
    recorded, simulated = await _events_of(f"asl2_{name}", clock, watch, happen)
    want = events(recorded, "1999", *LINKS)[:count]
    assert len(want) == count
    assert events(simulated, "1999", *LINKS)[:count] == want


async def test_hamvoip_sends_no_event_of_app_rpt(clock: Clock, watch: Watch) -> None:
    """Whatever happens; there are none in the recordings either."""
    for name, happen in (
        ("hv_40_events_link_unlink_1999_to_2001", _connect_and_disconnect),
        ("hv_50_events_modes_1999", _change_modes),
    ):
        recorded, simulated = await _events_of(name, clock, watch, happen)
        assert b"RPT_" not in recorded
        assert b"Event: " not in simulated


async def test_an_event_of_asl2(clock: Clock, watch: Watch) -> None:
    """To the byte, with its empty lines and one time in both places (80)."""
    recorded = load("asl2_80_events_local_keyup_1997").received
    start = recorded.index(b"Event: RPT_RXKEYED")
    want = recorded[start : recorded.index(b"\n\r\n\r\n", start) + 5]
    moment = re.search(rb"LastKeyedTime: Mon Nov 30 (\S+) 2026", want)
    assert moment
    name = "asl2_80_events_local_keyup_1997"
    async with server_for(name, watch) as server:
        client = await watching(server, clock, secret="llcgi")
        watch.now = at(moment[1].decode()) + 9 * 86_400
        server.node("1997").tx_follows = False
        server.node("1997").key()
        await clock.settle()
        assert client.take() == want


@pytest.mark.parametrize("system", OLD)
async def test_xstat_of_a_remote_base_ends_asterisk(
    system: str, clock: Clock, watch: Watch
) -> None:
    """The recorded bytes, then nothing is left (55); `rpt xnode` does it, too."""
    name = f"{system}_55_remote_base_xstat_crashes_asterisk"
    remote = NodeSetup("1996", remote_base=RemoteBase(on=False))
    async with server_for(name, watch, NodeSetup("1999"), remote) as server:
        boot(server, watch, name)
        for cause, recorded, simulated in await play(server, watch, clock, load(name)):
            if "rpt stats" not in cause:
                want = comparable(cause, recorded)
                assert comparable(cause, simulated) == want, cause
        assert server.crashes == 1
        assert server.sessions == []
        await clock.advance(4.1)
        client = await watching(server, clock, secret="llcgi")
        await client.ask(clock, "Action: Command", "Command: rpt xnode 1996")
        await clock.settle()
        assert client.ended
        assert server.crashes == 2


async def test_150_names_end_hamvoip(clock: Clock, watch: Watch) -> None:
    """XStat with 128 to 255 names in LinkedNodes (hv_51)."""
    name = "hv_51_rptstatus_150_nodes_x86"
    names = " ".join(f"T{40000 + n}" for n in range(150))
    async with server_for(name, watch) as server:
        boot(server, watch, name)
        restore(server, load(name), "1999", n2001=names).find(
            "2001"
        ).mode = "transceive"
        (_, recorded, simulated), *_ = (
            take
            for take in await play(server, watch, clock, load(name))
            if "XStat" in take[0]
        )
        assert simulated == recorded
        assert server.crashes == 1


@pytest.mark.parametrize(("count", "crashes"), [(127, 0), (128, 1), (255, 1), (256, 0)])
async def test_how_many_names_end_hamvoip(
    clock: Clock, count: int, crashes: int
) -> None:
    """The neighbour counts as well; ASL2 survives them all."""
    children = tuple(f"T{40000 + n}" for n in range(count - 1))
    for dialect, want in (("hamvoip", crashes), ("asl2", 0)):
        async with SimulatedServer(["1999"], dialect=dialect) as server:
            server.node("1999").link("2001", children=children)
            client = await watching(server, clock)
            await client.ask(clock, "Action: RptStatus", "Command: XStat", "Node: 1999")
            await clock.settle()
            assert server.crashes == want


@pytest.mark.parametrize(
    ("system", "wrong"), [("asl2", "498907:56:39"), ("hv", "01:12:48")]
)
async def test_uptime_of_the_first_half_second(
    system: str, wrong: str, clock: Clock, watch: Watch
) -> None:
    """Since 1970, or since the machine's start (24)."""
    recorded = load(f"{system}_24_rptstat_while_asterisk_boots").received.decode()
    assert f"RptUptime: {wrong}\r\n" in recorded
    watch.now = at("19:56:39") + 9 * 86_400
    async with SimulatedServer(
        ["1999"], clock=watch, dialect=DIALECT[system]
    ) as server:
        client = await watching(server, clock)
        uptimes = []
        for _ in range(3):
            reply = await client.ask(clock, "Action: RptStatus", "Command: RptStat")
            uptimes += re.findall(rb"RptUptime: (\S+)", reply)
            watch.now += 0.4
        assert uptimes == [wrong.encode(), wrong.encode(), b"00:00:00"]


@pytest.mark.parametrize("dialect", ["asl2", "hamvoip"])
async def test_a_missing_radio_ends_asterisk(clock: Clock, dialect: str) -> None:
    """After 14 s in which the node is started in vain; XStat does it at once."""
    broken = NodeSetup("1996", radio_missing=True)
    async with SimulatedServer(["1999", broken], dialect=dialect) as server:
        await clock.advance(13.5)
        client = await watching(server, clock)
        assert b"Nodes: 1999,1996\r\n" in await client.ask(
            clock, "Action: RptStatus", "Command: RptStat"
        )
        await clock.advance(1)
        assert client.ended
        assert server.crashes == 1
        await clock.advance(4)
        client = await watching(server, clock)
        await client.ask(clock, "Action: RptStatus", "Command: XStat", "Node: 1996")
        await clock.settle()
        assert client.ended
        assert server.crashes == 2


@pytest.mark.parametrize("dialect", ["asl2", "hamvoip"])
async def test_restart_now(clock: Clock, dialect: str) -> None:
    """Its command gets half an answer, the others the event (70, 70b)."""
    async with SimulatedServer(["1999"], dialect=dialect) as server:
        client = await watching(server, clock, mask="system")
        commander = await watching(server, clock, mask="off")
        request = "Action: Command", "ActionID: r", "Command: restart now"
        assert await commander.ask(clock, *request) == (
            b"Response: Follows\r\nPrivilege: Command\r\nActionID: r\r\n"
        )
        await clock.advance(0.3)
        shutdown = load("asl2_70_events_restart_now").received
        assert client.take() == shutdown[shutdown.index(b"Event: Shutdown") :]
        assert client.ended
        assert commander.ended
        await watching(server, clock)


async def test_a_registration_of_asl2(clock: Clock, watch: Watch) -> None:
    """Its event has one name only (45b)."""
    name = "asl2_45b_events_timeout_seen_from_1999"
    recorded = load(name).received
    start = recorded.index(b"Event: Registry")
    want = recorded[start : recorded.index(b"\r\n\r\n", start) + 4]
    async with server_for(name, watch) as server:
        client: Client = await watching(server, clock, secret="llcgi", mask="system")
        registration = server.pbx.who.peer_registrations["1999"]
        registration.become("Rejected")
        await clock.settle()
        assert client.take() == want
        registration.become("Registered")
        await clock.settle()
        assert client.take() == (
            b"Event: Registry\r\nPrivilege: system,all\r\nChannelDriver: IAX2\r\n"
            b"Domain: 127.0.0.1:4670\r\nStatus: Registered\r\n\r\n"
        )
