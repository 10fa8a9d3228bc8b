"""The record of a connection, over reloads and restarts of Home Assistant."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.allstarlink.ami.errors import (
    AmiError,
    ConnectionLost,
    ConnectRefused,
)
from custom_components.allstarlink.ami.status import State, Status
from custom_components.allstarlink.moment import Moment
from custom_components.allstarlink.session_record import SessionRecord

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 12, 1, tzinfo=UTC)


def at(seconds: float, *, clock_off: float = 0.0) -> Moment:
    """Return the moment so long after noon, by a wall clock that may be off."""
    return Moment(NOON + timedelta(seconds=seconds + clock_off), 500.0 + seconds)


class Life:
    """A record, and what happens to its connection."""

    def __init__(self) -> None:
        """Begin at noon."""
        self.record = SessionRecord()
        self.now = at(0)

    def be(self, state: State, error: AmiError | None = None) -> None:
        """Change the connection's state."""
        status = Status(state, self.now.wall, error)
        self.record.note_status(status, self.now, MIDNIGHT)

    def spend(self, seconds: float, *states: State) -> None:
        """Let the connection be in these states, each for so many seconds."""
        for state in states:
            self.be(state)
            self.now = self.now + timedelta(seconds=seconds)

    def spans(self) -> tuple[float, float]:
        """Return the seconds up and down of the day."""
        today = self.record.spans_of_day(self.now, MIDNIGHT)
        return today.up, today.down


@pytest.fixture
def life() -> Life:
    """Return a connection that took 2 s to come up, and was up for 100 s."""
    life = Life()
    life.spend(2, State.CONNECTING)
    life.spend(100, State.UP)
    return life


def test_an_outage_keeps_its_beginning(life: Life) -> None:
    """Neither a failed reconnection that was asked for nor a reload moves it."""
    began = life.now.wall
    life.spend(10, State.CONNECTING)
    life.be(State.WAITING, ConnectRefused("refused"))
    assert life.record.since == began
    life.spend(5, State.CLOSED)
    life.spend(10, State.CONNECTING)
    life.be(State.CLOSED, ConnectRefused("refused"))
    assert life.record.since == began
    life.spend(1, State.CONNECTING, State.UP)
    assert life.record.since == began + timedelta(seconds=26)


def test_losses_count_for_an_hour(life: Life) -> None:
    """Each on its own, whatever the wall clock shows by then."""
    life.be(State.WAITING, ConnectionLost("x"))
    life.spend(0, State.CONNECTING)
    life.spend(1800, State.UP)
    life.be(State.WAITING, ConnectionLost("x"))
    assert life.record.losses(at(3702, clock_off=-9e6)) == 2
    assert life.record.losses(at(3702.1)) == 1
    assert life.record.losses(at(5502.1)) == 0


def test_polls_are_forgiven_by_good_ones() -> None:
    """The newest hundred count, or as many as are wanted."""
    record = SessionRecord()
    assert record.failed_polls() == 0.0
    record.note_poll(succeeded=False)
    assert record.failed_polls() == 1.0
    for _ in range(99):
        record.note_poll(succeeded=True)
    assert (record.failed_polls(), record.failed_polls(20)) == (0.01, 0.0)
    record.note_poll(succeeded=True)
    assert record.failed_polls() == 0.0


def test_times_up_and_down(life: Life) -> None:
    """An attempt counts as down when it fails; unloaded, time counts as nothing."""
    assert life.spans() == (100, 0)
    life.be(State.WAITING, ConnectionLost("x"))
    life.now += timedelta(seconds=30)
    life.spend(5, State.CONNECTING)
    life.be(State.WAITING, ConnectRefused("x"))
    life.now += timedelta(seconds=15)
    assert life.spans() == (100, 50)
    life.spend(1000, State.CLOSED)
    life.spend(10, State.CONNECTING)
    life.be(State.CLOSED, ConnectRefused("x"))
    # Home Assistant closes what did not come up, and tries again.
    life.spend(40, State.CLOSED)
    assert life.spans() == (100, 100)
    life.spend(1, State.CONNECTING)
    life.be(State.UP)
    assert life.record.last_outage == 101
    assert life.spans() == (100, 101)
    counts = life.record.counts
    assert (counts.attempts, counts.successes, counts.failures) == (4, 2, 2)
    assert (counts.reconnect_attempts, counts.reconnections, counts.losses) == (2, 1, 1)


def test_a_day_begins_at_midnight(life: Life) -> None:
    """What of an hour across midnight is yesterday's counts for the total alone."""
    life.now = Moment(MIDNIGHT + timedelta(days=1, seconds=600), life.now.monotonic)
    life.now += timedelta(seconds=3600)
    next_midnight = MIDNIGHT + timedelta(days=1)
    today = life.record.spans_of_day(life.now, next_midnight)
    assert (today.up, today.down) == (3700, 0)
    assert life.record.total.up == 3700


def test_a_restart(life: Life) -> None:
    """Home Assistant was off for 40 minutes, and its monotonic clock began anew."""
    life.be(State.WAITING, ConnectionLost("x"))
    life.record.note_poll(succeeded=False)
    life.spend(60, State.CLOSED)
    data = life.record.as_data(life.now, MIDNIGHT)
    restored = SessionRecord()
    now = Moment(life.now.wall + timedelta(minutes=40), 3.0)
    assert restored.restore(data, now, MIDNIGHT) == []
    assert restored.as_data(now, MIDNIGHT) == data
    assert restored.losses(now + timedelta(seconds=1139)) == 1
    assert restored.losses(now + timedelta(seconds=1141)) == 0
    tomorrow = SessionRecord()
    tomorrow.restore(data, now, MIDNIGHT + timedelta(days=1))
    assert tomorrow.spans_of_day(now, MIDNIGHT + timedelta(days=1)).up == 0
    assert tomorrow.total.up == 100


@pytest.mark.parametrize("bad", [None, "x", -1, float("nan"), 1e99, [1]])
def test_what_is_damaged_is_left_out(life: Life, bad: Any) -> None:
    """Part by part; the rest is taken over."""
    data = life.record.as_data(life.now, MIDNIGHT)
    for name in data:
        restored = SessionRecord()
        damaged = restored.restore({**data, name: bad}, life.now, MIDNIGHT)
        is_fine = bad is None and name in ("outage", "last_outage")
        assert damaged == ([] if is_fine else [name])
        assert restored.counts.attempts == (0 if name == "counts" else 1)
        assert restored.total.up == (0 if name == "total" else 100)
