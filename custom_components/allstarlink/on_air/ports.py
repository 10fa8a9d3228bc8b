"""What a player of clips takes and gives: wishes, results, and its ports to the outside."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from homeassistant.core import CALLBACK_TYPE

from ..app_rpt.state import NodeState
from .clip import Clip
from .offers import Offer
from .server_cache import Request, ServerCache
from .settings import OnAirSettings

type Make = Callable[[float], Awaitable[Clip]]
type OfferClip = Callable[[Clip], AbstractAsyncContextManager[Offer]]


class PlayerState(Enum):
    """What a node's player does; `BUFFERING` is all that is before the transmission."""

    IDLE = "idle"
    BUFFERING = "buffering"
    PLAYING = "playing"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clip that was on the air: seconds waited, when it began, its length in seconds."""

    waited: float
    started: datetime
    duration: float


@dataclass(frozen=True, slots=True)
class Tested:
    """What a test found: the address that was offered, and how long the fetch took."""

    address: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be played: `make` makes a clip of at most so many seconds.

    `network` is whether linked nodes hear it; one that is `urgent` does not wait for
    quiet. `max_wait` is in seconds, None for the node's own.
    """

    make: Make
    title: str
    network: bool
    urgent: bool = False
    max_wait: float | None = None


@dataclass(frozen=True, slots=True)
class NodePort:
    """What a player needs of its node.

    `look` polls the node and returns whether that was answered; `admit` and `check`
    raise HomeAssistantError when there are too many commands, or none can be sent;
    `turn` is the node's command slot.
    """

    node: str
    state: Callable[[], NodeState]
    available: Callable[[], bool]
    settings: Callable[[], OnAirSettings]
    look: Callable[[], Awaitable[bool]]
    admit: Callable[[], None]
    check: Callable[[], None]
    turn: Callable[[], AbstractAsyncContextManager[None]]
    add_listener: Callable[[Callable[[], None]], CALLBACK_TYPE]


@dataclass(frozen=True, slots=True)
class ServerPort:
    """What a player needs of its server.

    `is_keyed` is whether anything is keyed on any of its nodes; `add_listener` calls
    when the connection is lost or back; `create_task` starts what goes on by itself.
    """

    name: str
    request: Request
    cache: ServerCache
    offer: OfferClip
    connected: Callable[[], bool]
    is_keyed: Callable[[], bool]
    add_listener: Callable[[Callable[[], None]], CALLBACK_TYPE]
    create_task: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]
    now: Callable[[], float]
