"""What users see of the registrations of their nodes."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    EVENT_STATE_CHANGED,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
    EntityCategory,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.diagnostics import async_get_config_entry_diagnostics
from simulator import Outgoing, Registration, SimulatedServer, User, cut_short
from simulator.pbx import IaxRegistration, PbxSetup, Trunk
from tests.conftest import Clock
from tests.integration import SECRET, USER, Entities, add_server

REGISTRAR = "192.0.2.7"
HTTP = Registration(f"{REGISTRAR}:443", "1999", "198.51.100.4:4569", 179)
IAX = IaxRegistration(f"{REGISTRAR}:4569", "1998", "198.51.100.4:4569")
QUESTIONS = ("rpt show registrations", "iax2 show registry")

# Seconds that pass at once: less than an answer may take
_STEP = 4


class Stage:
    """A server with one registration by HTTP and one by IAX2, and time."""

    def __init__(
        self,
        hass: HomeAssistant,
        clock: Clock,
        server: SimulatedServer,
        entry: MockConfigEntry,
    ) -> None:
        """Take what there is."""
        self.hass = hass
        self.clock = clock
        self.server = server
        self.entry = entry
        self._entities = Entities(hass, entry)

    def registered(self, node: str) -> str:
        """Return the state of a node's entity."""
        return self._entities.get("registered", node).state

    @property
    def states(self) -> tuple[str, str]:
        """Those of the two nodes: by HTTP, by IAX2."""
        return self.registered("1999"), self.registered("1998")

    @property
    def questions(self) -> list[str]:
        """What was asked about registrations."""
        asked = (r.get("Command") or r.action for r in self.server.requests)
        return [text for text in asked if text in (*QUESTIONS, "IAXregistry")]

    @property
    def issues(self) -> set[str]:
        """The nodes of which the user is told."""
        kind = "registration_rejected"
        return {
            issue.translation_placeholders["node"]
            for issue in ir.async_get(self.hass).issues.values()
            if issue.translation_key == kind and issue.translation_placeholders
        }

    def by_http(self, **changes: str) -> None:
        """Change the registration of node 1999."""
        self.server.registrations[:] = [replace(HTTP, **changes)]  # type: ignore[arg-type]  # its texts

    def by_iax(self, state: str) -> None:
        """Let the registration of node 1998 become something."""
        registration = self.server.pbx.who.peer_registrations["1998"]
        registration.become(state)  # type: ignore[arg-type]  # one of its literals

    async def wait(self, seconds: int) -> None:
        """Let time pass, no faster than answers come."""
        for start in range(0, seconds, _STEP):
            await self.clock.advance(min(_STEP, seconds - start))
            await self.clock.settle(40)


@asynccontextmanager
async def staged(
    hass: HomeAssistant, clock: Clock, write: str = "command,system"
) -> AsyncGenerator[Stage]:
    """Run the server, and set Home Assistant up with a user of these rights."""
    async with SimulatedServer(
        ["1999", "1998"],
        [User(USER, SECRET, read="call,system", write=write)],
        pbx=PbxSetup(
            iax_registrations=(IAX,),
            trunks=(Trunk("provider", username="me", password="s3cret"),),
        ),
    ) as server:
        server.registrations.append(HTTP)
        entry = await add_server(hass, server, ["1999", "1998"])
        yield Stage(hass, clock, server, entry)
        await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()


@pytest.fixture
async def stage(hass: HomeAssistant, clock: Clock) -> AsyncGenerator[Stage]:
    """Return it with all rights."""
    async with staged(hass, clock) as stage:
        yield stage


@pytest.mark.parametrize(
    ("write", "states", "questions"),
    [
        ("command,system", (STATE_ON, STATE_ON), [QUESTIONS[0], "IAXregistry"]),
        ("command", (STATE_ON, STATE_ON), [*QUESTIONS]),
        ("reporting", (STATE_UNKNOWN, STATE_ON), ["IAXregistry"]),
        ("", (STATE_UNKNOWN, STATE_UNKNOWN), []),
    ],
)
async def test_by_the_rights_of_the_user(
    hass: HomeAssistant,
    clock: Clock,
    write: str,
    states: tuple[str, str],
    questions: list[str],
) -> None:
    """What may not be asked is unknown; it is asked once for all nodes."""
    async with staged(hass, clock, write) as stage:
        assert stage.states == states
        assert stage.questions == questions


async def test_the_entity(stage: Stage) -> None:
    """It tells of connectivity, beside the other facts for a diagnosis."""
    registry = er.async_get(stage.hass)
    unique_id = f"{stage.entry.entry_id}_1999_registered"
    entity_id = registry.async_get_entity_id("binary_sensor", DOMAIN, unique_id)
    assert entity_id == "binary_sensor.node_1999_registered"
    entity = registry.async_get(entity_id)
    assert entity
    assert entity.entity_category is EntityCategory.DIAGNOSTIC
    state = stage.hass.states.get(entity_id)
    assert state
    assert state.attributes[ATTR_DEVICE_CLASS] == "connectivity"


