"""MDC-1200 data that a node has decoded (app_rpt.c, rxchannel_read; rpt_mdc1200.c).

`I1234` is the ID of unit 1234, `E1234` an emergency, `S1234-5` its status 5. Of two
units, `A1234-5678` is a call alert from 1234 to 5678, `S1234-5678` a selective call.
What comes from another node has the same form, and nothing says from which.
"""

from dataclasses import dataclass
from enum import StrEnum
import re

from .errors import MalformedError

EVENT_NAME = "MDC-1200"


class MdcMessage(StrEnum):
    """What a unit has sent."""

    PTT_ID = "ptt_id"
    EMERGENCY = "emergency"
    STATUS = "status"
    CALL_ALERT = "call_alert"
    SELECTIVE_CALL = "selective_call"


@dataclass(frozen=True, slots=True)
class Mdc:
    """A message of a unit, four hexadecimal digits.

    `value` is the status, one such digit, or the unit that is called.
    """

    message: MdcMessage
    unit: str
    value: str | None = None

    def __post_init__(self) -> None:
        """Raise MalformedError for what no unit can have sent."""
        expected = _VALUES[self.message]
        fits = self.value is None if expected is None else _is(expected, self.value)
        if not (_is(_UNIT, self.unit) and fits):
            raise MalformedError("No MDC-1200 message")


_UNIT = re.compile(r"[0-9A-F]{4}")
_STATUS = re.compile(r"[0-9A-F]")
_VALUES = {
    MdcMessage.PTT_ID: None,
    MdcMessage.EMERGENCY: None,
    MdcMessage.STATUS: _STATUS,
    MdcMessage.CALL_ALERT: _UNIT,
    MdcMessage.SELECTIVE_CALL: _UNIT,
}

_LETTERS = {
    "I": MdcMessage.PTT_ID,
    "E": MdcMessage.EMERGENCY,
    "S": MdcMessage.SELECTIVE_CALL,
    "A": MdcMessage.CALL_ALERT,
}


def is_unit(text: str) -> bool:
    """Return whether this is the ID of a unit: four digits 0 to 9 and A to F."""
    return _is(_UNIT, text)


def parse_mdc(text: str) -> Mdc:
    """Return the message of an event's value. Raises MalformedError."""
    unit, dash, value = text[1:].partition("-")
    message = _LETTERS.get(text[:1])
    if message is MdcMessage.SELECTIVE_CALL and len(value) == 1:
        message = MdcMessage.STATUS
    if message is None:
        raise MalformedError(f"MDC-1200 {text[:20]!r}")
    return Mdc(message, unit, value if dash else None)


def _is(pattern: re.Pattern[str], text: str | None) -> bool:
    return text is not None and pattern.fullmatch(text) is not None
