"""Links whose names are odd: what a poll has shown can be disconnected."""

from collections.abc import AsyncGenerator
from hashlib import sha256

from homeassistant.core import HomeAssistant
import pytest

from tests.conftest import Clock
from tests.station import Station, station

# As the wire has it, as it is shown, and as a command names it
NAMES = [
    ("N0 CALL", "N0 CALL", '"N0 CALL"'),
    ("N0CALL ", "N0CALL", '"N0CALL "'),
    (" N0CALL", "N0CALL", '" N0CALL"'),
    ("AB,CD", "AB,CD", '"AB,CD"'),
    ("ATU,B", "ATU,B", '"ATU,B"'),
    ("N0CAL/M", "N0CAL/M", '"N0CAL/M"'),
    ("W1_AW", "W1_AW", '"W1_AW"'),
    ("W1.AW", "W1.AW", '"W1.AW"'),
    ("*ECHO*", "*ECHO*", '"*ECHO*"'),
    ("-P", "-P", "-P"),
    ("local", f"local~{sha256(b'local').hexdigest()[:8]}", "local"),
    ("10.0.0.7", "10.0.0.7", '"10.0.0.7"'),
    ("192.168.100.200", "192.168.100.200", '"192.168.100.200"'),
    ("A" * 64, "A" * 64, "A" * 64),
    ("Café", "Café", '"Café"'),
    ("N0\u202eCALL", r"N0\u202eCALL", '"N0\u202eCALL"'),
]
IDS = [repr(wire) for wire, _, _ in NAMES]


@pytest.fixture
async def stage(hass: HomeAssistant, clock: Clock) -> AsyncGenerator[Station]:
    """Return node 1999 on a server that lets Home Assistant use commands."""
    async with station(hass, clock) as ready:
        yield ready


async def shown(stage: Station) -> list[str]:
    """Return the names of the links that an action shows."""
    response = await stage.act("get_links", response=True)
    return [link["node"] for link in response["links"]]


@pytest.mark.parametrize(("wire", "name", "sent"), NAMES, ids=IDS)
@pytest.mark.parametrize("given", ["as it is shown", "as the wire has it"])
async def test_disconnect(
    stage: Station, wire: str, name: str, sent: str, given: str
) -> None:
    """By either form of its name, and no other link goes."""
    stage.node.link("2001")
    stage.node.link(wire)
    await stage.clock.advance(3)
    assert await shown(stage) == ["2001", name]
    await stage.act("disconnect", node=name if given == "as it is shown" else wire)
    assert stage.commands == [f"rpt cmd 1999 ilink 11 {sent}"]
    assert [link.name for link in stage.node.links] == ["2001"]
    assert await shown(stage) == ["2001"]


async def test_disconnect_all(stage: Station) -> None:
    """Those that one command leaves are ended by their names, equal ones as well."""
    for wire, _, _ in NAMES:
        stage.node.link(wire)
    stage.node.link("2001")
    await stage.clock.advance(3)
    await stage.act("disconnect", all=True)
    assert stage.node.links == ()
    first, *rest = stage.commands
    assert first == "rpt cmd 1999 ilink 6 0"
    assert sorted(rest) == sorted(f"rpt cmd 1999 ilink 11 {sent}" for *_, sent in NAMES)


async def test_exclusive(stage: Station) -> None:
    """All others go first."""
    for wire, _, _ in NAMES:
        stage.node.link(wire)
    await stage.clock.advance(3)
    await stage.act("connect", node="2001", exclusive=True)
    assert [link.name for link in stage.node.links] == ["2001"]


REFUSED = [
    ('N0"CALL', 'N0"CALL', "invalid_link_characters"),
    ("N0\\CALL", "N0\\CALL", "invalid_link_characters"),
    ("N0\tCALL", r"N0\tCALL", "invalid_link_characters"),
    ("N0\x7fCALL", r"N0\x7fCALL", "invalid_link_characters"),
    (
        "N" * 65,
        f"{'N' * 55}~{sha256(b'N' * 65).hexdigest()[:8]}",
        "invalid_link_length",
    ),
]


@pytest.mark.parametrize(
    ("wire", "name", "reason"), REFUSED, ids=[repr(row[0]) for row in REFUSED]
)
async def test_names_that_no_command_can_have(
    stage: Station, wire: str, name: str, reason: str
) -> None:
    """The reason is told, by one and by all; the other links go."""
    stage.node.link("W1AW-P")
    stage.node.link(wire)
    await stage.clock.advance(3)
    assert await shown(stage) == ["W1AW-P", name]
    for given in (wire, name):
        await stage.fail(stage.start("disconnect", node=given), reason)
    assert stage.commands == []
    await stage.fail(stage.start("disconnect", all=True), reason)
    await stage.fail(
        stage.call(
            "button.press", {"entity_id": stage.states.entity_id("disconnect_all")}
        ),
        reason,
    )
    assert [link.name for link in stage.node.links] == [wire]
    await stage.fail(stage.start("connect", node="2001", exclusive=True), reason)
    assert [link.name for link in stage.node.links] == [wire]


async def test_old_servers_cut_names(hass: HomeAssistant, clock: Clock) -> None:
    """ASL2 keeps 31 characters of a command's last word: what is longer is refused."""
    async with station(hass, clock, dialect="asl2") as stage:
        stage.node.link("A" * 31)
        stage.node.link("B" * 32)
        await stage.clock.advance(3)
        await stage.act("disconnect", node="A" * 31)
        call = stage.start("disconnect", node="B" * 32)
        error = await stage.fail(call, "invalid_link_length")
        assert (error.translation_placeholders or {})["limit"] == "31"
        assert [link.name for link in stage.node.links] == ["B" * 32]


async def test_a_name_that_no_link_has_is_checked_all_the_same(stage: Station) -> None:
    """What could be a link's name is no failure: it is not linked."""
    for name in ('"', "\\", "a\nb", "\x00"):
        call = stage.start("disconnect", node=name)
        await stage.fail(call, "invalid_link_characters")
    await stage.fail(stage.start("disconnect", node="0123"), "invalid_link")
    await stage.fail(stage.start("disconnect", node=" "), "invalid_link")
    await stage.act("disconnect", node="N0 CALL")
    assert stage.commands == []