async def test_asked_slowly(stage: Stage) -> None:
    """Every five minutes, and each minute while a node is not registered."""
    asked = len(stage.questions)
    await stage.wait(1800)
    assert 2 * 5 <= len(stage.questions) - asked <= 2 * 7

    stage.by_http(state="Not Registered")
    await stage.wait(310)
    assert stage.states == (STATE_OFF, STATE_ON)
    asked = len(stage.questions)
    await stage.wait(300)
    assert 2 * 4 <= len(stage.questions) - asked <= 2 * 6


async def test_a_node_that_needs_no_registration(stage: Stage) -> None:
    """Unknown is not the same as not registered."""
    stage.server.registrations.clear()
    await stage.wait(310)

    assert stage.states == (STATE_UNKNOWN, STATE_ON)


async def test_one_of_several_registrations_is_enough(stage: Stage) -> None:
    """By another technology, or with another host."""
    stage.by_iax("Rejected")
    away = replace(HTTP, host="192.0.2.8:443", state="Not Registered")
    stage.server.registrations[:] = [
        away,
        HTTP,
        replace(HTTP, username="1998"),
        replace(away, username="1998"),
    ]
    await stage.wait(300)

    assert stage.states == (STATE_ON, STATE_ON)
    assert stage.issues == set()


async def test_a_registrar_that_vanishes_and_comes_back(stage: Stage) -> None:
    """No event tells that it is gone; that it is back is seen at once."""
    stage.by_iax("Request Sent")
    await stage.wait(330)
    assert stage.states == (STATE_ON, STATE_OFF)
    await stage.wait(600)
    assert stage.issues == set()

    stage.by_iax("Registered")
    await stage.wait(2)
    assert stage.states == (STATE_ON, STATE_ON)


async def test_a_registration_that_is_renewed(stage: Stage) -> None:
    """It waits for its registrar for a moment: that is no reason for an alarm."""
    changes = async_capture_events(stage.hass, EVENT_STATE_CHANGED)
    for _ in range(2):
        await _until_asked(stage)
        stage.by_iax("Request Sent")
        await _until_asked(stage)
        assert stage.states == (STATE_ON, STATE_ON)
        stage.by_iax("Registered")
        await stage.wait(20)

    entity_id = "binary_sensor.node_1998_registered"
    assert not [c for c in changes if c.data["entity_id"] == entity_id]


@pytest.mark.parametrize(
    ("then", "state"), [("Registered", STATE_ON), ("Request Sent", STATE_OFF)]
)
async def test_a_registration_that_waits_at_the_login(
    stage: Stage, then: str, state: str
) -> None:
    """Nobody knows before a second look."""
    stage.by_iax("Auth. Sent")
    stage.entry.runtime_data.connection.reconnect()
    await stage.wait(2)
    assert stage.states == (STATE_ON, STATE_UNKNOWN)
    stage.server.pbx.who.peer_registrations["1998"].state = then  # type: ignore[assignment]  # one of its literals

    await stage.wait(16)
    assert stage.states == (STATE_ON, state)


async def test_a_refusal_that_lasts(stage: Stage) -> None:
    """Seen at once, told when it lasts, and forgotten when it is over."""
    stage.by_iax("Rejected")
    await stage.wait(2)
    assert stage.states == (STATE_ON, STATE_OFF)
    await stage.wait(100)
    assert stage.issues == set()
    # Between two refusals it looks so.
    stage.by_iax("Auth. Sent")
    await stage.wait(60)
    stage.by_iax("Rejected")
    await stage.wait(120)
    assert stage.issues == {"1998"}

    stage.by_iax("Registered")
    await stage.wait(2)
    assert stage.states == (STATE_ON, STATE_ON)
    assert stage.issues == set()


async def test_a_refusal_that_does_not_last(stage: Stage) -> None:
    """Each time it is taken back the patience begins anew."""
    for _ in range(4):
        stage.by_iax("Rejected")
        await stage.wait(100)
        stage.by_iax("Registered")
        await stage.wait(10)

    assert stage.issues == set()


async def test_a_refusal_by_http(stage: Stage) -> None:
    """It has no word of its own; the user is told until the node is not followed."""
    stage.by_http(state="Not Registered", perceived="<Unregistered>")
    await stage.wait(600)
    assert stage.issues == {"1999"}

    (subentry,) = [s for s in stage.entry.subentries.values() if s.unique_id == "1999"]
    stage.hass.config_entries.async_remove_subentry(stage.entry, subentry.subentry_id)
    await stage.wait(310)
    assert stage.issues == set()


