"""More links, names and receivers than are kept, and names that are no names."""

from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from time import process_time
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.allstarlink.ami.redaction import redact
from custom_components.allstarlink.app_rpt.alinks import parse_alinks
from custom_components.allstarlink.app_rpt.conn import ConnLines
from custom_components.allstarlink.app_rpt.errors import MalformedError
from custom_components.allstarlink.app_rpt.rptstat import parse_rptstat
from custom_components.allstarlink.app_rpt.variables import parse_variables
from custom_components.allstarlink.asterisk.redaction import redact_name
from custom_components.allstarlink.asterisk.registrations import (
    parse_iax_registration,
    parse_iax_registry_output,
)
from custom_components.allstarlink.diagnostics import async_get_config_entry_diagnostics
from tests.conftest import Clock
from tests.integration import Entities

from .server import XSTAT, Answer, HostileServer, entry_of

# Seconds of CPU time that a callback may take
MOST = 0.05


def conn(name: str) -> str:
    """Return a Conn line of a link."""
    return (
        f"Conn: {name:<10}{'127.0.0.1':<20}{0:<12}{'IN':<11}"
        f"{'00:00:09':<20}{'ESTABLISHED':<20}"
    )


def xstat(names: list[str], network: list[str]) -> Answer:
    """Return the answer of a node with these links, oldest first, and this network."""
    adjacent = ",".join([str(len(names)), *(f"{name}TU" for name in reversed(names))])
    rest = [
        line for line in XSTAT if not line.startswith(("Linked", "Var: RPT_ALINKS"))
    ]
    linked = ", ".join(f"T{name}" for name in (*names, *network)) or "<NONE>"
    lines = [
        *("Response: Success", "Node: 1999"),
        *map(conn, names),
        *(f"LinkedNodes: {linked}", f"Var: RPT_ALINKS={adjacent}", *rest),
    ]
    return lambda _action: lines


def sawstat(names: list[str]) -> Answer:
    """Return the answer that goes with it."""
    lines = [f"Conn: {name} 0 -1 -1" for name in reversed(names)]
    return lambda _action: ["Response: Success", "Node: 1999", *lines]


class Stage:
    """Home Assistant before a hostile server."""

    def __init__(
        self, hass: HomeAssistant, clock: Clock, server: HostileServer
    ) -> None:
        """Take a server that listens."""
        self.hass = hass
        self.clock = clock
        self.server = server
        self.entry: Any = None

    async def set_up(self) -> Entities:
        """Set node 1999 up, and return its entities."""
        self.entry = entry_of(self.server, "1999")
        self.entry.add_to_hass(self.hass)
        assert await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.hass.async_block_till_done()
        return Entities(self.hass, self.entry, "1999")

    async def left_out(self) -> dict[str, int]:
        """Return what diagnostics say of node 1999."""
        told = await async_get_config_entry_diagnostics(self.hass, self.entry)
        left_out: dict[str, int] = told["nodes"]["1999"]["left_out"]
        return left_out


@pytest.fixture
async def stage(
    hass: HomeAssistant, clock: Clock, server: HostileServer
) -> AsyncGenerator[Stage]:
    """Return a stage; Home Assistant has left the server afterwards."""
    stage = Stage(hass, clock, server)
    yield stage
    if stage.entry is not None:
        await hass.config_entries.async_unload(stage.entry.entry_id)


@pytest.mark.usefixtures("every_entity")
async def test_links_and_names_beyond_the_limits(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """The oldest links and the first names are kept; diagnostics and one line tell."""
    names = [str(20_000 + number) for number in range(2_500)]
    network = [str(500_000 + number) for number in range(9_000)]
    stage.server.says["XStat"] = xstat(names, network)
    stage.server.says["SawStat"] = sawstat(names)
    states = await stage.set_up()
    assert states["links"] == "2000"
    assert states["network_nodes"] == "10000"
    links = states.get("links").attributes["links"]
    assert [links[0]["node"], links[-1]["node"]] == ["20000", "21999"]
    assert await stage.left_out() == {"links": 500, "network_names": 1_500}

    # The same by an event: the oldest stay, and none of them ends.
    items = ",".join(f"{name}TU" for name in reversed(names))
    stage.server.event("RPT_ALINKS", f"2500,{items}")
    await stage.clock.advance(5)
    assert states["links"] == "2000"
    lines = [r.getMessage() for r in caplog.records if "left out" in r.getMessage()]
    assert lines == [
        "Node 1999 has more links than are kept: 500 are left out",
        "Node 1999 has more network names than are kept: 1500 are left out",
    ]


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("7" * 5_000, f"{'7' * 55}~"),
        ("K9" * 100_000, f"{'K9' * 27}K~"),
        ("N0\u202eCALL", r"N0\u202eCALL"),
        ("N0\u200bCALL", r"N0\u200bCALL"),
        ("local", "local~"),
        (" nobody ", "nobody~"),
        ("unavailable", "unavailable~"),
        ("unknown", "unknown~"),
        ("N0\x1bCALL", r"N0\x1bCALL"),
        ("N0\x00CALL", r"N0\x00CALL"),
    ],
    ids=lambda text: repr(text[:20]),
)
async def test_names_that_must_not_be_shown(
    stage: Stage, caplog: pytest.LogCaptureFixture, wire: str, name: str
) -> None:
    """They are cut or escaped in states, and no log line repeats."""
    states = await stage.set_up()
    stage.server.event("RPT_ALINKS", f"1,{wire}TK")
    await stage.clock.settle(100)
    assert states["links"] == "1"
    (link,) = states.get("links").attributes["links"]
    assert link["node"].startswith(name)
    assert len(link["node"]) <= 64
    assert link["node"].isprintable()
    assert states["talker"] == link["node"]
    # The poll that follows lists no link, so it has ended.
    await stage.clock.advance(5)
    assert states["links"] == "0"
    assert [r for r in caplog.records if r.levelname == "ERROR"] == []


