"""What app_rpt can be told: typed requests and their exact CLI text.

Each request checks its values when it is made and raises RefusedError, so a
request that exists can be sent: its text is one line of known words, digits
and link names, quoted if need be. The text has six words at least, because app_rpt before 3.5.0
insists (rpt_cli.c); only `rpt fun` takes its digits bare.

`needs` are the system states without which app_rpt refuses a request, and
does so in silence (transcripts d02, d06; rpt_functions.c).
"""

from dataclasses import dataclass
from enum import Enum
import re
from typing import ClassVar

from ..names import MAX_NAME, is_node_number
from .names import Mode
from .system_states import SystemState

# What Asterisk's command line takes without quotation marks as the rest of a command
_PLAIN = re.compile(r"[A-Za-z0-9-]+")

# What it takes not even with them, or only in another form
_NOT_QUOTED = re.compile(r'["\\\x00-\x1f\x7f-\x9f]')

# Bytes of a name that ASL2 and HamVoIP keep of a command's last word
OLD_LONGEST = 31

_MACRO = re.compile(r"[0-9]{1,10}")

# app_rpt's buffer holds 32 characters with the end mark (MAXDTMF, app_rpt.h).
_DIGITS = re.compile(r"[0-9A-D*#]{1,31}")

_CONNECT = {Mode.TRANSCEIVE: 3, Mode.MONITOR: 2, Mode.LOCAL_MONITOR: 8}
_CONNECT_PERMANENTLY = {Mode.TRANSCEIVE: 13, Mode.MONITOR: 12, Mode.LOCAL_MONITOR: 18}

type Needs = tuple[SystemState, ...]

_LINKING: Needs = (SystemState.TRANSMITTER, SystemState.LINKING)
_ANNOUNCING: Needs = (SystemState.TRANSMITTER, SystemState.USER_FUNCTIONS)


class RefusedError(ValueError):
    """A value that must not reach app_rpt. `value` is what was refused."""

    def __init__(self, what: str, value: str, limit: int | None = None) -> None:
        """Name what was refused, and the longest that is not if it is too long.

        `what` is `node`, `link`, `link_characters`, `link_length`, `macro`,
        `digits` or `command`.
        """
        super().__init__(f"{what} {value[:40]!r} is not allowed")
        self.what = what
        self.value = value
        self.limit = limit


class Announcement(Enum):
    """What a node can announce: codes of `status` (rpt_functions.c)."""

    ID = "id"
    TIME = "time"
    VERSION = "version"


_ANNOUNCE_LOCAL = {Announcement.ID: 11, Announcement.TIME: 12}
_ANNOUNCE_NETWORK = {
    Announcement.ID: 1,
    Announcement.TIME: 2,
    Announcement.VERSION: 3,
}


def check_link_name(wire_name: str, limit: int = MAX_NAME) -> None:
    """Raise RefusedError for a name that no command can have, in the wire's form.

    A leading 0 would mean "the last node used" (rpt_functions.c, function_ilink).
    """
    if _NOT_QUOTED.search(wire_name):
        raise RefusedError("link_characters", wire_name)
    size = len(wire_name) if limit == MAX_NAME else len(wire_name.encode())
    if size > limit:
        raise RefusedError("link_length", wire_name, limit)
    if not wire_name.strip() or wire_name.startswith("0"):
        raise RefusedError("link", wire_name)


def _checked(what: str, pattern: re.Pattern[str], value: str) -> None:
    if pattern.fullmatch(value) is None:
        raise RefusedError(what, value)


def _checked_node(value: str) -> None:
    # A leading 0 would mean "the last node used" (rpt_functions.c, function_ilink).
    if not is_node_number(value):
        raise RefusedError("node", value)


@dataclass(frozen=True, slots=True)
class Connect:
    """Link to a node. `mode` is one of the three that carry audio."""

    needs: ClassVar[Needs] = _LINKING

    target: str
    mode: Mode = Mode.TRANSCEIVE
    permanent: bool = False

    def __post_init__(self) -> None:
        """Check the target."""
        _checked_node(self.target)

    def render(self, node: str) -> str:
        """Return the CLI text for this node."""
        codes = _CONNECT_PERMANENTLY if self.permanent else _CONNECT
        return _command(node, "ilink", codes[self.mode], self.target)


@dataclass(frozen=True, slots=True)
class Disconnect:
    """End a link, permanent or not, by its name as the wire has it.

    `limit` is the longest name that the server takes.
    """

    needs: ClassVar[Needs] = _LINKING

    target: str
    limit: int = MAX_NAME

    def __post_init__(self) -> None:
        """Check the name."""
        check_link_name(self.target, self.limit)

    def render(self, node: str) -> str:
        """Return the CLI text for this node; an odd name is quoted (cli.c, parse_args)."""
        plain = _PLAIN.fullmatch(self.target) is not None
        return _command(node, "ilink", 11, self.target if plain else f'"{self.target}"')


@dataclass(frozen=True, slots=True)
class DisconnectAll:
    """End all links but clients with letters in their name; app_rpt remembers them.

    Those whose name begins with a digit are ended too (rpt_functions.c).
    """

    needs: ClassVar[Needs] = _LINKING

    def render(self, node: str) -> str:
        """Return the CLI text for this node."""
        return _command(node, "ilink", 6, "0")


@dataclass(frozen=True, slots=True)
class ReconnectLinks:
    """Connect again what the last DisconnectAll ended."""

    needs: ClassVar[Needs] = _LINKING

    def render(self, node: str) -> str:
        """Return the CLI text for this node."""
        return _command(node, "ilink", 16, "0")


@dataclass(frozen=True, slots=True)
class Announce:
    """Announce something, on this node alone or to all links as well."""

    needs: ClassVar[Needs] = _ANNOUNCING

    what: Announcement
    network: bool = False

    def render(self, node: str) -> str:
        """Return the CLI text for this node. The version always goes to all links."""
        code = None if self.network else _ANNOUNCE_LOCAL.get(self.what)
        return _command(node, "status", code or _ANNOUNCE_NETWORK[self.what], "0")


@dataclass(frozen=True, slots=True)
class SetSystemState:
    """Turn a system state on or off."""

    needs: ClassVar[Needs] = ()

    state: SystemState
    on: bool

    def render(self, node: str) -> str:
        """Return the CLI text for this node."""
        return _command(node, "cop", self.state.code(on=self.on), "0")


@dataclass(frozen=True, slots=True)
class RunMacro:
    """Run a macro of rpt.conf by its number."""

    needs: ClassVar[Needs] = ()

    macro: str

    def __post_init__(self) -> None:
        """Check the number."""
        _checked("macro", _MACRO, self.macro)

    def render(self, node: str) -> str:
        """Return the CLI text for this node."""
        return _command(node, "macro", 1, self.macro)


@dataclass(frozen=True, slots=True)
class SendDtmf:
    """Send DTMF digits to the node's decoder, as if they came by radio."""

    needs: ClassVar[Needs] = ()

    digits: str

    def __post_init__(self) -> None:
        """Check the digits."""
        _checked("digits", _DIGITS, self.digits)

    def render(self, node: str) -> str:
        """Return the CLI text for this node."""
        _checked_node(node)
        return f"rpt fun {node} {self.digits}"


type Command = (
    Connect
    | Disconnect
    | DisconnectAll
    | ReconnectLinks
    | Announce
    | SetSystemState
    | RunMacro
    | SendDtmf
)


def _command(node: str, function: str, code: int, digits: str) -> str:
    _checked_node(node)
    return f"rpt cmd {node} {function} {code} {digits}"
