"""What the page on telephony says holds as it stands there."""

import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
from pytest_homeassistant_custom_component.common import async_mock_service

from tests.documents import ROOT, blocks, page

from .stage import Stage, telephones

_PAGE = page("telephony")

# app_rpt's events, the beginning of their names
_RPT = "RPT_"


def _included(block: str) -> list[str]:
    return re.findall(
        r"^eventfilter\(action\(include\),name\(([\w-]+)\)\) =$", block, re.MULTILINE
    )


def _heard(stage: Stage) -> set[str]:
    """Return the names of the events that a client listens to, but app_rpt's own."""
    names = stage.entry.runtime_data.client.event_names
    return {name for name in names if not name.startswith(_RPT)}


async def test_the_filters_let_through_what_is_listened_to_and_no_more(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Those for telephony off and the lines that it adds."""
    off, more = (names for block in blocks(_PAGE, "ini") if (names := _included(block)))
    settings: dict[str, Any] = {"options": {"telephony": False}, "lines": ()}
    async with telephones(hass, freezer, **settings) as stage:
        heard = _heard(stage)
    assert sorted(off) == sorted(heard)
    async with telephones(hass, freezer) as stage:
        all_heard = _heard(stage)
    assert sorted(more) == sorted(all_heard - heard)


def _recorded() -> tuple[dict[str, set[str]], dict[str, str]]:
    """Return the privileges of actions and the classes of events, as recorded."""
    actions: dict[str, set[str]] = {}
    events: dict[str, str] = {}
    for path in (ROOT / "tests" / "transcripts").glob("c*.txt"):
        text = path.read_text(errors="replace")
        for name, words in re.findall(r"<<< (\w+): .*\(Priv: ([\w,]+)\)", text):
            actions[name] = set(words.split(",")) - {"all"}
        pairs = r"<<< Event: (\w+)\\r\\n\n<<< Privilege: (\w+),all"
        events |= dict(re.findall(pairs, text))
    return actions, events


def test_each_row_names_the_rights_that_a_server_asks_for() -> None:
    """Enough for each event and action of the part, and no class of events more."""
    actions, events = _recorded()
    table = _PAGE.partition("### Part by part")[2].partition("\n## ")[0]
    _head, *rows = re.findall(
        r"^\| ([^|]*) \| `([a-z,]+)` \| (.*?) ?\| ([A-Z].*?) \|", table, re.MULTILINE
    )
    assert len(rows) == table.count("\n|") - 2
    for part, read, write, names in rows:
        ways = [set(re.findall(r"`(\w+)`", way)) for way in re.split(r",? or ", write)]
        classes = set()
        for name in re.findall(r"[A-Z]\w+", names):
            if not write or name not in actions:
                classes.add(events[name])
                continue
            assert all(way & actions[name] for way in ways), (part, name)
        assert classes <= set(read.split(",")), part
        assert not classes or classes == set(read.split(",")), part


async def test_each_example_loads(hass: HomeAssistant) -> None:
    """Home Assistant takes it."""
    examples: list[dict[str, Any]] = []
    for block in blocks(_PAGE, "yaml"):
        loaded = parse_yaml(block)
        assert isinstance(loaded, dict)
        examples += loaded["automation"]
    async_mock_service(hass, "persistent_notification", "create")
    assert await async_setup_component(hass, "automation", {"automation": examples})
    await hass.async_block_till_done()
    states = hass.states.async_all("automation")
    assert {state.name for state in states} == {each["alias"] for each in examples}
    assert {state.state for state in states} == {"on"}
    await hass.services.async_call(
        "automation",
        "turn_off",
        {"entity_id": [state.entity_id for state in states]},
        blocking=True,
    )
