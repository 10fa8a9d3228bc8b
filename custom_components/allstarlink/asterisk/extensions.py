"""Extensions and devices: what a lamp on a phone would show.

Facts are from transcripts c12, c12b, c18 and c18d. Only extensions with a hint
exist here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
import re
from typing import Final

from .headers import Headers, number, text

EXTENSION_EVENT_NAMES: Final = frozenset({"ExtensionStatus"})
DEVICE_EVENT_NAMES: Final = frozenset({"DeviceStateChange"})


class LineState(StrEnum):
    """State of an extension or of a device."""

    NOT_IN_USE = "not_in_use"
    IN_USE = "in_use"
    BUSY = "busy"
    RINGING = "ringing"
    ON_HOLD = "on_hold"
    UNAVAILABLE = "unavailable"


# Asterisk's bits (pbx.h, ast_extension_states), the one to be told first: an
# extension with a talking and a ringing phone (9) rings, for somebody is
# waiting for an answer, as lamps show it; it is in use again when that is over.
_BITS: Final = (
    (8, LineState.RINGING),
    (16, LineState.ON_HOLD),
    (2, LineState.BUSY),
    (1, LineState.IN_USE),
    (4, LineState.UNAVAILABLE),
)

# In use, busy, or on hold: what a phone is in a call, whether it rings as well or not
_IN_CALL: Final = 1 | 2 | 16

# Words of DeviceStateChange, and those of EndpointList, by their letters
# (devicestate.c). UNKNOWN is a device that nobody watches.
_WORDS: Final = {
    "notinuse": LineState.NOT_IN_USE,
    "inuse": LineState.IN_USE,
    "busy": LineState.BUSY,
    "invalid": LineState.UNAVAILABLE,
    "unavailable": LineState.UNAVAILABLE,
    "ringing": LineState.RINGING,
    "ringinuse": LineState.RINGING,
    "onhold": LineState.ON_HOLD,
}


# What only tells a state, by whoever provides it, `Custom:DND1001`, `Queue:sales`,
# `Park:701@parkedcalls`; a device has a slash there (devicestate.c).
_STATE_ONLY: Final = re.compile(r"[^/]*:")


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension with a hint.

    `devices` are those of the hint (`PJSIP/1001`), none in the event after a
    hint was added again (transcript c18b). `state` is None when the hint is gone.
    `in_call` says that a phone is in a call, also while one rings.
    """

    extension: str
    context: str
    devices: tuple[str, ...] = ()
    state: LineState | None = None
    in_call: bool = field(default=False, compare=False)

    @property
    def phones(self) -> tuple[str, ...]:
        """The devices of its hint that a call can reach: `PJSIP/1001`.

        Others only tell of a state: `Custom:DND1001`, `Queue:sales` (transcript c36).
        """
        return tuple(each for each in self.devices if not _STATE_ONLY.match(each))

    @property
    def reachable(self) -> bool | None:
        """Whether the hint as a whole says that a call could reach it.

        None when the hint is gone. `reachable_by` looks at the phones in it.
        """
        return None if self.state is None else self.state is not LineState.UNAVAILABLE

    def reachable_by(self, states: Callable[[str], LineState | None]) -> bool | None:
        """Return whether a call could reach one of its phones, None when nobody knows.

        `states` returns the state of a device, None where it is not known. It is
        asked only where the hint has parts that are no phones: the state of the
        whole is theirs, too.
        """
        if self.devices and not self.phones:
            return None
        if not self.reachable or self.phones == self.devices:
            return self.reachable
        known = [states(device) for device in self.phones]
        if any(state not in (None, LineState.UNAVAILABLE) for state in known):
            return True
        return None if not known or None in known else False


@dataclass(frozen=True, slots=True)
class Device:
    """One device, `PJSIP/1001`; `state` is None when Asterisk does not watch it."""

    name: str
    state: LineState | None = None


def parse_extension(headers: Headers) -> Extension | None:
    """Return what an ExtensionStatus tells: event, row, or reply to ExtensionState."""
    extension = text(headers, "Exten")
    if extension is None:
        return None
    hint = (text(headers, "Hint") or "").partition(",")[0]
    status = number(headers, "Status")
    return Extension(
        extension,
        text(headers, "Context") or "",
        tuple(device for device in hint.split("&") if device),
        extension_state(status),
        in_call=status is not None and status > 0 and bool(status & _IN_CALL),
    )


def extension_state(status: int | None) -> LineState | None:
    """Return the state for a Status, a set of bits; None when the hint is gone."""
    if status is None or status < 0:
        return None
    told = (state for bit, state in _BITS if status & bit)
    return next(told, LineState.NOT_IN_USE)


def parse_device(headers: Headers) -> Device | None:
    """Return what a DeviceStateChange tells, event or row."""
    name = text(headers, "Device")
    return Device(name, device_state(headers.get("State", ""))) if name else None


def device_state(words: str) -> LineState | None:
    """Return the state for `NOT_INUSE` or `Not in use`; None when it is unknown."""
    return _WORDS.get("".join(filter(str.isalpha, words)).lower())
