"""Requests that meet: each other, lost connections, and servers that stay silent."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from simulator import Timings, cut_short, for_someone_else, lost

from .conftest import Clock
from .integration import Entities
from .station import Station, station, user


@pytest.fixture
async def stage(hass: HomeAssistant, clock: Clock) -> AsyncGenerator[Station]:
    """Return node 1999 on a server that lets Home Assistant use commands."""
    async with station(hass, clock, settings={"favorites": ["2001"]}) as ready:
        yield ready


async def test_requests_at_once_are_done_one_after_another(stage: Station) -> None:
    """A node has one slot for a command; two at once would lose one (transcript d07)."""
    calls = [stage.start("connect", node=name) for name in ("2001", "2002", "2003")]
    calls += [stage.start("announce", what="id"), stage.start("send_dtmf", digits="*1")]
    await stage.finish(*calls)
    assert stage.node.lost_commands == []
    assert stage.commands == [
        "rpt cmd 1999 ilink 3 2001",
        "rpt cmd 1999 ilink 3 2002",
        "rpt cmd 1999 ilink 3 2003",
        "rpt cmd 1999 status 11 0",
        "rpt fun 1999 *1",
    ]


async def test_a_tenth_of_a_second_passes_between_commands(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Even a slot that is emptied that slowly loses nothing."""
    async with station(hass, clock, timings=Timings(command_slot=0.099)) as stage:
        calls = [stage.start("run_macro", macro=number) for number in range(5)]
        await stage.finish(*calls)
        assert stage.node.lost_commands == []
        assert len(stage.commands) == 5


async def test_two_that_disagree_both_get_a_true_answer(stage: Station) -> None:
    """Each sees its effect before the other may act."""
    calls = []
    for _ in range(5):
        calls.append(stage.start("connect", node="2001", response=True))
        calls.append(stage.start("disconnect", node="2001"))
    await stage.finish(*calls)
    assert (
        stage.commands
        == [
            "rpt cmd 1999 ilink 3 2001",
            "rpt cmd 1999 ilink 11 2001",
        ]
        * 5
    )
    assert {call.result()["link"]["state"] for call in calls[::2]} == {"established"}
    assert stage.node.links == ()


async def test_a_call_that_is_not_answered_lets_others_go_ahead(
    stage: Station,
) -> None:
    """Who hangs up on it need not wait, and it fails with what happened."""
    connect = stage.start("connect", node="299999")
    other = stage.start("connect", node="2001")
    await stage.finish(other, within=5)
    assert not connect.done()
    await stage.finish(stage.start("disconnect", node="299999"), within=2)
    await stage.fail(connect, "no_link", within=4)
    assert stage.commands == [
        "rpt cmd 1999 ilink 3 299999",
        "rpt cmd 1999 ilink 3 2001",
        "rpt cmd 1999 ilink 11 299999",
    ]


async def test_too_many_requests_are_refused(stage: Station) -> None:
    """An automation that runs wild does not hold the transmitter."""
    calls = [stage.start("run_macro", macro="1") for _ in range(60)]
    await stage.fail(stage.start("run_macro", macro="1"), "too_many_commands")
    await stage.finish(*calls)
    assert len(stage.commands) == 60
    await stage.clock.advance(60)
    await stage.act("run_macro", macro="1")
    assert len(stage.commands) == 61


async def test_the_limit_is_for_each_node(hass: HomeAssistant, clock: Clock) -> None:
    """Another node is not punished."""
    async with station(hass, clock, "1998", chosen=("1999", "1998")) as stage:
        calls = [stage.start("run_macro", macro="1") for _ in range(60)]
        other = stage.entry.runtime_data.nodes["1998"].device_id
        await stage.act("run_macro", device_id=other, macro="2")
        assert "rpt cmd 1998 macro 1 2" in stage.commands
        await stage.finish(*calls)


