"""When a server's events count as missing."""

from custom_components.allstarlink.app_rpt.unannounced import Unannounced
from custom_components.allstarlink.event_stream import EventStream

_LINK, _KEY_UP = Unannounced(links=1), Unannounced(receiving=1)


def test_three_times_of_any_kind() -> None:
    """It is told once, and taken back once."""
    told: list[bool] = []
    stream = EventStream(told.append)
    for seen in (_LINK, _KEY_UP, Unannounced(), _LINK):
        assert told == []
        stream.missed(seen)
    assert told == [True]
    stream.missed(_LINK)
    assert told == [True]
    stream.heard("RPT_ALINKS")
    assert told == [True, False]
    assert stream.is_missing is False


def test_an_event_proves_its_own_kind_only() -> None:
    """As with an eventfilter that lets the receiver's through and no other."""
    told: list[bool] = []
    stream = EventStream(told.append)
    for _ in range(3):
        stream.missed(_LINK)
        stream.heard("RPT_RXKEYED")
        stream.heard("RPT_TXKEYED")
    assert told == [True]


def test_the_receivers_events_prove_that_they_arrive() -> None:
    """However often it was missed before."""
    told: list[bool] = []
    stream = EventStream(told.append)
    stream.missed(Unannounced(receiving=5))
    stream.heard("RPT_RXKEYED")
    assert told == [True, False]
    stream.missed(Unannounced(receiving=2))
    assert told == [True, False]
