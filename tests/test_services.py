"""The actions on a node: what reaches the server, once, and what users are told."""

from collections.abc import AsyncGenerator
import re
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from simulator import Remote, Timings

from .conftest import Clock
from .station import NETWORK, Station, station


@pytest.fixture
async def stage(hass: HomeAssistant, clock: Clock) -> AsyncGenerator[Station]:
    """Return node 1999 on a server that lets Home Assistant use commands."""
    async with station(hass, clock) as ready:
        yield ready


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
    assert error.translation_placeholders["links"] == "2001"
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


async def test_connect_to_an_unknown_node_fails_when_polls_show_no_link(
    stage: Station,
) -> None:
    """app_rpt says Success and does nothing (transcript d02)."""
    call = stage.start("connect", node="9990")
    await stage.fail(call, "no_link", within=7)
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
    error = await stage.fail(call, "wrong_mode")
    assert error.translation_placeholders["mode"] == "transceive"


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


@pytest.mark.parametrize("permanent", [False, True])
async def test_disconnect_ends_permanent_links_too(
    stage: Station, permanent: bool
) -> None:
    """It is done when a poll shows that the link is gone."""
    await stage.act("connect", node="2001", permanent=permanent)
    await stage.act("disconnect", node="2001")
    assert stage.commands[1:] == ["rpt cmd 1999 ilink 11 2001"]
    assert stage.node.links == ()
    assert stage.states["links"] == "0"


async def test_disconnect_a_client_by_its_name(stage: Station) -> None:
    """Names need not be unique: each link of that name is ended."""
    for name in ("K9TEST-P", "2001", "K9TEST-P"):
        stage.node.link(name, peer="")
    await stage.act("disconnect", node="K9TEST-P")
    assert stage.commands == ["rpt cmd 1999 ilink 11 K9TEST-P"] * 2
    assert _names(stage) == ["2001"]


async def test_disconnect_what_is_not_linked_sends_nothing(stage: Station) -> None:
    """It is so already."""
    await stage.act("disconnect", node="2001")
    await stage.act("disconnect", all=True)
    assert stage.commands == []


async def test_disconnect_all_ends_the_clients_that_app_rpt_leaves(
    stage: Station,
) -> None:
    """Its `ilink 6` passes over names that begin with a letter (transcript d04)."""
    for name in ("2001", "K9TEST-P", "2003", "2E0ABC-P"):
        stage.node.link(name)
    stage.node.link("N0CALL", peer="")
    await stage.act("disconnect", all=True)
    assert stage.commands[0] == "rpt cmd 1999 ilink 6 0"
    assert "rpt cmd 1999 ilink 11 K9TEST-P" in stage.commands
    assert "rpt cmd 1999 ilink 11 N0CALL" in stage.commands
    assert len(stage.commands) == len(set(stage.commands))
    assert stage.node.links == ()


