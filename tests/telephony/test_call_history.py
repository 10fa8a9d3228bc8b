"""The calls that have ended: the action, the counts, and what is kept over restarts."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
import voluptuous as vol

from .stage import Stage, telephones


async def _history(stage: Stage, **data: Any) -> list[dict[str, Any]]:
    response = await stage.hass.services.async_call(
        "allstarlink",
        "get_call_history",
        {"config_entry_id": stage.entry.entry_id, **data},
        blocking=True,
        return_response=True,
    )
    assert response
    calls: Any = response["calls"]
    return list(calls)


async def _ring_in_vain(stage: Stage) -> None:
    call = stage.server.pbx.dial("trunk", "5551000")
    call.ring()
    await stage.time.advance(2)
    call.cancel()
    await stage.settle()


async def test_a_call_with_who_talked_when(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Each talk of a transferred call is a segment."""
    async with telephones(hass, freezer) as stage:
        assert await _history(stage) == []
        began = dt_util.utcnow()
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.time.advance(3)
        answered = dt_util.utcnow()
        call.answer()
        await stage.time.advance(7)
        ended = dt_util.utcnow()
        call.hang_up()
        await stage.settle()
        (told,) = await _history(stage)
        (segment,) = told.pop("segments")
        assert told == {
            "started": began.isoformat(),
            "ended": ended.isoformat(),
            "caller": "1001",
            "caller_name": "Alice",
            "called": "1002",
            "direction": "internal",
            "duration": 10.0,
            "disposition": "answered",
            "cause": 16,
            "answered_by": "PJSIP/1002",
            "missed": False,
        }
        assert segment == {
            "participants": ["PJSIP/1001", "PJSIP/1002"],
            "started": answered.isoformat(),
            "ended": ended.isoformat(),
        }
        assert stage.get("last_call").attributes["caller_name"] == "Alice"
        assert stage.get("call").attributes["caller_name"] == "Alice"


async def test_missed_calls(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Those that came in and that nobody answered, the newest first."""
    async with telephones(hass, freezer) as stage:
        assert stage.state("missed_calls_today") == "0"
        await _ring_in_vain(stage)
        assert stage.state("missed_calls_today") == "1"
        for by, number in (("1001", "1002"), ("trunk", "5551000")):
            call = stage.server.pbx.dial(by, number)
            call.ring()
            if by == "trunk":
                call.answer()
            call.hang_up()
            await stage.settle()
        assert stage.state("missed_calls_today") == "1"
        assert stage.state("calls_today") == "3"
        assert [one["disposition"] for one in await _history(stage)][-1] == "cancelled"
        (missed,) = await _history(stage, missed=True)
        assert (missed["called"], missed["missed"]) == ("5551000", True)
        assert len(await _history(stage, limit=2)) == 2
        for limit in (0, 201):
            with pytest.raises(vol.Invalid):
                await _history(stage, limit=limit)


async def test_it_survives_a_reload(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """With what has happened since, in order."""
    async with telephones(hass, freezer) as stage:
        await _ring_in_vain(stage)
        before = await _history(stage)
        assert await hass.config_entries.async_reload(stage.entry.entry_id)
        await stage.settle()
        assert await _history(stage) == before
        await _ring_in_vain(stage)
        again = await _history(stage)
        assert again[1:] == before
        assert stage.state("missed_calls_today") == "2"


@pytest.mark.parametrize(
    "damage",
    [
        {"started": "yesterday"},
        {"caller": "x" * 65},
        {"caller": ["1001"]},
        {"direction": "sideways"},
        {"segments": None},
        {"segments": [{"participants": [1], "started": 1, "ended": 1}]},
        {"duration": "long"},
    ],
)
async def test_a_damaged_call_is_left_out(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
    damage: dict[str, Any],
) -> None:
    """The others stay."""
    async with telephones(hass, freezer) as stage:
        await _ring_in_vain(stage)
        await _ring_in_vain(stage)
        assert await hass.config_entries.async_unload(stage.entry.entry_id)
        stored = hass_storage[f"allstarlink.{stage.entry.entry_id}.calls"]["data"]
        stored["calls"][0].update(damage)
        assert await hass.config_entries.async_setup(stage.entry.entry_id)
        await stage.settle()
        assert len(await _history(stage)) == 1


async def test_a_removed_server_leaves_nothing(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    async with telephones(hass, freezer) as stage:
        await _ring_in_vain(stage)
        key = f"allstarlink.{stage.entry.entry_id}.calls"
    assert key in hass_storage
    await hass.config_entries.async_remove(stage.entry.entry_id)
    await hass.async_block_till_done()
    assert key not in hass_storage
