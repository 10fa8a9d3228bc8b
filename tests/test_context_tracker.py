"""How long a change of links is due to an action."""

from homeassistant.core import Context

from custom_components.allstarlink.context_tracker import ContextTracker


class _Watch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_link_has_its_cause_until_its_time_is_over() -> None:
    """Others have none."""
    watch, mine = _Watch(), Context()
    causes = ContextTracker(watch)
    assert causes.of(["2001"]) is None
    causes.expect(mine, ["2001"], 10)
    assert causes.of(["2002", "2001"]) is mine
    assert causes.of(["2002"]) is None
    watch.now = 10
    assert causes.of(["2001"]) is None


def test_the_last_action_on_a_link_counts() -> None:
    """It may also end the time of its own effect earlier."""
    watch, first, last = _Watch(), Context(), Context()
    causes = ContextTracker(watch)
    causes.expect(first, ["2001"], 40)
    causes.expect(last, ["2001"], 5)
    assert causes.of(["2001"]) is last
    watch.now = 5
    assert causes.of(["2001"]) is None


def test_any_change_may_be_due_to_an_action_that_names_no_link() -> None:
    """One that names the link comes first."""
    watch, macro, connect = _Watch(), Context(), Context()
    causes = ContextTracker(watch)
    causes.expect(macro, [None], 10)
    causes.expect(connect, ["2001"], 5)
    assert causes.of(["2001"]) is connect
    assert causes.of(["2002"]) is macro
    watch.now = 5
    assert causes.of(["2001"]) is macro


def test_nothing_is_due_to_nobody() -> None:
    """Without a context there is nothing to remember."""
    causes = ContextTracker(_Watch())
    causes.expect(None, ["2001"], 10)
    assert causes.of(["2001"]) is None
