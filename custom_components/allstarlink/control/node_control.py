"""Control of a node: one request after another, and proof that it happened.

app_rpt answers Success to everything (transcript 90), so what has a visible
effect is done when a poll shows it. Nothing is ever sent twice.

A request has the node to itself from its first look to its proof, so that two
automations which disagree each get a true answer. Only a call that is not
answered at once lets others go ahead.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager

from homeassistant.core import Context

from ..app_rpt.commands import (
    OLD_LONGEST,
    Command,
    Connect,
    Disconnect,
    DisconnectAll,
    ReconnectLinks,
    RefusedError,
    RunMacro,
    SendDtmf,
    SetSystemState,
    check_link_name,
)
from ..app_rpt.links import Link
from ..app_rpt.state import NodeState
from ..app_rpt.system_states import SystemState
from ..client import AmiClient
from ..context_tracker import ContextTracker
from ..coordinator import NodeCoordinator
from ..moment import Moment
from ..moments import async_now
from ..names import MAX_NAME, is_node_number, normal_name
from .calls import Arrival, PendingCalls, check_call, check_enabled, is_linked
from .command_slot import CommandSlot
from .failures import failure, refused
from .session_watch import SessionWatch

type Proof = Callable[[NodeState], bool]

# Seconds from a command to the first look at its effect, and between the next
_FIRST_LOOK = 0.1
_LOOK_EVERY = 0.3
_LOOK_EVERY_SLOW = 1.0

# Seconds until what should happen at once counts as not having happened
_PROMPT = 5.0

# app_rpt takes a quarter of a second to end each of many links (function_ilink)
_PER_LINK = 0.3

# Seconds that a call is waited for, and for how many of them others wait too
_CALL = 15.0
_CALL_IN_TURN = 3.0

# Seconds after a command in which a change of its links is its effect; app_rpt
# goes on calling for about 35 s (transcript d10)
_EFFECT = 10.0
_EFFECT_OF_CALL = 40.0
_EFFECT_OF_ANSWERED_CALL = 5.0

# The manager interface of Asterisk 1.4, which ASL2 and HamVoIP have
_OLD_MANAGER = "1.0"

_MAY_LINK = (ReconnectLinks, RunMacro, SendDtmf)


# Polls after the time is over, if none has been answered
_LATE_LOOKS = 2


class NodeControl:
    """Sends requests to one node. Every method raises HomeAssistantError."""

    def __init__(
        self,
        client: AmiClient,
        coordinator: NodeCoordinator,
        slot: CommandSlot,
        contexts: ContextTracker,
        pending: PendingCalls,
    ) -> None:
        """Prepare the control of a coordinator's node, which has this command slot.

        The coordinator learns from `contexts` and `pending` what is under way.
        """
        self._client = client
        self._coordinator = coordinator
        self._slot = slot
        self._contexts = contexts
        self._pending = pending
        self._loop = client.hass.loop
        self._turn = asyncio.Lock()

    def is_calling(self, target: str) -> bool:
        """Tell whether a connect to this node is under way."""
        return self._pending.is_calling(target)

    async def async_send(
        self, command: Command, context: Context | None = None
    ) -> None:
        """Send a command that has no visible effect; done when it was accepted."""
        async with self._request():
            if command.needs:
                check_enabled(command, await self._look())
            if isinstance(command, _MAY_LINK):
                self._contexts.expect(context, [None], _EFFECT)
            await self._slot.send(command)
            self._coordinator.async_poll_soon()

    async def async_connect(
        self,
        command: Connect,
        *,
        exclusive: bool = False,
        context: Context | None = None,
    ) -> Link:
        """Connect, and return the link when a poll shows it.

        Nothing is sent when it is there already. `exclusive` ends all other
        links first.
        """
        target = command.target
        with self._called(target):
            async with self._request() as watch:
                state = await self._look()
                link = is_linked(state, command)
                if link is None or command.permanent:
                    check_call(command, state, exclusive=exclusive)
                if exclusive:
                    await self._end_others(watch, target, context)
                if link is not None:
                    return link
                self._contexts.expect(context, [target], _EFFECT_OF_CALL)
                arrival = Arrival(command, self._coordinator.data, self._loop.time)
                self._pending.modes[target] = command.mode
                await self._slot.send(command)
                arrived = await self._prove(watch, arrival, _CALL_IN_TURN)
            if not arrived:
                with SessionWatch(self._client) as watch:
                    rest = _CALL - _CALL_IN_TURN
                    arrived = await self._prove(watch, arrival, rest, _LOOK_EVERY_SLOW)
        if arrived:
            self._contexts.expect(context, [target], _EFFECT_OF_ANSWERED_CALL)
        return arrival.outcome(self._coordinator.data)

    async def async_disconnect(self, name: str, context: Context | None = None) -> bool:
        """End every link of a name, permanent or not.

        Return whether the far end has linked again by then: it has made the
        link permanent.

        The name may have the form that is shown or that of the wire. Of a name
        that no link has there is nothing to do.
        """
        shown = normal_name(name)
        if shown not in _names(self._coordinator.data):
            self._check_name(name)
        async with self._request() as watch:
            state, began = await self._look(), async_now(self._coordinator.hass)
            was_linked = bool(_named(state, shown))
            await self._end_each(watch, [shown], context)
            self._check_gone({shown}, until=began if was_linked else None)
            return bool(_named(self._coordinator.data, shown))

    async def async_disconnect_all(self, context: Context | None = None) -> bool:
        """End every link that is there now.

        Return whether any far end has linked again by then, as of
        `async_disconnect`.
        """
        async with self._request() as watch:
            names, began = _names(await self._look()), async_now(self._coordinator.hass)
            await self._end_all(watch, names, context)
            self._check_gone(names, until=began)
            return not names.isdisjoint(_names(self._coordinator.data))

    async def async_set_state(self, state: SystemState, *, on: bool) -> None:
        """Turn a system state on or off."""
        node = self._coordinator.node
        async with self._request() as watch:
            now = state.is_on(await self._look())
            if now is on:
                return
            if now is None:
                raise failure("state_unknown", node=node)
            await self._slot.send(SetSystemState(state, on))
            if await self._prove(watch, lambda new: state.is_on(new) is on):
                return
        if state is SystemState.PARROT and not on:
            raise failure("parrot_always_on", node=node)
        raise failure("state_unchanged", node=node)

    # Parts of a request

    @asynccontextmanager
    async def _request(self) -> AsyncGenerator[SessionWatch]:
        self._slot.admit()
        async with self._turn:
            self._slot.check()
            if not self._coordinator.is_followed:
                raise failure("node_removed", node=self._coordinator.node)
            with SessionWatch(self._client) as watch:
                yield watch

    @contextmanager
    def _called(self, target: str) -> Iterator[None]:
        self._pending.begin(target)
        self._coordinator.async_update_listeners()
        try:
            yield
        finally:
            self._pending.end(target)
            self._coordinator.async_update_listeners()

    async def _look(self) -> NodeState:
        """Return the state as a poll shows it now."""
        if await self._coordinator.async_poll():
            return self._coordinator.data
        self._slot.check()
        raise failure("poll_failed", node=self._coordinator.node)

    async def _prove(
        self,
        watch: SessionWatch,
        proof: Proof,
        seconds: float = _PROMPT,
        every: float = _LOOK_EVERY,
    ) -> bool:
        """Poll until the state is the proof; False when it was not in time."""
        end = self._loop.time() + seconds
        pause, late = _FIRST_LOOK, 0
        while True:
            await watch.pause(pause)
            seen = await self._coordinator.async_poll()
            if seen and proof(self._coordinator.data):
                return True
            # A poll that is not answered takes so long that it deserves others.
            late += self._loop.time() >= end
            if late and (seen or late > _LATE_LOOKS):
                break
            pause = every
        await watch.pause(0)
        if not seen:
            raise failure("not_confirmed", node=self._coordinator.node)
        return False

    async def _end_others(
        self, watch: SessionWatch, target: str, context: Context | None
    ) -> None:
        names = _names(self._coordinator.data)
        if target in names:
            await self._end_each(watch, sorted(names - {target}), context)
        else:
            await self._end_all(watch, names, context)
        self._check_gone(names - {target})

    async def _end_all(
        self, watch: SessionWatch, names: set[str], context: Context | None
    ) -> None:
        """End links by one command, and those that it leaves behind by name."""
        if not names:
            return
        command = DisconnectAll()
        check_enabled(command, self._coordinator.data)
        began = async_now(self._coordinator.hass)
        effect = _EFFECT + _PER_LINK * len(names)
        self._contexts.expect(context, names, effect)
        await self._slot.send(command)
        numbered = set(filter(is_node_number, names))
        await self._prove(
            watch,
            lambda state: numbered.isdisjoint(_names(state, until=began)),
            _PROMPT + _PER_LINK * len(numbered),
        )
        await self._end_each(watch, sorted(names - numbered), context)

    async def _end_each(
        self, watch: SessionWatch, names: Iterable[str], context: Context | None
    ) -> None:
        """End the links of these names; those that no command can name come last."""
        refusal: RefusedError | None = None
        for name in names:
            try:
                await self._end(watch, name, context)
            except RefusedError as err:
                refusal = refusal or err
        if refusal is not None:
            raise refused(refusal) from refusal

    async def _end(
        self, watch: SessionWatch, name: str, context: Context | None
    ) -> None:
        """End the links of a name, which need not be unique, as long as they go.

        Raises RefusedError when no command can name them.
        """
        began = async_now(self._coordinator.hass)
        for _ in _named(self._coordinator.data, name):
            if not (links := _named(self._coordinator.data, name, until=began)):
                return
            # The same name may have blanks at its ends on the wire.
            command = Disconnect(links[0].wire_name, self._longest_name)
            check_enabled(command, self._coordinator.data)
            self._contexts.expect(context, [name], _EFFECT)
            await self._slot.send(command)
            if not await self._prove(watch, _fewer(name, len(links), began)):
                return

    @property
    def _longest_name(self) -> int:
        is_old = self._client.connection.manager_version == _OLD_MANAGER
        return OLD_LONGEST if is_old else MAX_NAME

    def _check_name(self, name: str) -> None:
        try:
            check_link_name(name, self._longest_name)
        except RefusedError as err:
            raise refused(err) from err

    def _check_gone(self, names: set[str], until: Moment | None = None) -> None:
        if left := names & _names(self._coordinator.data, until):
            raise failure(
                "still_linked",
                node=self._coordinator.node,
                links=", ".join(sorted(left)),
            )


def _names(state: NodeState, until: Moment | None = None) -> set[str]:
    """Return the names of links, without those that were made after a moment."""
    return {link.name for link in state.links if _is_older(link, until)}


def _named(state: NodeState, name: str, until: Moment | None = None) -> list[Link]:
    """Return the links of a name, without those that were made after a moment."""
    return [
        link for link in state.links if link.name == name and _is_older(link, until)
    ]


def _is_older(link: Link, moment: Moment | None) -> bool:
    since = link.connected_since
    return moment is None or since is None or since <= moment


def _fewer(name: str, count: int, until: Moment) -> Proof:
    return lambda state: len(_named(state, name, until)) < count
