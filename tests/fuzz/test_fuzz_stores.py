"""Names and stored records of any kind, for seconds: bounded, printable, typed errors only."""

from collections.abc import Iterator
from datetime import UTC, datetime
import json
from random import Random
from time import monotonic
from typing import Any

import pytest

from custom_components.allstarlink.activity.activity_data import (
    activity_record,
    recorded_activity,
)
from custom_components.allstarlink.activity.talk_statistics import TalkStatistics
from custom_components.allstarlink.names import (
    MAX_NAME,
    RESERVED,
    is_node_number,
    normal_name,
    shown_name,
)
from custom_components.allstarlink.polling.incidents import Incident, Incidents

_SECONDS = 5.0

# What a record that is damaged may raise, and nothing else
_DAMAGED = (AttributeError, LookupError, OverflowError, TypeError, ValueError)

_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

_PIECES = (
    *("\u202e", "\u200b", "\ud800", "\x00", "\n", "\x1b[2J", "é", "ÿ", " ", "9", "0"),
    *("local", "unknown", "-P", "../", "/", "1999", "W1AW", "\U0010ffff", "x" * 70),
)

_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2, 10**9, 10**40, 0.5, 1e308, float("inf")),
    *(float("nan"), "", "1999", "XStat", "talk_ended", "link_connected", "in", "5"),
    *("2026-11-01T12:00:00+00:00", "2026-11-01T12:00:00", "9999-12-31T23:59:59-23:59"),
    *("0001-01-01T00:00:00+23:59", "2099-01-01T00:00:00+00:00", [], {}, [[]], [1] * 3),
    *(1_763_640_000, 1_763_640_000.5, -(10**11), {"2001": [1, 1000, None]}),
)

_ACTIVITY = {
    "time": "2026-11-01T12:00:00+00:00",
    "type": "talk_ended",
    "node": "2001",
    "duration": 5.0,
}
_INCIDENT = {
    "node": "1999",
    "command": "XStat",
    "at": "2026-11-01T12:00:00+00:00",
    "ends": 2,
    "deaths": 1,
    "judged": True,
}


def _for_a_while(seed: int) -> Iterator[Random]:
    random, end = Random(seed), monotonic() + _SECONDS
    while monotonic() < end:
        yield random


def _damaged(random: Random, record: dict[str, Any]) -> Any:
    if not random.randrange(20):
        return random.choice(_VALUES)
    keys = [*record, "mode", "direction", "late", "digit"]
    changes = {
        random.choice(keys): random.choice(_VALUES) for _ in range(random.randint(1, 3))
    }
    return record | changes


@pytest.mark.fuzz
def test_names() -> None:
    """Any text becomes one printable line that stays as it is."""
    for random in _for_a_while(1):
        pieces = random.choices(_PIECES, k=random.randrange(6))
        name = "".join(pieces) + chr(random.randrange(0x110000))
        for form in (shown_name, normal_name):
            shown = form(name)
            assert len(shown) <= MAX_NAME
            assert shown.isprintable()
            assert form(shown) == shown
        assert normal_name(name) not in RESERVED
        assert not is_node_number(name) or (name.isascii() and name.isdigit())


@pytest.mark.fuzz
def test_activities() -> None:
    """A record is refused, or can be shown and saved again as it is."""
    for random in _for_a_while(2):
        try:
            activity = recorded_activity(_damaged(random, _ACTIVITY), _NOW)
        except _DAMAGED:
            continue
        assert activity.at <= _NOW
        assert activity.duration is None or activity.duration >= 0
        record = activity_record(activity)
        json.dumps(record, allow_nan=False)
        assert recorded_activity(record, _NOW) == activity


@pytest.mark.fuzz
def test_incidents() -> None:
    """A record is refused, or takes part in all that follows."""
    for random in _for_a_while(3):
        try:
            incident = Incident.from_data(_damaged(random, _INCIDENT), _NOW)
        except _DAMAGED:
            continue
        known = Incidents([incident])
        assert incident.at <= _NOW
        assert (incident.due - _NOW).total_seconds() <= 3600
        known.standing(incident.node, _NOW)
        known.refused()
        known.answered(incident.node, incident.command, _NOW)
        json.dumps(incident.as_data(), allow_nan=False)


@pytest.mark.fuzz
def test_talks() -> None:
    """Rows are counted or left out; what is kept can be saved and read again."""
    for random in _for_a_while(4):
        rows = [
            random.choice(
                (
                    random.choice(_VALUES),
                    [1_763_640_000, random.choice(_VALUES)],
                    [random.choice(_VALUES), {"2001": [1, 1, None]}],
                    [
                        1_763_640_000,
                        {"x": [random.choice(_VALUES) for _ in range(3)]},
                    ],
                )
            )
            for _ in range(5)
        ]
        statistics, again = TalkStatistics(), TalkStatistics()
        statistics.restore(rows, _NOW)
        total = statistics.total(_NOW.replace(year=2025))
        assert 0 <= total.milliseconds < 10**12
        data = json.loads(json.dumps(statistics.as_data(), allow_nan=False))
        assert again.restore(data, _NOW) == 0
        assert again.total(_NOW.replace(year=2025)) == total
