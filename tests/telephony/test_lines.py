"""Extensions and endpoints, as the user sees them."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest

from simulator import User, lost
from simulator.pbx import Hint, PbxSetup, Phone

from .stage import SETUP, Stage, subentry_of, telephones

LINE = "extension_1002"
ENDPOINT = "endpoint_1001"


def _shown(stage: Stage, *lines: str) -> list[tuple[str, str]]:
    return [(stage.state("state", x), stage.state("reachable", x)) for x in lines]


async def test_lines_have_devices_of_their_own(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Each belongs to its subentry and is reached by way of the server."""
    async with telephones(hass, freezer) as stage:
        registry = dr.async_get(hass)
        entry_id = stage.entry.entry_id
        for key, name in ((LINE, "Extension 1002"), (ENDPOINT, "Endpoint 1001")):
            device = registry.async_get_device_by_identifier(
                ("allstarlink", f"{entry_id}_{key}"), entry_id
            )
            assert device
            assert device.name == name
            assert device.model == name.split()[0]
            assert (
                device.via_device_id == stage.entry.runtime_data.server_device.device_id
            )
            subentry = stage.entry.subentries[device.config_subentry_id or ""]
            assert subentry.title == name
        assert stage.entity_id("state", LINE) == "sensor.extension_1002_state"
        assert (
            stage.entity_id("reachable", LINE)
            == "binary_sensor.extension_1002_reachable"
        )


