"""Sensors of variables."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.entity import Entity

from ..app_rpt.state import NodeState
from ..app_rpt.variables import Variables, by_slug, variable_value
from ..coordinator import NodeCoordinator
from ..entity import NodeEntity
from .appearing import async_follow_keys

# Sensors of one node
MAX_VARIABLES = 30

_PREFIX = "var_"


@callback
def async_follow_variables(
    coordinator: NodeCoordinator, add: Callable[[Iterable[Entity]], None]
) -> CALLBACK_TYPE:
    """Add a sensor for each variable of a node.

    Call what is returned when the node is not followed any more.
    """
    last: Variables | None = None

    def seen(state: NodeState) -> Iterable[tuple[str, str]]:
        nonlocal last
        # Events leave them as they are.
        if state.variables is last:
            return []
        last = state.variables
        return [(f"{_PREFIX}{slug}", name) for slug, (name, _) in by_slug(last).items()]

    return async_follow_keys(
        coordinator,
        add,
        prefixes=(_PREFIX,),
        seen=seen,
        make=lambda key, name: VariableSensor(coordinator, key, name),
        most=MAX_VARIABLES,
    )


class VariableSensor(NodeEntity, SensorEntity):
    """The value of a variable: a number or a text, unknown while the node has none."""

    _variables: Variables = ()
    _value: int | float | str | None = None

    def __init__(self, coordinator: NodeCoordinator, key: str, name: str) -> None:
        """Make the sensor of a node; `name` is that of the variable, as it is shown."""
        description = SensorEntityDescription(
            key=key,
            translation_key="variable",
            entity_category=EntityCategory.DIAGNOSTIC,
            entity_registry_enabled_default=False,
        )
        super().__init__(coordinator, description)
        self._attr_translation_placeholders = {"variable": name}
        self._slug = key.removeprefix(_PREFIX)

    @override
    def _shown(self) -> object:
        return self.native_value

    @property
    @override
    def native_value(self) -> int | float | str | None:
        variables = self.coordinator.data.variables
        if variables is not self._variables:
            _, text = by_slug(variables).get(self._slug, ("", ""))
            self._variables, self._value = variables, variable_value(text)
        return self._value
