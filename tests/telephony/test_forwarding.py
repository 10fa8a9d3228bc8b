"""Calls that a phone forwards, as the user sees them.

Asterisk ends the dial of that phone as CANCEL, with the header Forward, when the
next one is dialled already (app_dial.c, do_forward).
"""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from simulator.wire import message
from tests.asterisk_package.plays import dial
from tests.asterisk_package.scene import Channel, Scene

from .stage import Stage, telephones


def _tell(stage: Stage, scene: Scene) -> None:
    """Send the events of a scene, and forget them."""
    for one in scene.events:
        stage.server.pbx.emit("call", message(list(one.headers.items())))
    scene.events.clear()


def _forward(scene: Scene, caller: Channel, first: Channel) -> tuple[Channel, ...]:
    """Let a phone forward its call to 1003; return what is dialled instead."""
    one, two = (scene.callee(f"Local/1003@phones;{n}", caller) for n in (1, 2))
    scene.dials(caller, one)
    scene.tell(
        "DialEnd",
        **caller.headers(),
        **first.headers("Dest"),
        DialStatus="CANCEL",
        Forward="1003",
    )
    scene.hangs_up(first, cause=0)
    phone = scene.callee("PJSIP/1003", caller, "1003")
    scene.dials(two, phone)
    scene.rings(phone)
    return one, two, phone


@pytest.mark.parametrize(
    ("status", "cause", "disposition"),
    [
        ("NOANSWER", 0, "no_answer"),
        ("BUSY", 17, "busy"),
        ("NOANSWER", 21, "rejected"),
        ("CONGESTION", 34, "congestion"),
        ("CANCEL", 0, "cancelled"),
    ],
)
async def test_a_forwarded_call_ends_as_the_other_phone_lets_it(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    status: str,
    cause: int,
    disposition: str,
) -> None:
    """The phone that forwarded it has no say in that."""
    async with telephones(hass, freezer) as stage:
        scene = Scene()
        caller, first = dial(scene)
        one, two, phone = _forward(scene, caller, first)
        scene.dialled(two, phone, status)
        scene.hangs_up(phone, cause=cause)
        scene.dialled(caller, one, status)
        scene.hangs_up(two, one, caller, cause=cause or 16)
        _tell(stage, scene)
        await stage.settle()
        assert stage.types() == ["ringing", "ended"]
        assert stage.told()[1]["disposition"] == disposition


async def test_a_forwarded_call_is_answered_where_it_went(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It is one call all the time."""
    async with telephones(hass, freezer) as stage:
        scene = Scene()
        caller, first = dial(scene)
        one, two, phone = _forward(scene, caller, first)
        scene.answers(two, phone)
        scene.dialled(caller, one, "ANSWER")
        _tell(stage, scene)
        await stage.settle()
        assert stage.types() == ["ringing", "answered"]
        (call,) = stage.entry.runtime_data.telephony.calls.active
        assert call.answered_by == "PJSIP/1003"
        scene.hangs_up(phone, two, one, caller)
        _tell(stage, scene)
        await stage.settle()
        assert stage.told()[2]["disposition"] == "answered"
        assert stage.state("calls_today") == "1"
