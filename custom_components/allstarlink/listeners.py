"""Functions that are called whenever something happens, as long as they want it."""

from collections.abc import Callable

from homeassistant.core import CALLBACK_TYPE, callback


class Listeners[**P]:
    """Those who listen for one kind of happening."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._listeners: list[Callable[P, None]] = []

    @callback
    def async_add(self, listener: Callable[P, None]) -> CALLBACK_TYPE:
        """Call this from now on, until what is returned is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def async_notify(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call all who listen, in the order in which they came."""
        # A copy: who is called may stop to listen.
        for listener in list(self._listeners):
            listener(*args, **kwargs)


@callback
def keep_asking() -> None:
    """Listen to nothing: a DataUpdateCoordinator asks only while somebody listens."""
