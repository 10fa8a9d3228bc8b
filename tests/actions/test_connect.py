"""The action `connect`: what reaches the server, once, and what users are told."""

import re

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from simulator import Remote, Timings
from tests.conftest import Clock
from tests.station import NETWORK, Station, station


def _names(stage: Station) -> list[str]:
    return [link.name for link in stage.node.links]


async def test_connect_is_done_when_a_poll_shows_the_link(stage: Station) -> None:
    """The command is one line, sent once; the response is the link as data."""
    response = await stage.act("connect", node="2001", response=True)
    (command,) = [
        r for r in stage.server.requests if r.get("Command") in stage.commands
    ]
    assert re.fullmatch(
        rb"Action: Command\r\nActionID: \d+\r\n"
        rb"Command: rpt cmd 1999 ilink 3 2001\r\n\r\n",
        command.raw,
    )
    link = response["link"]
    since = link.pop("connected_since")
    assert since.endswith("+00:00")
    assert link == {
        "node": "2001",
        "kind": "allstar",
        "mode": "transceive",
        "direction": "out",
        "state": "established",
        "keyed": False,
        "last_keyed": None,
        "reconnects": 0,
        "address": "127.0.0.1",
        "callsign": None,
        "description": None,
        "location": None,
    }
    assert stage.states["links"] == "1"


@pytest.mark.parametrize(
    ("mode", "permanent", "code"),
    [
        ("transceive", False, 3),
        ("monitor", False, 2),
        ("local_monitor", False, 8),
        ("transceive", True, 13),
        ("monitor", True, 12),
        ("local_monitor", True, 18),
    ],
)
async def test_connect_in_each_mode(
    stage: Station, mode: str, permanent: bool, code: int
) -> None:
    """Permanent links have codes of their own."""
    response = await stage.act(
        "connect", node=2001, mode=mode, permanent=permanent, response=True
    )
    assert stage.commands == [f"rpt cmd 1999 ilink {code} 2001"]
    assert response["link"]["mode"] == mode
    (link,) = stage.node.links
    assert (link.mode, link.permanent) == (mode, permanent)


async def test_connect_to_what_is_linked_in_that_mode_sends_nothing(
    stage: Station,
) -> None:
    """It succeeds, whoever called."""
    stage.node.link("2001", "monitor", "in")
    response = await stage.act("connect", node="2001", mode="monitor", response=True)
    assert (response["link"]["node"], response["link"]["direction"]) == ("2001", "in")
    assert stage.commands == []


async def test_connect_changes_the_mode_of_a_link(stage: Station) -> None:
    """It waits until the link is up again; RPT_ALINKS never says so (transcript d08)."""
    await stage.act("connect", node="2001")
    for mode in ("monitor", "local_monitor", "transceive"):
        response = await stage.act("connect", node="2001", mode=mode, response=True)
        assert response["link"]["mode"] == mode
        assert response["link"]["state"] == "established"
        assert stage.node.links[0].mode == mode
    assert stage.commands == [
        f"rpt cmd 1999 ilink {code} 2001" for code in (3, 2, 8, 3)
    ]


async def test_an_existing_link_does_not_become_permanent(stage: Station) -> None:
    """app_rpt would ignore it, be the link up or not."""
    stage.node.link("2001", "transceive", "out")
    call = stage.start("connect", node="2001", permanent=True)
    error = await stage.fail(call, "disconnect_first")
    assert isinstance(error, ServiceValidationError)
    await stage.act("connect", node="299999", permanent=True)
    again = stage.start("connect", node="299999", permanent=True)
    await stage.fail(again, "disconnect_first")
    assert stage.commands == ["rpt cmd 1999 ilink 13 299999"]


async def test_a_change_of_mode_can_make_a_link_permanent(stage: Station) -> None:
    """That is a new call."""
    await stage.act("connect", node="2001")
    await stage.act("connect", node="2001", mode="monitor", permanent=True)
    assert stage.node.links[0].permanent


@pytest.mark.parametrize(
    ("target", "exclusive"), [("1999", False), ("1999", True), ("2500", False)]
)
async def test_connect_within_the_network_is_refused_before_app_rpt_ignores_it(
    stage: Station, target: str, exclusive: bool
) -> None:
    """To itself, and to a node that is linked by way of another one."""
    await stage.act("connect", node="2001")
    call = stage.start("connect", node=target, exclusive=exclusive)
    error = await stage.fail(call, "already_in_network")
    assert isinstance(error, ServiceValidationError)
    assert stage.commands == ["rpt cmd 1999 ilink 3 2001"]


