"""The client beside a simulated Asterisk: whole dialogues, new and old."""

import asyncio
import random

import pytest

from custom_components.allstarlink.ami.connection import (
    Connection,
    Settings,
    State,
    Status,
)
from custom_components.allstarlink.ami.errors import (
    AmiError,
    AuthenticationFailed,
    PermissionDenied,
    UnknownAction,
)
from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Server, Session
from simulator import SimulatedServer, User, cut_short, for_someone_else, late, repeated
from tests.conftest import Clock


def address(server: SimulatedServer, name: str = "admin") -> Server:
    """Return what a user needs to log in there."""
    return Server(server.host, server.port, name, server.users[name].secret)


@pytest.mark.parametrize("segments", [(), (1,), (7, 3), (1460,)])
@pytest.mark.parametrize("dialect", ["asl3", "asl2"])
async def test_a_whole_visit(dialect: str, segments: tuple[int, ...]) -> None:
    """Login, replies, command output and events, cut at any place."""
    events: list[Message] = []
    async with SimulatedServer(["1999", "1998"], dialect=dialect) as server:
        server.faults.segments = segments
        session = await Session.open(
            address(server),
            on_event=events.append,
            wanted=lambda event: event.startswith("RPT_"),
        )
        nodes = await session.request("RptStatus", ("Command", "RptStat"))
        server.node("1999").link("2001")
        xstat = await session.request(
            "RptStatus", ("Command", "XStat"), ("Node", "1999")
        )
        command = await session.request("Command", ("Command", "rpt localnodes"))
        await session.close()

    assert nodes.get("Nodes") == "1999,1998"
    assert "1999" in command.output
    assert xstat.fields[-1][0] == "tel_mode"
    alinks = [event for event in events if event.event == "RPT_ALINKS"]
    assert alinks[-1].get("EventValue") == "1,2001TU"
    assert alinks[-1].get("Node") == "1999"
    assert server.requests[0].action == "Challenge"
    assert not any(request.get("Secret") for request in server.requests)


async def test_what_a_user_may_not_do() -> None:
    """And what the server cannot."""
    readonly = User("readonly", "ro-a", read="call,system", write="")
    async with SimulatedServer(users=[readonly]) as server:
        session = await Session.open(address(server, "readonly"))
        with pytest.raises(PermissionDenied):
            await session.request("Command", ("Command", "rpt localnodes"))
        with pytest.raises(UnknownAction):
            await session.request("NoSuchThing")
        await session.close()

        with pytest.raises(AuthenticationFailed):
            await Session.open(
                Server(server.host, server.port, "readonly", "not-this-one")
            )


async def test_nothing_is_sent_twice_whatever_is_lost() -> None:
    """Replies go astray, come twice or come cut; sessions end in between."""
    chance = random.Random(1)
    up = asyncio.Event()
    lost = 0

    def note(status: Status) -> None:
        if status.state is State.UP:
            up.set()
        else:
            up.clear()

    async with SimulatedServer() as server:
        connection = Connection(
            address(server),
            Settings(retry_initial=0.01, retry_max=0.01),
            on_event=lambda _event: None,
            on_status=note,
        )
        await connection.start()
        for number in range(200):
            fault = chance.choice(
                [
                    None,
                    for_someone_else(),
                    repeated(),
                    cut_short(5, close=True),
                    late(1),
                ]
            )
            if fault:
                server.faults.next_reply(fault, action="SawStat")
            await up.wait()
            try:
                reply = await connection.request(
                    "RptStatus",
                    ("Command", "SawStat"),
                    ("Node", "1999"),
                    ("Number", str(number)),
                    timeout=0.02,
                )
            except AmiError:
                lost += 1
            else:
                assert reply.get("Node") == "1999"
        await connection.close()

    sent = [r.get("Number") for r in server.requests if r.get("Command") == "SawStat"]
    # What was sent as the server closed may never have reached it.
    assert sent == sorted(set(sent), key=int)
    assert len(sent) >= 200 - lost
    assert 0 < lost < 200


@pytest.mark.parametrize("announce", [True, False])
async def test_a_restart_is_survived(clock: Clock, announce: bool) -> None:
    """Within a second when it was announced, else after the first delay."""
    up = asyncio.Event()

    def note(status: Status) -> None:
        if status.state is State.UP:
            up.set()

    async with SimulatedServer() as server:
        connection = Connection(
            address(server),
            Settings(),
            on_event=lambda _event: None,
            on_status=note,
            random=lambda: 0.0,
        )
        await connection.start()
        await clock.settle()
        up.clear()
        await server.restart(announce=announce)
        while connection.status.state is State.UP:
            await clock.settle()

        await clock.advance(1 if announce else 5)
        await up.wait()

        assert (await connection.request("Ping")).get("Ping") == "Pong"
        assert connection.metrics.losses == 1
        await connection.close()


async def test_a_server_that_vanishes_is_noticed(clock: Clock) -> None:
    """No FIN and no answer; it returns ten minutes later."""
    up = asyncio.Event()

    def note(status: Status) -> None:
        if status.state is State.UP:
            up.set()

    async with SimulatedServer() as server:
        connection = Connection(
            address(server),
            Settings(),
            on_event=lambda _event: None,
            on_status=note,
        )
        await connection.start()
        await clock.settle()
        up.clear()
        server.vanish()
        await clock.advance(38)
        assert connection.status.state is State.UP
        await clock.advance(3)
        assert connection.status.state is not State.UP

        await clock.advance(600)
        await server.reappear()
        await clock.advance(62)
        await up.wait()
        assert connection.metrics.last_outage == pytest.approx(600, abs=75)
        await connection.close()
