"""The configuration of a PBX: pjsip.conf, iax.conf, extensions.conf, modules.conf."""

from dataclasses import dataclass
from typing import Final

from .channel import UNKNOWN

# What app_rpt's own modules.conf (autoload = no) does not load.
PBX_MODULES: Final = frozenset({"chan_pjsip", "res_manager_devicestate", "res_parking"})


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone: a PJSIP endpoint with an extension and a hint of its number.

    `address` is where it registers from. Without `registered` it begins without a
    contact. `mailboxes` are those of its endpoint, for MWI. With `answers_after`, seconds, it answers each call by itself.
    """

    number: str
    name: str = "<unknown>"
    registered: bool = True
    address: str = "127.0.0.1:5070"
    context: str = "phones"
    authenticates: bool = True
    answers_after: float | None = None
    mailboxes: str = ""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox of voicemail.conf, `1001@default`, and the new messages it begins with.

    One that is not `listed` belongs to another program, which res_mwi_external serves.
    """

    name: str
    new: int = 0
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Trunk:
    """A PJSIP trunk. With a `username` it registers at `address`, with a password.

    `caller` and `caller_name` are what its incoming calls show as caller ID.
    `address` is empty for one that has no contact: it only receives calls.
    """

    name: str
    username: str = ""
    password: str = ""
    address: str = "127.0.0.1:5070"
    context: str = "from-trunk"
    caller: str = UNKNOWN.number
    caller_name: str = UNKNOWN.name


@dataclass(frozen=True, slots=True)
class IaxPeer:
    """A peer of iax.conf; without `qualify` nobody knows whether it is there."""

    name: str
    address: str = "127.0.0.1"
    port: int = 4569
    dynamic: bool = True
    qualify: bool = True


@dataclass(frozen=True, slots=True)
class IaxRegistration:
    """A `register =>` of iax.conf; `host` with its port."""

    host: str
    username: str
    perceived: str = "127.0.0.1:4569"
    refresh: int = 60


@dataclass(frozen=True, slots=True)
class Extension:
    """A line of extensions.conf: what happens when somebody dials `number`.

    `number` may be a pattern, `_9.`, and `data` may hold `${EXTEN:1}`. Applications:
    `Dial` (of PJSIP, Local and IAX2, several with `&`), `Busy`, `Congestion`, `Park`,
    `Queue` (of PJSIP members, several with `&`), `Wait`, `Rpt` (a phone that dials a node; the node's link is another matter); any
    other, such as `Echo`, answers and goes on until somebody hangs up. `caller` and
    `caller_name` are what the dialplan makes of who calls before it does that (c31).
    """

    number: str
    application: str
    data: str = ""
    context: str = "phones"
    caller: str = ""
    caller_name: str = ""

    def fits(self, context: str, number: str) -> bool:
        """Whether this is the line for a number that was dialled in a context."""
        if context != self.context:
            return False
        if self.number.startswith("_"):
            start = self.number[1:].removesuffix(".")
            return number.startswith(start) and len(number) > len(start)
        return number == self.number


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint of extensions.conf: `devices` as written there, `PJSIP/1001&PJSIP/1002`."""

    number: str
    devices: str
    context: str = "phones"


@dataclass(frozen=True, slots=True)
class PbxSetup:
    """What a server has beside its nodes; nothing by default.

    Each phone has its extension and its hint without saying so. With
    `refuses_no_hints` a list of no hints is an error, as since Asterisk 20.21, 22.11
    and 23.5.
    """

    phones: tuple[Phone, ...] = ()
    trunks: tuple[Trunk, ...] = ()
    iax_peers: tuple[IaxPeer, ...] = ()
    iax_registrations: tuple[IaxRegistration, ...] = ()
    extensions: tuple[Extension, ...] = ()
    hints: tuple[Hint, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()
    modules: frozenset[str] = PBX_MODULES
    refuses_no_hints: bool = False

    @property
    def dialplan(self) -> tuple[Extension, ...]:
        """All extensions, those of the phones first."""
        dials = (
            Extension(x.number, "Dial", f"PJSIP/{x.number},12,tT", x.context)
            for x in self.phones
        )
        return (*dials, *self.extensions)

    @property
    def all_hints(self) -> tuple[Hint, ...]:
        """All hints by number."""
        own = (Hint(x.number, f"PJSIP/{x.number}", x.context) for x in self.phones)
        return tuple(sorted((*own, *self.hints), key=lambda hint: hint.number))


NO_PBX: Final = PbxSetup(modules=frozenset())
