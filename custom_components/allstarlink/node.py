"""A node: its parts and their life.

It builds the device, the coordinator, the control, the history and the idle tracker, in
this order, and starts and stops them. Triggers listen to its signals.
"""

from dataclasses import dataclass

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.signal_type import SignalType

from .activity.history import NodeHistory
from .activity.idle_tracker import IdleTracker
from .activity.place import Place
from .app_rpt.activity import Activity
from .client import AmiClient
from .connection_options import ConnectionOptions
from .const import DOMAIN
from .context_tracker import ContextTracker
from .control.calls import PendingCalls
from .control.command_slot import CommandSlots
from .control.node_control import NodeControl
from .coordinator import NodeCoordinator, PollReports, PollTools
from .directory.stations import Stations
from .issues import async_clear_node_issues, async_show_reply_unreadable
from .lookup.network import NetworkView
from .on_air.player import Player
from .on_air.players import Players
from .server_device import ServerDevice

# Sent for each activity, once it is in the history of its node; the context is that of
# the action that caused it
SIGNAL_ACTIVITY: SignalType[Node, Activity, Context | None] = SignalType(
    f"{DOMAIN}_activity"
)

# Sent when one of the times of a node's idle tracker has changed
SIGNAL_IDLE: SignalType[Node] = SignalType(f"{DOMAIN}_idle")

# All nodes that are followed, by the ids of their devices
_NODES: HassKey[dict[str, Node]] = HassKey(f"{DOMAIN}_nodes")

# The models of nodes, by whether they are remote bases
_MODELS = {False: "app_rpt node", True: "app_rpt remote base"}


@callback
def async_nodes(hass: HomeAssistant) -> dict[str, Node]:
    """Return all nodes that are followed, by the ids of their devices."""
    return hass.data.setdefault(_NODES, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerParts:
    """What all nodes of a server share."""

    tools: PollTools
    server_device: ServerDevice
    stations: Stations
    slots: CommandSlots
    on_air: Players

    @property
    def client(self) -> AmiClient:
        """The client of the server."""
        return self.tools.client


class Node:
    """One node that is followed."""

    def __init__(
        self, parts: ServerParts, subentry: ConfigSubentry, number: str, index: int
    ) -> None:
        """Make the parts of a node; `async_start` starts them.

        `index` is how many nodes of the server were there before it.
        """
        self.number = number
        self.client = client = parts.client
        self.stations = parts.stations
        self._hass = hass = client.hass
        self._entry = entry = client.entry
        self._is_set_up = False
        self._on_stop: list[CALLBACK_TYPE] = []
        device = self._register(subentry, parts.server_device.device_id)
        self.device_id = device.id
        contexts, pending = ContextTracker(hass.loop.time), PendingCalls()
        self.coordinator = NodeCoordinator(
            parts.tools,
            subentry,
            number,
            index=index,
            is_remote_base=device.model == _MODELS[True],
            reports=PollReports(
                unreadable=self._on_unreadable,
                kind_changed=self._on_kind_changed,
            ),
            contexts=contexts,
            requested_modes=pending.modes,
        )
        slot = parts.slots.of(number)
        self.control = NodeControl(client, self.coordinator, slot, contexts, pending)
        self._on_air = parts.on_air
        self.history = NodeHistory(
            hass,
            self.coordinator,
            Place(entry.entry_id, subentry.subentry_id, number),
            device_id=device.id,
            size=ConnectionOptions.of(entry.options).history_size,
            callsign_of=self.stations.callsign_of,
        )
        self.idle = IdleTracker(
            hass, self.coordinator, device_id=device.id, on_change=self._on_idle_change
        )
        self.coordinator.async_add_activity_listener(self._on_activity)
        self.network = NetworkView(self.coordinator)
        parts.on_air.async_add(self.coordinator, slot)
        async_nodes(hass)[device.id] = self
        entry.async_on_unload(self.async_stop)

    @property
    def is_stopped(self) -> bool:
        """Whether the node is not followed any more."""
        return async_nodes(self._hass).get(self.device_id) is not self

    @property
    def is_wanted(self) -> bool:
        """Whether the node is followed, or will be when its server is back."""
        entry = self._hass.config_entries.async_get_entry(self._entry.entry_id)
        return entry is not None and entry.disabled_by is None

    @property
    def player(self) -> Player:
        """What puts clips on the air of the node."""
        return self._on_air.of(self.number)

    @property
    def subentry_id(self) -> str:
        """The subentry that the node is of, and its entities with it."""
        return self.coordinator.subentry.subentry_id

    @callback
    def async_on_stop(self, stop: CALLBACK_TYPE) -> None:
        """Call when the node is not followed any more."""
        self._on_stop.append(stop)

    async def async_start(self) -> None:
        """Recall the history and poll for the first time."""
        await self.history.async_load()
        await self.client.async_within_budget(self.coordinator.async_begin_session())
        self._is_set_up = True

    async def async_stop(self) -> None:
        """Stop following the node and save its history, once."""
        if self.is_stopped:
            return
        self.network.async_stop()
        await self.coordinator.async_shutdown()
        for stop in self._on_stop:
            stop()
        async_nodes(self._hass).pop(self.device_id, None)
        self.idle.async_stop()
        await self.history.async_save()

    async def async_remove(self) -> None:
        """Stop following the node and forget it; Home Assistant removes its device."""
        async_clear_node_issues(self._hass, self._entry, self.number)
        await self._on_air.async_remove(self.number)
        await self.async_stop()
        self.idle.async_forget()
        await self.history.async_remove()

    def _register(self, subentry: ConfigSubentry, via_device_id: str) -> dr.DeviceEntry:
        registry = dr.async_get(self._hass)
        identifier = (DOMAIN, f"{self._entry.entry_id}_{self.number}")
        known = registry.async_get_device_by_identifier(
            identifier, self._entry.entry_id
        )
        is_remote_base = known is not None and known.model == _MODELS[True]
        return registry.async_get_or_create(
            config_entry_id=self._entry.entry_id,
            config_subentry_id=subentry.subentry_id,
            identifiers={identifier},
            manufacturer="AllStarLink",
            model=_MODELS[is_remote_base],
            # A callsign may have joined the name.
            name=known.name if known else f"Node {self.number}",
            via_device_id=via_device_id,
        )

    @callback
    def _on_kind_changed(self) -> None:
        """Make the device that of a remote base or of another node, as the node says.

        The entities were made before it could be asked, so they are made anew.
        """
        model = _MODELS[self.coordinator.is_remote_base]
        dr.async_get(self._hass).async_update_device(self.device_id, model=model)
        if self._is_set_up:
            self._hass.config_entries.async_schedule_reload(self._entry.entry_id)

    @callback
    def _on_unreadable(self, line: str | None) -> None:
        async_show_reply_unreadable(self._hass, self._entry, self.number, line)

    @callback
    def _on_activity(self, activity: Activity, context: Context | None) -> None:
        async_dispatcher_send(self._hass, SIGNAL_ACTIVITY, self, activity, context)

    @callback
    def _on_idle_change(self) -> None:
        async_dispatcher_send(self._hass, SIGNAL_IDLE, self)
