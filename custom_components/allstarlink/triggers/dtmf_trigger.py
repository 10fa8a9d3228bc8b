"""Trigger: DTMF digits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
import re
from typing import Any, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from ..app_rpt.activity import Activity, ActivityType
from ..node import Node
from .node_trigger import ActivityTrigger, FireActivity

CONF_DIGITS = "digits"
CONF_TIMEOUT = "timeout"
CONF_EXACTLY = "exactly"
CONF_MAX_ATTEMPTS = "max_attempts"

_DIGITS = re.compile(r"[0-9A-D*#]{0,32}")

# Seconds in which no digits count after too many wrong rows
_LOCKED = 60.0


def _digits(value: Any) -> str:
    digits = str(value).upper()
    if not _DIGITS.fullmatch(digits):
        raise vol.Invalid("Up to 32 of the digits 0 to 9, A to D, * and #")
    return digits


@dataclass(slots=True)
class _Row:
    """Digits of one node, each in time after the one before.

    `heard` are the last of them that may still be the first of the right ones,
    `length` is how many there are in the row, `rest` how many of them are not yet
    judged; `wrong` counts the wrong rows since the last right one.
    """

    at: datetime
    heard: str = ""
    length: int = 0
    rest: int = 0
    wrong: int = 0
    locked_until: float = 0.0


class DtmfReceived(ActivityTrigger):
    """These digits were sent, one soon after the other; or any digit.

    A row is right when it ends in the digits or, `exactly`, when it is them. One
    that ends otherwise is wrong, and so is each part of it that is as long as the
    digits: a long row is as many attempts.
    """

    ACTIVITY = ActivityType.DTMF
    OPTIONS = {
        vol.Optional(CONF_DIGITS, default=""): _digits,
        vol.Optional(
            CONF_TIMEOUT, default=timedelta(seconds=3)
        ): cv.positive_time_period,
        vol.Optional(CONF_EXACTLY, default=False): cv.boolean,
        vol.Optional(CONF_MAX_ATTEMPTS, default=0): vol.All(
            vol.Coerce(int), vol.Range(min=0, max=100)
        ),
    }

    @classmethod
    @override
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Return the validated config."""
        validated = await super().async_validate_config(hass, config)
        options = validated[CONF_OPTIONS]
        needs_digits = options[CONF_EXACTLY] or options[CONF_MAX_ATTEMPTS]
        if needs_digits and not options[CONF_DIGITS]:
            raise vol.Invalid("exactly and max_attempts need digits")
        return validated

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._digits: str = options[CONF_DIGITS]
        self._timeout: timedelta = options[CONF_TIMEOUT]
        self._exactly: bool = options[CONF_EXACTLY]
        self._max_attempts: int = options[CONF_MAX_ATTEMPTS]
        # By device id
        self._rows: dict[str, _Row] = {}

    @override
    def _happened(self, node: Node, activity: Activity, fire: FireActivity) -> None:
        digit = activity.digit or ""
        if not self._digits:
            fire(activity, digits=digit)
            return
        row = self._rows.setdefault(node.device_id, _Row(activity.at))
        # A clock that was set back ends a row as well.
        if not timedelta(0) <= activity.at - row.at <= self._timeout:
            self._end(row)
        row.at = activity.at
        row.heard = (row.heard + digit)[-len(self._digits) :]
        row.length += 1
        row.rest += 1
        if self._is_locked(row):
            row.heard, row.rest = "", 0
            return
        if row.heard == self._digits and not (
            self._exactly and row.length > len(self._digits)
        ):
            row.heard, row.rest, row.wrong = "", 0, 0
            fire(activity, digits=self._digits)
        elif row.rest >= len(self._digits):
            self._judge_wrong(row)

    def _end(self, row: _Row) -> None:
        if row.rest and not self._is_locked(row):
            self._judge_wrong(row)
        row.heard, row.length, row.rest = "", 0, 0

    def _judge_wrong(self, row: _Row) -> None:
        row.rest = 0
        row.wrong += 1
        if self._max_attempts and row.wrong >= self._max_attempts:
            row.wrong = 0
            row.locked_until = self._hass.loop.time() + _LOCKED

    def _is_locked(self, row: _Row) -> bool:
        # Not by the wall clock, which may be set.
        return self._hass.loop.time() < row.locked_until
