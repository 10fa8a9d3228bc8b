"""What the tests of the flows share: the server's data, and a look at each form."""

from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from homeassistant.helpers import config_validation as cv
import probatio
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.flows.server_form import server_title
from simulator import Outgoing, SimulatedServer, User

USERNAME = "homeassistant"
SECRET = "s3cret"

_INTEGRATION = Path(__file__).parent.parent / "custom_components" / "allstarlink"
_ENGLISH = json.loads((_INTEGRATION / "translations" / "en.json").read_text())


def server_data(server: SimulatedServer, **changes: Any) -> dict[str, Any]:
    """Return how to reach a server: the input of a form, and an entry's data."""
    return {
        "host": server.host,
        "port": server.port,
        "username": USERNAME,
        "password": SECRET,
        "ssl": False,
        "verify_ssl": "verify",
        "allow_plain_login": False,
    } | changes


@asynccontextmanager
async def serving(hass: HomeAssistant) -> AsyncGenerator[SimulatedServer]:
    """Run a server with three nodes; entries are unloaded before it ends."""
    users = (User(USERNAME, SECRET, read="call,system", write="command"),)
    async with SimulatedServer(("1999", "1998", "1997"), users) as server:
        yield server
        for entry in hass.config_entries.async_entries(DOMAIN):
            await hass.config_entries.async_unload(entry.entry_id)


async def submit(hass: HomeAssistant, form: Any, data: dict[str, Any]) -> Any:
    """Fill in a form of a config flow, and return what comes next."""
    flow = hass.config_entries.flow
    return checked(await flow.async_configure(form["flow_id"], data))


async def start(hass: HomeAssistant, step: str = "manager_user") -> Any:
    """Start adding a server, and choose what the menu offers."""
    flow = hass.config_entries.flow
    menu = checked(await flow.async_init(DOMAIN, context={"source": SOURCE_USER}))
    assert menu["type"] is FlowResultType.MENU
    return await submit(hass, menu, {"next_step_id": step})


def known_server(server: SimulatedServer, **changes: Any) -> MockConfigEntry:
    """Return a server's entry, not added yet."""
    data = server_data(server, **changes)
    return MockConfigEntry(
        domain=DOMAIN, title=server_title(data), data=data, minor_version=3
    )


def is_loaded(entry: ConfigEntry) -> bool:
    """Whether the entry is set up."""
    return entry.state is ConfigEntryState.LOADED


def without_app_rpt(reply: Outgoing) -> Outgoing:
    """Answer as an Asterisk whose app_rpt is not loaded (transcript 24b)."""
    return _error(
        reply,
        "Invalid/unknown command: RptStatus."
        " Use Action: ListCommands to show available commands.",
    )


def without_md5(reply: Outgoing) -> Outgoing:
    """Answer a challenge as a server that does not know MD5 (transcript 09)."""
    return _error(reply, "Must specify AuthType")


def _error(reply: Outgoing, message: str) -> Outgoing:
    action_id = next(x for x in reply.data.split(b"\r\n") if x.startswith(b"ActionID"))
    lines = (b"Response: Error", action_id, b"Message: " + message.encode(), b"", b"")
    return replace(reply, data=b"\r\n".join(lines))


def suggested(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fields of a form hold when it is shown."""
    return {
        str(key): key.description["suggested_value"]
        for key in result["data_schema"].schema
        if key.description and "suggested_value" in key.description
    }


async def open_options(hass: HomeAssistant, entry: ConfigEntry) -> Any:
    """Open the form of the options of a server."""
    return checked(
        await hass.config_entries.options.async_init(entry.entry_id), "options"
    )


async def submit_options(
    hass: HomeAssistant, form: Any, options: dict[str, Any]
) -> Any:
    """Fill in the form of the options, given as they are stored."""
    sections: dict[str, Any] = {
        str(name): options.get(str(name), {})
        if name == "connection"
        else {str(key): options[key] for key in part.schema.schema if key in options}
        for name, part in form["data_schema"].schema.items()
    }
    flow = hass.config_entries.options
    return checked(await flow.async_configure(form["flow_id"], sections), "options")


def suggested_options(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form of the options shows, as it is stored."""
    options: dict[str, Any] = {}
    for name, part in form["data_schema"].schema.items():
        shown = suggested({"data_schema": part.schema})
        options.update({"connection": shown} if name == "connection" else shown)
    return options


def options_of(result: Mapping[str, Any], field: str) -> list[str]:
    """Return what a select field of a form offers."""
    options = result["data_schema"].schema[field].config["options"]
    return [
        option["label"] if isinstance(option, dict) else option for option in options
    ]


def checked[T: Mapping[str, Any]](result: T, kind: str = "config") -> T:
    """Return a flow's result after a look at its texts and fields.

    `kind` is the part of the translations: `config`, `options`, or
    `config_subentries.node`.
    """
    texts: Any = _ENGLISH
    for key in kind.split("."):
        texts = texts[key]
    if result["type"] is FlowResultType.ABORT:
        # Home Assistant has texts of its own for what ends well.
        own = result.get("translation_domain") is None
        assert not own or texts["abort"][result["reason"]]
    if result["type"] is FlowResultType.MENU:
        step = texts["step"][result["step_id"]]
        assert set(step["menu_options"]) == set(result["menu_options"])
    if result["type"] is FlowResultType.SHOW_PROGRESS:
        assert texts["progress"][result["progress_action"]]
    if result["type"] is FlowResultType.FORM:
        placeholders = set(result["description_placeholders"] or {})
        errors = [texts["error"][error] for error in (result["errors"] or {}).values()]
        step = texts["step"][result["step_id"]]
        _check_fields(result["data_schema"].schema, step)
        fields = probatio.to_field_list(
            result["data_schema"], custom_serializer=cv.custom_serializer
        )
        assert isinstance(fields, list)
        _check_selectors(fields)
        for text in [*errors, *_leaves(step)]:
            assert set(re.findall(r"{(\w+)}", text)) <= placeholders, text
    return result


def _check_fields(schema: Mapping[Any, Any], texts: dict[str, Any]) -> None:
    fields = {str(key): field for key, field in schema.items()}
    sections = {key for key, field in fields.items() if isinstance(field, section)}
    assert texts["title" if "title" in texts else "name"]
    assert texts["description"]
    data, descriptions = texts.get("data", {}), texts.get("data_description", {})
    assert (
        set(data)
        == set(descriptions)
        == ({*fields} - sections)
        | (
            # Asked for only where it cannot be known
            {"address"} & set(data)
        )
    )
    assert set(texts.get("sections", {})) == sections
    for key in sections:
        _check_fields(fields[key].schema.schema, texts["sections"][key])


def _check_selectors(fields: list[dict[str, Any]]) -> None:
    """Look at the fields as the frontend gets them."""
    for field in fields:
        if field.get("type") == "expandable":
            _check_selectors(field["schema"])
        else:
            assert field["selector"], field["name"]


def _leaves(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
        return
    for branch in tree.values():
        yield from _leaves(branch)
