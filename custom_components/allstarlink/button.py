"""Buttons: connection and node controls."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components import persistent_notification
from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.translation import async_get_exception_message

from .app_rpt.commands import Announce, Announcement, ReconnectLinks
from .const import DOMAIN
from .control.node_control import NodeControl
from .coordinator import NodeCoordinator
from .entity import NodeEntity, ServerEntity
from .hub import AllStarLinkConfigEntry, AllStarLinkData
from .node import Node
from .node_platform import async_setup_controls
from .on_air.player import Player
from .on_air_platform import async_setup_on_air

# Commands of one node wait for each other in its control
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class ServerButtonDescription(ButtonEntityDescription):
    """A button of a server."""

    press_fn: Callable[[AllStarLinkData], Awaitable[None]]
    needs_connection: bool


@dataclass(frozen=True, kw_only=True)
class NodeButtonDescription(ButtonEntityDescription):
    """A button of a node."""

    press_fn: Callable[[NodeControl, Context | None], Awaitable[object]]


async def _reconnect(data: AllStarLinkData) -> None:
    data.client.connection.reconnect()


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
        press_fn=lambda data: data.async_poll(),
        needs_connection=True,
    ),
)

TEST_ON_AIR = ButtonEntityDescription(
    key="test_on_air",
    translation_key="test_on_air",
    entity_category=EntityCategory.CONFIG,
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
    data = entry.runtime_data
    async_add_entities(ServerButton(data, button) for button in SERVER_BUTTONS)
    async_setup_on_air(
        entry,
        async_add_entities,
        platform=Platform.BUTTON,
        key=TEST_ON_AIR.key,
        make=lambda node, player: OnAirTestButton(node.coordinator, player),
    )
    async_setup_controls(
        entry,
        async_add_entities,
        lambda node: [NodeButton(node, button) for button in NODE_BUTTONS],
    )


class ServerButton(ServerEntity, ButtonEntity):
    """A button that acts on the connection."""

    entity_description: ServerButtonDescription

    def __init__(
        self, data: AllStarLinkData, description: ServerButtonDescription
    ) -> None:
        """Make the button of a server."""
        super().__init__(data.client, data.server, description)
        self._data = data

    @property
    @override
    def available(self) -> bool:
        return self.client.connected or not self.entity_description.needs_connection

    @override
    async def async_press(self) -> None:
        """Do what the button says."""
        await self.entity_description.press_fn(self._data)


class NodeButton(NodeEntity, ButtonEntity):
    """A button that controls a node."""

    entity_description: NodeButtonDescription

    def __init__(self, node: Node, description: NodeButtonDescription) -> None:
        """Make the button of a node."""
        super().__init__(node.coordinator, description)
        self._control = node.control

    @override
    def _shown(self) -> None:
        return None

    @override
    async def async_press(self) -> None:
        """Do what the button says. Raises HomeAssistantError when it fails."""
        await self.entity_description.press_fn(self._control, self._action_context)


class OnAirTestButton(NodeEntity, ButtonEntity):
    """Tests all that a clip needs but the transmission, and reports how it went."""

    def __init__(self, coordinator: NodeCoordinator, player: Player) -> None:
        """Make the button of a node."""
        super().__init__(coordinator, TEST_ON_AIR)
        self._player = player

    @override
    def _shown(self) -> None:
        return None

    @override
    async def async_press(self) -> None:
        """Let the server fetch a clip, and transmit nothing. Raises HomeAssistantError."""
        tested = await self._player.async_test()
        persistent_notification.async_create(
            self.hass,
            async_get_exception_message(
                DOMAIN,
                "on_air_test_passed",
                {"address": tested.address, "seconds": f"{tested.seconds:.1f}"},
            ),
            title=f"Node {self.coordinator.node}",
            notification_id=f"{DOMAIN}_{self.unique_id}",
        )
