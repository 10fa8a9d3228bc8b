"""The events of app_rpt: the recorded ones, in the recorded order."""

from collections.abc import Callable
from functools import partial

from simulator import NodeSetup, SimulatedServer, Timings, User, rpt_cmd
from tests.conftest import Clock
from tests.simulator import scenes
from tests.simulator.stage import Scene, Watch, at, of_app_rpt, play
from tests.simulator.test_replies import NODES_A, NODES_B, A, B
from tests.transcript import load

LINKS = ("RPT_ALINKS", "RPT_NUMALINKS", "RPT_LINKS", "RPT_NUMLINKS")


def events(data: bytes, node: str, *names: str) -> list[tuple[str, str]]:
    """Return (event, value) of a node's events of these names."""
    found = []
    for text in data.decode().split("\r\n\r\n"):
        fields = dict(line.partition(": ")[::2] for line in text.split("\r\n"))
        if fields.get("Node") == node and fields.get("Event", "").startswith(names):
            found.append((fields["Event"], fields["EventValue"]))
    return found


async def both(
    name: str,
    scene: Scene,
    server: SimulatedServer,
    watch: Watch,
    clock: Clock,
    fraction: float = 0.0,
) -> tuple[bytes, bytes]:
    """Return what app_rpt sent in a recording, and what the simulator sends."""
    takes = await play(server, watch, clock, load(name), scene, fraction=fraction)
    recorded = b"".join(recorded for _, recorded, _ in takes)
    return of_app_rpt(recorded), b"".join(simulated for _, _, simulated in takes)


async def test_local_keyups_drive_the_transmitter(clock: Clock, watch: Watch) -> None:
    """A talk and three kerchunks, every byte and moment (80)."""
    watch.now = at("02:06:18.5")
    # The first tail is longer: it carries the identifier.
    timings = Timings(hang=7.0)
    async with SimulatedServer(NODES_A, [A], clock=watch, timings=timings) as server:
        node, later = server.node("1997"), server.world.later

        def keyup(start: float, end: float) -> None:
            later(start, node.key)
            later(end, node.unkey)

        def kerchunk() -> None:
            server.world.timings = Timings()
            keyup(0.017, 0.257)

        def two_kerchunks() -> None:
            keyup(0.2949, 0.2951)
            keyup(0.296, 0.477)

        scene: dict[str, Callable[[], object]] = {
            "USRP keyup 3 s": partial(keyup, 0.010, 3.807),
            "kerchunk 0.2 s": kerchunk,
            "two kerchunks 0.15 s apart": two_kerchunks,
        }
        recorded, simulated = await both(
            "80_events_local_keyup_1997", scene, server, watch, clock, 0.375
        )
    assert simulated == recorded
    assert node.usage.today.keyups == 2
    assert node.usage.today.kerchunks == 3


async def test_time_out_timer_ends_a_transmission(clock: Clock, watch: Watch) -> None:
    """Off after the limit and its announcement, on again after the unkey (89)."""
    setup = NodeSetup("2001", "usrp/127.0.0.1:34101:32101", time_out_after=10.0)
    watch.now = at("02:29:39.5")
    async with SimulatedServer([setup], [B], clock=watch) as server:
        node, later = server.node("2001"), server.world.later
        watch.now = at("02:31:17")
        node.last_tx_keyed = watch.now
        scene = {"connected": lambda: None}
        later(0.803, node.key)
        later(12.0, lambda: seen.append((node.timed_out, node.transmitting)))
        later(14.863, node.unkey)
        seen: list[tuple[bool, bool]] = []
        recorded, simulated = await both(
            "89_events_timeout_timer_2001", scene, server, watch, clock, 0.1
        )
    assert simulated == recorded
    assert seen == [(True, True)]
    assert not node.timed_out
    assert node.usage.time_outs == 1


