"""The other actions on a node: what reaches the server, once, and what users are told."""

from typing import Any

import pytest

from tests.integration import lasting
from tests.station import Station

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")


def _names(stage: Station) -> list[str]:
    return [link.name for link in stage.node.links]


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


@pytest.mark.parametrize("name", ["0", "", " "])
async def test_disconnect_takes_link_names_only(stage: Station, name: str) -> None:
    """What cannot be the name of a link reaches no line."""
    call = stage.start("disconnect", node=name)
    await stage.fail(call, "invalid_link")
    assert stage.commands == []


@pytest.mark.parametrize("data", [{}, {"node": "2001", "all": True}])
async def test_disconnect_one_or_all(stage: Station, data: dict[str, Any]) -> None:
    """To say neither or both is a mistake."""
    await stage.fail(stage.start("disconnect", **data), "node_or_all")


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
    """The data of the sensor's attribute, and what is keyed."""
    stage.node.link("2001")
    stage.node.link("K9TEST-P", "monitor", peer="")
    await stage.clock.advance(2)
    response = await stage.act("get_links", response=True)
    assert lasting(response["links"]) == stage.states.get("links").attributes["links"]
    assert [link["keyed"] for link in response["links"]] == [False, False]
    assert [link["node"] for link in response["links"]] == ["2001", "K9TEST-P"]
    assert stage.commands == []
