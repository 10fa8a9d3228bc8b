"""When the nodes of a server are polled."""

from itertools import pairwise

import pytest

from custom_components.allstarlink.polling.poll_times import share_of, until_next_poll


def test_a_single_node_is_polled_at_whole_intervals() -> None:
    """Whatever else polled it meanwhile."""
    assert share_of(0) == 0.0
    assert until_next_poll(1000.0, 1000.0, 0.0, 60.0) == 60.0
    assert until_next_poll(1001.5, 1000.0, 0.0, 60.0) == pytest.approx(58.5)
    assert until_next_poll(1060.2, 1000.0, 0.0, 60.0) == pytest.approx(59.8)


def test_a_poll_just_before_its_time_is_the_one_that_was_due() -> None:
    """The next one is an interval later, not at once."""
    assert until_next_poll(1059.3, 1000.0, 0.0, 60.0) == pytest.approx(60.7)
    assert until_next_poll(1058.0, 1000.0, 0.0, 60.0) == pytest.approx(2.0)


@pytest.mark.parametrize("nodes", [2, 3, 7, 20, 50])
def test_polls_of_many_nodes_lie_apart(nodes: int) -> None:
    """No two of them are closer than a third of an even distance."""
    times = sorted(
        until_next_poll(0.0, 0.0, share_of(index), 60.0) % 60 for index in range(nodes)
    )
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) > 60 / nodes / 3
