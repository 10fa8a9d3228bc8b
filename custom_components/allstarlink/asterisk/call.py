"""A phone call, as it is told to others."""

from dataclasses import dataclass
from enum import StrEnum

from ..moment import Moment
from .segments import Segment


class Direction(StrEnum):
    """Where a call comes from and goes to, seen from the server."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    INTERNAL = "internal"


class Disposition(StrEnum):
    """How a call ended."""

    ANSWERED = "answered"
    BUSY = "busy"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    UNAVAILABLE = "unavailable"
    NO_ANSWER = "no_answer"
    CONGESTION = "congestion"
    FAILED = "failed"
    UNKNOWN = "unknown"


class ChangeType(StrEnum):
    """What happened to a call.

    Each call is told of once as RINGING or FOUND, and once as ENDED. FOUND is
    one that only a list of channels knew: it began unheard. ANSWERED comes again
    when a call that the server had answered (a menu) is put through.
    """

    FOUND = "found"
    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Call:
    """A phone call: one or more channels with the same Linkedid.

    `linkedid` is its identity as long as it lasts. `caller` and `called` are
    numbers, None where Asterisk knows none; `caller` is the peer's name (`trunk`)
    when only that is known. A device is the channel's name without its serial
    number, `PJSIP/1001`; an outgoing IAX2 channel is named after any peer with the
    same address. `targets` are the devices that were dialled, `answered_by` the
    one that answered: None when the server itself did, or when it is not known.
    `answered_at` is None for a call found answered. `channels` are the names of
    the open ones, the caller's first. `segments` are who talked with whom, the first
    that began first.

    `ended_at`, `disposition`, `cause` (Q.850) and `hung_up_by` (the device that
    hung up, None when the server did, as far as its events tell) are of a call
    that has ended;
    `merged_into` is the call that it became part of, by a transfer for example.
    `picked_up` says that it was the call of somebody who took another one that
    rang, and is no call of its own.
    `node_client` says that it was none: whoever called is in a node, nobody knows
    since when, so that it has no `ended_at`.
    """

    linkedid: str
    caller: str | None
    caller_name: str | None
    called: str | None
    direction: Direction
    started: Moment
    channels: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    answered: bool = False
    answered_at: Moment | None = None
    answered_by: str | None = None
    segments: tuple[Segment, ...] = ()
    held: bool = False
    parked: bool = False
    found: bool = False
    ended_at: Moment | None = None
    disposition: Disposition | None = None
    cause: int | None = None
    hung_up_by: str | None = None
    merged_into: str | None = None
    node_client: bool = False
    picked_up: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a call of its own, to be counted and remembered."""
        return not self.node_client and not self.picked_up

    @property
    def missed(self) -> bool:
        """Whether it came in and ended with nobody answering it, as far as is known."""
        return (
            self.direction is Direction.INCOMING
            and self.disposition is not None
            and self.disposition not in (Disposition.ANSWERED, Disposition.UNKNOWN)
        )

    @property
    def duration(self) -> float | None:
        """Seconds from the first channel to the last hang-up; None if not known."""
        return self._until_end(self.started)

    @property
    def talk(self) -> float | None:
        """Seconds from the answer to the last hang-up; None if not known or not answered."""
        return self._until_end(self.answered_at)

    def _until_end(self, since: Moment | None) -> float | None:
        # Of a call that ended unheard nobody knows when it did.
        if since is None or self.ended_at is None:
            return None
        if self.disposition is Disposition.UNKNOWN:
            return None
        return round((self.ended_at - since).total_seconds(), 3)


@dataclass(frozen=True, slots=True)
class CallChange:
    """One edge in the life of a call, which is as it was right after it."""

    type: ChangeType
    call: Call
