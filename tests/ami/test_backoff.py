"""How long a connection waits before it tries again."""

import pytest

from custom_components.allstarlink.ami.backoff import Backoff
from custom_components.allstarlink.ami.errors import (
    AuthenticationFailed,
    ConnectionLost,
    ConnectRefused,
)

LOST = ConnectionLost("The server closed the connection")
REFUSED = ConnectRefused("Connection refused")


def delays(backoff: Backoff, count: int) -> list[float]:
    """Return the waits of an outage."""
    return [backoff.delay(LOST), *(backoff.delay(REFUSED) for _ in range(count - 1))]


def test_delays_double_up_to_the_longest() -> None:
    """And stay there for ever."""
    backoff = Backoff(5, 60, lambda: 0.0)

    assert delays(backoff, 7) == [5, 10, 20, 40, 60, 60, 60]
    assert delays(backoff, 5000)[-1] == 60


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_jitter_shortens_by_a_quarter_at_most(chance: float) -> None:
    """So the longest wait is a promise."""
    assert delays(Backoff(5, 60, lambda: chance), 6) == [
        delay * (1 - chance / 4) for delay in (5, 10, 20, 40, 60, 60)
    ]


def test_the_first_delay_is_never_longer_than_the_longest() -> None:
    """The options allow it."""
    assert delays(Backoff(5, 1, lambda: 0.0), 3) == [1, 1, 1]


def test_only_a_stable_session_starts_over() -> None:
    """A server that drops us after each login is not asked more often."""
    backoff = Backoff(5, 60, lambda: 0.0)
    delays(backoff, 2)

    backoff.connected()
    backoff.lost(9.9)
    assert backoff.delay(LOST) == 20

    backoff.connected()
    backoff.lost(1000, answered=False)
    assert backoff.delay(LOST) == 40

    backoff.connected()
    backoff.lost(10)
    assert backoff.delay(LOST) == 5


def test_after_silence_the_first_delay_is_short() -> None:
    """A network that stalled may be back at any moment."""
    backoff = Backoff(5, 60, lambda: 0.0)
    backoff.lost(1000, silent=True)

    assert delays(backoff, 8) == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_server_that_shuts_down_after_each_login_is_not_hammered() -> None:
    """The quick tries are over after three, until a session was stable again."""
    backoff = Backoff(5, 60, lambda: 0.0)
    waits = []
    for _ in range(9):
        backoff.announce_shutdown()
        backoff.lost(0.1)
        waits += delays(backoff, 1)
        backoff.connected()
    assert waits == [1, 1, 1, 5, 10, 20, 40, 60, 60]

    backoff.announce_shutdown()
    backoff.lost(10)
    assert delays(backoff, 4) == [1, 1, 1, 5]


def test_a_refused_login_is_tried_four_times_an_hour() -> None:
    """Without jitter, and whatever was announced."""
    backoff = Backoff(5, 60, lambda: 1.0)
    backoff.announce_shutdown()
    refused = AuthenticationFailed("User name or secret refused")

    assert [backoff.delay(refused) for _ in range(3)] == [900, 900, 900]


def test_an_announced_restart_is_awaited_closely() -> None:
    """For three seconds; it is back in less (transcript 71)."""
    backoff = Backoff(5, 60, lambda: 0.0)
    backoff.announce_shutdown()

    assert delays(backoff, 3) == [1, 1, 1]
    backoff.announce_shutdown()
    assert delays(backoff, 3) == [5, 10, 20]


def test_each_outage_has_its_own_announcement() -> None:
    """The next restart is awaited closely again."""
    backoff = Backoff(5, 60, lambda: 0.0)
    backoff.announce_shutdown()
    delays(backoff, 1)
    backoff.connected()
    assert delays(backoff, 1) == [5]
    backoff.connected()
    backoff.announce_shutdown()

    assert delays(backoff, 1) == [1]
