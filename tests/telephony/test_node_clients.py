"""Telephones that come into a node, as the user sees them: they are no calls."""

from dataclasses import replace

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from simulator.pbx import Extension, Phone

from .stage import SETUP, Stage, telephones

# AllStarLink's telephone portal in the extensions.conf of ASL3, and an alias.
PORTAL = "allstar-sys"
CLIENTS = replace(
    SETUP,
    phones=(*SETUP.phones, Phone("portal", context=PORTAL)),
    extensions=(
        *SETUP.extensions,
        Extension("601", "Rpt", "1999,X"),
        Extension("31999", "Echo"),
        Extension("39990", "Echo", context=PORTAL),
        *(
            Extension(f"_{mode}.", "Rpt", "${EXTEN:1},P,N0CALL-P", context=PORTAL)
            for mode in "12345"
        ),
    ),
)


def _counted(stage: Stage) -> tuple[str, str, str]:
    """Return what the sensors tell of calls."""
    return (
        stage.state("active_calls"),
        stage.state("calls_today"),
        stage.state("last_call"),
    )


@pytest.mark.parametrize("mode", "12345")
@pytest.mark.parametrize("nodes", [("1999",), ()])
async def test_a_client_of_the_telephone_portal_is_no_call(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    mode: str,
    nodes: tuple[str, ...],
) -> None:
    """It dials a digit for its mode and one of the nodes, followed or not."""
    async with telephones(hass, freezer, setup=CLIENTS, nodes=nodes) as stage:
        client = stage.server.pbx.dial("portal", f"{mode}1999")
        await stage.time.advance(301)
        client.hang_up()
        await stage.settle()
        assert stage.types() == []
        assert stage.history("active_calls") == ["0"]
        assert _counted(stage) == ("0", "0", "unknown")


async def test_the_portal_may_dial_others_than_nodes(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """And a phone that dials such a number elsewhere makes a call."""
    async with telephones(hass, freezer, setup=CLIENTS) as stage:
        for by, number in (("portal", "39990"), ("1001", "31999")):
            call = stage.server.pbx.dial(by, number)
            await stage.settle()
            call.hang_up()
            await stage.settle()
        assert stage.types() == ["ringing", "answered", "ended"] * 2
        assert [told["called"] for told in stage.told()[::3]] == ["39990", "31999"]


async def test_who_comes_into_a_node_by_an_alias_stops_being_a_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Once the list of channels says so; who heard it ring hears that it is over."""
    async with telephones(hass, freezer, setup=CLIENTS) as stage:
        client = stage.server.pbx.dial("1001", "601")
        await stage.settle()
        assert stage.types() == ["ringing", "answered"]
        assert stage.state("active_calls") == "1"
        await stage.time.advance(10.5)
        assert stage.told()[2:] == [
            {
                "event_type": "ended",
                "caller": "1001",
                "called": "601",
                "direction": "internal",
                "duration": None,
                "disposition": "answered",
                "cause": None,
            }
        ]
        assert _counted(stage) == ("0", "0", "unknown")
        await stage.time.advance(301)
        client.hang_up()
        await stage.settle()
        assert stage.types() == ["ringing", "answered", "ended"]
        assert stage.history("active_calls") == ["0", "1", "0"]
        assert _counted(stage) == ("0", "0", "unknown")


async def test_a_client_that_was_found_in_its_greeting_is_not_told_of(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It looked like a call after the reconnect; nobody heard it ring."""
    async with telephones(hass, freezer, setup=CLIENTS) as stage:
        await stage.cut_off()
        client = stage.server.pbx.dial("1001", "600")
        await stage.let_back()
        assert stage.state("active_calls") == "1"
        client.root.application = "Rpt"
        await stage.time.advance(301)
        assert stage.types() == []
        assert _counted(stage) == ("0", "0", "unknown")


async def test_a_client_that_is_there_after_a_reconnect_is_no_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Whether it had been taken for one, or came meanwhile."""
    async with telephones(hass, freezer, setup=CLIENTS) as stage:
        stage.server.pbx.dial("1001", "601")
        await stage.settle()
        await stage.cut_off()
        stage.server.pbx.dial("1002", "601")
        await stage.let_back()
        assert stage.types() == ["ringing", "answered", "ended"]
        assert _counted(stage) == ("0", "0", "unknown")


async def test_a_phone_that_was_put_through_stays_a_call(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Two have talked before one of them went into the node."""
    async with telephones(hass, freezer, setup=CLIENTS) as stage:
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        call.answer()
        await stage.time.advance(2)
        call.transfer("601", by="1001")
        await stage.time.advance(301)
        assert stage.state("active_calls") == "1"
        call.hang_up(by="1002")
        await stage.settle()
        assert stage.types() == ["ringing", "answered", "ended"]
        assert stage.state("calls_today") == "1"
