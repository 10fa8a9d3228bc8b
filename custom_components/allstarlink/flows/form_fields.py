"""Fields that the forms of more than one flow have in common."""

from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..const import MAX_POLL_INTERVAL, MIN_POLL_INTERVAL


def whole_number(low: int, high: int, unit: str | None = None) -> vol.All[int]:
    """Return a field for a typed whole number; the selector alone gives floats."""
    config = NumberSelectorConfig(
        min=low, max=high, step=1, mode=NumberSelectorMode.BOX
    )
    if unit is not None:
        config["unit_of_measurement"] = unit
    return vol.All(NumberSelector(config), vol.Coerce(int))


def choice_or_text(options: list[SelectOptionDict] | list[str]) -> SelectSelector:
    """Return a field that offers these texts and takes another that is typed."""
    return SelectSelector(
        SelectSelectorConfig(
            options=options, custom_value=True, mode=SelectSelectorMode.DROPDOWN
        )
    )


POLL_INTERVAL = whole_number(MIN_POLL_INTERVAL, MAX_POLL_INTERVAL, "s")
