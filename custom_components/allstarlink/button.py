"""Buttons: connection and node controls."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .app_rpt.commands import Announce, Announcement, ReconnectLinks
from .control.node_control import NodeControl
from .entity import NodeEntity, ServerEntity, async_setup_controls
from .hub import AllStarLinkConfigEntry, AmiHub

# Commands of one node wait for each other in its control
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class ServerButtonDescription(ButtonEntityDescription):
    """A button of a server."""

    press_fn: Callable[[AmiHub], Awaitable[None]]
    needs_connection: bool


@dataclass(frozen=True, kw_only=True)
class NodeButtonDescription(ButtonEntityDescription):
    """A button of a node."""

    press_fn: Callable[[NodeControl, Context | None], Awaitable[object]]


async def _reconnect(hub: AmiHub) -> None:
    hub.connection.reconnect()


SERVER_BUTTONS = (
    ServerButtonDescription(
        key="reconnect",
        translation_key="reconnect",
        entity_category=EntityCategory.DIAGNOSTIC,
        press_fn=_reconnect,
        needs_connection=False,
    ),
    ServerButtonDescription(
        key="refresh",
        translation_key="refresh",
        entity_category=EntityCategory.DIAGNOSTIC,
        press_fn=lambda hub: hub.async_poll_all(),
        needs_connection=True,
    ),
)

NODE_BUTTONS = (
    NodeButtonDescription(
        key="disconnect_all",
        translation_key="disconnect_all",
        press_fn=lambda control, context: control.async_disconnect_all(context),
    ),
    NodeButtonDescription(
        key="reconnect_links",
        translation_key="reconnect_links",
        press_fn=lambda control, context: control.async_send(ReconnectLinks(), context),
    ),
    NodeButtonDescription(
        key="identify",
        translation_key="identify",
        press_fn=lambda control, context: control.async_send(
            Announce(Announcement.ID), context
        ),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AllStarLinkConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the buttons of a server and its nodes."""
    hub = entry.runtime_data
    async_add_entities(ServerButton(hub, button) for button in SERVER_BUTTONS)
    async_setup_controls(
        entry,
        async_add_entities,
        lambda node: [NodeButton(node, button) for button in NODE_BUTTONS],
    )


class ServerButton(ServerEntity, ButtonEntity):
    """A button that acts on the connection."""

    entity_description: ServerButtonDescription

    @property
    @override
    def available(self) -> bool:
        return self.hub.connected or not self.entity_description.needs_connection

    @override
    async def async_press(self) -> None:
        """Do what the button says."""
        await self.entity_description.press_fn(self.hub)


class NodeButton(NodeEntity, ButtonEntity):
    """A button that controls a node."""

    entity_description: NodeButtonDescription

    @override
    def _shown(self) -> None:
        return None

    @override
    async def async_press(self) -> None:
        """Do what the button says. Raises HomeAssistantError when it fails."""
        control = self.coordinator.control
        await self.entity_description.press_fn(control, self._context)
