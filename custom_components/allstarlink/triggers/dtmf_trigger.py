"""Trigger: DTMF digits."""

from datetime import datetime, timedelta
import re
from typing import Any, override

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..app_rpt.activity import Activity, ActivityType
from ..coordinator import NodeCoordinator
from .node_trigger import ActivityTrigger, Fire, fire_activity

CONF_DIGITS = "digits"
CONF_TIMEOUT = "timeout"

_DIGITS = re.compile(r"[0-9A-D*#]{0,32}")


def _digits(value: Any) -> str:
    digits = str(value).upper()
    if not _DIGITS.fullmatch(digits):
        raise vol.Invalid("Up to 32 of the digits 0 to 9, A to D, * and #")
    return digits


class DtmfReceived(ActivityTrigger):
    """These digits were sent, one soon after the other; or any digit."""

    ACTIVITY = ActivityType.DTMF
    OPTIONS = {
        vol.Optional(CONF_DIGITS, default=""): _digits,
        vol.Optional(
            CONF_TIMEOUT, default=timedelta(seconds=3)
        ): cv.positive_time_period,
    }

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._digits: str = options[CONF_DIGITS]
        self._timeout: timedelta = options[CONF_TIMEOUT]
        # By device id: the last digits, and when the very last one came.
        self._heard: dict[str, tuple[str, datetime]] = {}

    @override
    def _happened(self, node: NodeCoordinator, activity: Activity, fire: Fire) -> None:
        digit = activity.digit or ""
        if not self._digits:
            fire_activity(fire, node, activity, digits=digit)
            return
        before, at = self._heard.get(node.device_id, ("", activity.at))
        if activity.at - at > self._timeout:
            before = ""
        heard = (before + digit)[-len(self._digits) :]
        if heard == self._digits:
            heard = ""
            fire_activity(fire, node, activity, digits=self._digits)
        self._heard[node.device_id] = (heard, activity.at)
