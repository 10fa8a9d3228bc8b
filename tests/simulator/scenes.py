"""The recorded scenes, made again in the simulator.

Each brings a server into the state in which a recording begins, and returns what
happens during it. Transmitters do only what the scene says: when a real one keys
for telemetry depends on recordings of speech that the simulator does not have.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from simulator import EchoLinkStation, SimulatedNode, SimulatedServer, rpt_cmd
from tests.conftest import Clock
from tests.simulator.stage import Client, Scene, Watch, at


@dataclass
class Stage:
    """A server like the recorded one, and the means to bring it into a state."""

    server: SimulatedServer
    watch: Watch
    clock: Clock

    def node(self, number: str) -> SimulatedNode:
        """Return a node whose transmitter does only what it is told."""
        node = self.server.node(number)
        node.tx_follows = False
        return node

    def until(self, moment: str) -> None:
        """Let time pass up to this time of the day, without timers."""
        self.watch.now = at(moment)

    async def advance(self, seconds: float) -> None:
        """Let time pass, with timers."""
        self.watch.now += seconds
        await self.clock.advance(seconds)


type Builder = Callable[[Stage], Awaitable[Scene]]


def used(node: SimulatedNode, **counts: float) -> None:
    """Let a node have counted this much, today and in total."""
    for period in (node.usage.today, node.usage.total):
        for name, value in counts.items():
            setattr(period, name, value)


async def idle(stage: Stage) -> Scene:
    """Nothing has happened (20, 21)."""
    return {}


async def one_link_out(stage: Stage) -> Scene:
    """1999 has called 2001 and announces it (40, 41)."""
    node = stage.node("1999")
    stage.until("02:01:20.001")
    node.transmit(True)
    stage.until("02:01:20.1")
    node.link("2001", direction="out")
    return {}


async def one_link_in(stage: Stage) -> Scene:
    """2001 was called by 1999 (41b)."""
    node = stage.node("2001")
    stage.until("02:01:20.2")
    node.link("1999")
    return {}


async def link_keyed(stage: Stage) -> Scene:
    """1999 hears 2001 talk over its link, with a drop-out at the end (42)."""
    node = stage.node("1999")
    stage.until("02:01:19.902")
    node.transmit(True)
    stage.until("02:01:20.1")
    node.link("2001", direction="out")
    stage.until("02:01:31.5")
    node.key_link("2001")
    node.report("RPT_ETXKEYED", "0")
    node.set_state("identifier", "queued_in_tail")
    return {"k-SawStat": lambda: node.unkey_link("2001")}


async def local_keyed(stage: Stage) -> Scene:
    """The receiver of 2001 has just unkeyed, its transmitter hangs on (42b)."""
    node = stage.node("2001")
    stage.until("02:01:20.2")
    node.link("1999")
    stage.until("02:01:32.221")
    node.key()
    node.transmit(True)
    node.unkey()
    node.usage.today.kerchunks = node.usage.total.kerchunks = 0
    node.report("RPT_ETXKEYED", "0")
    node.set_state("identifier", "queued_in_tail")
    return {}


async def link_unkeyed(stage: Stage) -> Scene:
    """2001 has stopped talking some seconds ago (43)."""
    node = stage.node("1999")
    stage.until("02:01:20.1")
    node.transmit(True)
    node.link("2001", direction="out")
    node.report("RPT_ETXKEYED", "0")
    stage.until("02:01:31.9")
    node.key_link("2001")
    stage.until("02:01:35.8")
    node.unkey_link("2001")
    node.transmit(False, external=False)
    return {}


async def many_links(stage: Stage) -> Scene:
    """1999 with links of every kind, a second hop and a loop (51)."""
    node = stage.node("1999")
    used(node, keyups=2, tx_time=63.943 - 1)
    stage.until("02:02:31.79")
    node.link("2001", direction="out", children=("T2002",))
    stage.until("02:02:37.831")
    around = ("T2002", "T2001", "T1999")
    node.link("2003", "monitor", "out", children=around)
    stage.until("02:02:42.853")
    node.link("1998")
    stage.until("02:02:45.854")
    node.link("1997")
    stage.until("02:02:48.871")
    node.link("1996", "local_monitor", "out")
    node.hear_of("2001", ("T2002", "R2003", "R1999", "R2001", "R2002"))
    stage.until("02:03:03.973")
    node.linking.connect("299999", "transceive", permanent=True)
    stage.until("02:03:07.802")
    node.transmit(True)
    node.set_variable("RPT_TXKEYED", "1")
    node.set_variable("RPT_ETXKEYED", "1")
    for name in ("RPT_ALINKS", "RPT_NUMALINKS", "RPT_LINKS", "RPT_NUMLINKS"):
        node.set_variable(name, node.variables[name])
    return {}


async def seen_from_1996(stage: Stage) -> Scene:
    """The same network, seen from a node that 1999 listens to (52)."""
    node = stage.node("1996")
    stage.until("02:02:49.6")
    network = "C299999 T1997 T1998 R2003 R2002 R2001 R1999 T2001 T2002"
    node.link("1999", children=tuple(network.split()))
    return {}


async def seen_from_2001(stage: Stage) -> Scene:
    """The same network, seen from the other server (52)."""
    node = stage.node("2001")
    from_1999 = "C299999 T1997 T1998 R2003 R2002 R2001 R1999"
    node.set_variable("RPT_RXKEYED", "0")
    stage.until("02:02:32.3")
    node.link("1999")
    node.transmit(True)
    stage.until("02:02:35.3")
    from_2002 = "C299999 R1997 R1998 R1999 R2001 R2002 R2003"
    node.link("2002", direction="out", children=tuple(from_2002.split()))
    node.hear_of("1999", tuple(from_1999.split()))
    return {}


async def all_disconnected(stage: Stage) -> Scene:
    """All links are gone, and two threads have left a 3 in RPT_LINKS (54)."""
    node = stage.node("1999")
    node.transmit(True)
    node.publish_links()
    node.set_variable("RPT_LINKS", "3")
    node.set_variable("RPT_NUMLINKS", "0")
    node.set_state("identifier", "queued_for_cleanup")
    return {}


async def permanent_peer_dead(stage: Stage) -> Scene:
    """The far end of a permanent link dies and returns in silence (57)."""
    server, node = stage.server, stage.node("1999")
    stage.until("02:29:04.8")
    node.transmit(True)
    node.link("2001", direction="out", permanent=True)
    stage.until("02:29:09.026")
    node.report("RPT_ETXKEYED", "0")
    server.peer_dies("2001")
    await stage.advance(10.0)
    return {
        "pd2-XStat": lambda: node.transmit(False, external=False),
        "c": lambda: server.peer_returns("2001"),
    }


async def phone_clients(stage: Stage) -> Scene:
    """Phone, web and IAX clients, one of them without a name (61)."""
    node = stage.node("1999")
    for moment, name, peer in (
        ("02:07:14.252", "W1AW-P", "127.0.0.1"),
        ("02:07:17.555", "W2WEB", "127.0.0.1"),
        ("02:07:20.859", "1234", "127.0.0.1"),
        ("02:07:24.1", "0", "127.0.0.1"),
        ("02:07:27.474", "K9TEST-P", ""),
        ("02:07:30.483", "N0CALL-P", ""),
    ):
        stage.until(moment)
        node.link(name, peer=peer)
    stage.until("02:07:30.5")
    node.transmit(True)
    stage.until("02:07:33.008")
    node.link("2001", direction="out")
    node.set_state("identifier", "queued_in_tail")
    return {}


def _echolink(stage: Stage) -> SimulatedNode:
    stage.server.echolink += [
        EchoLinkStation("345678", "W1EL-L", "127.0.0.2", "Test Op"),
        EchoLinkStation("9001", "K9EL-R", "127.0.0.3", "Rptr"),
        EchoLinkStation("99999", "*ECHOX*", "127.0.0.4"),
        EchoLinkStation("999998", "N0CALL-L", "127.0.0.1"),
    ]
    node = stage.node("1999")
    stage.until("02:15:44.483")
    node.link("3345678", peer="", reconnects=2)
    stage.until("02:15:48.487")
    node.link("3009001", peer="", reconnects=2)
    used(node, keyups=2, tx_time=296.124 - 4.803)
    node.usage.time_outs = 1
    stage.until("02:15:52")
    node.transmit(True)
    stage.until("02:15:52.008")
    node.link("2001", direction="out")
    return node


async def echolink(stage: Stage) -> Scene:
    """Two EchoLink stations and a node (65)."""
    _echolink(stage)
    return {}


async def echolink_keyed(stage: Stage) -> Scene:
    """One of the EchoLink stations talks (66)."""
    node = _echolink(stage)
    stage.until("02:16:02.8")
    node.key_link("3345678")
    node.report("RPT_ETXKEYED", "0")
    node.set_state("identifier", "queued_for_cleanup")
    return {}


async def receiving(stage: Stage) -> Scene:
    """The receiver of 1997 is keyed (81)."""
    node = stage.node("1997")
    stage.until("02:08:40.509")
    node.key()
    node.transmit(True)
    return {}


async def after_some_links(stage: Stage) -> Scene:
    """1999 has been linked and is idle again (90)."""
    node = stage.node("1999")
    node.transmit(True)
    node.publish_links()
    node.transmit(False)
    node.report("RPT_TXKEYED", "0")
    used(node, keyups=1, tx_time=106.302)
    for name in ("RPT_ALINKS", "RPT_NUMALINKS", "RPT_LINKS", "RPT_NUMLINKS"):
        node.set_variable(name, node.variables[name])
    node.set_variable("RPT_TXKEYED", "0")
    return {}


async def switched(stage: Stage) -> Scene:
    """1997 has been used; each cop command is then given in turn (93)."""
    node = stage.node("1997")
    node.publish_links()
    for name in ("RPT_RXKEYED", "RPT_ETXKEYED", "RPT_TXKEYED"):
        node.set_variable(name, "0")
    node.set_state("identifier", "queued_for_cleanup")
    used(node, keyups=6, kerchunks=7, dtmf_commands=2, tx_time=48.439)
    node.usage.last_dtmf_command = "12001"

    def cop(number: int) -> None:
        rpt_cmd.execute(node, f"cop {number} 0")
        if number == 2:
            node.transmit(True)

    numbers = (3, 2, 8, 7, 5, 6, 10, 9, 12, 11, 15, 14, 18, 17, 49, 50, 21, 22)
    return {
        f"after: rpt cmd 1997 cop {number} 0": partial(cop, number)
        for number in (*numbers, 33, 34, 35, 55, 56)
    }


REPLIES: dict[str, Builder] = {
    "20_rptstatus_nolinks_1999": idle,
    "21_rptstatus_nolinks_1997_usrp": idle,
    "41_rptstatus_onelink_out_1999": one_link_out,
    "41b_rptstatus_onelink_in_2001": one_link_in,
    "42_rptstatus_link_keyed_1999": link_keyed,
    "42b_rptstatus_local_keyed_2001": local_keyed,
    "43_rptstatus_link_after_unkey_1999": link_unkeyed,
    "51_rptstatus_multilink_1999": many_links,
    "52_rptstatus_multilink_1996": seen_from_1996,
    "52_rptstatus_multilink_2001": seen_from_2001,
    "54_rptstatus_after_disc_all_1999": all_disconnected,
    "57_rptstatus_perm_peer_dead": permanent_peer_dead,
    "61_rptstatus_phone_clients_1999": phone_clients,
    "65_rptstatus_echolink_1999": echolink,
    "66_rptstatus_echolink_keyed_1999": echolink_keyed,
    "81_rptstatus_1997_rx_keyed": receiving,
    "90_command_actions": after_some_links,
    "93_xstat_states_1997": switched,
    "c21_cli_registrations_A": idle,
}


async def watching(
    server: SimulatedServer,
    clock: Clock,
    *,
    user: str = "admin",
    secret: str = "secret",
    mask: str = "on",
) -> Client:
    """Return a client that has logged in to see events."""
    client = await Client.connect(server)
    await clock.settle()
    login = f"Username: {user}", f"Secret: {secret}", f"Events: {mask}"
    assert b"Authentication accepted" in await client.ask(
        clock, "Action: Login", *login
    )
    return client
