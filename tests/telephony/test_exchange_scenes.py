"""What people do with calls beside answering them, as the user sees it."""

from dataclasses import replace

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant

from simulator.pbx import Extension
from tests.automations import automate, on

from .stage import SETUP, telephones
from .test_call_triggers import device

_SETUP = replace(
    SETUP,
    extensions=(
        *SETUP.extensions,
        Extension(
            "5552000", "Dial", "PJSIP/1001", "from-trunk", "5550100", "Shop: a@b.org"
        ),
        Extension("5553000", "Queue", "PJSIP/1001&PJSIP/1002", "from-trunk"),
        Extension("730", "VoiceMail", context="from-trunk"),
    ),
)


async def test_a_call_that_another_phone_picks_up(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It is one call, answered by that phone (c30)."""
    async with telephones(hass, freezer, setup=_SETUP) as stage:
        call = stage.server.pbx.dial("trunk", "5552000")
        call.ring()
        await stage.settle()
        call.pick_up("1002")
        await stage.time.advance(5)
        assert stage.history("active_calls")[-2:] == ["0", "1"]
        call.hang_up()
        await stage.settle()
        assert stage.types() == ["ringing", "answered", "ended"]
        ended = stage.told()[-1]
        assert (ended["called"], ended["disposition"], ended["duration"]) == (
            "5552000",
            "answered",
            5.0,
        )
        assert stage.state("active_calls") == "0"
        assert stage.state("calls_today") == "1"
        assert stage.state("missed_calls_today") == "0"


async def test_a_name_that_the_dialplan_looks_up(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Number and name are told from the first event on (c31)."""
    async with telephones(hass, freezer, setup=_SETUP) as stage:
        stage.server.pbx.dial("trunk", "5552000").ring()
        await stage.settle()
        assert [told["caller"] for told in stage.told()] == ["5550100"]
        assert stage.get("call").attributes["caller_name"] == "Shop: a@b.org"


async def test_a_queue_gives_up(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The caller did not cancel (c32); one who does has."""
    async with telephones(hass, freezer, setup=_SETUP) as stage:
        for end, disposition in (("give_up", "no_answer"), ("cancel", "cancelled")):
            call = stage.server.pbx.dial("trunk", "5553000")
            call.ring()
            getattr(call, end)()
            await stage.settle()
            assert stage.told()[-1]["disposition"] == disposition
        assert stage.state("missed_calls_today") == "2"


async def test_a_panel_sends_a_ringing_call_to_voicemail(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody answered it (c33)."""
    async with telephones(hass, freezer, setup=_SETUP) as stage:
        call = stage.server.pbx.dial("trunk", "5551000")
        call.ring()
        stage.server.pbx.redirect(call.root, "from-trunk", "730")
        await stage.time.advance(10)
        assert stage.types() == ["ringing"]
        call.hang_up()
        await stage.settle()
        assert stage.told()[-1]["disposition"] == "no_answer"


async def test_an_event_in_own_words(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Headers as they are written (c35)."""
    async with telephones(hass, freezer, setup=_SETUP) as stage:
        doorbell = await automate(
            hass, on("user_event", device(stage), {"name": "Doorbell"})
        )
        stage.server.pbx.user_event("Doorbell", ("Door", "front"))
        await stage.settle()
        assert doorbell.triggers == [{"name": "Doorbell", "headers": {"Door": "front"}}]
