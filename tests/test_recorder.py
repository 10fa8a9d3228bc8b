"""What Home Assistant's recorder makes of a busy hub."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
import logging

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.db_schema import Events, States
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.components.recorder.util import session_scope
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)
from sqlalchemy import func, select

from .busy_hub import Hub, busy_hub

# Rows of states and events that a key-up may cost
ROWS_PER_TALK = 7


@pytest.fixture(autouse=True)
def quiet_database() -> None:
    """Keep every statement of the database out of the log."""
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)


async def _rows(hass: HomeAssistant) -> int:
    """Return how many states and events are recorded."""
    await async_wait_recording_done(hass)

    def count() -> int:
        with session_scope(hass=hass, read_only=True) as session:
            tables = (select(func.count()).select_from(t) for t in (States, Events))
            return sum(session.execute(table).scalar_one() for table in tables)

    return await hass.async_add_executor_job(count)


@pytest.mark.usefixtures("recorder_mock")
async def test_rows_of_an_hour_on_a_busy_hub(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    """docs/history.md states this figure: 1200 key-ups on 40 links."""
    async with busy_hub(hass, freezer) as hub:
        before = await _rows(hass)
        await hub.run(1 / 4)
        rows = await _rows(hass) - before
        record_testsuite_property("recorder_rows_per_hour", rows * 4)
        assert rows <= ROWS_PER_TALK * len(hub.talks)


@pytest.mark.usefixtures("recorder_mock")
async def test_statistics_go_on_over_midnight(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The sensors start over, the sums of the statistics do not."""
    async with busy_hub(hass, freezer) as hub:
        midnight = dt_util.start_of_local_day() + timedelta(days=1)
        start = dt_util.as_utc(midnight - timedelta(minutes=10))
        await hub.jump_to(start)
        await hub.run(1 / 3)
        sums = await _sums(hass, hub, start)
        assert int(hub.states["talks_today"]) == len(hub.since(midnight))
        seconds = sum(talk.milliseconds for talk in hub.talks) / 1000
        assert sums["talks_today"] == len(hub.talks) == 400
        assert sums["talk_time_today"] == pytest.approx(seconds / 60, abs=0.001)


async def _sums(hass: HomeAssistant, hub: Hub, start: datetime) -> dict[str, float]:
    """Return the sums of both sensors after 25 minutes."""
    for period in range(5):
        do_adhoc_statistics(hass, start=start + timedelta(minutes=5 * period))
    await async_wait_recording_done(hass)
    sums = {}
    for key in ("talks_today", "talk_time_today"):
        entity_id = hub.states.entity_id(key)
        assert entity_id is not None
        statistics = await hass.async_add_executor_job(
            partial(
                statistics_during_period,
                hass,
                start,
                None,
                {entity_id},
                "5minute",
                None,
                {"sum"},
            )
        )
        last = statistics[entity_id][-1]["sum"]
        assert last is not None
        sums[key] = last
    return sums
