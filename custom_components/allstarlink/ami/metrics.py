"""Metrics of a connection."""

from dataclasses import dataclass
from datetime import datetime

from .wire import Traffic


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a connection has done since its start; times in seconds, latency in milliseconds.

    `losses` counts the sessions that ended against our will, `last_outage` is
    how long the last outage took that is over. `actions_failed` were answered
    with an error. `latency_ms` is that of the last heartbeat.
    """

    attempts: int
    successes: int
    failures: int
    losses: int
    last_outage: float | None
    up_seconds: float
    down_seconds: float
    bytes_received: int
    events_received: int
    actions_sent: int
    actions_timed_out: int
    actions_failed: int
    latency_ms: float | None
    connected_since: datetime | None


class Meter:
    """Counts for Metrics. Each `now` is the event loop's time, seconds."""

    def __init__(self, now: float) -> None:
        """Count from zero; down since now."""
        self.traffic = Traffic()
        self.attempts = 0
        self.successes = 0
        self.failures = 0
        self.losses = 0
        self.latency: float | None = None
        self._connected_since: datetime | None = None
        self._changed = now
        self._up_before = 0.0
        self._down_before = 0.0
        self._outage_began: float | None = None
        self._last_outage: float | None = None

    def up(self, now: float, at: datetime) -> float | None:
        """Note a session; return the length of the outage that it ended, if there was one."""
        self.successes += 1
        self._down_before += now - self._changed
        self._changed = now
        self._connected_since = at
        if self._outage_began is None:
            return None
        self._last_outage = now - self._outage_began
        self._outage_began = None
        return self._last_outage

    def down(self, now: float) -> float:
        """Note the end of a session and return its length."""
        age = now - self._changed
        self._up_before += age
        self._changed = now
        self._connected_since = None
        self.latency = None
        return age

    def outage(self, now: float) -> bool:
        """Note that the server is away; return whether that is new."""
        if self._outage_began is not None:
            return False
        self._outage_began = now
        return True

    def snapshot(self, now: float) -> Metrics:
        """Return the figures of this moment."""
        is_up = self._connected_since is not None
        elapsed = now - self._changed
        traffic = self.traffic
        return Metrics(
            attempts=self.attempts,
            successes=self.successes,
            failures=self.failures,
            losses=self.losses,
            last_outage=self._last_outage,
            up_seconds=self._up_before + (elapsed if is_up else 0.0),
            down_seconds=self._down_before + (0.0 if is_up else elapsed),
            bytes_received=traffic.bytes_received,
            events_received=traffic.events_received,
            actions_sent=traffic.actions_sent,
            actions_timed_out=traffic.actions_timed_out,
            actions_failed=traffic.actions_failed,
            latency_ms=None if self.latency is None else self.latency * 1000,
            connected_since=self._connected_since,
        )
