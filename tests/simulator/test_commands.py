"""Commands and counters beyond the recordings."""

from collections.abc import AsyncGenerator

import pytest

from simulator import EchoLinkStation, NodeSetup, Registration, SimulatedServer
from tests.conftest import Clock
from tests.simulator.scenes import watching
from tests.simulator.stage import Client, Watch, at
from tests.simulator.test_events import events

SETUP = NodeSetup("1999", parrot_always=True, macros={"1": "*32001", "2": "*70"})


@pytest.fixture
async def server(clock: Clock) -> AsyncGenerator[SimulatedServer]:
    """Return a server with a node that has macros."""
    async with SimulatedServer([SETUP]) as server:
        yield server


@pytest.fixture
async def client(server: SimulatedServer, clock: Clock) -> Client:
    """Return a client that has logged in."""
    return await watching(server, clock, mask="call")


async def output(client: Client, clock: Clock, command: str) -> tuple[str, list[str]]:
    """Return Success or Error, and what a command printed; leave events alone."""
    received = await client.ask(clock, "Action: Command", f"Command: {command}")
    before, mark, rest = received.partition(b"Response: ")
    reply, _, after = rest.partition(b"\r\n\r\n")
    client.received = before + after
    lines = (mark + reply).decode().split("\r\n")
    printed = [line[8:] for line in lines if line.startswith("Output: ")]
    return lines[0].removeprefix("Response: "), printed


