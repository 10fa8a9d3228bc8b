"""Tells the user of nodes whose registration is refused again and again."""

from typing import TYPE_CHECKING

from homeassistant.core import callback

from ..asterisk.registrations import Registration, RegistrationState, Technology
from ..issues import async_show_registration_rejected

if TYPE_CHECKING:
    from ..hub import AmiHub
    from .coordinator import ServerRegistrations

# Seconds for which a registration must be refused: servers try again each
# minute, and a registrar may refuse what it has not heard of yet
_PATIENCE = 150.0


class Refusals:
    """Keeps since when nodes are refused.

    Only a good registration, or none at all, takes a refusal back: between two
    refusals a registration is tried, and looks so.
    """

    def __init__(self, hub: AmiHub) -> None:
        """Take the hub."""
        self._hub = hub
        self._since: dict[str, float] = {}

    @callback
    def async_update(self, registrations: ServerRegistrations) -> None:
        """Take what the server said now."""
        for node in {*self._hub.nodes, *self._since}:
            self._update(node, registrations)

    def _update(self, node: str, registrations: ServerRegistrations) -> None:
        now = self._hub.hass.loop.time()
        found = registrations.of(node) if node in self._hub.nodes else ()
        if not found or any(one.registered for one in found):
            self._since.pop(node, None)
        elif any(_is_refused(one) for one in found):
            self._since.setdefault(node, now)
        since = self._since.get(node, now)
        async_show_registration_rejected(
            self._hub.hass, self._hub.entry, node, now - since >= _PATIENCE
        )


def _is_refused(registration: Registration) -> bool:
    # A registration by HTTP has no other word for it.
    return registration.state is RegistrationState.REJECTED or (
        registration.technology is Technology.HTTP
        and registration.state is RegistrationState.UNREGISTERED
    )
