"""What must hold for any bytes that a server may send."""

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from typing import Any

from custom_components.allstarlink.ami.errors import FrameTooLong
from custom_components.allstarlink.ami.framing import Framer
from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.app_rpt.errors import MalformedError
from custom_components.allstarlink.app_rpt.events import EVENT_NAMES, parse_event
from custom_components.allstarlink.app_rpt.nodestat import parse_nodestat
from custom_components.allstarlink.app_rpt.registrations import parse_http_registrations
from custom_components.allstarlink.app_rpt.rptstat import parse_rptstat
from custom_components.allstarlink.app_rpt.sawstat import parse_sawstat
from custom_components.allstarlink.app_rpt.state import (
    Change,
    NodeState,
    apply_event,
    apply_nodestat,
    apply_sawstat,
    apply_xstat,
    let_time_pass,
    lose_session,
)
from custom_components.allstarlink.app_rpt.voterstatus import parse_voterstatus
from custom_components.allstarlink.app_rpt.xstat import parse_xstat
from custom_components.allstarlink.asterisk.registrations import (
    parse_iax_registration,
    parse_iax_registry_output,
    parse_pjsip_registration,
    parse_registry_event,
)
from tests.app_rpt.wire import at, reply

MAX_FRAME = 32 * 1024

_NODE = "1999"
_TRUTH = reply("51_", "XStat", node=_NODE), reply("51_", "SawStat", node=_NODE)


def check(data: bytes, cuts: list[int]) -> None:
    """Read a stream whole and in pieces, and let a node's state follow it.

    Raises AssertionError for what is wrong, and whatever should not have been
    raised.
    """
    whole, is_refused = _read([data])
    places = sorted({cut % (len(data) + 1) for cut in cuts} | {0, len(data)})
    pieces = [data[start:end] for start, end in pairwise(places)]
    again, is_refused_again = _read(pieces)
    assert [message.fields for message in again] == [m.fields for m in whole]
    assert is_refused_again is is_refused
    follower = Follower()
    for message in whole:
        follower.take(message)
    follower.learn_the_truth()


def _read(chunks: list[bytes]) -> tuple[list[Message], bool]:
    framer = Framer(None, MAX_FRAME)
    messages: list[Message] = []
    try:
        for chunk in chunks:
            messages.extend(framer.feed(chunk))
            kept = len(framer._pending) + len(framer._text)
            assert kept <= 2 * MAX_FRAME + len(b"\r\n\r\n")
    except FrameTooLong:
        return messages, True
    return messages, False


class Follower:
    """A node's state that takes whatever comes, as a coordinator does."""

    def __init__(self) -> None:
        """Begin with a poll of what is true."""
        self._state = NodeState(_NODE)
        self._now = 0.0
        self.learn_the_truth()

    def take(self, message: Message) -> None:
        """Take an event, or a reply to anything."""
        self._now += 0.5
        if message.event:
            self._take_event(message)
        else:
            self._try(parse_xstat, apply_xstat, message)
            self._try(parse_sawstat, apply_sawstat, message)
            self._try(parse_nodestat, self._apply_nodestat, message)
            self._try(parse_rptstat, self._ignore, message)
            self._try(parse_voterstatus, self._ignore, message)
            self._read_registrations(message)
        self._apply(let_time_pass(self._state, at(self._now)))

    def learn_the_truth(self) -> None:
        """Lose the session and poll: nothing of the noise may be left."""
        self._now += 60
        self._state = lose_session(self._state, at(self._now))
        xstat, sawstat = _TRUTH
        self._apply(apply_xstat(self._state, parse_xstat(xstat), at(self._now)))
        self._apply(apply_sawstat(self._state, parse_sawstat(sawstat), at(self._now)))
        state, fresh = self._state, _fresh()
        assert [_facts(link) for link in state.links] == [
            _facts(link) for link in fresh.links
        ]
        for known in ("network_nodes", "network", "receiving", "transmitting"):
            assert getattr(state, known) == getattr(fresh, known)
        assert set(state.talking.keyed) == set(fresh.talking.keyed)

    def _take_event(self, message: Message) -> None:
        parse_registry_event(message)
        parse_iax_registration(message)
        parse_pjsip_registration(message)
        if message.event not in EVENT_NAMES:
            return
        try:
            event = parse_event(
                message.event, message.get("Node"), message.get("EventValue")
            )
        except MalformedError:
            return
        self._apply(apply_event(self._state, event, at(self._now)))

    def _read_registrations(self, message: Message) -> None:
        parse_iax_registry_output(message.output)
        with suppress(MalformedError):
            parse_http_registrations(message.output)

    def _try(
        self,
        parse: Callable[[Any], Any],
        apply: Callable[[NodeState, Any, Any], Change],
        message: Message,
    ) -> None:
        try:
            parsed = parse(message.fields)
        except MalformedError:
            return
        self._apply(apply(self._state, parsed, at(self._now)))

    def _apply_nodestat(self, state: NodeState, parsed: Any, _now: Any) -> Change:
        return apply_nodestat(state, parsed), ()

    def _ignore(self, state: NodeState, _parsed: Any, _now: Any) -> Change:
        return state, ()

    def _apply(self, change: Change) -> None:
        self._state, _ = change
        keyed = {link.name for link in self._state.links if link.keyed}
        keyed |= {"local"} if self._state.receiving else set()
        assert set(self._state.talking.keyed) == keyed
        for link in self._state.links:
            assert (link.connected_since is not None) == link.established
            assert link.established or not link.keyed


def _fresh() -> NodeState:
    xstat, sawstat = _TRUTH
    state, _ = apply_xstat(NodeState(_NODE), parse_xstat(xstat), at(0))
    return apply_sawstat(state, parse_sawstat(sawstat), at(0))[0]


def _facts(link: Any) -> tuple[object, ...]:
    return (
        link.name,
        link.mode,
        link.established,
        link.direction,
        link.keyed,
        link.reconnects,
        link.address,
    )
