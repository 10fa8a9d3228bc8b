"""Triggers: what happens on a node, and to the calls of a server."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.trigger import Trigger

from .triggers.call_triggers import (
    CallAnswered,
    CallEnded,
    CallRinging,
    ExtensionRinging,
    UserEvent,
)
from .triggers.dtmf_trigger import DtmfReceived
from .triggers.idle_triggers import ConnectionLost, ConnectionRestored, NodeQuiet
from .triggers.link_triggers import LinkConnected, LinkDisconnected
from .triggers.mdc_trigger import MdcReceived
from .triggers.talk_triggers import TalkEnded, TalkStarted

TRIGGERS: dict[str, type[Trigger]] = {
    "call_answered": CallAnswered,
    "call_ended": CallEnded,
    "call_ringing": CallRinging,
    "connection_lost": ConnectionLost,
    "connection_restored": ConnectionRestored,
    "dtmf_received": DtmfReceived,
    "extension_ringing": ExtensionRinging,
    "link_connected": LinkConnected,
    "link_disconnected": LinkDisconnected,
    "mdc_received": MdcReceived,
    "node_quiet": NodeQuiet,
    "talk_ended": TalkEnded,
    "talk_started": TalkStarted,
    "user_event": UserEvent,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers of nodes, servers and extensions."""
    return TRIGGERS