async def test_outbound_link_keyed_and_hung_up(clock: Clock, watch: Watch) -> None:
    """Connect, the far end talks, disconnect (40)."""
    async with SimulatedServer(NODES_A, [A], clock=watch) as server:
        node = server.node("1999")

        def far_end_talks() -> None:
            node.key_link("2001")
            server.world.later(6.0, lambda: node.unkey_link("2001"))

        scene = {
            "shell: rpt cmd 1999 ilink 3 2001": lambda: node.linking.ilink(3, "2001"),
            "USRP keyup of 2001 receiver for 3 s -> 1999 hears it via link": far_end_talks,
            "shell: rpt cmd 1999 ilink 1 2001": lambda: node.linking.ilink(1, "2001"),
        }
        name = "40_events_link_unlink_1999_to_2001"
        recorded, simulated = await both(name, scene, server, watch, clock)
    want = events(recorded, "1999", *LINKS)
    assert len(want) == 16
    assert events(simulated, "1999", *LINKS) == want
    # Telemetry announces both, before the links are told.
    assert events(simulated, "1999", "RPT_")[:3] == events(recorded, "1999", "RPT_")[:3]


async def test_inbound_link_is_not_announced(clock: Clock, watch: Watch) -> None:
    """The called side says only what its links are (40b)."""
    async with SimulatedServer(NODES_B, [B], clock=watch) as server:
        node, later = server.node("2001"), server.world.later
        later(0.831, lambda: node.link("1999"))
        later(27.391, lambda: node.unlink("1999"))
        name = "40b_events_link_unlink_seen_from_2001"
        recorded, simulated = await both(name, {}, server, watch, clock)
    assert events(simulated, "2001", "RPT_")[:8] == events(recorded, "2001", *LINKS)
    assert len(events(recorded, "2001", *LINKS)) == 8


async def test_clients_come_and_go(clock: Clock, watch: Watch) -> None:
    """Phone, web and IAX clients; one without a name is told of by nobody (60)."""
    async with SimulatedServer(NODES_A, [A], clock=watch) as server:
        node, later = server.node("1999"), server.world.later
        node.tx_follows = False
        for moment, name in (
            (2.1, "W1AW-P"),
            (5.4, "W2WEB"),
            (8.7, "1234"),
            (12.0, "0"),
            (15.3, "K9TEST-P"),
            (18.3, "N0CALL-P"),
        ):
            later(moment, partial(node.link, name))
        later(20.8, partial(node.linking.ilink, 3, "2001"))
        for moment, name in ((32.70, "W2WEB"), (32.71, "W1AW-P"), (32.72, "0")):
            later(moment, partial(node.unlink, name))
        later(38.54, partial(node.unlink, "1234"))
        later(38.55, partial(node.linking.ilink, 1, "2001"))
        name = "60_events_phone_clients_1999"
        recorded, simulated = await both(name, {}, server, watch, clock)
    want = events(recorded, "1999", *LINKS)
    assert len(want) == 60
    assert events(simulated, "1999", *LINKS) == want


async def test_echolink_stations_come_talk_and_leave(
    clock: Clock, watch: Watch
) -> None:
    """EchoLink (64), up to the call that nobody answers."""
    async with SimulatedServer(NODES_A, [A], clock=watch) as server:
        node, later = server.node("1999"), server.world.later
        later(1.3, partial(node.link, "3345678", peer=""))
        later(5.3, partial(node.link, "3009001", peer=""))
        later(8.82, partial(node.linking.ilink, 3, "2001"))
        later(19.94, partial(node.key_link, "3345678"))
        later(22.74, partial(node.unkey_link, "3345678"))
        later(26.94, partial(node.unlink, "3345678"))
        name = "64_events_echolink_1999"
        recorded, simulated = await both(name, {}, server, watch, clock)
    want = events(recorded, "1999", *LINKS)[:24]
    assert events(simulated, "1999", *LINKS) == want


