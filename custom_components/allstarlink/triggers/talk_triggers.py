"""Triggers: somebody begins to talk, or has talked."""

from datetime import timedelta
from typing import Any, override

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..app_rpt.activity import Activity, ActivityType
from ..app_rpt.talks import Talk
from ..moment import Moment
from ..moments import async_now
from ..node import Node
from .node_trigger import ActivityTrigger, FireActivity
from .station_filter import ANYONE, NAMES, StationFilter

CONF_WHO = "who"
CONF_MINIMUM_DURATION = "minimum_duration"


class TalkTrigger(ActivityTrigger):
    """A trigger on the talks of some stations, or of all."""

    OPTIONS = {
        vol.Optional(CONF_WHO, default=ANYONE): NAMES,
        vol.Optional(
            CONF_MINIMUM_DURATION, default=timedelta(0)
        ): cv.positive_time_period,
    }

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._who = StationFilter(options[CONF_WHO])
        self._minimum: timedelta = options[CONF_MINIMUM_DURATION]


class TalkStarted(TalkTrigger):
    """Somebody begins to talk, or has talked for so long."""

    ACTIVITY = ActivityType.TALK_STARTED

    @override
    def _happened(self, node: Node, activity: Activity, fire: FireActivity) -> None:
        if (talk := _talk_of(node, activity)) is None:
            # It was held back until a poll was whole, and is over by now.
            if not self._minimum:
                fire(activity, quiet_for=None)
            return
        quiet_for = node.idle.quiet_before(talk.talker, talk.started)
        seconds = self._minimum.total_seconds()

        def decide(now: Moment) -> bool:
            known = _open_talk(node, talk.talker, talk.started)
            if known is None:
                return True
            if known.duration(now) < seconds:
                return False
            fire(activity, quiet_for=quiet_for)
            return True

        if not decide(async_now(self._hass)):
            self._await(node, decide, talk.started + self._minimum)


class TalkEnded(TalkTrigger):
    """Somebody has talked, for so long at least."""

    ACTIVITY = ActivityType.TALK_ENDED

    @override
    def _happened(self, node: Node, activity: Activity, fire: FireActivity) -> None:
        if (activity.duration or 0) >= self._minimum.total_seconds():
            fire(activity)


def _talk_of(node: Node, start: Activity) -> Talk | None:
    """Return the talk that an activity told of, None if it is over.

    The station may have begun another one since.
    """
    talks = node.coordinator.data.talking.talks
    of_station = (talk for talk in talks if talk.talker == start.node)
    return next((talk for talk in of_station if talk.started.wall <= start.at), None)


def _open_talk(node: Node, talker: str, started: Moment) -> Talk | None:
    """Return the talk that began at this moment, None if it is over."""
    talks = node.coordinator.data.talking.talks
    same = (t for t in talks if (t.talker, t.started) == (talker, started))
    return next(same, None)
