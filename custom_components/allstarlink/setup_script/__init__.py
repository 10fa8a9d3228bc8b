"""The script that makes Home Assistant's user on a node: what it says, and its values."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import AddressValueError, IPv4Address
from pathlib import Path
import re
import secrets
import string

from ..names import shown_name

USERNAME = "homeassistant"

_SECRET_LENGTH = 32
_SECRET = re.compile(r"[A-Za-z0-9]{32}")

# What the template has for modules alone, and the marks of it
_MODULES_PART = re.compile(
    r"^#modules begin\n.*?^#modules end\n+|^[^\n]* #modules\n", re.DOTALL | re.MULTILINE
)
_MARKS = re.compile(r"^#modules (?:begin|end)\n| #modules$", re.MULTILINE)

_TEMPLATE = Path(__file__).with_name("template.sh")

# A pasted line that begins the script as root; without sudo the shell of root
# runs it. Nothing in the script is expanded before it runs.
_OPENING = "$(command -v sudo) sh -s -- \"$@\" <<'ALLSTARLINK'"
_CLOSING = "ALLSTARLINK"

# The events that the integration listens to, but for those of telephony: too many
_EVENTS = ("RPT_", "DTMF", "MDC-1200", "FullyBooted", "Shutdown", "Registry")


class Wanted(StrEnum):
    """What Home Assistant is to be able to do, beside to watch."""

    WATCH = "watch"
    CONTROL = "control"
    TELEPHONY = "telephony"
    ON_AIR = "on_air"


# The words of `write` that each takes, in the order of manager.conf's sample
_RIGHTS = {
    Wanted.WATCH: (),
    Wanted.CONTROL: ("command",),
    Wanted.TELEPHONY: ("system", "call", "originate"),
    Wanted.ON_AIR: ("command",),
}
_ORDER = ("system", "call", "command", "originate")

# Modules that app_rpt's own modules.conf does not load. The clips that are put
# on the air are fetched by the first two; the third tells of phones at once.
_MODULES = {
    Wanted.ON_AIR: ("res_curl", "res_http_media_cache"),
    Wanted.TELEPHONY: ("res_manager_devicestate",),
}


@dataclass(frozen=True, slots=True)
class NodeSetup:
    """The values of a script; `address` is Home Assistant's, `port` the manager's.

    Raises ValueError for what does not belong in a script.
    """

    secret: str
    address: str
    port: int
    wanted: frozenset[Wanted]

    def __post_init__(self) -> None:
        """Let nothing into a script that a shell or Asterisk could take for more."""
        if not _SECRET.fullmatch(self.secret):
            raise ValueError("A secret has 32 letters and digits")
        if ipv4_address(self.address) != self.address:
            raise ValueError(f"Not an IPv4 address: {shown_name(self.address)}")
        if not 0 < int(self.port) < 65536:
            raise ValueError("A port is 1 to 65535")


def new_secret() -> str:
    """Return a secret that nobody can guess."""
    alphabet = string.ascii_letters + string.digits
    return "".join(secrets.choice(alphabet) for _ in range(_SECRET_LENGTH))


def ipv4_address(text: str) -> str | None:
    """Return an IPv4 address without blanks around it, None for any other text."""
    try:
        return str(IPv4Address(text.strip()))
    except AddressValueError:
        return None


def write_rights(wanted: Collection[Wanted]) -> str:
    """Return the value of `write`: empty for a user that may only watch."""
    rights = {right for want in wanted for right in _RIGHTS[want]}
    return ",".join(right for right in _ORDER if right in rights)


def read_template() -> str:
    """Read the script without its values. Blocks."""
    return _TEMPLATE.read_text(encoding="utf-8")


def setup_script(template: str, setup: NodeSetup) -> str:
    """Return the lines to paste: the script, within a here-document."""
    modules = [
        module
        for want, names in _MODULES.items()
        if want in setup.wanted
        for module in names
    ]
    values = {
        "ADDRESS": setup.address,
        "PORT": str(int(setup.port)),
        "SECRET": setup.secret,
        # A dialplan's own events are of the class user; their trigger needs it.
        "READ": "call,system" + ",user" * (Wanted.TELEPHONY in setup.wanted),
        "WRITE": write_rights(setup.wanted),
        "MODULES": " ".join(modules),
        "EVENTS": "" if Wanted.TELEPHONY in setup.wanted else " ".join(_EVENTS),
    }
    if not modules:
        # What does not have to be read is left out.
        template = _MODULES_PART.sub("", template)
    template = _MARKS.sub("", template)
    filled = re.sub(r"@([A-Z]+)@", lambda found: values[found[1]], template)
    return f"{_OPENING}\n{filled}{_CLOSING}\n"
