"""Control of real nodes, as they were recorded."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast

from homeassistant.core import HomeAssistant
import pytest

from simulator import SimulatedServer

from .conftest import Clock
from .integration import add_entry, entry_for
from .recording import Recording
from .station import Station


@asynccontextmanager
async def recorded(
    hass: HomeAssistant, clock: Clock, name: str, node: str = "1999"
) -> AsyncGenerator[tuple[Station, Recording]]:
    """Set up a node that behaves as in a transcript."""
    async with Recording(name, node) as recording:
        entry = await add_entry(hass, entry_for(recording.port, [node]))
        # Nothing here looks at the server but through `recording`.
        stage = Station(hass, clock, cast(SimulatedServer, None), entry, node)
        yield stage, recording
        await hass.config_entries.async_unload(entry.entry_id)


async def _connect(stage: Station, mode: str) -> dict[str, Any]:
    response = await stage.act("connect", node="2001", mode=mode, response=True)
    link: dict[str, Any] = response["link"]
    return link


async def test_connect_and_change_the_mode_twice(
    hass: HomeAssistant, clock: Clock
) -> None:
    """D01: RPT_ALINKS stays empty after the first change of mode."""
    async with recorded(hass, clock, "d01_connect_disconnect_1999") as (
        stage,
        recording,
    ):
        assert (await _connect(stage, "transceive"))["mode"] == "transceive"
        await _connect(stage, "transceive")
        recording.skip("rpt cmd 1999 ilink 3 2001")
        for mode, reconnects in (
            ("monitor", 1),
            ("local_monitor", 2),
            ("transceive", 3),
        ):
            link = await _connect(stage, mode)
            assert (link["mode"], link["state"]) == (mode, "established")
            assert link["reconnects"] == reconnects
        assert recording.sent == [f"rpt cmd 1999 ilink {i} 2001" for i in (3, 2, 8, 3)]


async def test_a_link_that_is_set_up(hass: HomeAssistant, clock: Clock) -> None:
    """D09: polled all the while."""
    async with recorded(hass, clock, "d09_connect_polled_fast_1999") as (
        stage,
        recording,
    ):
        link = await _connect(stage, "transceive")
        assert link["state"] == "established"
        assert recording.sent == ["rpt cmd 1999 ilink 3 2001"]


async def test_a_mode_that_is_changed(hass: HomeAssistant, clock: Clock) -> None:
    """D08: the link is connecting for some tenths of a second."""
    async with recorded(hass, clock, "d08_mode_change_polled_fast_1999") as (
        stage,
        recording,
    ):
        link = await _connect(stage, "monitor")
        assert (link["mode"], link["state"]) == ("monitor", "established")
        assert recording.sent == ["rpt cmd 1999 ilink 2 2001"]


async def test_a_dead_port(hass: HomeAssistant, clock: Clock) -> None:
    """D10: app_rpt calls for 35 s."""
    async with recorded(hass, clock, "d10_connect_dead_port_polled_fast_1999") as (
        stage,
        recording,
    ):
        call = stage.start("connect", node="299999")
        await stage.fail(call, "still_connecting")
        assert recording.sent == ["rpt cmd 1999 ilink 3 299999"]


async def test_connects_that_app_rpt_refuses(hass: HomeAssistant, clock: Clock) -> None:
    """D02: itself, a number nobody has, and a node behind another one."""
    async with recorded(hass, clock, "d02_connect_refused_1999") as (stage, recording):
        await stage.fail(stage.start("connect", node="1999"), "already_in_network")
        recording.skip("rpt cmd 1999 ilink 3 1999")
        await stage.fail(stage.start("connect", node="9990"), "not_taken")
        assert (await _connect(stage, "transceive"))["state"] == "established"
        recording.go_to("rpt cmd 1999 ilink 3 2002")
        await stage.fail(stage.start("connect", node="2002"), "already_in_network")
        assert recording.sent == [
            "rpt cmd 1999 ilink 3 9990",
            "rpt cmd 1999 ilink 3 2001",
        ]


async def test_a_client_that_stays(hass: HomeAssistant, clock: Clock) -> None:
    """D04: `ilink 6` ends three links and passes over a phone client."""
    async with recorded(hass, clock, "d04_disconnect_all_reconnect_1999") as (
        stage,
        recording,
    ):
        recording.go_to("rpt cmd 1999 ilink 6 0")
        call = stage.start("disconnect", all=True)
        while not recording.sent:
            await stage.clock.advance(0.05)
        recording.ignore("rpt cmd 1999 ilink 11 K9TEST-P")
        error = await stage.fail(call, "still_linked")
        assert (error.translation_placeholders or {})["links"] == "K9TEST-P"
        assert recording.sent == [
            "rpt cmd 1999 ilink 6 0",
            "rpt cmd 1999 ilink 11 K9TEST-P",
        ]


@pytest.mark.usefixtures("every_entity")
async def test_system_states(hass: HomeAssistant, clock: Clock) -> None:
    """D06: each `cop` pair; what is disabled makes others silent."""
    async with recorded(hass, clock, "d06_states_1997", "1997") as (stage, recording):

        async def switch(key: str, *, on: bool) -> None:
            await stage.finish(stage.switch(key, on=on))
            assert stage.states[key] == ("on" if on else "off")

        await switch("scheduler", on=False)
        await switch("scheduler", on=True)
        await switch("user_functions", on=False)
        await stage.fail(stage.start("announce", what="id"), "user_functions_disabled")
        recording.skip("rpt cmd 1997 status 11 0")
        await switch("user_functions", on=True)
        await switch("linking", on=False)
        await stage.fail(stage.start("connect", node="1999"), "linking_disabled")
        recording.skip("rpt cmd 1997 ilink 3 1999")
        await switch("linking", on=True)
        await switch("transmitter", on=False)
        await stage.fail(stage.start("connect", node="1999"), "transmitter_disabled")
        recording.skip("rpt cmd 1997 ilink 3 1999")
        await stage.fail(stage.start("announce", what="id"), "transmitter_disabled")
        recording.skip("rpt cmd 1997 status 11 0")
        await switch("transmitter", on=True)
        recording.skip("rpt cmd 1997 cop 22 0")
        await switch("parrot", on=True)
        await switch("parrot", on=False)
        await switch("incoming_connections", on=False)
        await switch("incoming_connections", on=True)
        assert recording.sent == [
            f"rpt cmd 1997 cop {code} 0"
            for code in (16, 15, 18, 17, 12, 11, 3, 2, 21, 22, 49, 50)
        ]
