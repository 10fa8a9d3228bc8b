"""The AllStarLink integration: Asterisk servers with app_rpt nodes."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HassJob, HomeAssistant
from homeassistant.exceptions import (
    ConfigEntryAuthFailed,
    ConfigEntryError,
    ConfigEntryNotReady,
)
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.typing import ConfigType

from .activity.forgetting import async_setup_forgetting
from .activity.place import async_remove_histories
from .ami.errors import AmiError, AuthenticationFailed, PlainLoginRefused
from .ask.sentence_triggers import async_setup_sentences
from .const import DOMAIN
from .dashboard.cards import async_setup_cards
from .dashboard.websocket import async_setup_websocket
from .dashboard.websocket_favorites import async_setup_favorites
from .dashboard.websocket_live import async_setup_live
from .dashboard.websocket_network import async_setup_network
from .dashboard.websocket_search import async_setup_search
from .device_names import async_name_devices
from .directory.directory import async_remove_copy
from .hub import AllStarLinkConfigEntry, AllStarLinkData, build
from .issues import async_setup_issues, async_show_connection
from .md5_logins import async_get_md5_logins
from .migration import async_migrate_entry
from .polling.requests import async_remove_incidents
from .record_keeper import async_get_record_keeper, async_remove_record
from .services import async_setup_services
from .telephony.devices import async_remove_devices
from .telephony.history import async_remove_call_history

# What Home Assistant looks for here beside what is defined below
__all__ = ["async_migrate_entry"]

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.EVENT,
    Platform.MEDIA_PLAYER,
    Platform.NOTIFY,
    Platform.SENSOR,
    Platform.SWITCH,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions, the websocket commands, the cards, and what follows entries."""
    async_setup_forgetting(hass)
    async_setup_sentences(hass)
    async_setup_issues(hass)
    async_setup_services(hass)
    async_setup_websocket(hass)
    async_setup_live(hass)
    async_setup_favorites(hass)
    async_setup_network(hass)
    async_setup_search(hass)
    await async_setup_cards(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: AllStarLinkConfigEntry) -> bool:
    """Set up an Asterisk server and the nodes that were chosen."""
    settings = (entry.data, entry.options)
    data = build(
        hass,
        entry,
        await async_get_md5_logins(hass),
        await async_get_record_keeper(hass, entry),
    )
    entry.async_on_unload(data.async_close)
    await _async_connect(data)

    async def async_stop(_event: Event) -> None:
        await data.async_close()

    entry.async_on_unload(
        hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, async_stop)
    )
    # The stop event is too late: the connection goes on in the background.
    leave_the_air = HassJob(data.on_air.async_close, cancel_on_shutdown=False)
    entry.async_on_unload(hass.async_add_shutdown_job(leave_the_air))
    entry.runtime_data = data
    data.server_device.async_register()
    if data.telephony:
        await data.telephony.history.async_load()
    await _async_update_devices(data)
    # What is set up first is written first: receivers, on which automations act.
    for platform in PLATFORMS:
        await hass.config_entries.async_forward_entry_setups(entry, [platform])
    async_name_devices(entry)
    data.client.async_end_set_up()

    async def async_updated(hass: HomeAssistant, entry: AllStarLinkConfigEntry) -> None:
        # Names change, nodes come and go without disturbing the connection.
        if settings == (entry.data, entry.options):
            data.server_device.async_register()
            await _async_update_devices(data)
        else:
            hass.config_entries.async_schedule_reload(entry.entry_id)

    entry.async_on_unload(entry.add_update_listener(async_updated))
    # What changed meanwhile was told to nobody.
    await async_updated(hass, entry)
    return True


async def async_unload_entry(
    hass: HomeAssistant, entry: AllStarLinkConfigEntry
) -> bool:
    """Unload a server; its connection is closed after the entities are gone."""
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    # Before the connection is closed with all else that goes on
    await entry.runtime_data.on_air.async_close()
    return True


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: AllStarLinkConfigEntry, device: dr.AnyDeviceEntry
) -> bool:
    """Let the user remove a node, an extension, or a trunk that is gone.

    A node, an extension and a station are subentries: they go with their device, whether
    the server is reached or not.
    """
    if not isinstance(device, dr.DeviceEntry):
        return False
    if (subentry_id := device.config_subentry_id) is not None:
        hass.config_entries.async_remove_subentry(entry, subentry_id)
        return True
    if entry.state is not ConfigEntryState.LOADED:
        return False
    telephony = entry.runtime_data.telephony
    return telephony is not None and telephony.devices.async_forget_trunk(device)


async def async_remove_entry(
    hass: HomeAssistant, entry: AllStarLinkConfigEntry
) -> None:
    """Forget what was kept of a server's nodes, and with the last one the directory."""
    await async_remove_histories(hass, entry)
    await async_remove_call_history(hass, entry.entry_id)
    (await async_get_md5_logins(hass)).async_forget(entry)
    await async_remove_incidents(hass, entry)
    await async_remove_record(hass, entry)
    if not hass.config_entries.async_entries(DOMAIN):
        await async_remove_copy(hass)


async def _async_update_devices(data: AllStarLinkData) -> None:
    """Follow the subentries of nodes, stations and extensions."""
    await data.nodes.async_update()
    data.heard_stations.async_update()
    if data.telephony is None:
        async_remove_devices(data.client.hass, data.client.entry)
    else:
        data.telephony.devices.async_update()


async def _async_connect(data: AllStarLinkData) -> None:
    hass, entry = data.client.hass, data.client.entry
    server = {"server": entry.title}
    try:
        await data.async_start()
    except AuthenticationFailed as err:
        raise ConfigEntryAuthFailed(
            translation_domain=DOMAIN,
            translation_key="login_refused",
            translation_placeholders=server,
        ) from err
    except PlainLoginRefused as err:
        async_show_connection(hass, entry, err)
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="plain_login_refused",
            translation_placeholders=server,
        ) from err
    except AmiError as err:
        async_show_connection(hass, entry, err)
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key="connection_failed",
            translation_placeholders={**server, "error": str(err)},
        ) from err
