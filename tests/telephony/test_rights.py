"""What the documents say of the rights of the AMI user: they are enough, and no less is."""

import asyncio
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from simulator import User
from tests.documents import page

from .acting import fail, finish, start
from .stage import Stage, telephones

_PAGE = page("telephony")

ACTIONS = ("get_calls", "hangup")


def _rows(action: str) -> list[tuple[str, set[str]]]:
    """Return each `read` and `write` that the documents say is enough for an action."""
    row = re.search(
        rf"^\|[^|]*`{action}`[^|]*\|([^|]*)\|([^|]*)\|$", _PAGE, re.MULTILINE
    )
    assert row is not None
    (read,) = re.findall(r"`([\w,]+)`", row[1])
    alternatives = re.split(r",? or ", row[2])
    return [(read, set(re.findall(r"`(\w+)`", each))) for each in alternatives]


def _enough() -> list[tuple[str, User]]:
    return [
        (action, User("admin", "secret", read, ",".join(sorted(write))))
        for action in ACTIONS
        for read, write in _rows(action)
    ]


def _too_little() -> list[tuple[str, User]]:
    return [
        (action, User("admin", "secret", read, ",".join(sorted(write - {less}))))
        for action in ACTIONS
        for read, write in _rows(action)
        for less in sorted(write)
    ]


async def _act(stage: Stage, action: str) -> asyncio.Task[Any]:
    """Do an action about a call that goes on."""
    call = stage.server.pbx.dial("1001", "1002")
    call.ring()
    call.answer()
    await stage.settle()
    data = {"call": call.linked_id} if action == "hangup" else {}
    return start(stage, action, **data)


@pytest.mark.parametrize(("action", "user"), _enough())
async def test_it_is_enough(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, action: str, user: User
) -> None:
    """In each way that the table names."""
    async with telephones(hass, freezer, user=user) as stage:
        await finish(stage, await _act(stage, action))
        assert stage.state("active_calls") == ("0" if action == "hangup" else "1")


@pytest.mark.parametrize(("action", "user"), _too_little())
async def test_no_less_is(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, action: str, user: User
) -> None:
    """Without one of its words the action says which to add."""
    async with telephones(hass, freezer, user=user) as stage:
        await fail(stage, await _act(stage, action), "no_call_right")