async def test_an_exclusive_connect_ends_all_other_links_first(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Also the one that has the wanted node in its network, and named clients."""
    network = (*NETWORK, Remote("2500"))
    async with station(hass, clock, network=network) as stage:
        stage.node.link("2001", children=("T2500",))
        stage.node.link("K9TEST-P", peer="")
        response = await stage.act(
            "connect", node="2500", exclusive=True, response=True
        )
        assert response["link"]["node"] == "2500"
        assert stage.commands == [
            "rpt cmd 1999 ilink 6 0",
            "rpt cmd 1999 ilink 11 K9TEST-P",
            "rpt cmd 1999 ilink 3 2500",
        ]
        assert _names(stage) == ["2500"]


async def test_an_exclusive_connect_keeps_the_link_that_is_wanted(
    stage: Station,
) -> None:
    """Who is linked already is not cut off for a moment."""
    for name in ("2001", "2002", "2003"):
        stage.node.link(name)
    await stage.act("connect", node="2002", exclusive=True)
    assert stage.commands == [
        "rpt cmd 1999 ilink 11 2001",
        "rpt cmd 1999 ilink 11 2003",
    ]
    assert _names(stage) == ["2002"]


async def test_an_exclusive_connect_stops_when_a_link_stays(
    stage: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not add a link to those that should be gone."""
    stage.node.link("2001")
    monkeypatch.setattr(stage.node, "take_command", lambda text: None)
    call = stage.start("connect", node="2002", exclusive=True)
    error = await stage.fail(call, "still_linked")
    assert (error.translation_placeholders or {})["links"] == "2001"
    assert stage.commands == ["rpt cmd 1999 ilink 6 0"]


async def test_connect_to_echolink(stage: Station) -> None:
    """Its link has no address, and its mode is only changed by a new call."""
    response = await stage.act("connect", node="3009001", response=True)
    link = response["link"]
    assert (link["kind"], link["address"]) == ("echolink", None)
    call = stage.start("connect", node="3009001", mode="monitor")
    await stage.fail(call, "disconnect_first")
    # The server is asked as well who that is.
    assert sorted(stage.commands) == [
        "echolink dbget nodename 9001",
        "rpt cmd 1999 ilink 3 3009001",
    ]


async def test_a_connect_that_another_master_overtook(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Two commands within one tick: the second is lost, and both are told Success (d14)."""
    async with station(hass, clock, timings=Timings(command_slot=1.0)) as stage:
        stage.node.take_command("ilink 3 2002")
        call = stage.start("connect", node="2001")
        await stage.fail(call, "not_taken", within=7)
        assert stage.commands == ["rpt cmd 1999 ilink 3 2001"]
        assert [link.name for link in stage.node.links] == ["2002"]


async def test_a_change_of_mode_that_another_master_overtook(
    hass: HomeAssistant, clock: Clock
) -> None:
    """The link is what it was: nothing was changed, and nothing is sent again (d14)."""
    async with station(hass, clock, timings=Timings(command_slot=1.0)) as stage:
        stage.node.link("2001", "transceive", "out")
        await clock.advance(5)
        stage.node.take_command("ilink 3 2002")
        call = stage.start("connect", node="2001", mode="monitor")
        await stage.fail(call, "not_taken", within=7)
        assert stage.commands == ["rpt cmd 1999 ilink 2 2001"]
        assert [(x.name, x.mode) for x in stage.node.links] == [
            ("2001", "transceive"),
            ("2002", "transceive"),
        ]


async def test_a_mode_that_another_master_changed(
    stage: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The link is a new one, in the mode that somebody else wanted."""
    stage.node.link("2001", "transceive", "out")
    await stage.clock.advance(5)
    change = stage.node.take_command
    monkeypatch.setattr(
        stage.node, "take_command", lambda _text: change("ilink 8 2001")
    )
    call = stage.start("connect", node="2001", mode="monitor")
    error = await stage.fail(call, "wrong_mode")
    assert (error.translation_placeholders or {})["mode"] == "local_monitor"


async def test_all_links_and_one_that_is_back_again(stage: Station) -> None:
    """All were ended; the far end of one has linked anew, and the answer says so."""
    for name in ("2001", "2002"):
        stage.node.link(name, connected_for=60)
    await stage.clock.advance(5)
    call = stage.start("disconnect", all=True, response=True)
    while stage.node.links:
        await stage.clock.advance(0.01)
    stage.node.link("2001")
    assert await stage.finish(call, within=3) == {"back_again": True}
    assert stage.commands == ["rpt cmd 1999 ilink 6 0"]
    assert await stage.act("disconnect", all=True, response=True) == {
        "back_again": False
    }


async def test_a_link_that_the_far_end_made_permanent_is_back_again(
    stage: Station,
) -> None:
    """It was ended, and is there anew: the answer says so."""
    stage.node.link("2001", connected_for=60)
    await stage.clock.advance(5)
    call = stage.start("disconnect", node="2001", response=True)
    while stage.node.links:
        await stage.clock.advance(0.01)
    stage.node.link("2001")
    assert await stage.finish(call, within=3) == {"back_again": True}
    assert stage.commands == ["rpt cmd 1999 ilink 11 2001"]
    assert await stage.act("disconnect", node="2001", response=True) == {
        "back_again": False
    }


async def test_connect_to_an_unknown_node_fails_when_polls_show_no_link(
    stage: Station,
) -> None:
    """app_rpt says Success and does nothing (transcript d02)."""
    call = stage.start("connect", node="9990")
    await stage.fail(call, "not_taken", within=7)
    assert stage.commands == ["rpt cmd 1999 ilink 3 9990"]


@pytest.mark.parametrize(
    ("state", "key"),
    [("transmitter", "transmitter_disabled"), ("linking", "linking_disabled")],
)
async def test_what_is_disabled_is_named(stage: Station, state: str, key: str) -> None:
    """app_rpt would ignore all of these without a word (transcript d06)."""
    stage.node.link("2001")
    stage.node.set_state(state, False)
    for call in (
        stage.start("connect", node="2002"),
        stage.start("connect", node="2001", exclusive=True, mode="monitor"),
        stage.start("disconnect", node="2001"),
        stage.start("disconnect", all=True),
        stage.press("reconnect_links"),
    ):
        await stage.fail(call, key)
    assert stage.commands == []


async def test_a_node_that_does_not_answer_is_called_for_fifteen_seconds(
    stage: Station,
) -> None:
    """Then it is told that app_rpt goes on (transcript d10)."""
    start = stage.clock.time()
    call = stage.start("connect", node="299999")
    await stage.fail(call, "still_connecting")
    assert 15 <= stage.clock.time() - start < 17
    assert stage.commands == ["rpt cmd 1999 ilink 3 299999"]


async def test_a_permanent_call_that_is_not_answered_is_done(stage: Station) -> None:
    """app_rpt goes on for ever; the response says that it is connecting."""
    response = await stage.act("connect", node="299999", permanent=True, response=True)
    link = response["link"]
    assert (link["state"], link["mode"]) == ("connecting", "connecting")
    assert link["connected_since"] is None


async def test_a_call_that_is_given_up_fails_then(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Nobody waits for a link that is gone."""
    timings = Timings(no_answer=3.0, give_up=1.0)
    async with station(hass, clock, timings=timings) as stage:
        call = stage.start("connect", node="299999")
        await stage.fail(call, "no_link", within=8)


async def test_a_call_that_is_given_up_at_the_very_end_fails_too(
    hass: HomeAssistant, clock: Clock
) -> None:
    """When the time is over, what the last poll shows counts."""
    timings = Timings(no_answer=14.4, give_up=0.3)
    async with station(hass, clock, timings=timings) as stage:
        call = stage.start("connect", node="299999")
        await stage.fail(call, "no_link", within=16)


async def test_a_node_that_comes_into_the_network_meanwhile_is_named(
    stage: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """app_rpt then refuses the call."""
    stage.node.link("2001")
    monkeypatch.setattr(stage.node, "take_command", lambda text: None)
    call = stage.start("connect", node="2002")
    await stage.clock.advance(1)
    stage.node.hear_of("2001", ("T2002",))
    await stage.fail(call, "already_in_network")


async def test_a_link_that_keeps_its_mode_is_told(
    stage: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of mode that app_rpt ignored is no success."""
    stage.node.link("2001")
    monkeypatch.setattr(stage.node, "take_command", lambda text: None)
    call = stage.start("connect", node="2001", mode="monitor")
    await stage.fail(call, "not_taken", within=7)
    assert [link.mode for link in stage.node.links] == ["transceive"]


@pytest.mark.parametrize(
    "target",
    [
        "0",
        "02001",
        "",
        "2001 ",
        "12345678901",
        "K9TEST-P",
        "2001\r\nAction: Logoff",
        "²",
    ],
)
async def test_connect_takes_node_numbers_only(stage: Station, target: str) -> None:
    """A leading 0 would mean the last node used."""
    call = stage.start("connect", node=target)
    error = await stage.fail(call, "invalid_node")
    assert isinstance(error, ServiceValidationError)
    assert stage.commands == []
