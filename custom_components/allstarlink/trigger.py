"""Triggers: what happens on a node."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.trigger import Trigger

from .triggers.dtmf_trigger import DtmfReceived
from .triggers.link_triggers import LinkConnected, LinkDisconnected
from .triggers.talk_triggers import TalkEnded, TalkStarted
from .triggers.watch_triggers import ConnectionLost, ConnectionRestored, NodeQuiet

TRIGGERS: dict[str, type[Trigger]] = {
    "connection_lost": ConnectionLost,
    "connection_restored": ConnectionRestored,
    "dtmf_received": DtmfReceived,
    "link_connected": LinkConnected,
    "link_disconnected": LinkDisconnected,
    "node_quiet": NodeQuiet,
    "talk_ended": TalkEnded,
    "talk_started": TalkStarted,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers of nodes."""
    return TRIGGERS
