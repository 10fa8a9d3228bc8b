"""Trunks, as the user sees them."""

from dataclasses import replace

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from custom_components.allstarlink import async_remove_config_entry_device
from simulator import replaced_by
from simulator.pbx import IaxRegistration, PbxSetup, Trunk
from tests.integration import Entities

from .stage import SETUP, telephones

PJSIP = "trunk_pjsip_trunk"
IAX2 = "trunk_iax2_ctrunk@127.0.0.1:4572"


async def test_each_registration_is_a_trunk_with_a_device(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Of PJSIP by its section, of IAX2 by who is registered where."""
    async with telephones(hass, freezer) as stage:
        registry = dr.async_get(hass)
        entry_id = stage.entry.entry_id
        for key, name in (
            (PJSIP, "Trunk trunk"),
            (IAX2, "Trunk ctrunk@127.0.0.1:4572"),
        ):
            assert stage.state("registered", key) == "on"
            device = registry.async_get_device_by_identifier(
                ("allstarlink", f"{entry_id}_{key}"), entry_id
            )
            assert device
            assert device.name == name
            assert device.config_subentry_id is None
            assert (
                device.via_device_id == stage.entry.runtime_data.server_device.device_id
            )


async def test_a_registration_is_refused_and_comes_back(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Refreshes change nothing (transcripts c13b, c14)."""
    async with telephones(hass, freezer) as stage:
        trunk = stage.server.pbx.who.registrations["trunk"]
        for state in ("Registered", "Rejected", "Rejected", "Registered"):
            trunk.become(state)
            await stage.settle()
        assert stage.history("registered", PJSIP) == ["on", "off", "on"]
        assert stage.history("registered", IAX2) == ["on"]
        stage.server.pbx.who.peer_registrations["ctrunk"].become("Rejected")
        await stage.settle()
        assert stage.state("registered", IAX2) == "off"


async def test_trunks_that_are_not_registered_lower_the_health(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """By 10 % each, at once, and the attribute says so."""
    async with telephones(hass, freezer) as stage:
        states = Entities(hass, stage.entry)

        def shown() -> tuple[str, int, str]:
            health = states.server("health")
            taken = health.attributes["unregistered_trunks"]
            return health.state, taken, states.server("status").state

        assert shown() == ("100", 0, "good")
        trunk = stage.server.pbx.who.registrations["trunk"]
        trunk.become("Rejected")
        await stage.settle()
        assert shown() == ("90", 10, "good")
        stage.server.pbx.who.peer_registrations["ctrunk"].become("Rejected")
        await stage.settle()
        assert shown() == ("80", 20, "good")
        trunk.become("Registered")
        await stage.settle()
        assert shown() == ("90", 10, "good")


async def test_a_registrar_that_vanishes_is_noticed_by_the_poll(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """chan_iax2 tells nothing."""
    async with telephones(hass, freezer) as stage:
        trunk = stage.server.pbx.who.peer_registrations["ctrunk"]
        trunk.become("Request Sent")
        await stage.settle()
        assert stage.state("registered", IAX2) == "on"
        await stage.time.advance(61)
        # It may be about to be renewed.
        assert stage.state("registered", IAX2) == "on"
        await stage.time.advance(10)
        assert stage.state("registered", IAX2) == "off"
        trunk.become("Registered")
        await stage.settle()
        assert stage.state("registered", IAX2) == "on"


async def test_a_registration_that_is_renewed_is_not_lost(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """It waits for its registrar for a moment, just when it is polled."""
    async with telephones(hass, freezer) as stage:
        trunk = stage.server.pbx.who.peer_registrations["ctrunk"]
        await stage.time.advance(59)
        trunk.become("Request Sent")
        await stage.time.advance(2)
        trunk.become("Registered")
        await stage.time.advance(120)
        assert stage.history("registered", IAX2) == ["on"]


async def test_trunks_are_unavailable_while_the_connection_is_down(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """And what they were is not shown before the server has been asked again."""
    async with telephones(hass, freezer) as stage:
        await stage.cut_off()
        assert stage.state("registered", PJSIP) == "unavailable"
        assert stage.state("registered", IAX2) == "unavailable"
        stage.server.pbx.who.registrations["trunk"].state = "Rejected"
        await stage.let_back()
        assert stage.history("registered", PJSIP) == ["on", "unavailable", "off"]
        assert stage.state("registered", IAX2) == "on"


async def test_a_trunk_that_is_new_gets_its_device_at_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """One that is gone is unavailable until it comes back."""
    setup = replace(SETUP, trunks=(), iax_registrations=())
    async with telephones(hass, freezer, setup=setup) as stage:
        assert stage.entity_id("registered", PJSIP) is None
        stage.server.pbx.setup = SETUP
        await stage.server.restart()
        await stage.time.advance(10)
        await stage.settle()
        assert stage.state("registered", PJSIP) == "on"
        assert stage.state("registered", IAX2) == "on"
        stage.server.pbx.who.registrations.clear()
        await stage.time.advance(61)
        assert stage.state("registered", PJSIP) == "unavailable"
        assert stage.state("registered", IAX2) == "on"


async def test_a_registrar_that_is_not_found_yet_makes_no_trunk(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Its name has no address so far; chan_iax2.c prints `(null)` for that."""
    nowhere = IaxRegistration("(null)", "ctrunk")
    setup = replace(SETUP, iax_registrations=(nowhere,))
    async with telephones(hass, freezer, setup=setup) as stage:
        trunk = stage.server.pbx.who.peer_registrations["ctrunk"]
        assert stage.entity_id("registered", "trunk_iax2_ctrunk@(null)") is None
        trunk.setup = SETUP.iax_registrations[0]
        await stage.time.advance(61)
        assert stage.state("registered", IAX2) == "on"


async def test_the_user_may_remove_a_trunk_that_is_gone(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Not one that is there; it may come back."""
    async with telephones(hass, freezer) as stage:
        registrations = stage.server.pbx.who.registrations
        gone = dict(registrations)
        registrations.clear()
        await stage.time.advance(61)
        registry = dr.async_get(hass)
        entry = stage.entry

        async def remove(key: str) -> bool:
            device = registry.async_get_device_by_identifier(
                ("allstarlink", f"{entry.entry_id}_{key}"), entry.entry_id
            )
            assert device
            return await async_remove_config_entry_device(hass, entry, device)

        assert not await remove(IAX2)
        assert await remove(PJSIP)
        device = registry.async_get_device_by_identifier(
            ("allstarlink", f"{entry.entry_id}_{PJSIP}"), entry.entry_id
        )
        assert device
        registry.async_remove_device(device.id)
        await stage.settle()
        assert stage.entity_id("registered", PJSIP) is None

        registrations.update(gone)
        await stage.time.advance(61)
        await stage.settle()
        assert stage.state("registered", PJSIP) == "on"

        await hass.config_entries.async_unload(entry.entry_id)
        assert not await remove(IAX2)


async def test_a_trunk_that_went_before_the_start_can_be_removed(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Nothing but its device is left of it."""
    async with telephones(hass, freezer) as stage:
        entry = stage.entry
        stage.server.pbx.who.registrations.clear()
        await hass.config_entries.async_reload(entry.entry_id)
        await stage.settle()
        assert stage.state("registered", PJSIP) == "unavailable"
        registry = dr.async_get(hass)
        device = registry.async_get_device_by_identifier(
            ("allstarlink", f"{entry.entry_id}_{PJSIP}"), entry.entry_id
        )
        assert device
        assert await async_remove_config_entry_device(hass, entry, device)


async def test_an_empty_list_may_be_an_error_reply(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """`No ... found` is no failure (transcript c14b)."""
    async with telephones(hass, freezer) as stage:
        hub = stage.entry.runtime_data
        asked = str(hub.client.connection.metrics.actions_sent + 1)
        reply = f"Response: Error\r\nActionID: {asked}\r\nMessage: No objects found\n\r\n\r\n"
        stage.server.faults.next_reply(
            replaced_by(reply.encode()), action="PJSIPShowRegistrationsOutbound"
        )
        await hub.telephony.async_list("PJSIPShowRegistrationsOutbound")
        await stage.settle()
        assert hub.telephony.knows("PJSIPShowRegistrationsOutbound")
        assert stage.state("registered", PJSIP) == "unavailable"
        assert stage.state("registered", IAX2) == "on"


async def test_the_registration_of_a_node_is_none_of_a_trunk(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Nodes register by IAX2 as well, with their number."""
    setup = PbxSetup(
        iax_registrations=(
            IaxRegistration("198.51.100.1:4569", "1999"),
            IaxRegistration("198.51.100.2:4569", "provider"),
        )
    )
    async with telephones(hass, freezer, setup=setup, lines=()) as stage:
        assert set(stage.entry.runtime_data.telephony.trunks.known) == {
            "trunk_iax2_provider@198.51.100.2:4569"
        }


async def test_the_trunk_of_a_wizard_is_known_by_its_own_name(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """pjsip_wizard.conf calls the registration of `home` `home-reg-0`."""
    setup = PbxSetup(trunks=(Trunk("home-reg-0", username="me", password="x"),))
    async with telephones(hass, freezer, setup=setup, lines=()) as stage:
        assert stage.entry.runtime_data.telephony.trunks.names == {
            "PJSIP/home-reg-0",
            "PJSIP/home",
        }
