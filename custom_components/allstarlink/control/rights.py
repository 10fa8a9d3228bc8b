"""What a user of Home Assistant may do with a node."""

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er


def may_read(hass: HomeAssistant, user: User, device_id: str) -> bool:
    """Tell whether a user may read an entity of a device, and so see the node."""
    check = user.permissions.check_entity
    return user.permissions.access_all_entities(POLICY_READ) or any(
        check(entity_id, POLICY_READ) for entity_id in _entity_ids(hass, device_id)
    )


def may_control(hass: HomeAssistant, user: User, device_id: str) -> bool:
    """Tell whether a user may control all entities of a device, and so the node."""
    if user.permissions.access_all_entities(POLICY_CONTROL):
        return True
    check = user.permissions.check_entity
    entity_ids = _entity_ids(hass, device_id)
    return bool(entity_ids) and all(
        check(entity_id, POLICY_CONTROL) for entity_id in entity_ids
    )


def _entity_ids(hass: HomeAssistant, device_id: str) -> list[str]:
    entities = er.async_entries_for_device(er.async_get(hass), device_id)
    return [entity.entity_id for entity in entities]