async def test_a_hub_takes_its_time_to_end_its_links(
    stage: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quarter of a second each: they are not gone after the first seconds."""
    node = stage.node
    for number in range(2100, 2140):
        node.link(str(number))
    end_them = node.take_command
    monkeypatch.setattr(
        node, "take_command", lambda text: node.world.later(10, lambda: end_them(text))
    )
    await stage.act("disconnect", all=True)
    assert stage.commands == ["rpt cmd 1999 ilink 6 0"]
    assert node.links == ()


async def test_a_link_that_stays_is_named(
    stage: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Success of `rpt cmd` proves nothing."""
    stage.node.link("2001")
    monkeypatch.setattr(stage.node, "take_command", lambda text: None)
    call = stage.start("disconnect", node="2001")
    error = await stage.fail(call, "still_linked")
    assert error.translation_placeholders == {"node": "1999", "links": "2001"}
    await stage.fail(stage.start("disconnect", all=True), "still_linked")


@pytest.mark.parametrize("name", ["0", "", "K9 TEST", "a" * 21, "K9\nTEST", "K9;TEST"])
async def test_disconnect_takes_link_names_only(stage: Station, name: str) -> None:
    """What cannot be the name of a link reaches no line."""
    call = stage.start("disconnect", node=name)
    await stage.fail(call, "invalid_link")
    assert stage.commands == []


@pytest.mark.parametrize("data", [{}, {"node": "2001", "all": True}])
async def test_disconnect_one_or_all(stage: Station, data: dict[str, Any]) -> None:
    """To say neither or both is a mistake."""
    await stage.fail(stage.start("disconnect", **data), "node_or_all")


async def test_a_link_whose_name_cannot_be_sent_stays(stage: Station) -> None:
    """It is named in the error, and the others are ended."""
    for name in ("2001", "N0CALL/M"):
        stage.node.link(name, peer="")
    call = stage.start("disconnect", all=True)
    error = await stage.fail(call, "still_linked")
    assert error.translation_placeholders["links"] == "N0CALL/M"
    assert stage.commands == ["rpt cmd 1999 ilink 6 0"]


async def test_dtmf_is_played_into_the_decoder(stage: Station) -> None:
    """The node reports each digit as an activity too."""
    await stage.act("send_dtmf", digits="*70")
    assert stage.commands == ["rpt fun 1999 *70"]
    await stage.clock.advance(1)
    activity = stage.states.get("activity").attributes
    assert (activity["event_type"], activity["digit"]) == ("dtmf", "0")


@pytest.mark.parametrize("digits", ["", "*7O", "*70\r\n", "1" * 32, "a", "*7 0"])
async def test_dtmf_has_its_own_alphabet(stage: Station, digits: str) -> None:
    """And app_rpt's buffer ends after 31 digits."""
    await stage.fail(stage.start("send_dtmf", digits=digits), "invalid_digits")
    assert stage.commands == []


async def test_run_a_macro(stage: Station) -> None:
    """Its number may come as a number."""
    await stage.act("run_macro", macro=1)
    assert stage.commands == ["rpt cmd 1999 macro 1 1"]
    await stage.fail(stage.start("run_macro", macro="*5"), "invalid_macro")
    assert len(stage.commands) == 1


@pytest.mark.parametrize(
    ("what", "scope", "code"),
    [
        ("id", "local", 11),
        ("id", "network", 1),
        ("time", "local", 12),
        ("time", "network", 2),
        ("version", "local", 3),
        ("version", "network", 3),
    ],
)
async def test_announce(stage: Station, what: str, scope: str, code: int) -> None:
    """The version has no local form."""
    await stage.act("announce", what=what, scope=scope)
    assert stage.commands == [f"rpt cmd 1999 status {code} 0"]


@pytest.mark.parametrize(
    ("state", "key"),
    [
        ("transmitter", "transmitter_disabled"),
        ("user_functions", "user_functions_disabled"),
    ],
)
async def test_announce_says_what_is_disabled(
    stage: Station, state: str, key: str
) -> None:
    """app_rpt would stay silent (transcript d06)."""
    stage.node.set_state(state, False)
    await stage.fail(stage.start("announce", what="id"), key)
    await stage.fail(stage.press("identify"), key)
    assert stage.commands == []


async def test_the_buttons_send_their_commands_once(stage: Station) -> None:
    """They are the same requests as those of the actions."""
    stage.node.link("2001")
    for button in ("identify", "disconnect_all", "reconnect_links"):
        await stage.finish(stage.press(button))
    assert stage.commands == [
        "rpt cmd 1999 status 11 0",
        "rpt cmd 1999 ilink 6 0",
        "rpt cmd 1999 ilink 16 0",
    ]
    await stage.clock.advance(2)
    assert stage.states["links"] == "1"


async def test_get_links(stage: Station) -> None:
    """The same data as in the attribute of the sensor."""
    stage.node.link("2001")
    stage.node.link("K9TEST-P", "monitor", peer="")
    await stage.clock.advance(2)
    response = await stage.act("get_links", response=True)
    assert response["links"] == stage.states.get("links").attributes["links"]
    assert [link["node"] for link in response["links"]] == ["2001", "K9TEST-P"]
    assert stage.commands == []
