"""However a call goes and ends, nothing is left of it, and every event has its pair."""

from collections import Counter
from collections.abc import Callable

import pytest

from simulator import SimulatedServer
from simulator.pbx import Call
from tests.conftest import Clock
from tests.simulator.pbx_stage import SETUP, USERS, fields, messages
from tests.simulator.scenes import watching
from tests.simulator.stage import Client


def answered(call: Call) -> None:
    """Ring and be answered."""
    call.ring()
    call.answer()


def caller_hangs_up(call: Call) -> None:
    """Talk until the caller has had enough."""
    answered(call)
    call.hang_up()


def called_hangs_up(call: Call) -> None:
    """Talk until the called has had enough."""
    answered(call)
    phones = [c for c in call.channels if c.other_half is None and c is not call.root]
    call.hang_up(phones[0].name)


ENDS: list[Callable[[Call], None]] = [
    Call.no_answer,
    Call.busy,
    Call.congestion,
    Call.reject,
    Call.unallocated,
    Call.cancel,
    caller_hangs_up,
    called_hangs_up,
]
NUMBERS = ("1002", "2005", "2006", "3000", "95550177", "85550177")


def balanced(told: bytes) -> None:
    """Check that all that began has ended, once."""
    events = [fields(message) for message in messages(told)]
    begun: Counter[str] = Counter()
    for event in events:
        match event["Event"]:
            case "Newchannel":
                begun[event["Channel"]] += 1
            case "Hangup":
                begun[event["Channel"]] -= 1
            case "DialBegin":
                begun[f"Dial {event['DestChannel']}"] += 1
            case "DialEnd":
                begun[f"Dial {event['DestChannel']}"] -= 1
            case "BridgeCreate":
                begun[event["BridgeUniqueid"]] += 1
            case "BridgeDestroy":
                begun[event["BridgeUniqueid"]] -= 1
                assert event["BridgeNumChannels"] == "0"
            case "BridgeEnter":
                begun[f"Bridge {event['Channel']}"] += 1
            case "BridgeLeave":
                begun[f"Bridge {event['Channel']}"] -= 1
    assert begun
    assert set(begun.values()) == {0}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
async def test_a_call_leaves_nothing(
    number: str, end: Callable[[Call], None], clock: Clock
) -> None:
    """Every way to call, and every way to end."""
    async with SimulatedServer((), USERS, pbx=SETUP) as server:
        client = await watching(server, clock, secret="s3cret-c", mask="call")
        end(server.pbx.dial("1003", number))
        await clock.settle()
        balanced(client.take())
        assert not server.pbx.channels
        assert not server.pbx.calls
        for device in ("PJSIP/1001", "PJSIP/1002", "PJSIP/trunk"):
            assert server.pbx.devices.known[device] == "NOT_INUSE"
        client.transport.abort()


async def hang_up(client: Client, clock: Clock, name: str) -> None:
    """Hang a channel up."""
    client.send("Action: Hangup", f"Channel: {name}")
    await clock.settle()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("begin", [Call.ring, answered])
async def test_each_channel_can_be_hung_up(
    number: str, begin: Callable[[Call], None], clock: Clock
) -> None:
    """By the manager interface, while it rings or later: the call ends."""
    async with SimulatedServer((), USERS, pbx=SETUP) as server:
        client = await watching(server, clock, secret="s3cret-c", mask="call")
        tries = 0
        while True:
            call = server.pbx.dial("1003", number)
            begin(call)
            await clock.settle()
            told = client.take()
            names = [channel.name for channel in call.channels]
            if tries == len(names):
                break
            await hang_up(client, clock, names[tries])
            if server.pbx.channels:
                # One phone of a group is gone, another still rings.
                call.no_answer()
                await clock.settle()
            told += client.take().partition(b"\r\n\r\n")[2]
            balanced(told)
            assert not server.pbx.channels
            tries += 1
        client.transport.abort()


@pytest.mark.parametrize("number", ["2002", "2003", "1009", "1003"])
async def test_nobody_there_beyond_a_local_channel(number: str, clock: Clock) -> None:
    """A refusal reaches the one who waits for an outcome."""
    async with SimulatedServer((), USERS, pbx=SETUP) as server:
        client = await watching(server, clock, secret="s3cret-c", mask="call")
        client.send(
            "Action: Originate",
            f"Channel: Local/{number}@phones",
            "Application: Echo",
            "Async: true",
        )
        await clock.settle()
        told = client.take().partition(b"\r\n\r\n")[2]
        balanced(told)
        assert b"Event: OriginateResponse\r\n" in told
        assert b"Response: Failure" in told
        client.transport.abort()


@pytest.mark.parametrize("by", ["1003", "1002"])
async def test_local_channels_go_and_the_call_goes_on(by: str, clock: Clock) -> None:
    """Both halves hang up; who talks stays, in one bridge and one call."""
    async with SimulatedServer((), USERS, pbx=SETUP) as server:
        client = await watching(server, clock, secret="s3cret-c", mask="call")
        call = server.pbx.dial("1003", "2005")
        answered(call)
        call.optimise()
        assert [channel.device for channel in call.channels] == [
            "PJSIP/1003",
            "PJSIP/1002",
        ]
        (bridge,) = {channel.bridge for channel in call.channels}
        assert bridge is not None
        assert len(bridge.channels) == 2
        call.hang_up(by)
        await clock.settle()
        balanced(client.take())
        assert not server.pbx.channels
        client.transport.abort()


async def test_an_iax_phone_dials(clock: Clock) -> None:
    """It has the name of its peer."""
    async with SimulatedServer((), USERS, pbx=SETUP) as server:
        client = await watching(server, clock, secret="s3cret-c", mask="call")
        call = server.pbx.dial("IAX2/iaxphone", "1002")
        answered(call)
        assert server.pbx.devices.state("IAX2/iaxphone") == "INUSE"
        call.hang_up()
        await clock.settle()
        told = client.take()
        balanced(told)
        assert b"Exten: 1008\r\nContext: phones\r\nHint: IAX2/iaxphone" in told
        client.transport.abort()


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        (Call.answer, "nobody is being called"),
        (Call.cancel, "nobody is being called"),
        (Call.optimise, "no Local channel is in this call"),
        (lambda call: call.hang_up("1001"), "1001 is not in this call"),
        (lambda call: call.transfer("1002"), "talks to nobody"),
    ],
)
async def test_a_step_that_does_not_fit(
    step: Callable[[Call], None], complaint: str
) -> None:
    """It is the mistake of whoever wrote the scene."""
    async with SimulatedServer((), USERS, pbx=SETUP) as server:
        call = server.pbx.dial("1003", "2001")
        with pytest.raises(ValueError, match=complaint):
            step(call)