async def test_receivers_beyond_the_limit(stage: Stage) -> None:
    """Whatever names come and go, 64 become entities."""

    def receivers(prefix: str) -> Answer:
        lines = [
            line
            for number in range(100)
            for line in (f"Client: {prefix}{number}", "IP: 1.2.3.4:1", "RSSI: 7")
        ]
        return lambda _action: ["Response: Success", "Node: 1999", *lines]

    stage.server.says["VoterStatus"] = receivers("A")
    await stage.set_up()
    await stage.clock.advance(3)
    assert (await stage.left_out())["receivers"] == 36

    def voting() -> int:
        ids = stage.hass.states.async_entity_ids("binary_sensor")
        return sum("voting" in entity_id for entity_id in ids)

    assert voting() == 64
    stage.server.says["VoterStatus"] = receivers("B")
    await stage.clock.advance(130)
    await stage.hass.async_block_till_done()
    assert voting() == 64


LONG = 150_000


@pytest.mark.parametrize(
    "task",
    [
        lambda: redact("@" + ":" * LONG),
        lambda: redact(":@" * (LONG // 2)),
        lambda: redact("sip:" * (LONG // 4) + "@"),
        lambda: redact_name(":a@" * (LONG // 3)),
        lambda: redact_name("@" + ":a" * (LONG // 2)),
        lambda: parse_iax_registration({"Username": "@" + ":" * LONG, "Host": "a"}),
        lambda: parse_iax_registry_output(
            ["1 " * LONG, f"{'9' * LONG} IAX2 registrations."]
        ),
        lambda: parse_alinks(f"{LONG}," + ",".join(["2001TU"] * LONG)),
        lambda: parse_alinks("1," + "A," * LONG + "TU", ["A,A"]),
        lambda: parse_alinks("7," + "ATU," * (LONG // 20) + "TU", ["A,A", "A,ATU,A"]),
        lambda: ConnLines(["IN 00:00:00 " * (LONG // 12)]).read([], []),
        lambda: ConnLines([f"{'IN' + ' ' * 40}" * (LONG // 42)]).read([], []),
        lambda: ConnLines([conn("A" * LONG)[6:]]).read(["A" * LONG], []),
    ],
)
def test_what_a_line_costs(task: Callable[[], object]) -> None:
    """However long it is, nothing takes the square of it."""
    times = []
    for _ in range(3):
        start = process_time()
        with suppress(MalformedError):
            task()
        times.append(process_time() - start)
    assert min(times) < MOST


def test_nodes_beyond_the_limit() -> None:
    """The first 200 are kept, and all others counted, at no great cost."""
    numbers = ",".join(map(str, range(1999, 1_001_999)))
    begun = process_time()
    found = parse_rptstat((("Nodes", numbers), ("RptUptime", "00:00:10")))
    assert process_time() - begun < MOST
    assert found.nodes == tuple(map(str, range(1999, 2199)))
    assert found.left_out == 1_000_000 - 200


@pytest.mark.usefixtures("every_entity")
async def test_variables_without_number_and_end(stage: Stage) -> None:
    """Thirty sensors at most, each with one line of 255 characters."""
    bad = "\x1b[31m\u202e<b>" + "<" * 5000 + "x" * 5000
    many = [
        f"Var: v{number:05}\x07={bad if number < 40 else 1}" for number in range(5_000)
    ]
    pins = [f"Var: RPT_PP{number}=1" for number in range(200)]
    lines = [*("Response: Success", "Node: 1999"), "LinkedNodes: <NONE>"]
    rest = [line for line in XSTAT if not line.startswith("Linked")]
    stage.server.says["XStat"] = lambda _action: [*lines, *many, *pins, *rest]
    states = await stage.set_up()
    entities = [
        entity_id
        for entity_id in stage.hass.states.async_entity_ids("sensor")
        if "variable" in entity_id
    ]
    assert len(entities) == 30
    for entity_id in entities:
        state = stage.hass.states.get(entity_id)
        assert state is not None
        assert len(state.state) == 255
        assert state.state.isprintable()
        assert state.attributes["friendly_name"].isprintable()
    assert (states["pp_31"], states.entity_id("pp_32")) == ("on", None)
    assert (await stage.left_out())["variables"] == 4_800

    began = process_time()
    parse_variables({f"v{number}": bad for number in range(5_000)})
    assert process_time() - began < MOST
