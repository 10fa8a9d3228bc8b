"""Who shows a receiver in Home Assistant in the benchmark of the latency.

Each is a binary sensor that follows the node 1999: this integration, the
floor, and what the peers would need.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_component import EntityComponent
import panoramisk
from panoramisk.message import Message

from tests.integration import SECRET, USER

_VALUE = b"EventValue: "


class Floor(asyncio.Protocol):
    """The least that can be done: find the value in each event, and show it.

    It knows no names and no nodes.
    """

    def __init__(self, show: Callable[[bool], None]) -> None:
        self._show = show
        self._tail = b""

    @override
    def data_received(self, data: bytes) -> None:
        *events, self._tail = (self._tail + data).split(b"\r\n\r\n")
        for event in events:
            found = event.find(_VALUE)
            if found >= 0:
                self._show(event.startswith(b"1", found + len(_VALUE)))


class Receiver(BinarySensorEntity):
    """An entity that others write."""

    _attr_should_poll = False

    def __init__(self, name: str) -> None:
        self._attr_name = name
        self._attr_is_on = False

    @callback
    def show(self, is_on: bool) -> None:
        """Write the state if it is another one."""
        if is_on != self._attr_is_on:
            self._attr_is_on = is_on
            self.async_write_ha_state()


async def floor(hass: HomeAssistant, port: int) -> str:
    """Write states without an entity, and return the entity id."""
    entity_id = "binary_sensor.floor"

    def show(is_on: bool) -> None:
        hass.states.async_set(entity_id, "on" if is_on else "off")

    await _connect(show, port)
    return entity_id


async def bare_entity(component: EntityComponent[Receiver], port: int) -> str:
    """Write an entity, and return its entity id."""
    receiver = await _receiver(component, "Bare")
    await _connect(receiver.show, port)
    return receiver.entity_id


async def _connect(show: Callable[[bool], None], port: int) -> None:
    loop = asyncio.get_running_loop()
    await loop.create_connection(lambda: Floor(show), "127.0.0.1", port)


async def with_panoramisk(component: EntityComponent[Receiver], port: int) -> str:
    """Wire panoramisk to an entity, and return its entity id."""
    receiver = await _receiver(component, "Panoramisk")
    manager = panoramisk.Manager(
        host="127.0.0.1", port=port, username=USER, secret=SECRET, ping_delay=3600
    )

    def keyed(_manager: panoramisk.Manager, message: Message) -> None:
        receiver.show(message.EventValue == "1")

    manager.register_event("RPT_RXKEYED", keyed)
    await manager.connect()
    return receiver.entity_id


async def with_polls(
    hass: HomeAssistant, component: EntityComponent[Receiver], port: int, node: str
) -> str:
    """Poll a node each second as Allmon3 does, and return the entity id."""
    receiver = await _receiver(component, "Poller")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"Action: Login\r\nUsername: {USER}\r\nSecret: {SECRET}\r\nEvents: 0\r\n"
        "ActionID: login\r\n\r\n".encode()
    )

    async def ask(command: str) -> bytes:
        writer.write(
            f"Action: RptStatus\r\nCommand: {command}\r\nNode: {node}\r\n"
            f"ActionID: {command}\r\n\r\n".encode()
        )
        while True:
            reply = await reader.readuntil(b"\r\n\r\n")
            if f"ActionID: {command}\r\n".encode() in reply:
                return reply

    async def poll() -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                reply = await ask("XStat")
                await ask("SawStat")
                receiver.show(b"RPT_RXKEYED=1" in reply)
                await asyncio.sleep(1)

    hass.async_create_background_task(poll(), "poller")
    return receiver.entity_id


async def _receiver(component: EntityComponent[Receiver], name: str) -> Receiver:
    receiver = Receiver(name)
    await component.async_add_entities([receiver])
    return receiver
