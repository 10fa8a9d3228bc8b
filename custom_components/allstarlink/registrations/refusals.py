"""Tells the user of nodes whose registration is refused again and again."""

from collections.abc import Callable, Collection, Sequence

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..asterisk.registrations import Registration, RegistrationState, Technology
from ..issues import async_show_registration_rejected

# Seconds for which a registration must be refused: servers try again each
# minute, and a registrar may refuse what it has not heard of yet
_TIMEOUT = 150.0


class Refusals:
    """Keeps since when nodes are refused.

    Only a good registration, or none at all, takes a refusal back: between two
    refusals a registration is tried, and looks so.
    """

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, nodes: Collection[str]
    ) -> None:
        """Take the numbers of the nodes that are followed, as they come and go."""
        self._hass = hass
        self._entry = entry
        self._nodes = nodes
        self._since: dict[str, float] = {}

    @callback
    def async_update(
        self, registrations_of: Callable[[str], Sequence[Registration]]
    ) -> None:
        """Take the registrations of each node, as the server has just reported them."""
        for node in {*self._nodes, *self._since}:
            self._update(node, registrations_of(node) if node in self._nodes else ())

    def _update(self, node: str, found: Sequence[Registration]) -> None:
        now = self._hass.loop.time()
        if not found or any(one.registered for one in found):
            self._since.pop(node, None)
        elif any(_is_refused(one) for one in found):
            self._since.setdefault(node, now)
        since = self._since.get(node, now)
        async_show_registration_rejected(
            self._hass, self._entry, node, now - since >= _TIMEOUT
        )


def _is_refused(registration: Registration) -> bool:
    # A registration by HTTP has no other word for it.
    return registration.state is RegistrationState.REJECTED or (
        registration.technology is Technology.HTTP
        and registration.state is RegistrationState.UNREGISTERED
    )
