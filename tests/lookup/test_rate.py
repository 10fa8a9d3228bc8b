"""How often a service may be asked."""

from custom_components.allstarlink.lookup.rate import RateLimit


def test_so_many_requests_in_so_much_time() -> None:
    """The window slides: each request is forgotten a minute later."""
    rate = RateLimit(3, 60.0)
    for now in (100.0, 110.0, 120.0):
        assert rate.wait(now) == 0
        rate.take(now)
    assert rate.wait(120.0) == 40
    assert rate.wait(159.5) == 1
    assert rate.wait(160.0) == 0
    rate.take(160.0)
    assert rate.wait(160.0) == 10
    assert rate.wait(170.0) == 0


def test_a_service_may_close() -> None:
    """Then nothing is asked until it opens; an earlier time changes nothing."""
    rate = RateLimit(3, 60.0)
    rate.close(200.0)
    rate.close(150.0)
    assert rate.wait(140.2) == 60
    assert rate.wait(200.0) == 0
