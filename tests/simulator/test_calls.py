"""Calls that are played: every event of each recorded call, by its source."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from simulator import SimulatedServer
from simulator.pbx import Call, Pbx
from tests.conftest import Clock
from tests.simulator.pbx_stage import SETUP, USERS, Sources, by_source, passes
from tests.simulator.stage import Watch, play
from tests.transcript import load

# It qualified an IAX2 peer meanwhile.
_STRANGE = {"Device IAX2/iaxphone", "Hint IAX2/iaxphone"}


@dataclass
class Script:
    """What happens when, in seconds from the beginning of the recording."""

    server: SimulatedServer

    @property
    def pbx(self) -> Pbx:
        """The telephones."""
        return self.server.pbx

    @property
    def call(self) -> Call:
        """The youngest call."""
        return self.pbx.calls[-1]

    def at(self, moment: float, step: Callable[[], object]) -> None:
        """Do something at a moment."""
        self.server.world.later(moment, step)

    def dial(self, moment: float, by: str, number: str, *, rings: bool = True) -> None:
        """Let somebody dial, and what is called ring."""

        def begin() -> None:
            call = self.pbx.dial(by, number)
            if rings:
                call.ring()

        self.at(moment, begin)

    def play(self, moment: float, step: Callable[[Call], None]) -> None:
        """Let the youngest call take a step."""
        self.at(moment, lambda: step(self.call))

    def answer(self, moment: float, by: str = "") -> None:
        """Let the youngest call be answered."""
        self.at(moment, lambda: self.call.answer(by))

    def hang_up(
        self, moment: float, by: str = "", cause: int = 16, status: str = ""
    ) -> None:
        """Let somebody in the youngest call hang up."""
        self.at(moment, lambda: self.call.hang_up(by, cause, status))


def answered(script: Script) -> None:
    """1001 calls 1002 and hangs up (c01)."""
    script.dial(7.22, "1001", "1002")
    script.answer(8.73)
    script.hang_up(13.43)


def incoming(script: Script) -> None:
    """A provider calls (c01c)."""
    script.dial(1.62, "provider", "5551234")
    script.answer(3.12)
    script.hang_up(6.62, "1001")


def outgoing(script: Script) -> None:
    """1001 calls through a trunk, whose far end ends in an odd way (c01d)."""
    script.dial(1.60, "1001", "95559876")
    script.answer(2.61)
    script.hang_up(6.11, "trunk", 17, "486")


def echo(script: Script) -> None:
    """1001 talks to an application (c01f)."""
    script.dial(1.60, "1001", "2001", rings=False)
    script.hang_up(5.82)


def local_optimised(script: Script) -> None:
    """1001 calls through a Local channel (c01h)."""
    script.dial(1.60, "1001", "2005")
    script.answer(3.11)
    script.hang_up(6.61, "1002")


def local_not_optimised(script: Script) -> None:
    """The same with /n (c01i)."""
    script.dial(1.60, "1001", "2006")
    script.answer(3.11)
    script.hang_up(6.61, "1002")


def no_answer(script: Script) -> None:
    """Nobody answers in 12 s (c02)."""
    script.dial(1.60, "1001", "1002")
    script.play(13.62, Call.no_answer)


def busy(script: Script) -> None:
    """1002 is busy (c03)."""
    script.dial(1.60, "1001", "1002", rings=False)
    script.play(1.61, Call.busy)


def congestion(script: Script) -> None:
    """1002 answers 503 (c04)."""
    script.dial(1.60, "1001", "1002", rings=False)
    script.play(1.61, Call.congestion)


def cancel(script: Script) -> None:
    """1001 gives up (c05)."""
    script.dial(1.62, "1001", "1002")
    script.play(4.63, Call.cancel)


def two_at_once(script: Script) -> None:
    """1001 is in two calls (c06)."""
    script.dial(1.60, "1001", "95551111")
    script.answer(2.60)
    script.dial(2.80, "provider", "5551234")
    script.answer(4.31)
    script.at(9.11, lambda: script.pbx.calls[0].hang_up("trunk", 17, "486"))
    script.hang_up(10.82, "1001")


def transfer(script: Script) -> None:
    """1003 calls 1001 and passes it on to 1002 (c07)."""
    script.dial(1.60, "1003", "1001")
    script.answer(3.21)
    script.at(5.22, lambda: script.call.transfer("1002"))
    script.play(5.23, Call.ring)
    script.answer(6.73)
    script.hang_up(11.72, "1001")


def hold(script: Script) -> None:
    """1003 holds 1002 (c08)."""
    script.dial(0.80, "1003", "1002")
    script.answer(2.42)
    script.play(4.43, Call.hold)
    script.play(7.43, Call.unhold)
    script.hang_up(8.94)


def bridged(script: Script) -> None:
    """Two calls become one (c07d)."""
    script.dial(1.60, "1001", "2001", rings=False)
    script.dial(3.30, "1002", "2001", rings=False)
    script.at(5.01, lambda: script.pbx.bridge(*reversed(script.pbx.calls)))
    script.at(9.21, lambda: script.call.hang_up("1001", None))


def parked(script: Script) -> None:
    """1001 parks and gives up (c09)."""
    # Park itself waits half a second before it does so.
    script.dial(2.10, "1001", "700", rings=False)
    script.at(7.62, lambda: script.call.hang_up(cause=None))


def away(script: Script) -> None:
    """1002 is called, and takes its registration back (c12b)."""
    script.dial(3.09, "1001", "1002")
    script.answer(4.60)
    script.hang_up(8.10, "1002")
    script.at(10.30, script.pbx.who.endpoints["1002"].unregister)


def number_of(number: str, script: Script) -> None:
    """1001 dials something that needs nobody."""
    script.dial(1.60, "1001", number, rings=False)


def invalid(script: Script) -> None:
    """1001 dials what does not exist (c04e)."""

    def dial() -> None:
        with pytest.raises(LookupError):
            script.pbx.dial("1001", "6666")

    script.at(1.60, dial)


SCENES: dict[str, Callable[[Script], None]] = {
    "c01_answered_caller_hangs_up_ev_call": answered,
    "c01c_incoming_trunk_call_ev_call": incoming,
    "c01d_outgoing_trunk_call_ev_call": outgoing,
    "c01f_echo_single_channel_ev_call": echo,
    "c01h_local_optimised_ev_call": local_optimised,
    "c01i_local_not_optimised_ev_call": local_not_optimised,
    "c02_no_answer_ev_call": no_answer,
    "c03_busy_ev_call": busy,
    "c04_congestion_503_ev_call": congestion,
    "c04c_congestion_app_ev_call": partial(number_of, "2003"),
    "c04d_busy_app_ev_call": partial(number_of, "2002"),
    "c04e_invalid_extension_ev_call": invalid,
    "c04f_endpoint_without_contact_ev_call": partial(number_of, "1009"),
    "c05_cancel_while_ringing_ev_call": cancel,
    "c06_two_concurrent_calls_ev_call": two_at_once,
    "c07_blind_transfer_refer_ev_call": transfer,
    "c07d_bridge_two_calls_ev_call": bridged,
    "c08_hold_unhold_ev_call": hold,
    "c09_park_ev_call": parked,
    "c12b_extension_events_ev_call": away,
}


async def perform(
    server: SimulatedServer,
    watch: Watch,
    clock: Clock,
    name: str,
    scene: Callable[[Script], None],
) -> list[tuple[str, bytes, bytes]]:
    """Play a recording's client while a scene happens; see `play`."""
    begin = {"connected": lambda: scene(Script(server))}
    return await play(server, watch, clock, load(name), begin, fraction=0.0)


async def both(
    name: str, scene: Callable[[Script], None], clock: Clock, watch: Watch
) -> tuple[Sources, Sources]:
    """Return the events of a recording and of its scene."""
    async with SimulatedServer((), USERS, clock=watch, pbx=SETUP) as server:
        takes = await perform(server, watch, clock, name, scene)
        assert not server.pbx.channels
    recorded = by_source(b"".join(recorded for _, recorded, _ in takes))
    simulated = by_source(b"".join(simulated for _, _, simulated in takes))
    return {k: v for k, v in recorded.items() if k not in _STRANGE}, simulated


@pytest.mark.parametrize("name", SCENES)
async def test_every_event_of_a_call(name: str, clock: Clock, watch: Watch) -> None:
    """Each source tells the same, header by header, in the same order."""
    recorded, simulated = await both(name, SCENES[name], clock, watch)
    assert sorted(simulated) == sorted(recorded)
    for source, told in recorded.items():
        # Whether a hint of two devices is seen between their changes is chance.
        if "&" in source:
            assert passes(simulated[source], told) or passes(told, simulated[source])
        else:
            assert simulated[source] == told, source
