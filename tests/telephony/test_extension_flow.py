"""Adding an extension or an endpoint of a server."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from simulator import User, cut_short
from simulator.pbx import Hint, PbxSetup, Phone
from tests.flows import checked, options_of, suggested

from .stage import Stage, subentry_of, telephones

KIND = "config_subentries.extension"
ALL = [
    "1001",
    "1002",
    "1003",
    "1006",
    "PJSIP/1001",
    "PJSIP/1002",
    "PJSIP/1003",
    "PJSIP/other",
    "PJSIP/trunk",
]


async def _start(stage: Stage) -> Any:
    result = await stage.hass.config_entries.subentries.async_init(
        (stage.entry.entry_id, "extension"), context={"source": SOURCE_USER}
    )
    return checked(result, KIND)


async def _submit(stage: Stage, form: Any, extension: str) -> Any:
    flow = stage.hass.config_entries.subentries
    result = await flow.async_configure(form["flow_id"], {"extension": extension})
    await stage.settle()
    return checked(result, KIND)


@pytest.mark.parametrize(
    ("typed", "title", "data", "key"),
    [
        ("1002", "Extension 1002", {"extension": "1002"}, "extension_1002"),
        (" 1002@phones ", "Extension 1002", {"extension": "1002"}, "extension_1002"),
        ("PJSIP/1002", "Endpoint 1002", {"endpoint": "1002"}, "endpoint_1002"),
    ],
)
async def test_a_line_is_chosen_or_typed(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    typed: str,
    title: str,
    data: dict[str, str],
    key: str,
) -> None:
    """Its entities are there at once, on the connection that there is."""
    async with telephones(hass, freezer, lines=()) as stage:
        logins = stage.server.logins
        form = await _start(stage)
        assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "user")
        assert options_of(form, "extension") == ALL
        result = await _submit(stage, form, typed)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        (subentry,) = stage.entry.get_subentries_of_type("extension")
        assert subentry.subentry_type == "extension"
        assert subentry.title == title
        assert subentry.data == data
        assert subentry.unique_id == key
        assert stage.state("state", key) == "not_in_use"
        assert stage.state("reachable", key) == "on"
        assert stage.server.logins == logins
        left = [text for text in ALL if text != typed.strip().removesuffix("@phones")]
        assert options_of(await _start(stage), "extension") == left


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "invalid_extension"),
        ("10 01", "invalid_extension"),
        ("1001@phones@x", "invalid_extension"),
        ("SIP/1001", "invalid_extension"),
        ("PJSIP/", "invalid_extension"),
        ("PJSIP/10/01", "invalid_extension"),
        ("@phones", "invalid_extension"),
        ("1" * 80, "invalid_extension"),
        ("1005", "unknown_extension"),
        ("1001@office", "unknown_extension"),
        ("PJSIP/1005", "unknown_extension"),
    ],
)
async def test_what_the_server_does_not_have_is_not_added(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, typed: str, error: str
) -> None:
    """The form comes back with it, and can be corrected."""
    async with telephones(hass, freezer, lines=()) as stage:
        form = await _submit(stage, await _start(stage), typed)
        assert form["errors"] == {"extension": error}
        assert suggested(form) == {"extension": typed}
        result = await _submit(stage, form, "1001")
        assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_an_extension_in_two_contexts_is_named_with_its_context(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The number alone does not say which."""
    setup = PbxSetup(
        phones=(Phone("1001"),), hints=(Hint("1001", "PJSIP/1001", context="office"),)
    )
    async with telephones(hass, freezer, setup=setup, lines=()) as stage:
        form = await _start(stage)
        assert options_of(form, "extension") == [
            "1001@office",
            "1001@phones",
            "PJSIP/1001",
        ]
        form = await _submit(stage, form, "1001")
        assert form["errors"] == {"extension": "unknown_extension"}
        result = await _submit(stage, form, "1001@office")
        assert result["type"] is FlowResultType.CREATE_ENTRY
        (subentry,) = stage.entry.get_subentries_of_type("extension")
        assert subentry.title == "Extension 1001@office"
        assert subentry.data == {"extension": "1001", "context": "office"}
        assert stage.state("state", "extension_1001@office") == "not_in_use"


async def test_a_line_is_added_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Also if it comes while the form is open; a node of that number is no line."""
    async with telephones(hass, freezer, lines=("1001",)) as stage:
        result = await _submit(stage, await _start(stage), "1001@phones")
        assert result["type"] is FlowResultType.ABORT
        assert result["reason"] == "already_configured"
        form = await _start(stage)
        hass.config_entries.async_add_subentry(stage.entry, subentry_of("1002"))
        await stage.settle()
        result = await _submit(stage, form, "1002")
        assert result["reason"] == "already_configured"


async def test_a_node_and_an_extension_may_have_the_same_number(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Their subentries, devices and entities are apart."""
    setup = PbxSetup(phones=(Phone("1999"),))
    async with telephones(hass, freezer, setup=setup, lines=()) as stage:
        result = await _submit(stage, await _start(stage), "1999")
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert stage.state("state", "extension_1999") == "not_in_use"
        assert stage.state("receiving", "1999") == "off"


async def test_without_telephony_there_is_nothing_to_add(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The user is told where to turn it on."""
    async with telephones(
        hass, freezer, lines=(), options={"telephony": False}
    ) as stage:
        result = await _start(stage)
        assert result["type"] is FlowResultType.ABORT
        assert result["reason"] == "telephony_off"


async def test_without_a_connection_there_is_nothing_to_choose_from(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """When it is down, breaks just then, or the entry is not loaded."""
    async with telephones(hass, freezer, lines=()) as stage:
        stage.server.faults.next_reply(
            cut_short(3, close=True), action="ExtensionStateList"
        )
        assert (await _start(stage))["reason"] == "cannot_connect"
        await stage.time.advance(10)
        await stage.cut_off()
        assert (await _start(stage))["reason"] == "cannot_connect"
        await stage.let_back()
        assert (await _start(stage))["type"] is FlowResultType.FORM
        await hass.config_entries.async_unload(stage.entry.entry_id)
        assert (await _start(stage))["reason"] == "cannot_connect"


@pytest.mark.parametrize(
    ("write", "offered"),
    [
        ("call", ["1001", "1002", "1003", "1006"]),
        ("system", ALL[4:]),
        ("command", None),
    ],
)
async def test_what_the_user_may_list_is_offered(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    write: str,
    offered: list[str] | None,
) -> None:
    """Without any right the user is told which line to change (transcript c11)."""
    user = User("admin", "secret", read="call,system", write=write)
    async with telephones(hass, freezer, lines=(), user=user) as stage:
        result = await _start(stage)
        if offered is None:
            assert result["type"] is FlowResultType.ABORT
            assert result["reason"] == "not_permitted"
        else:
            assert options_of(result, "extension") == offered
