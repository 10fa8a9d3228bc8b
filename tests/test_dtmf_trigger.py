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


@pytest.mark.parametrize(
    ("sent", "count"),
    [("12", 1), ("412", 0), ("112", 0), ("1212", 1), ("123", 1), ("21", 0)],
)
async def test_exactly_these_digits(scene: Scene, sent: str, count: int) -> None:
    """No others come before them within the time-out; those after them are too late."""
    automation = await scene.automate("dtmf_received", digits="12", exactly=True)
    scene.node.dtmf(sent)
    await scene.time.settle()
    assert automation.count == count
    await scene.time.advance(3.1)
    scene.node.dtmf("12")
    await scene.time.settle()
    assert automation.count == count + 1


async def _attempt(scene: Scene, digits: str) -> None:
    scene.node.dtmf(digits)
    await scene.time.advance(3.1)


@pytest.mark.parametrize("exactly", [False, True])
async def test_too_many_wrong_rows_lock_for_a_minute(
    scene: Scene, exactly: bool
) -> None:
    """The right one does not count in it; it does so afterwards, and begins anew."""
    options = {"digits": "123", "exactly": exactly, "max_attempts": 3}
    automation = await scene.automate("dtmf_received", **options)
    # A short row is an attempt as well, once it is over.
    for row in ("111", "1", "222"):
        await _attempt(scene, row)
    await _attempt(scene, "123")
    assert automation.count == 0
    await scene.time.advance(45)
    await _attempt(scene, "123")
    assert automation.count == 0
    await scene.time.advance(10)
    await _attempt(scene, "123")
    assert automation.count == 1
    for row in ("111", "222", "123"):
        await _attempt(scene, row)
    assert automation.count == 2
    for row in ("111", "222", "123"):
        await _attempt(scene, row)
    assert automation.count == 3


async def test_a_long_row_is_as_many_attempts(scene: Scene) -> None:
    """All pairs of digits in one row are not let through."""
    pairs = "".join(f"{a}{b}" for a in range(10) for b in range(10))
    free = await scene.automate("dtmf_received", digits="77")
    locked = await scene.automate("dtmf_received", digits="77", max_attempts=5)
    scene.node.dtmf(pairs)
    await scene.time.settle(100)
    assert free.count >= 1
    assert locked.count == 0


async def test_a_lock_is_of_one_node(scene: Scene) -> None:
    """The others may go on."""
    other = await scene.add_node("1998")
    target = {"device_id": [scene.device, other]}
    automation = await automate(
        scene.hass, on("dtmf_received", target, {"digits": "12", "max_attempts": 1})
    )
    await _attempt(scene, "99")
    await _attempt(scene, "12")
    assert automation.count == 0
    scene.server.node("1998").dtmf("12")
    await scene.time.settle()
    assert automation.count == 1


@pytest.mark.parametrize("options", [{"exactly": True}, {"max_attempts": 3}])
async def test_what_needs_digits(scene: Scene, options: dict[str, Any]) -> None:
    """Any digit cannot be exactly one, nor wrong."""
    with pytest.raises(AssertionError, match="not valid"):
        await scene.automate("dtmf_received", **options)


@pytest.mark.parametrize("attempts", [-1, 101, "many"])
async def test_attempts_that_are_no_number_of_them(scene: Scene, attempts: Any) -> None:
    """The automation is refused when it is set up."""
    options = {"digits": "12", "max_attempts": attempts}
    with pytest.raises(AssertionError, match="not valid"):
        await scene.automate("dtmf_received", **options)