async def test_a_call_shows_on_its_lines(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The called rings, both are in use, one is held (transcripts c12b, c08)."""
    async with telephones(hass, freezer) as stage:
        assert (
            _shown(stage, "extension_1001", LINE, ENDPOINT)
            == [("not_in_use", "on")] * 3
        )
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        assert stage.state("state", LINE) == "ringing"
        assert stage.state("state", ENDPOINT) == "in_use"
        call.answer()
        await stage.settle()
        assert stage.state("state", LINE) == "in_use"
        call.hold(by="1001")
        await stage.settle()
        assert stage.state("state", LINE) == "on_hold"
        call.unhold(by="1001")
        call.hang_up()
        await stage.settle()
        assert _shown(stage, LINE, ENDPOINT) == [("not_in_use", "on")] * 2
        assert stage.history("state", LINE) == [
            "not_in_use",
            "ringing",
            "in_use",
            "on_hold",
            "in_use",
            "not_in_use",
        ]


async def test_a_phone_comes_and_goes(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Without a contact it is out of reach (transcripts c13b, c14)."""
    async with telephones(hass, freezer) as stage:
        phones = stage.server.pbx.who.endpoints
        assert _shown(stage, "extension_1003") == [("unavailable", "off")]
        phones["1003"].register()
        phones["1001"].vanish()
        await stage.settle()
        assert _shown(stage, "extension_1003", "extension_1001", ENDPOINT) == [
            ("not_in_use", "on"),
            ("unavailable", "off"),
            ("unavailable", "off"),
        ]
        phones["1001"].reappear()
        await stage.settle()
        assert _shown(stage, ENDPOINT) == [("not_in_use", "on")]


async def test_without_device_states_an_endpoint_follows_its_contact(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """PeerStatus needs no module; a call makes for a new list."""
    setup = PbxSetup(
        phones=SETUP.phones, modules=SETUP.modules - {"res_manager_devicestate"}
    )
    async with telephones(hass, freezer, setup=setup) as stage:
        phone = stage.server.pbx.who.endpoints["1001"]
        phone.vanish()
        await stage.settle()
        assert _shown(stage, ENDPOINT) == [("unavailable", "off")]
        phone.reappear()
        await stage.settle()
        assert _shown(stage, ENDPOINT) == [("not_in_use", "on")]
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        assert stage.state("state", ENDPOINT) == "not_in_use"
        await stage.time.advance(3)
        assert stage.state("state", ENDPOINT) == "in_use"


async def test_lines_are_unavailable_while_the_connection_is_down(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """What changed meanwhile is right at once when it is back."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        assert _shown(stage, LINE, ENDPOINT) == [("unavailable", "unavailable")] * 2
        stage.server.pbx.who.endpoints["1002"].unregister()
        await stage.let_back()
        assert _shown(stage, LINE, ENDPOINT) == [
            ("unavailable", "off"),
            ("not_in_use", "on"),
        ]
        assert stage.history("reachable", LINE) == ["on", "unavailable", "off"]


async def test_a_list_that_does_not_come_leaves_lines_unavailable(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The other lists come all the same, and it is asked for again."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        stage.server.faults.next_reply(lost(), action="ExtensionStateList")
        await stage.let_back()
        await stage.time.advance(10)
        await stage.settle()
        assert stage.state("reachable", LINE) == "unavailable"
        assert stage.state("reachable", ENDPOINT) == "on"
        await stage.time.advance(60)
        await stage.settle()
        assert stage.state("reachable", LINE) == "on"


async def test_a_hint_that_vanishes_leaves_its_state_unknown(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """No event tells (transcript c18d); the next list does."""
    async with telephones(hass, freezer) as stage:
        hints = stage.server.pbx.devices.hints
        (gone,) = (hint for hint in hints if hint.number == "1002")
        hints.remove(gone)
        await stage.time.advance(301)
        await stage.settle()
        assert _shown(stage, LINE) == [("unknown", "unknown")]
        hints.append(gone)
        await stage.time.advance(301)
        await stage.settle()
        assert _shown(stage, LINE) == [("not_in_use", "on")]


async def test_an_extension_is_that_of_its_context(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The same number may be in two."""
    setup = PbxSetup(
        phones=(Phone("1001"), Phone("1002")),
        hints=(Hint("1001", "PJSIP/1002", context="office"),),
    )
    lines = ("1001@phones", "1001@office")
    async with telephones(hass, freezer, setup=setup, lines=lines) as stage:
        stage.server.pbx.who.endpoints["1002"].unregister()
        await stage.settle()
        assert stage.state("state", "extension_1001@phones") == "not_in_use"
        assert stage.state("state", "extension_1001@office") == "unavailable"


async def test_an_extension_never_follows_that_of_another_context(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Once another one has its number, nobody can tell which was meant."""
    setup = PbxSetup(phones=(Phone("1001"), Phone("1002")))
    async with telephones(hass, freezer, setup=setup, lines=("1001",)) as stage:
        stage.server.pbx.who.endpoints["1002"].unregister()
        hints = stage.server.pbx.devices.hints
        office = Hint("1001", "PJSIP/1002", context="office")
        hints.append(office)
        await stage.time.advance(301)
        assert _shown(stage, "extension_1001") == [("unknown", "unknown")]
        hints.remove(office)
        await stage.time.advance(301)
        assert _shown(stage, "extension_1001") == [("not_in_use", "on")]


async def test_an_extension_in_two_contexts_with_the_same_phones_is_one(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Whichever was meant, it is followed."""
    setup = PbxSetup(
        phones=(Phone("1001"),), hints=(Hint("1001", "PJSIP/1001", context="office"),)
    )
    async with telephones(hass, freezer, setup=setup, lines=("1001",)) as stage:
        assert _shown(stage, "extension_1001") == [("not_in_use", "on")]
        stage.server.pbx.who.endpoints["1001"].unregister()
        await stage.settle()
        assert _shown(stage, "extension_1001") == [("unavailable", "off")]


@pytest.mark.parametrize(
    ("write", "line", "endpoint"),
    [
        ("call", "on", "unavailable"),
        ("system", "unavailable", "on"),
        ("command", "unavailable", "unavailable"),
    ],
)
async def test_what_the_user_may_not_list_is_unavailable(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
    write: str,
    line: str,
    endpoint: str,
) -> None:
    """It is not asked for, and nothing is logged (transcript c11)."""
    user = User("admin", "secret", read="call,system", write=write)
    async with telephones(hass, freezer, user=user) as stage:
        assert stage.state("reachable", LINE) == line
        assert stage.state("reachable", ENDPOINT) == endpoint
        assert stage.asked("ExtensionStateList") == (line == "on")
        assert stage.asked("PJSIPShowEndpoints") == (endpoint == "on")
    assert "Permission" not in caplog.text


async def test_a_server_without_pjsip_has_extensions_all_the_same(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """A module that is not loaded is a feature that is absent."""
    setup = PbxSetup(hints=(Hint("1005", "Custom:lamp5"),), modules=frozenset())
    async with telephones(hass, freezer, setup=setup, lines=("1005",)) as stage:
        assert stage.asked("PJSIPShowEndpoints") == 0
        assert stage.asked("ExtensionStateList") == 1
        assert stage.state("active_calls") == "0"


async def test_lines_are_added_and_removed_without_a_new_connection(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The device goes with the subentry; calls go on meanwhile."""
    async with telephones(hass, freezer, lines=("1001",)) as stage:
        logins = stage.server.logins
        subentry = subentry_of("1002")
        hass.config_entries.async_add_subentry(stage.entry, subentry)
        await stage.settle()
        assert _shown(stage, "extension_1001", LINE) == [("not_in_use", "on")] * 2
        call = stage.server.pbx.dial("1001", "1002")
        call.ring()
        await stage.settle()
        assert stage.state("state", LINE) == "ringing"

        hass.config_entries.async_remove_subentry(stage.entry, subentry.subentry_id)
        await stage.settle()
        assert stage.entity_id("state", LINE) is None
        assert hass.states.get("sensor.extension_1002_state") is None
        call.answer()
        await stage.settle()
        assert stage.state("state", "extension_1001") == "in_use"
        assert stage.state("active_calls") == "1"

        hass.config_entries.async_add_subentry(stage.entry, subentry_of("1002"))
        await stage.settle()
        assert stage.state("state", LINE) == "in_use"
        assert stage.server.logins == logins
        assert len(stage.server.sessions) == 1
