"""The coordinator of a server's registrations: a few questions, once in minutes.

A registrar that vanishes sends no event, so the server is asked again and
again; a Registry event only makes it sooner. What is asked tells of all nodes.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
import logging
from typing import override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from ..ami.errors import AmiError, ConnectionLost, NotConnected
from ..ami.message import Message
from ..app_rpt.errors import MalformedError
from ..asterisk.registrations import (
    REGISTRY_EVENT_NAMES,
    Registration,
    Technology,
    parse_registry_event,
)
from ..client import AmiClient
from ..const import DOMAIN
from ..listeners import keep_asking
from ..once_more import OnceMore
from ..polling.poll_log import poll_failed, poll_logger
from .questions import async_ask_http, async_ask_iax
from .refusals import Refusals
from .renewals import Renewals

_LOGGER = logging.getLogger(__name__)
_POLL_LOGGER = poll_logger(__name__)

# How often the server is asked, and how often while a node is not registered
_INTERVAL = timedelta(minutes=5)
_INTERVAL_TROUBLED = timedelta(minutes=1)

# Seconds from an event to the question: several registrations change at once
_EVENT_DELAY = 1.0

# Seconds from a registration that waits for its registrar to a second look: a
# renewal is answered by then
_RENEWAL = 10.0

# Questions in a row without a good answer that make the old one count no more
_MAX_FAILURES = 3

type Question = Callable[[AmiClient], Awaitable[tuple[Registration, ...] | None]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server last said of one technology; None: unknown, or not allowed to ask."""

    registrations: tuple[Registration, ...] | None = None
    failures: int = 0

    @property
    def counts(self) -> dict[str, int] | None:
        """How many registrations there are, and how many of them are good."""
        if self.registrations is None:
            return None
        registered = sum(one.registered for one in self.registrations)
        return {"total": len(self.registrations), "registered": registered}


@dataclass(frozen=True, slots=True)
class ServerRegistrations:
    """All registrations of a server, as far as they are known."""

    http: Answer = field(default=Answer())
    iax: Answer = field(default=Answer())

    def of(self, node: str) -> tuple[Registration, ...]:
        """Return the registrations of a node: by both technologies, with several hosts."""
        known = (*(self.http.registrations or ()), *(self.iax.registrations or ()))
        return tuple(one for one in known if one.username == node)

    def registered(self, node: str) -> bool | None:
        """Return whether any registration of a node is good, None if nobody knows."""
        found = self.of(node)
        if any(one.registered for one in found):
            return True
        return False if found and all(one.state for one in found) else None


class RegistrationCoordinator(DataUpdateCoordinator[ServerRegistrations]):
    """Keeps the registrations of one server."""

    def __init__(self, client: AmiClient, nodes: Collection[str]) -> None:
        """Prepare the coordinator of a client that has not connected yet.

        `nodes` are the numbers of the nodes that are followed, as they come and go.
        To be refreshed after each login.
        """
        super().__init__(
            client.hass,
            _POLL_LOGGER,
            config_entry=client.entry,
            name=f"{DOMAIN} registrations",
            update_interval=_INTERVAL,
            always_update=False,
        )
        self.data = ServerRegistrations()
        self._client = client
        self._nodes = nodes
        self._refusals = Refusals(client.hass, client.entry, nodes)
        self._renewals = Renewals()
        self._refresh = OnceMore(self.async_refresh)
        self._cancel_soon: CALLBACK_TYPE | None = None
        client.async_listen(REGISTRY_EVENT_NAMES, self._on_event)
        entry = client.entry
        entry.async_on_unload(client.async_add_listener(self._on_status))
        # Refusals become repair issues even where no entity shows registrations.
        entry.async_on_unload(self.async_add_listener(keep_asking))
        entry.async_on_unload(self._stop_asking)

    def counts(self) -> dict[str, dict[str, int] | None]:
        """Return how many registrations there are and how many are good, by technology."""
        return {
            Technology.HTTP.value: self.data.http.counts,
            Technology.IAX2.value: self.data.iax.counts,
        }

    @callback
    def _on_event(self, event: Message) -> None:
        registration = parse_registry_event(event)
        if registration is None or registration.technology is not Technology.IAX2:
            return
        self._ask_soon(_EVENT_DELAY)

    @callback
    def _ask_soon(self, delay: float) -> None:
        if self._cancel_soon is None:
            self._cancel_soon = async_call_later(self.hass, delay, self._ask_now)

    async def _ask_now(self, _now: datetime) -> None:
        self._cancel_soon = None
        await self._refresh.async_run()

    @callback
    def _stop_asking(self) -> None:
        if self._cancel_soon is not None:
            self._cancel_soon()
            self._cancel_soon = None

    @callback
    def _on_status(self) -> None:
        if self._client.connected:
            return
        self._stop_asking()
        if self.data != ServerRegistrations():
            # A registration may be lost meanwhile without anybody here knowing.
            self.data = ServerRegistrations()
            self.async_update_listeners()

    @override
    async def _async_update_data(self) -> ServerRegistrations:
        try:
            self._client.async_check_connected(self.name, counts=False)
            http, http_error = await self._answer(async_ask_http, self.data.http)
            iax, iax_error = await self._answer(async_ask_iax, self.data.iax)
        except (ConnectionLost, NotConnected) as err:
            raise poll_failed(self._client.title, err) from err
        data = ServerRegistrations(http, self._believed(iax))
        self._take(data)
        if (error := http_error or iax_error) is not None:
            if data != self.data:
                # Home Assistant notifies of the first failure alone.
                self.data = data
                self.async_update_listeners()
            raise poll_failed(self._client.title, error) from error
        return data

    def _take(self, data: ServerRegistrations) -> None:
        """Raise issues for what is refused, and ask more often for what is not registered."""
        self._refusals.async_update(data.of)
        # At the first question there are none yet.
        troubled = not self._nodes or any(
            data.registered(node) is False for node in self._nodes
        )
        self.update_interval = _INTERVAL_TROUBLED if troubled else _INTERVAL

    def _believed(self, iax: Answer) -> Answer:
        if iax.registrations is None or iax.failures:
            return iax
        before = self.data.iax.registrations or ()
        registrations = self._renewals.believe(before, iax.registrations)
        if self._renewals.in_doubt:
            self._ask_soon(_RENEWAL)
        return Answer(registrations)

    async def _answer(
        self, ask: Question, before: Answer
    ) -> tuple[Answer, Exception | None]:
        """Return what counts now, and why the question was not answered.

        Raises ConnectionLost and NotConnected.
        """
        try:
            return Answer(await ask(self._client)), None
        except ConnectionLost, NotConnected:
            raise
        except (AmiError, MalformedError) as err:
            _LOGGER.debug("Registrations: %s", err)
            failures = before.failures + 1
            if failures >= _MAX_FAILURES:
                return Answer(None, failures), err
            return replace(before, failures=failures), err
