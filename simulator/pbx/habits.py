"""Who calls whom by habit, for a server that runs by itself."""

import asyncio
from dataclasses import dataclass
import random
from typing import TYPE_CHECKING

from .call import Call

if TYPE_CHECKING:
    from .exchange import Pbx

type Span = tuple[float, float]

# What becomes of a call that nobody answers.
_VAIN = Call.no_answer, Call.cancel, Call.busy


@dataclass(frozen=True, slots=True)
class Habit:
    """`by` dials `to` now and then; spans are [shortest, longest] in seconds.

    `answered` is the share of the calls that are.
    """

    by: str
    to: str
    pauses: Span = (60.0, 300.0)
    rings: Span = (2.0, 10.0)
    talks: Span = (20.0, 120.0)
    answered: float = 0.7


async def follow(pbx: Pbx, habit: Habit, dice: random.Random) -> None:
    """Call by this habit, for ever; LookupError if that number does not exist."""
    while True:
        await asyncio.sleep(dice.uniform(*habit.pauses))
        if any(call.has(habit.by) for call in pbx.calls):
            continue
        await _call(pbx.dial(habit.by, habit.to), habit, dice)


async def _call(call: Call, habit: Habit, dice: random.Random) -> None:
    """Play a call; somebody else may end it at any time."""
    if not call.rings():
        return
    call.ring()
    await asyncio.sleep(dice.uniform(*habit.rings))
    if not call.is_up:
        return
    if call.rings():
        if dice.random() >= habit.answered:
            dice.choice(_VAIN)(call)
            return
        call.answer()
    await asyncio.sleep(dice.uniform(*habit.talks))
    ends = [channel for channel in call.channels if not channel.other_half]
    if ends:
        call.hang_up(dice.choice(ends).name)
