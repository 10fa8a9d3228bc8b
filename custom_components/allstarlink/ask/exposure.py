"""Which entities Assist does not know from the start.

Home Assistant exposes each switch to Assist, so a sentence of its own would link a node.
"""

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import DOMAIN as HOMEASSISTANT_DOMAIN, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN

_ASSIST = "conversation"


@callback
def is_registered(hass: HomeAssistant, platform: str, unique_id: str | None) -> bool:
    """Return whether Home Assistant knows an entity of ours already."""
    registry = er.async_get(hass)
    return (
        unique_id is not None
        and registry.async_get_entity_id(platform, DOMAIN, unique_id) is not None
    )


@callback
def async_hide_from_assist(hass: HomeAssistant, entity_id: str) -> None:
    """Expose an entity to Assist no more, until the user does."""
    # Home Assistant's own integration is always there before others.
    if HOMEASSISTANT_DOMAIN in hass.config.components:
        async_expose_entity(hass, _ASSIST, entity_id, False)
