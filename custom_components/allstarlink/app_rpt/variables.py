"""Variables of a node's channel beside app_rpt's own: what scripts and radios put there.

XStat lists all of them (rpt_manager.c, rpt_manager_do_xstat). Scripts set them by
`rpt set variable`; the dashboards Supermon and AllScan use `cpu_temp`, `ALERT`, `WX`,
`DISK` and the like, with HTML in the values. Radio interfaces set RPT_URI_GPIO<n> and
RPT_PP<n>, which are events as well (app_rpt.c, rxchannel_read).
"""

from collections.abc import Iterable, Mapping
import re

from ..ami.redaction import redact
from ..names import shown_name

# Pins of both kinds: interfaces have fewer
MAX_PINS = 32

# Names and values of one node; of more, the first by name are kept
_MAX_NAMES = 200
_LONGEST = 255

# app_rpt's own and pins, which are read elsewhere; XX_ are copies for its event scripts
_OWN = re.compile(
    r"RPT_(?:RXKEYED|E?TXKEYED|AUTOPATCHUP|NUMA?LINKS|A?LINKS|STAT_.*)|XX_.*"
    r"|RPT_(?:URI_GPIO|PP)[0-9]+",
    re.DOTALL,
)

_PINS = {"RPT_URI_GPIO": "gpio", "RPT_PP": "pp"}
_PIN = re.compile(r"(RPT_URI_GPIO|RPT_PP)([0-9]{1,2})")

# The names of the events that pins have
PIN_EVENT_NAMES = frozenset(
    f"{prefix}{number}" for prefix in _PINS for number in range(MAX_PINS)
)

_TAG = re.compile(r"<[^<>]{0,300}>")
_ENTITIES = {"&nbsp;": " ", "&deg;": "°", "&lt;": "<", "&gt;": ">", "&amp;": "&"}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")

# Name and value of each, in the order of names
type Variables = tuple[tuple[str, str], ...]

# Whether each pin is on, by `gpio_1` or `pp_10`, in the order of keys
type Pins = tuple[tuple[str, bool], ...]


def parse_variables(variables: Mapping[str, str]) -> tuple[Variables, int]:
    """Return the variables that are not app_rpt's own, and how many are left out."""
    # A name that differs only beyond what is shown of it counts once.
    names = [name for name in variables if name and not _OWN.fullmatch(name)]
    kept = sorted(names)[:_MAX_NAMES]
    found = {shown_name(name): value_text(variables[name]) for name in kept}
    return tuple(found.items()), len(names) - len(found)


def parse_pins(variables: Mapping[str, str]) -> Pins:
    """Return the pins among the variables; one that is neither on nor off is unknown."""
    found = [
        (key, value == "1")
        for name, value in variables.items()
        if value in ("0", "1") and (key := pin_key(name)) is not None
    ]
    return tuple(sorted(found))


def with_pin(pins: Pins, key: str, *, on: bool) -> Pins:
    """Return the pins with another state of one."""
    return tuple(sorted({**dict(pins), key: on}.items()))


def pin_key(name: str) -> str | None:
    """Return the key of a pin by the name of its variable or event: `gpio_1`, `pp_10`."""
    found = _PIN.fullmatch(name)
    if found is None or int(found[2]) >= MAX_PINS:
        return None
    return f"{_PINS[found[1]]}_{int(found[2])}"


def value_text(value: str) -> str:
    """Return a value as text of one line, without HTML and passwords: 255 characters."""
    # Cut first: what comes takes no more than linear time, and little of it.
    text = _TAG.sub(" ", redact(value[: 8 * _LONGEST]))
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    line = " ".join(text.split())
    return "".join(sign for sign in line if sign.isprintable())[:_LONGEST]


def variable_value(text: str) -> int | float | str | None:
    """Return the value that a text means: a number if it is one, None if it is empty."""
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text or None


def slug_of(name: str) -> str:
    """Return the part of a key that a name becomes: `cpu_temp` of `CPU-Temp`."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def by_slug(variables: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return name and value by the slug; of names with the same slug, the first."""
    found: dict[str, tuple[str, str]] = {}
    for name, value in variables:
        if slug := slug_of(name):
            found.setdefault(slug, (name, value))
    return found
