"""Calls to other nodes: which ones app_rpt refuses in silence, and which arrive."""

from collections import Counter
from collections.abc import Callable

from ..app_rpt.commands import Command, Connect
from ..app_rpt.links import Link
from ..app_rpt.names import Kind, Mode, kind_of
from ..app_rpt.state import NodeState
from ..app_rpt.system_states import SystemState
from .failures import failure, invalid

# Seconds without a link after which a call is over: it was never made, as for
# a number that the node does not know (transcript d02; looking it up takes
# some time), or it was given up (a change of mode may make a gap of one poll).
_NEVER_MADE = 5.0
_GIVEN_UP = 1.5

_DISABLED = {
    SystemState.TRANSMITTER: "transmitter_disabled",
    SystemState.LINKING: "linking_disabled",
    SystemState.USER_FUNCTIONS: "user_functions_disabled",
}


class PendingCalls:
    """The connects of a node that are under way, and the modes that they ask for."""

    def __init__(self) -> None:
        """Begin with none."""
        self._count: Counter[str] = Counter()
        # By target, once the command is sent
        self.modes: dict[str, Mode] = {}

    def is_calling(self, target: str) -> bool:
        """Tell whether a connect to this node is under way."""
        return self._count[target] > 0

    def begin(self, target: str) -> None:
        """Note that a connect is under way."""
        self._count[target] += 1

    def end(self, target: str) -> None:
        """Note that a connect is over; others to the same node may go on."""
        self.modes.pop(target, None)
        self._count.subtract([target])
        self._count = +self._count


def link_to(state: NodeState, name: str) -> Link | None:
    """Return the link of this name, one that is up before one that is not."""
    links = [link for link in state.links if link.name == name]
    return max(links, key=lambda link: bool(link.established), default=None)


def is_linked(state: NodeState, command: Connect) -> Link | None:
    """Return the link that a command asks for, if a poll has shown it."""
    link = link_to(state, command.target)
    if link and link.polled and link.established and link.mode is command.mode:
        return link
    return None


def check_enabled(command: Command, state: NodeState) -> None:
    """Raise HomeAssistantError if the node would ignore a command in its state."""
    for needed in command.needs:
        if needed.is_on(state) is False:
            raise failure(_DISABLED[needed], node=state.node)


def check_call(command: Connect, state: NodeState, *, exclusive: bool) -> None:
    """Raise HomeAssistantError if app_rpt would refuse a call.

    It refuses a node that is in the network already, by any path, and does
    not make an existing link permanent (rpt_link.c, connect_link). It changes
    the mode of an EchoLink link without a trace in RPT_ALINKS.
    """
    target = command.target
    link = link_to(state, target)
    elsewhere = link is None and target in state.network and not exclusive
    if target == state.node or elsewhere:
        raise invalid("already_in_network", node=state.node, target=target)
    if link is not None:
        same = not link.established or link.mode is command.mode
        is_echolink = kind_of(link.name) is Kind.ECHOLINK
        fixed = link.established and is_echolink and not same
        if fixed or (same and command.permanent):
            raise invalid("disconnect_first", node=state.node, target=target)
    check_enabled(command, state)


class Arrival:
    """Follows a call through the polls until the link is up as asked."""

    def __init__(
        self, command: Connect, before: NodeState, now: Callable[[], float]
    ) -> None:
        """Take the call, the state before it, and the clock, seconds."""
        self._command = command
        self._before = link_to(before, command.target)
        self._now = now
        self._seen = now()
        self._made = False

    def __call__(self, state: NodeState) -> bool:
        """Tell whether the call has arrived. Raises HomeAssistantError when it is over."""
        link = link_to(state, self._command.target)
        if link is not None and not self._is_untouched(link):
            self._seen = self._now()
            self._made = True
            return is_linked(state, self._command) is not None
        limit = _GIVEN_UP if self._made else _NEVER_MADE
        if self._now() - self._seen >= limit:
            raise self._not_made(state)
        return False

    def _is_untouched(self, link: Link) -> bool:
        """Tell whether a link is what it was before the call, in the mode it had.

        A change of mode is a new connection, with one more reconnect.
        """
        before = self._before
        if self._made or before is None or not (before.polled and link.polled):
            return False
        known = before.mode, before.established, before.reconnects
        return known == (link.mode, link.established, link.reconnects)

    def outcome(self, state: NodeState) -> Link:
        """Return the link when no more time is left. Raises HomeAssistantError."""
        command = self._command
        link = link_to(state, command.target)
        if link is None or self._is_untouched(link):
            raise self._not_made(state)
        if link.established and link.mode is not command.mode:
            raise failure(
                "wrong_mode", node=state.node, target=link.name, mode=link.mode.value
            )
        if link.established or command.permanent:
            return link
        raise failure("still_connecting", node=state.node, target=link.name)

    def _not_made(self, state: NodeState) -> Exception:
        target = self._command.target
        is_linked_still = link_to(state, target) is not None
        # It may have come into the network by another path just before.
        if target in state.network and not is_linked_still:
            return invalid("already_in_network", node=state.node, target=target)
        if self._made:
            return failure("no_link", node=state.node, target=target)
        # A number that app_rpt does not know leaves no trace either (d02, d14).
        return failure("not_taken", node=state.node, target=target)