async def test_a_control_without_a_connection_fails_at_once(stage: Station) -> None:
    """And nothing is sent when the connection is back."""
    stage.server.refuse()
    stage.server.sessions[0].reset()
    await stage.clock.settle()
    for call in (
        stage.start("connect", node="2001"),
        stage.start("disconnect", all=True),
        stage.start("send_dtmf", digits="1"),
        stage.start("announce", what="id"),
    ):
        await stage.fail(call, "not_connected", within=0.2)
    await stage.fail(stage.start("get_links", response=True), "links_unknown")
    assert not stage.hass.states.is_state(
        stage.states.entity_id("favorite_2001") or "", "off"
    )
    await stage.server.listen()
    await stage.clock.advance(20)
    assert stage.server.logins == 2
    assert stage.commands == []


@pytest.mark.parametrize("action", ["connect", "disconnect"])
async def test_a_connection_that_is_lost_before_the_proof_fails_the_request(
    stage: Station, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    """The command is not sent again, though the next session is up in seconds."""
    if action == "disconnect":
        stage.node.link("2001")
    monkeypatch.setattr(stage.node, "take_command", lambda text: None)
    call = stage.start(action, node="2001")
    while not stage.commands:
        await stage.clock.advance(0.05)
    stage.server.sessions[0].reset()
    await stage.fail(call, "lost_while_waiting", within=0.5)
    await stage.clock.advance(30)
    assert stage.server.logins == 2
    assert len(stage.commands) == 1


async def test_a_connection_that_is_lost_before_the_reply_fails_the_request(
    stage: Station,
) -> None:
    """Whether it was done is not known, and it is not done twice."""
    stage.server.faults.next_reply(lost(), action="Command")
    call = stage.start("send_dtmf", digits="*1")
    while not stage.commands:
        await stage.clock.advance(0.05)
    stage.server.sessions[0].reset()
    await stage.fail(call, "lost_while_waiting", within=0.5)
    await stage.clock.advance(30)
    assert stage.server.logins == 2
    assert stage.commands == ["rpt fun 1999 *1"]


async def test_requests_that_wait_for_their_turn_fail_with_the_connection(
    stage: Station,
) -> None:
    """They were never sent, and never will be."""
    slow = stage.start("connect", node="299999")
    waiting = stage.start("connect", node="2001")
    while not stage.commands:
        await stage.clock.advance(0.05)
    stage.server.refuse()
    stage.server.sessions[0].reset()
    await stage.fail(slow, "lost_while_waiting", within=0.5)
    await stage.fail(waiting, "not_connected", within=0.5)
    await stage.server.listen()
    await stage.clock.advance(30)
    assert stage.commands == ["rpt cmd 1999 ilink 3 299999"]


async def test_a_server_that_does_not_answer_a_command(stage: Station) -> None:
    """Ten seconds are enough."""
    stage.server.faults.next_reply(lost(), action="Command")
    start = stage.clock.time()
    await stage.fail(stage.start("send_dtmf", digits="*1"), "no_answer")
    assert 10 <= stage.clock.time() - start < 11
    assert len(stage.commands) == 1


async def test_a_node_that_cannot_be_asked_is_told_nothing(stage: Station) -> None:
    """What is not known cannot be judged."""
    stage.server.faults.next_reply(lost(), action="NodeStat")
    await stage.fail(stage.start("connect", node="2001"), "poll_failed")
    assert stage.commands == []


async def test_a_proof_that_cannot_be_had_is_not_taken_for_failure(
    stage: Station,
) -> None:
    """The user is told that nobody knows."""
    call = stage.start("connect", node="2001")
    while not stage.commands:
        await stage.clock.advance(0.01)
    stage.server.faults.next_reply(for_someone_else(), action="XStat", times=5)
    await stage.fail(call, "not_confirmed")


async def test_polls_that_fail_meanwhile_do_no_harm(stage: Station) -> None:
    """The next one shows it."""
    call = stage.start("connect", node="2001", response=True)
    while not stage.commands:
        await stage.clock.advance(0.01)
    stage.server.faults.next_reply(cut_short(40), action="XStat")
    stage.server.faults.next_reply(lost(), action="NodeStat")
    response = await stage.finish(call)
    assert response["link"]["state"] == "established"
    assert len(stage.commands) == 1


async def test_what_app_rpt_says_is_an_error(stage: Station) -> None:
    """Success with words is none (transcript 90)."""
    stage.node.ready = False
    error = await stage.fail(stage.start("run_macro", macro="1"), "command_refused")
    assert (error.translation_placeholders or {})["error"] == "Node 1999 is not ready."


async def test_an_old_server_takes_the_same_commands(
    hass: HomeAssistant, clock: Clock
) -> None:
    """ASL2 insists on six words, answers `Response: Follows`, and has other flags."""
    async with station(hass, clock, dialect="asl2") as stage:
        await stage.act("connect", node="2001")
        await stage.act("announce", what="time")
        await stage.finish(stage.switch("linking", on=False))
        assert stage.states["linking"] == "off"
        assert not stage.node.states.linking
        assert len(stage.commands) == 3


@pytest.mark.parametrize(
    ("action", "data"),
    [("connect", {"node": "2001"}), ("run_macro", {"macro": "1"})],
)
async def test_requests_that_wait_for_their_turn_fail_with_their_node(
    hass: HomeAssistant, clock: Clock, action: str, data: dict[str, Any]
) -> None:
    """What is on its way when the node is removed ends, and the rest is not sent."""
    async with station(hass, clock, "1998", chosen=("1999", "1998")) as stage:
        first = stage.start("connect", node="2002")
        second = stage.start(action, **data)
        while not stage.commands:
            await clock.advance(0.02)
        (gone,) = [s for s in stage.entry.subentries.values() if s.unique_id == "1999"]
        hass.config_entries.async_remove_subentry(stage.entry, gone.subentry_id)
        with pytest.raises(HomeAssistantError) as failed:
            await stage.finish(first)
        assert failed.value.translation_key == "not_confirmed"
        with pytest.raises(HomeAssistantError) as failed:
            await stage.finish(second)
        assert failed.value.translation_key == "node_removed"
        assert stage.commands == ["rpt cmd 1999 ilink 3 2002"]


async def test_unloading_ends_requests(stage: Station) -> None:
    """Nothing is left waiting for a link."""
    call = stage.start("connect", node="299999")
    while not stage.commands:
        await stage.clock.advance(0.05)
    unloading = asyncio.ensure_future(
        stage.hass.config_entries.async_unload(stage.entry.entry_id)
    )
    await stage.clock.advance(1)
    assert await unloading
    await stage.fail(call, "lost_while_waiting", within=2)


async def test_without_the_right_there_are_no_controls(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Actions say what to change; controls appear once it has been changed."""
    settings = {"favorites": ["2001"]}
    async with station(hass, clock, write="", settings=settings) as stage:
        keys = ["disconnect_all", "identify", "transmitter", "favorite_2001"]
        assert [stage.states.entity_id(key) for key in keys] == [None] * 4
        for call in (
            stage.start("connect", node="2001"),
            stage.start("disconnect", all=True),
            stage.start("send_dtmf", digits="1"),
            stage.start("run_macro", macro="1"),
            stage.start("announce", what="id"),
        ):
            await stage.fail(call, "no_command_right", within=0.2)
        assert (await stage.act("get_links", response=True)) == {"links": []}

        stage.server.reload_manager([user()])
        reconnect = stage.states.server_entity_id("reconnect")
        await stage.finish(stage.call("button.press", {"entity_id": reconnect}))
        await stage.clock.advance(5)
        await hass.async_block_till_done()
        assert None not in [stage.states.entity_id(key) for key in keys]
        await stage.act("connect", node="2001")


async def test_controls_stay_known_when_the_right_is_taken_away(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Their names and areas are not forgotten; they come back with the right."""
    settings = {"favorites": ["2001"]}
    async with station(hass, clock, settings=settings) as stage:
        stage.server.reload_manager([user("")])
        assert await hass.config_entries.async_reload(stage.entry.entry_id)
        await hass.async_block_till_done()
        for key in ("identify", "linking", "favorite_2001"):
            entity_id = Entities(hass, stage.entry).entity_id(key)
            assert entity_id is not None
            assert hass.states.is_state(entity_id, "unavailable")


async def test_a_right_that_is_taken_away_while_connected_is_told(
    stage: Station,
) -> None:
    """The server refuses the command (transcript 91)."""
    stage.server.faults.denied.add("command")
    await stage.fail(stage.start("connect", node="2001"), "no_command_right")
