"""Lists of channels, extensions, endpoints and peers: every row, as recorded."""

from collections.abc import Callable
import re

import pytest

from simulator import SimulatedServer
from tests.conftest import Clock
from tests.simulator.pbx_stage import SETUP, USERS
from tests.simulator.stage import Watch, constant
from tests.simulator.test_calls import Script, perform

# What is asked of a real PBX here and cannot be asked of this one.
_NOT_SIMULATED = re.compile(
    r"Action: (?:PresenceState|PJSIPShowAors|PJSIPShowEndpoint\b|IAXpeers\b|Queue|Bridge"
    r"|Parkinglots|CoreSettings|CoreStatus|CoreShowChannelMap|Filter)"
    r"|Variables:|ActionID: gone-IAXnetstats"
)
# What cannot be the same twice, and round trips.
_VOLATILE = re.compile(
    rb"\b\d{10}\.\d+\b|(?<=-)[0-9a-f]{8}\b(?!-)|(?<=IAX2/)[^\s-]+-\d+"
    rb"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|(?<=;@)[0-9a-f]{32}"
    rb"|(?<=RoundtripUsec: )\d+|(?<=ExpirationTime: )\d+|(?<=OK \()\d+"
    rb"|(?<=Duration: )[0-9:]+|(?<=Seconds: )\d+|(?<=Parking)(?:Timeout|Duration): \d+"
    rb"|Queue\w+: .*\r\n"
)


def rows(data: bytes) -> list[bytes]:
    """Return all messages: a list begins and ends where it must, rows are sorted."""
    found = _VOLATILE.sub(b"", constant(data)).split(b"\r\n\r\n")
    found = [m for m in found if b"\r\nActionID: " in m or b"Privilege: " not in m]
    head = [m for m in found if not m.startswith(b"Event: ") or b"List: C" in m]
    return head + sorted(m for m in found if m not in head)


def nothing(script: Script) -> None:
    """Nothing happens."""


def some_calls(script: Script) -> None:
    """1001 talks to an application, 1002 to itself through Local channels (c10)."""
    script.pbx.lines.numbers["PJSIP"] = 0x2A
    script.dial(3.0, "1001", "2001", rings=False)
    script.dial(6.5, "1002", "2006")
    script.answer(8.1)


def over_iax(script: Script) -> None:
    """1001 talks through an IAX2 trunk (c10b)."""
    script.dial(0.9, "1001", "85559876", rings=False)
    script.answer(0.95)


def parked(script: Script) -> None:
    """1001 is parked (c09b)."""
    script.dial(0.5, "1001", "700", rings=False)


def gone(script: Script) -> None:
    """Whoever was registered has gone (c14b)."""

    def leave() -> None:
        who = script.pbx.who
        for name in ("1001", "1002"):
            who.endpoints[name].vanish()
            who.endpoints[name].expire()
        who.endpoints["trunk"].vanish()
        who.peers["iaxphone"].vanish()
        who.registrations["trunk"].become("Rejected")
        who.peer_registrations["ctrunk"].become("Request Sent")

    script.at(0.4, leave)


def not_qualified(script: Script) -> None:
    """The IAX2 peer was last seen before it was qualified (c12)."""
    script.pbx.devices.known = {
        device: "UNKNOWN" if device == "IAX2/iaxphone" else state
        for device, state in script.pbx.devices.known.items()
        if device != "IAX2/statpeer"
    }


SCENES: dict[str, Callable[[Script], None]] = {
    "c09b_parkedcalls_list": parked,
    "c10_show_channels": some_calls,
    "c10b_show_channels_iax_trunk": over_iax,
    "c11_perm_m_call": not_qualified,
    "c11_perm_m_callrep": not_qualified,
    "c11_perm_m_none": nothing,
    "c11_perm_m_readall": nothing,
    "c11_perm_m_reporting": not_qualified,
    "c11_perm_m_system": nothing,
    "c12_extension_lists": not_qualified,
    "c13_lists_ok": nothing,
    "c14b_lists_peer_gone": gone,
}


@pytest.mark.parametrize("name", SCENES)
async def test_every_row_is_the_real_one(name: str, clock: Clock, watch: Watch) -> None:
    """Each list has the recorded rows, each denial is the recorded one."""
    async with SimulatedServer((), USERS, clock=watch, pbx=SETUP) as server:
        server.app_rpt = False
        takes = await perform(server, watch, clock, name, SCENES[name])
    asked = [
        t for t in takes if t[0] != "connected" and not _NOT_SIMULATED.search(t[0])
    ]
    assert len(asked) > 2
    for cause, recorded, simulated in asked:
        assert rows(simulated) == rows(recorded), cause