async def test_no_issue_is_left_of_a_server_that_is_unloaded(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Nor does an event just before leave a timer."""
    async with staged(hass, clock) as stage:
        stage.by_iax("Rejected")
        await stage.wait(300)
        assert stage.issues == {"1998"}
        stage.by_iax("Registered")
        await clock.settle(40)
    assert stage.issues == set()


async def test_events_of_other_kinds(stage: Stage) -> None:
    """A trunk renews its registration each few seconds: that is no reason to ask."""
    asked = stage.questions
    stage.server.pbx.who.registrations["provider"].become("Registered")
    await stage.wait(10)
    assert stage.questions == asked


async def test_many_events_are_one_question(stage: Stage) -> None:
    """As when a server registers all its nodes."""
    asked = len(stage.questions)
    for _ in range(20):
        stage.by_iax("Registered")
    await stage.wait(10)
    assert len(stage.questions) == asked + 2


async def test_answers_that_are_cut_short(stage: Stage) -> None:
    """They say nothing; the third in a row makes the state unknown."""
    stage.by_http(state="Not Registered")
    for known in (STATE_ON, STATE_ON, STATE_UNKNOWN):
        stage.server.faults.next_reply(_cut_output, action="Command")
        await stage.wait(300)
        assert stage.registered("1999") == known
    await stage.wait(300)
    assert stage.states == (STATE_OFF, STATE_ON)


async def test_an_answer_that_does_not_come(stage: Stage) -> None:
    """The list that is not answered whole does not take what is known."""
    stage.server.faults.next_reply(cut_short(60), action="IAXregistry")
    await stage.wait(320)
    assert stage.states == (STATE_ON, STATE_ON)


async def test_a_server_without_the_modules(stage: Stage) -> None:
    """A command that is not there tells of no registrations, which is an answer."""
    stage.server.faults.next_reply(_no_such_command, action="Command")
    await stage.wait(310)
    assert stage.states == (STATE_UNKNOWN, STATE_ON)
    assert (await _told(stage))["http"] == {"total": 0, "registered": 0}


async def test_rights_that_are_taken_away(stage: Stage) -> None:
    """Unknown from the next login on; that of the session that is up stays."""
    stage.server.reload_manager([User(USER, SECRET, read="call,system", write="")])
    stage.entry.runtime_data.connection.reconnect()
    await stage.wait(20)
    assert stage.states == (STATE_UNKNOWN, STATE_UNKNOWN)


async def test_rights_that_are_taken_away_while_connected(stage: Stage) -> None:
    """The server says so, and what it said before counts no more."""
    stage.server.faults.denied |= {"command", "system"}
    await stage.wait(310)
    assert stage.states == (STATE_UNKNOWN, STATE_UNKNOWN)


@pytest.mark.parametrize("question", ["rpt show registrations", "IAXregistry"])
async def test_a_session_that_ends_at_a_question(stage: Stage, question: str) -> None:
    """As any other outage."""
    stage.server.faults.next_reply(cut_short(20, close=True), action=question)
    asked = len(stage.questions)
    while len(stage.questions) == asked:
        await stage.wait(1)
    assert stage.states == (STATE_UNAVAILABLE, STATE_UNAVAILABLE)

    await stage.wait(20)
    assert stage.states == (STATE_ON, STATE_ON)


async def test_an_outage(stage: Stage) -> None:
    """What was known before says nothing of what is now."""
    await stage.server.stop()
    await stage.wait(2)
    assert stage.states == (STATE_UNAVAILABLE, STATE_UNAVAILABLE)

    stage.by_http(state="Not Registered")
    await stage.server.start()
    await stage.wait(20)
    assert stage.states == (STATE_OFF, STATE_ON)


async def test_diagnostics(stage: Stage) -> None:
    """Counts, without hosts and names."""
    assert await _told(stage) == {
        "http": {"total": 1, "registered": 1},
        "iax2": {"total": 1, "registered": 1},
    }
    stage.by_iax("Rejected")
    await stage.wait(2)
    assert (await _told(stage))["iax2"] == {"total": 1, "registered": 0}
    await stage.server.stop()
    await stage.wait(2)
    assert await _told(stage) == {"http": None, "iax2": None}


async def _until_asked(stage: Stage) -> None:
    """Wait for the next question, 5 minutes at most."""
    asked = len(stage.questions)
    while len(stage.questions) == asked:
        await stage.wait(1)
    await stage.clock.settle(40)


async def _told(stage: Stage) -> dict[str, dict[str, int] | None]:
    told = await async_get_config_entry_diagnostics(stage.hass, stage.entry)
    registrations: dict[str, dict[str, int] | None] = told["registrations"]
    assert REGISTRAR not in str(told)
    return registrations


def _cut_output(reply: Outgoing) -> Outgoing:
    """Lose the last line of what a command printed."""
    lines = reply.data.split(b"\r\n")
    return replace(reply, data=b"\r\n".join((*lines[:-3], b"", b"")))


def _no_such_command(reply: Outgoing) -> Outgoing:
    """Answer as a server without that module does."""
    (action_id,) = [x for x in reply.data.split(b"\r\n") if x.startswith(b"ActionID")]
    return replace(
        reply,
        data=b"Response: Error\r\n%b\r\nMessage: Command output follows\r\n"
        b"Output: No such command 'rpt show registrations' (type 'core show help rpt"
        b" show' for other possible commands)\r\n\r\n" % action_id,
    )
