"""Diagnostics: what is known of a server or a node, without secrets."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import (
    CONF_DESCRIPTION,
    CONF_HOST,
    CONF_NAME,
    CONF_PASSWORD,
    CONF_USERNAME,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry

from .anonymous import Anonymous
from .app_rpt.state import NodeState
from .app_rpt.voterstatus import Voter
from .const import (
    CONF_ALLOWED_ORIGINATE,
    CONF_NODE,
    CONF_PRIVATE_NODES,
    CONF_TRUNKS,
    SUBENTRY_TYPE_NODE,
)
from .directory.directory import async_get_directory
from .hub import AllStarLinkConfigEntry, AllStarLinkData
from .node import Node
from .telephony.diagnostics import telephony_diagnostics

# The names that a user gives to nodes, servers and favorites may be those of people
# and places, and what may be called, and by which provider, is nobody's business.
TO_REDACT = {
    CONF_ALLOWED_ORIGINATE,
    CONF_DESCRIPTION,
    "group",
    CONF_HOST,
    CONF_NAME,
    CONF_PASSWORD,
    CONF_PRIVATE_NODES,
    "second_host",
    CONF_TRUNKS,
    CONF_USERNAME,
}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: AllStarLinkConfigEntry
) -> dict[str, Any]:
    """Return the diagnostics of a server and all of its nodes.

    Of a server that could not be set up there are its settings alone.
    """
    if entry.state is not ConfigEntryState.LOADED:
        return {"entry": _settings(entry)}
    data = entry.runtime_data
    return {
        "entry": _settings(entry),
        "connection": _connection(data),
        "server": asdict(data.server.data),
        "directory": asdict(async_get_directory(hass).status),
        "registrations": data.registrations.counts(),
        "telephony": telephony_diagnostics(data.telephony),
        "nodes": {number: _node(node, data) for number, node in data.nodes.items()},
    }


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: AllStarLinkConfigEntry, device: DeviceEntry
) -> dict[str, Any]:
    """Return the diagnostics of a node, or of the connection for the server."""
    if entry.state is not ConfigEntryState.LOADED:
        return {"entry": _settings(entry)}
    data = entry.runtime_data
    for number, node in data.nodes.items():
        if node.device_id == device.id:
            return {CONF_NODE: number, **_node(node, data)}
    return {
        "connection": _connection(data),
        "server": asdict(data.server.data),
        "telephony": telephony_diagnostics(data.telephony),
    }


def _settings(entry: AllStarLinkConfigEntry) -> dict[str, Any]:
    return {
        "data": async_redact_data(entry.data, TO_REDACT),
        "options": async_redact_data(entry.options, TO_REDACT),
        "nodes": [
            async_redact_data(subentry.data, TO_REDACT)
            for subentry in entry.get_subentries_of_type(SUBENTRY_TYPE_NODE)
        ],
    }


def _connection(data: AllStarLinkData) -> dict[str, Any]:
    connection = data.client.connection
    return {
        "state": connection.status.state.value,
        # Not the address itself
        "address": {None: None, False: "first", True: "second"}[
            connection.is_at_second
        ],
        "can_command": data.client.can_command,
        "events_missing": data.events.is_missing,
        "health": data.health.percent,
        "metrics": asdict(connection.metrics),
        "record": data.client.keeper.as_data(),
        "left_out": data.server.left_out.counts,
        "history": [
            {"at": change.at, "state": change.state.value, "cause": change.cause}
            for change in connection.history
        ],
    }


def _node(node: Node, data: AllStarLinkData) -> dict[str, Any]:
    coordinator = node.coordinator
    state = asdict(coordinator.data)
    state["network"] = sorted(state["network"])
    # Scripts put anything there.
    state["variables"] = dict.fromkeys(dict(state["variables"]), REDACTED)
    voter = data.voters.data.get(node.number)
    for link in state["links"]:
        # The address of another operator's node is not ours to hand out.
        link["address"] = link["address"] and REDACTED
    if nodestat := state["nodestat"]:
        # Whoever has this and a radio can do what it does.
        nodestat["last_dtmf_command"] = REDACTED
    return {
        "available": coordinator.available,
        "poll_interval": coordinator.poll_interval,
        "left_out": {
            **coordinator.left_out.counts,
            **({"receivers": voter.left_out} if voter and voter.left_out else {}),
        },
        "voter": Anonymous(_sites(voter)).of(asdict(voter)) if voter else None,
        "state": Anonymous(_names(coordinator.data)).of(state),
    }


def _names(state: NodeState) -> Iterator[str | None]:
    """Yield the names of stations in a state; web and telephone clients choose theirs."""
    for link in state.links:
        yield from (link.name, link.wire_name)
    yield from state.network
    yield from state.talking.keyed
    yield from (talk.talker for talk in state.talking.talks)
    yield state.talking.last_heard_node


def _sites(voter: Voter) -> Iterator[str | None]:
    """Yield the names of a node's receivers, which are those of places."""
    yield voter.voted
    yield from (receiver.name for receiver in voter.receivers)
