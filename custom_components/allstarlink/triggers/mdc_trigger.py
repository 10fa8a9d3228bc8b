"""Trigger: MDC-1200 messages."""

from typing import Any, override

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..app_rpt.activity import Activity, ActivityType
from ..app_rpt.mdc import MdcMessage, is_unit
from ..node import Node
from .node_trigger import ActivityTrigger, FireActivity

CONF_UNITS = "units"
CONF_MESSAGES = "messages"


def _unit(value: Any) -> str:
    unit = str(value).upper()
    if not is_unit(unit):
        raise vol.Invalid("Four of the digits 0 to 9 and A to F")
    return unit


class MdcReceived(ActivityTrigger):
    """One of these units, or any, has sent one of these messages, or any."""

    ACTIVITY = ActivityType.MDC
    OPTIONS = {
        vol.Optional(CONF_UNITS, default=list): vol.All(cv.ensure_list, [_unit]),
        vol.Optional(CONF_MESSAGES, default=list): vol.All(
            cv.ensure_list, [vol.In([message.value for message in MdcMessage])]
        ),
    }

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._units = frozenset(options[CONF_UNITS])
        self._messages = frozenset(options[CONF_MESSAGES])

    @override
    def _happened(self, node: Node, activity: Activity, fire: FireActivity) -> None:
        mdc = activity.mdc
        if (
            mdc is not None
            and (not self._units or mdc.unit in self._units)
            and (not self._messages or mdc.message in self._messages)
        ):
            fire(activity)
