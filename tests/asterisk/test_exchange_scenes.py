"""What real exchanges do beside plain calls, as Home Assistant shows it."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from custom_components.allstarlink.const import DOMAIN
from tests.asterisk.exchange import Telephones
from tests.asterisk.house import house
from tests.automations import automate, on


async def test_a_pickup(hass: HomeAssistant, telephones: Telephones) -> None:
    """The call that rang is answered; who took it has no call of the own."""
    async with house(hass, telephones.pbx) as look:
        await telephones.call_in("2002", "4701", Data="3")
        await look.has_told("ringing", "4701")
        await telephones.call_in("603", "4702", Data="3")
        await look.has_told("answered", "4701")
        assert look.state("active_calls") == "1"
        await look.has_told("ended", "4701")
        assert look.told("ended")["4701"]["disposition"] == "answered"
        assert look.told("ringing").keys() == {"4701"}
        await look.shows(lambda: look.state("active_calls") == "0")
        assert look.state("calls_today") == "1"
        (call,) = (await look.act("get_call_history"))["calls"]
        assert (call["caller"], call["called"]) == ("4701", "2002")
        assert [each["participants"] for each in call["segments"]] == [
            ["IAX2/provider", "IAX2/provider"]
        ]


async def test_a_name_that_the_dialplan_gives(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """Number and name are those of the dialplan, whole."""
    async with house(hass, telephones.pbx) as look:
        await telephones.call_in("602", "4701")
        await look.has_told("ended", "5550100")
        assert look.attribute("last_call", "caller") == "5550100"
        assert look.attribute("last_call", "caller_name") == "Office: ann@example.org"


async def test_a_queue_that_gives_up(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """It rang in vain: nobody cancelled."""
    async with house(hass, telephones.pbx) as look:
        await telephones.call_in("604", "4701", Data="5")
        await look.has_told("ended", "4701")
        assert look.told("ended")["4701"]["disposition"] == "no_answer"
        assert look.state("missed_calls_today") == "1"


async def test_a_redirect_to_voicemail_and_a_message(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """Nobody answered, and the extension has a message then."""
    line = "extension_1001"
    async with house(hass, telephones.pbx) as look:
        assert look.state("messages_waiting", line) == "0"
        await telephones.call_in("2002", "4701", Timeout="20000")
        await look.has_told("ringing", "4701")
        (call,) = (await look.act("get_calls"))["calls"]
        await telephones.redirect(call["channels"][0], "605")
        await look.has_told("ended", "4701")
        assert look.told("ended")["4701"]["disposition"] == "no_answer"
        await look.shows(lambda: look.state("messages_waiting", line) == "1")


async def test_a_redirect_to_a_phone(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """Somebody answers there."""
    async with house(hass, telephones.pbx) as look:
        await telephones.call_in("2002", "4701", Timeout="20000")
        await look.has_told("ringing", "4701")
        (call,) = (await look.act("get_calls"))["calls"]
        await telephones.redirect(call["channels"][0], "2001")
        await look.has_told("ended", "4701")
        assert look.told("ended")["4701"]["disposition"] == "answered"
        assert look.state("missed_calls_today") == "0"


async def test_an_event_of_the_dialplan(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """The trigger fires with its headers."""
    async with house(hass, telephones.pbx) as look:
        (entry,) = hass.config_entries.async_entries(DOMAIN)
        server = dr.async_get(hass).async_get_device_by_identifier(
            (DOMAIN, entry.entry_id), entry.entry_id
        )
        assert server
        doorbell = await automate(
            hass, on("user_event", server.id, {"name": "Doorbell"})
        )
        await telephones.call_in("606", "4701")
        await look.has_told("ended", "4701")
        assert doorbell.triggers == [{"name": "Doorbell", "headers": {"Door": "front"}}]


async def test_custom_devices_make_no_phone_reachable(
    hass: HomeAssistant, telephones: Telephones
) -> None:
    """Neither idle nor in use; nobody tells of the phone that does not exist."""
    async with house(hass, telephones.pbx) as look:
        assert look.state("state", "extension_1004") == "not_in_use"
        assert look.state("reachable", "extension_1004") == "unknown"
        assert look.state("reachable", "extension_1005") == "unknown"
        assert look.state("reachable", "extension_1001") == "on"
        await telephones.call_in("607", "4701")
        await look.shows(lambda: look.state("state", "extension_1004") == "in_use")
        assert look.state("reachable", "extension_1004") == "unknown"
