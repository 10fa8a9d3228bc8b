"""The trigger on DTMF digits, from the event to the action."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from .automations import automate, on
from .scene import Scene


async def test_any_digit(scene: Scene) -> None:
    """Without digits to wait for, each one counts, in order and once."""
    automation = await scene.automate("dtmf_received")
    scene.node.dtmf("*1A#")
    await scene.time.settle()
    assert automation.triggers == [
        {"node": "local", "digit": digit, "digits": digit} for digit in "*1A#"
    ]


@pytest.mark.parametrize(
    ("digits", "sent", "count"),
    [
        ("12", "12", 1),
        ("12", "412", 1),
        ("12", "112", 1),
        ("12", "1212", 2),
        ("11", "111", 1),
        ("11", "1111", 2),
        ("*a#", "*A#", 1),
        ("12", "21", 0),
        (12, "12", 1),
    ],
)
async def test_digits_one_after_the_other(
    scene: Scene, digits: Any, sent: str, count: int
) -> None:
    """They may stand anywhere, and no digit counts for two."""
    automation = await scene.automate("dtmf_received", digits=digits)
    scene.node.dtmf(sent)
    await scene.time.settle()
    assert automation.count == count


@pytest.mark.parametrize(
    ("timeout", "pause", "count"),
    [(None, 2.9, 1), (None, 3.1, 0), ({"seconds": 10}, 9, 1), (1, 1.5, 0)],
)
async def test_digits_that_come_too_late(
    scene: Scene, timeout: Any, pause: float, count: int
) -> None:
    """Each digit must follow the one before in time; then it begins anew."""
    options = (
        {"digits": "123"} if timeout is None else {"digits": "123", "timeout": timeout}
    )
    automation = await scene.automate("dtmf_received", **options)
    for digit in "123":
        scene.node.dtmf(digit)
        await scene.time.advance(pause)
    assert automation.count == count
    scene.node.dtmf("123")
    await scene.time.settle()
    assert automation.count == count + 1


async def test_a_thousand_digits_in_one_burst(scene: Scene) -> None:
    """None is lost, none is told twice, and they keep their order."""
    automation = await scene.automate("dtmf_received", digits="0*")
    singles = [str(number % 10) for number in range(1000)]
    scene.node.dtmf("*".join(singles))
    await scene.time.advance(1)
    assert automation.count == 100


@pytest.mark.parametrize("digits", ["1x", "1 2", "1" * 33, "E"])
async def test_what_is_no_dtmf_digit(scene: Scene, digits: str) -> None:
    """The automation is refused when it is set up."""
    with pytest.raises(AssertionError, match="not valid"):
        await scene.automate("dtmf_received", digits=digits)


async def test_digits_of_two_nodes_are_two_sequences(
    hass: HomeAssistant, scene: Scene
) -> None:
    """A digit on one node does not complete what was begun on another."""
    second = await scene.add_node("1998")
    automation = await automate(
        hass,
        on("dtmf_received", {"device_id": [scene.device, second]}, {"digits": "12"}),
    )
    scene.node.dtmf("1")
    scene.server.node("1998").dtmf("2")
    await scene.time.settle()
    assert automation.count == 0
    scene.node.dtmf("2")
    await scene.time.settle()
    assert automation.count == 1