async def test_dtmf_digits_connect_and_disconnect(clock: Clock, watch: Watch) -> None:
    """Digits are events, and the commands they spell are done (83)."""
    async with SimulatedServer(NODES_A, [A], clock=watch) as server:
        node = server.node("1997")
        scene = {
            "DTMF *32001": partial(node.dtmf, "*32001"),
            "remote (2001) RX key 2 s while linked": partial(node.key_link, "2001"),
            "both key, overlapping": partial(node.unkey_link, "2001"),
            "DTMF *12001": partial(node.dtmf, "*12001"),
        }
        name = "83_events_dtmf_connect_1997"
        recorded, simulated = await both(name, scene, server, watch, clock)
    digits = events(recorded, "1997", "DTMF")
    assert "".join(value for _, value in digits) == "*32001*12001"
    assert events(simulated, "1997", "DTMF") == digits
    assert (
        events(simulated, "1997", *LINKS)[:12] == events(recorded, "1997", *LINKS)[:12]
    )
    assert (
        events(simulated, "1997", *LINKS)[-4:] == events(recorded, "1997", *LINKS)[-4:]
    )
    assert node.usage.today.dtmf_commands == 2
    assert node.usage.last_dtmf_command == "12001"


async def test_autopatch_and_mdc(clock: Clock, watch: Watch) -> None:
    """The autopatch keys the transmitter first; ilink 17 is an MDC burst (84)."""
    async with SimulatedServer(NODES_A, [A], clock=watch) as server:
        node = server.node("1997")

        def dial() -> None:
            rpt_cmd.execute(node, "autopatchup noct=1 5551234")
            assert node.autopatch_up
            node.autopatch(False)

        scene: dict[str, Callable[[], object]] = {
            "rpt cmd 1997 autopatchup noct=1 5551234": dial,
            "rpt cmd 1997 ilink 17 0": partial(rpt_cmd.execute, node, "ilink 17 0"),
        }
        name = "84_events_autopatch_1997"
        recorded, simulated = await both(name, scene, server, watch, clock)
    want = events(recorded, "1997", "RPT_", "MDC")
    assert len(want) == 7
    assert events(simulated, "1997", "RPT_", "MDC") == want


async def test_mode_change_and_dead_peer_are_silent(clock: Clock, watch: Watch) -> None:
    """No event tells that a permanent link's peer died or is back (56)."""
    async with SimulatedServer(NODES_A, [A], clock=watch) as server:
        node = server.node("1999")
        scene = {
            "shell: rpt cmd 1999 ilink 13 2001": partial(
                node.linking.ilink, 13, "2001"
            ),
            "instance B: core stop now": partial(server.peer_dies, "2001"),
            "instance B started again": partial(server.peer_returns, "2001"),
            "shell: rpt cmd 1999 ilink 1 2001 (must not drop a permanent link)": partial(
                node.linking.ilink, 1, "2001"
            ),
            "ilink 11 2001": partial(node.linking.ilink, 11, "2001"),
        }
        name = "56_events_permanent_link_peer_dies"
        recorded, simulated = await both(name, scene, server, watch, clock)
    want = events(recorded, "1999", *LINKS)
    assert len(want) == 8
    assert events(simulated, "1999", *LINKS) == want
    last = events(recorded, "1999", "RPT_")[-8:]
    assert events(simulated, "1999", "RPT_")[-8:] == last


async def test_a_node_that_starts_says_so(clock: Clock, watch: Watch) -> None:
    """Eight events with the value 0, as at the end of recording 50."""
    async with SimulatedServer(["1996"], clock=watch) as server:
        client = await scenes.watching(server, clock)
        server.node("1996").restart()
        await clock.advance(1)
        recorded = load("50_events_multilink_1999").received
    started = events(recorded, "1996", "RPT_")[-8:]
    assert events(client.take(), "1996", "RPT_") == started


async def test_no_event_without_the_right_to_read(clock: Clock, watch: Watch) -> None:
    """read=call is what RPT events need, and the session's mask (86, 87)."""
    users = [User("admin", "secret", read="call"), User("deaf", "deaf", read="system")]
    async with SimulatedServer(["1999"], users, clock=watch) as server:
        hears = await scenes.watching(server, clock)
        deaf = await scenes.watching(server, clock, user="deaf", secret="deaf")
        masked = await scenes.watching(server, clock, mask="system")
        server.node("1999").key()
        await clock.settle()
        assert len(events(hears.take(), "1999", "RPT_")) == 3
        assert deaf.take() == masked.take() == b""
