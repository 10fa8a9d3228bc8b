"""Each row of the matrix: states before, during and after."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest

from custom_components.allstarlink.ami.metrics import Metrics
from custom_components.allstarlink.const import DOMAIN

from .certificates import Authority
from .matrix import MATRIX, Row, Shown
from .stage import Stage, staged

# Some of what is looked at is off by default
pytestmark = pytest.mark.usefixtures("every_entity")


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.name)
async def test_row(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    figures: dict[str, tuple[float, float]],
    row: Row,
) -> None:
    """It is noticed in time, nothing false is shown, and it heals by itself."""
    authority = Authority(tmp_path) if row.tls else None
    if authority is not None:
        # The certificates that this machine trusts
        monkeypatch.setattr(
            "custom_components.allstarlink.probe.client_context",
            lambda: authority.trusting,
        )
    async with staged(hass, freezer, authority, row.host) as stage:
        stage.node.key_link("2001")
        await stage.time.settle()
        assert stage.wrong() == []
        before = stage.hub.client.connection.metrics
        fault = row.fault(stage)
        await anext(fault)
        noticed = await stage.until(_looks(stage, row.shown), row.notice)
        await stage.time.advance(row.lasts)
        assert _looks(stage, row.shown)(), stage.wrong()
        _check_issue(stage, row)
        _check_shown(stage, row)
        assert [item async for item in fault] == []
        recovered = await stage.until(stage.is_right, row.recover)
        figures[row.name] = noticed, recovered
        _check_record(stage, row, before)
        await _check_events(stage)


def _looks(stage: Stage, shown: Shown) -> Callable[[], bool]:
    return {
        Shown.AWAY: stage.is_away,
        Shown.RIGHT: stage.is_right,
        Shown.NODE_AWAY: stage.is_other_node_away,
    }[shown]


def _check_issue(stage: Stage, row: Row) -> None:
    issue = ir.async_get(stage.hass).async_get_issue(
        DOMAIN, f"tls_failed_{stage.entry.entry_id}"
    )
    assert (issue is not None) == (row.cause == "TlsFailed")


def _check_shown(stage: Stage, row: Row) -> None:
    """Why there is no session, and the status, as users see them."""
    connected = stage.states.server("connected")
    assert connected.attributes["cause"] == row.shown_cause
    since = dt_util.parse_datetime(connected.attributes["since"])
    assert since is not None
    assert dt_util.utcnow() - since >= timedelta(seconds=row.lasts)
    # A poll that failed may be one of a few.
    expected = {"good", "degraded"} if row.is_kept else {"offline"}
    assert stage.states.server("status").state in expected


def _check_record(stage: Stage, row: Row, before: Metrics) -> None:
    """One loss and one new session, and the cause is on record; or neither."""
    metrics = stage.hub.client.connection.metrics
    assert metrics.losses - before.losses == (not row.is_kept)
    assert metrics.successes - before.successes == (not row.is_kept)
    causes = [change.cause for change in stage.hub.client.connection.history]
    if row.cause:
        assert any(cause and cause.startswith(row.cause) for cause in causes)
    else:
        assert set(causes) == {None}
    assert not [
        issue for domain, issue in ir.async_get(stage.hass).issues if domain == DOMAIN
    ]


async def _check_events(stage: Stage) -> None:
    """Events arrive and count at once."""
    stage.node.link("2009")
    stage.node.key_link("2009")
    await stage.time.settle()
    assert stage.states["talker"] == "2009"
    assert stage.states["link_keyed"] == STATE_ON