async def test_echolink_database(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """Found by node, callsign or address; else an error that says so."""
    server.echolink.append(EchoLinkStation("9001", "K9EL-R", "127.0.0.3"))
    row = ("Success", ["9001|K9EL-R|127.0.0.3"])
    assert await output(client, clock, "echolink dbget nodename 9001") == row
    assert await output(client, clock, "echolink dbget callsign K9EL-R") == row
    assert await output(client, clock, "echolink dbget ipaddr 127.0.0.3") == row
    missing = ("Error", ["Error: Entry for 77 not found!"])
    assert await output(client, clock, "echolink dbget nodename 77") == missing


async def test_registrations(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """A row under each heading (not recorded: there were none)."""
    server.registrations.append(
        Registration("register.example:443", "1999", "192.0.2.1:4569", 179)
    )
    _, lines = await output(client, clock, "rpt show registrations")
    head, row, count = lines
    places = [head.index(word) for word in ("Username", "Perceived", "State")]
    assert [row[place:].split()[0] for place in places] == [
        "1999",
        "192.0.2.1:4569",
        "Registered",
    ]
    assert row[head.index("Refresh") :].split()[0] == "179"
    assert count == "1 HTTP registration."


async def test_what_cannot_take_effect_does_not(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """Parrot that rpt.conf has always on stays on; the answer is Success."""
    assert server.node("1999").states.parrot
    assert await output(client, clock, "rpt cmd 1999 cop 22 0") == ("Success", [""])
    await clock.advance(0.1)
    assert server.node("1999").states.parrot
    assert server.node("1999").commands == ["cop 22 0"]


async def test_node_that_is_not_ready(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """It says so, with Success."""
    server.node("1999").ready = False
    reply = await output(client, clock, "rpt cmd 1999 ilink 3 2001")
    assert reply == ("Success", ["Node 1999 is not ready."])


async def test_macro_dials(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """A macro is DTMF: events, and a command that is counted."""
    await output(client, clock, "rpt cmd 1999 macro 1 1")
    await clock.advance(1)
    told = client.take()
    assert [value for _, value in events(told, "1999", "DTMF")] == [*"*32001"]
    assert [link.name for link in server.node("1999").links] == ["2001"]
    await output(client, clock, "rpt cmd 1999 macro 1 99")
    await clock.advance(1)
    assert events(client.take(), "1999", "DTMF") == []


@pytest.mark.parametrize("command", ["rpt cmd 1999 cop 1 0", "rpt restart"])
async def test_restarting_nodes(
    server: SimulatedServer, client: Client, clock: Clock, command: str
) -> None:
    """Links are gone and the eight first events come."""
    server.node("1999").link("2001")
    await output(client, clock, command)
    await clock.advance(1)
    assert server.node("1999").links == ()
    assert {value for _, value in events(client.take(), "1999", "RPT_")[-8:]} == {"0"}


@pytest.mark.parametrize(
    ("digits", "linked"),
    [("*32001", True), ("*320#01", False), ("*39990", False), ("32001", False)],
)
async def test_fun_dials(
    server: SimulatedServer, client: Client, clock: Clock, digits: str, linked: bool
) -> None:
    """`rpt fun` goes through the decoder: `*` begins, `#` ends, numbers are known."""
    assert await output(client, clock, f"rpt fun 1999 {digits}") == ("Success", [""])
    await clock.advance(2)
    assert bool(server.node("1999").links) is linked
    assert [v for _, v in events(client.take(), "1999", "DTMF")] == [*digits]


async def test_digits_are_forgotten(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """A pause ends a command; with user functions off none is done."""
    node = server.node("1999")
    node.dtmf("*320")
    await clock.advance(3.5)
    node.dtmf("01")
    node.set_state("user_functions", False)
    node.dtmf("*32002")
    await clock.advance(1)
    assert node.links == ()
    assert node.usage.today.dtmf_commands == 0


async def test_links_with_the_same_name(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """Two clients of one name are two links."""
    node = server.node("1999")
    node.link("K9TEST-P", peer="")
    node.link("K9TEST-P", peer="127.0.0.9")
    node.key_link("K9TEST-P", 1)
    assert [(link.peer, link.keyed) for link in node.links] == [
        ("", False),
        ("127.0.0.9", True),
    ]
    assert node.variables["RPT_ALINKS"] == "2,K9TEST-PTK,K9TEST-PTU"


async def test_name_that_overflows_its_column(
    server: SimulatedServer, client: Client, clock: Clock
) -> None:
    """The peer follows without a blank."""
    server.node("1999").link("KD9ABCDEF-P")
    request = "Action: RptStatus", "Command: XStat", "Node: 1999"
    reply = await client.ask(clock, *request)
    assert b"Conn: KD9ABCDEF-P127.0.0.1           0           IN  " in reply


async def test_counters_of_the_day_end_at_midnight(watch: Watch) -> None:
    """Those since the start go on."""
    watch.now = at("23:59:00")
    async with SimulatedServer(["1999"], clock=watch) as server:
        node = server.node("1999")
        node.tx_follows = False
        node.transmit(True)
        watch.now += 30
        node.transmit(False)
        node.dtmf("*70")
        assert (node.usage.today.keyups, node.usage.today.tx_time) == (1, 30.0)
        assert node.usage.today.dtmf_commands == 1
        watch.now += 60
        assert (node.usage.today.keyups, node.usage.today.tx_time) == (0, 0.0)
        assert (node.usage.total.keyups, node.usage.total.tx_time) == (1, 30.0)


async def test_time_in_words(clock: Clock, watch: Watch) -> None:
    """As Asterisk prints an uptime."""
    async with SimulatedServer(["1999"], clock=watch) as server:
        client = await watching(server, clock)
        for seconds, words in (
            (61, "1 minute, 1 second"),
            (8 * 86_400 + 7200, "1 week, 1 day, 2 hours"),
        ):
            watch.now = server.started + seconds
            _, lines = await output(client, clock, "core show uptime")
            assert lines[0] == f"System uptime: {words}"


async def test_uptime_takes_one_word(clock: Clock) -> None:
    """In seconds, or the usage."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        _, lines = await output(client, clock, "core show uptime seconds")
        assert lines == ["System uptime: 0", "Last reload: 0"]
        kind, lines = await output(client, clock, "core show uptime days")
        assert (kind, lines[0]) == ("Error", "Usage: core show uptime [seconds]")


async def test_case_and_blanks_do_not_matter(clock: Clock) -> None:
    """Neither to find a command nor to refuse one."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        _, lines = await output(client, clock, "Core  Show UPTIME Seconds")
        assert lines[0] == "System uptime: 0"
        _, lines = await output(client, clock, "Core Show nonsense")
        assert "'core show help Core Show nonsense'" in lines[0]
        request = "Action: Command", "Command: module  LOAD app_rpt.so"
        assert b"Message: Command blacklisted" in await client.ask(clock, *request)


async def test_help_for_what_does_not_exist_is_no_error(clock: Clock) -> None:
    """Unlike the command itself."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        answer = await output(client, clock, "core show help nonsense")
        assert answer == ("Success", ["No such command 'nonsense'."])
