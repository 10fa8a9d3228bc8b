"""Binary sensors of the pins of a radio interface: GPIO and parallel port."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.entity import Entity

from ..app_rpt.state import NodeState
from ..app_rpt.variables import MAX_PINS
from ..coordinator import NodeCoordinator
from ..entity import NodeEntity
from .appearing import async_follow_keys

# Of each pin; its own key has the number.
GPIO = BinarySensorEntityDescription(
    key="gpio",
    translation_key="gpio",
    entity_category=EntityCategory.DIAGNOSTIC,
    entity_registry_enabled_default=False,
)
PP = BinarySensorEntityDescription(
    key="pp",
    translation_key="pp",
    entity_category=EntityCategory.DIAGNOSTIC,
    entity_registry_enabled_default=False,
)

_PINS = {"gpio": GPIO, "pp": PP}
_PREFIXES = ("gpio_", "pp_")


@callback
def async_follow_pins(
    coordinator: NodeCoordinator, add: Callable[[Iterable[Entity]], None]
) -> CALLBACK_TYPE:
    """Add a binary sensor for each pin of a node.

    Call what is returned when the node is not followed any more.
    """

    def seen(state: NodeState) -> Iterable[tuple[str, str]]:
        return [(key, key.rpartition("_")[2]) for key, _ in state.pins]

    return async_follow_keys(
        coordinator,
        add,
        prefixes=_PREFIXES,
        seen=seen,
        make=lambda key, name: PinSensor(coordinator, key, name),
        most=len(_PREFIXES) * MAX_PINS,
    )


class PinSensor(NodeEntity, BinarySensorEntity):
    """Whether a pin is on; unknown until the node has said so."""

    def __init__(self, coordinator: NodeCoordinator, key: str, number: str) -> None:
        """Make the sensor of a node; `number` is that of the pin."""
        super().__init__(coordinator, _PINS[key.rpartition("_")[0]])
        self._attr_unique_id = f"{coordinator.device_key}_{key}"
        self._attr_translation_placeholders = {"number": number}
        self._key = key

    @override
    def _shown(self) -> bool | None:
        return self.is_on

    @property
    @override
    def is_on(self) -> bool | None:
        return next(
            (on for key, on in self.coordinator.data.pins if key == self._key), None
        )
