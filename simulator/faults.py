"""What can be made to go wrong, now or with the next replies."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .wire import Request


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A reply on its way out.

    It leaves after `delay` seconds. Actions of a session are done one after
    another, so later ones wait for it, unless it is `overtaken`. With `close` the
    connection ends behind it.
    """

    data: bytes
    delay: float = 0.0
    overtaken: bool = False
    close: bool = False


type ReplyFault = Callable[[Outgoing], Outgoing]


def cut_short(tail: int, *, close: bool = False) -> ReplyFault:
    """Lose the last bytes of a reply; then go on, or close the connection."""
    return lambda reply: replace(reply, data=reply.data[:-tail], close=close)


def lost() -> ReplyFault:
    """Never send the reply."""
    return lambda reply: replace(reply, data=b"")


def late(seconds: float) -> ReplyFault:
    """Send the reply that much later; the next replies do not wait for it."""
    return lambda reply: replace(reply, delay=seconds, overtaken=True)


def repeated(times: int = 2) -> ReplyFault:
    """Send the reply more than once."""
    return lambda reply: replace(reply, data=reply.data * times)


def preceded_by(data: bytes) -> ReplyFault:
    """Send something else just before the reply."""
    return lambda reply: replace(reply, data=data + reply.data)


def replaced_by(data: bytes) -> ReplyFault:
    """Send something else instead of the reply."""
    return lambda reply: replace(reply, data=data)


def for_someone_else(action_id: str = "someone-else") -> ReplyFault:
    """Send the reply with another ActionID."""

    def change(reply: Outgoing) -> Outgoing:
        lines = reply.data.split(b"\r\n")
        foreign = b"ActionID: " + action_id.encode()
        changed = [foreign if x.startswith(b"ActionID:") else x for x in lines]
        return replace(reply, data=b"\r\n".join(changed))

    return change


def with_headers(count: int) -> ReplyFault:
    """Put so many headers more into the reply."""
    more = b"".join(b"X-%d: x\r\n" % number for number in range(count))
    return lambda reply: replace(reply, data=reply.data[:-2] + more + b"\r\n")


@dataclass(slots=True)
class _Planned:
    fault: ReplyFault
    action: str
    times: int


@dataclass(slots=True)
class Faults:
    """The faults of a server; each holds until it is changed or `clear` is called.

    - `banner`: sent instead of Asterisk's own; None is the real one, b"" nothing
    - `mute`: a new connection is accepted and then ignored
    - `reject_logins`: no secret is right
    - `denied`: classes taken away from everybody, also while connected
    - `reply_delay`: seconds before each reply
    - `byte_delay`: seconds between single bytes of everything that is sent
    - `segments`: sizes of the TCP segments, in turn
    """

    banner: bytes | None = None
    mute: bool = False
    reject_logins: bool = False
    denied: set[str] = field(default_factory=set)
    reply_delay: float = 0.0
    byte_delay: float = 0.0
    segments: tuple[int, ...] = ()
    _planned: list[_Planned] = field(default_factory=list)

    def next_reply(
        self, fault: ReplyFault, *, action: str = "", times: int = 1
    ) -> None:
        """Do this to the next replies, of one action or of any.

        `action` is the name of the action or its Command: `Ping`, `XStat`.
        """
        self._planned.append(_Planned(fault, action.lower(), times))

    def clear(self) -> None:
        """Behave from now on."""
        self.banner = None
        self.mute = self.reject_logins = False
        self.denied.clear()
        self.reply_delay = self.byte_delay = 0.0
        self.segments = ()
        self._planned.clear()

    def apply(self, request: Request, reply: Outgoing) -> Outgoing:
        """Return the reply as it will leave."""
        reply = replace(reply, delay=reply.delay + self.reply_delay)
        names = {"", request.action.lower(), request.get("Command").lower()}
        for planned in self._planned:
            if planned.action in names:
                planned.times -= 1
                if planned.times == 0:
                    self._planned.remove(planned)
                return planned.fault(reply)
        return reply
