"""Actions that answer what happened on a node, and who talked how long."""

from datetime import datetime, timedelta
from typing import Any

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.util import dt as dt_util

from ..activity.talk_statistics import Tally
from ..node import Node

# Periods of `get_talkers`
TODAY = "today"
LAST_24_HOURS = "24h"
LAST_7_DAYS = "7days"
PERIODS = (TODAY, LAST_24_HOURS, LAST_7_DAYS)


async def async_get_activity(node: Node, call: ServiceCall) -> ServiceResponse:
    """Return the newest activities, the newest first."""
    return {"activities": [*node.history.newest(call.data["limit"])]}


async def async_get_talkers(node: Node, call: ServiceCall) -> ServiceResponse:
    """Return who talked in a period, who talked longest first."""
    since = period_start(call.data["period"])
    talkers = sorted(
        node.history.talks.talkers(since).items(),
        key=lambda item: (-item[1].milliseconds, item[0]),
    )
    callsign_of = node.stations.callsign_of
    return {
        "talkers": [
            _talker_data(name, callsign_of(name), tally) for name, tally in talkers
        ]
    }


def period_start(period: str) -> datetime:
    """Return when a period began, UTC or local."""
    if period == TODAY:
        return dt_util.start_of_local_day()
    return dt_util.utcnow() - timedelta(days=1 if period == LAST_24_HOURS else 7)


def _talker_data(name: str, callsign: str | None, tally: Tally) -> dict[str, Any]:
    return {
        "node": name,
        "callsign": callsign,
        "talks": tally.talks,
        "seconds": tally.seconds,
        "last_heard": tally.last_heard.isoformat() if tally.last_heard else None,
    }
