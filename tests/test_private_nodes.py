"""Names that the user gives to nodes, in the options of a server."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .flows import open_options, submit_options, suggested_options
from .integration import entry_for

GARAGE = {"node": "1050", "name": "Garage", "description": "Test bench"}


async def _form(hass: HomeAssistant, **options: Any) -> tuple[MockConfigEntry, Any]:
    entry = entry_for(5038, options=options)
    entry.add_to_hass(hass)
    return entry, await open_options(hass, entry)


async def _submit(hass: HomeAssistant, form: Any, *items: Any) -> Any:
    return await submit_options(hass, form, {"private_nodes": list(items)})


async def test_names_are_stored_without_blanks_around_them(
    hass: HomeAssistant,
) -> None:
    """A description may be left out, or left empty."""
    entry, form = await _form(hass)
    spaced = {"node": " 1050 ", "name": "Garage ", "description": " Test bench"}
    short = {"node": "3345678", "name": "W1EL-L", "description": " "}
    result = await _submit(hass, form, spaced, short, {"node": "27339", "name": "Sue"})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["private_nodes"] == [
        GARAGE,
        {"node": "3345678", "name": "W1EL-L"},
        {"node": "27339", "name": "Sue"},
    ]


async def test_names_are_shown_again_and_can_be_taken_away(
    hass: HomeAssistant,
) -> None:
    """Without a name in the form none is left."""
    entry, form = await _form(hass, private_nodes=[GARAGE])
    assert suggested_options(form)["private_nodes"] == [GARAGE]
    await _submit(hass, form)
    assert entry.options["private_nodes"] == []


@pytest.mark.parametrize(
    ("item", "error", "node"),
    [
        (GARAGE | {"node": "W1AW"}, "invalid_private_node", "W1AW"),
        (GARAGE | {"node": "01050"}, "invalid_private_node", "01050"),
        (GARAGE | {"node": " "}, "invalid_private_node", ""),
        (GARAGE | {"node": "1" * 99}, "invalid_private_node", "1" * 40),
        (GARAGE | {"node": "1000"}, "duplicate_private_node", "1000"),
        (GARAGE | {"name": " "}, "invalid_private_name", "1050"),
        (GARAGE | {"name": "x" * 31}, "invalid_private_name", "1050"),
        (GARAGE | {"name": "a\r\nAction: Ping"}, "invalid_private_name", "1050"),
        (GARAGE | {"description": "x" * 101}, "invalid_private_name", "1050"),
        (GARAGE | {"description": "a\0b"}, "invalid_private_name", "1050"),
    ],
)
async def test_what_cannot_be_shown_is_refused(
    hass: HomeAssistant, item: dict[str, str], error: str, node: str
) -> None:
    """The error names the node, the form keeps what was typed, and can be mended."""
    first = {"node": "1000", "name": "First"}
    entry, form = await _form(hass)
    form = await _submit(hass, form, first, item)
    assert form["errors"] == {"names": error}
    assert form["description_placeholders"] == {"private_node": node}
    assert suggested_options(form)["private_nodes"][0] == first
    assert entry.options == {}
    result = await _submit(hass, form, first, GARAGE)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["private_nodes"] == [first, GARAGE]


@pytest.mark.parametrize("item", [{"node": "1050"}, GARAGE | {"more": "x"}, "1050"])
async def test_what_is_no_item_is_not_taken(hass: HomeAssistant, item: Any) -> None:
    """The frontend sends nothing of the kind."""
    _, form = await _form(hass)
    with pytest.raises(InvalidData):
        await _submit(hass, form, item)
