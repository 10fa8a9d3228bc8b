"""Messages that wait in the mailboxes of extensions."""

from dataclasses import replace

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant

from simulator import User
from simulator.pbx import Mailbox, PbxSetup, Phone

from .stage import SETUP, Stage, subentry_of, telephones

BOXES = replace(
    SETUP,
    mailboxes=(Mailbox("1001@default", new=2), Mailbox("1003@office")),
    modules=SETUP.modules | {"app_voicemail"},
)
KEY = "messages_waiting"


def _shown(stage: Stage) -> dict[str, str]:
    lines = ("extension_1001", "extension_1002", "extension_1003", "endpoint_1001")
    return {
        line: stage.state(KEY, line) for line in lines if stage.entity_id(KEY, line)
    }


async def test_messages_are_counted_as_they_come_and_go(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Each extension with a mailbox has its count, others have none (c34)."""
    async with telephones(hass, freezer, setup=BOXES) as stage:
        assert _shown(stage) == {
            "extension_1001": "2",
            "extension_1003": "0",
            "endpoint_1001": "2",
        }
        stage.server.pbx.mailboxes.leave("1001@default")
        await stage.settle()
        assert stage.state(KEY, "extension_1001") == "3"
        stage.server.pbx.mailboxes.listen("1001@default")
        await stage.settle()
        assert stage.state(KEY, "extension_1001") == "0"
        assert stage.state(KEY, "extension_1003") == "0"


async def test_what_happened_in_an_outage_is_known_after_it(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    async with telephones(hass, freezer, setup=BOXES) as stage:
        await stage.cut_off()
        assert stage.state(KEY, "extension_1001") == "unavailable"
        stage.server.pbx.mailboxes.listen("1001@default")
        await stage.let_back()
        assert stage.state(KEY, "extension_1001") == "0"


async def test_an_extension_that_is_added(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    async with telephones(hass, freezer, setup=BOXES, lines=()) as stage:
        hass.config_entries.async_add_subentry(stage.entry, subentry_of("1001"))
        await stage.settle()
        assert stage.state(KEY, "extension_1001") == "2"


async def test_a_mailbox_of_another_number(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """The PJSIP endpoint names it, and MailboxCount tells of it: MWI from elsewhere."""
    setup = PbxSetup(
        phones=(Phone("1001", "Alice", mailboxes="55@cloud"),),
        mailboxes=(Mailbox("55@cloud", new=4, listed=False),),
    )
    async with telephones(hass, freezer, setup=setup, lines=("1001",)) as stage:
        assert stage.state(KEY, "extension_1001") == "4"
        stage.server.pbx.mailboxes.leave("55@cloud")
        await stage.settle()
        assert stage.state(KEY, "extension_1001") == "5"


async def test_without_the_right_to_ask_events_tell(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """An entity comes with the first message; nothing is claimed before it."""
    user = User("admin", "secret", "call,system", "command")
    async with telephones(hass, freezer, setup=BOXES, user=user) as stage:
        assert _shown(stage) == {}
        stage.server.pbx.mailboxes.leave("1001@default")
        await stage.settle()
        assert stage.state(KEY, "extension_1001") == "3"
        await stage.cut_off()
        await stage.let_back()
        assert stage.state(KEY, "extension_1001") == "unknown"


async def test_an_exchange_without_voicemail_has_no_such_entity(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Neither without the module nor without users."""
    setup = replace(SETUP, modules=SETUP.modules | {"app_voicemail"})
    for each in (SETUP, setup):
        async with telephones(hass, freezer, setup=each) as stage:
            assert _shown(stage) == {}
        await hass.config_entries.async_remove(stage.entry.entry_id)
