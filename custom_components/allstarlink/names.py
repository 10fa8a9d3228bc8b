"""What a name from outside may be, and how many of each kind are kept.

Names of links, receivers, trunks, extensions, channels and callers come from
strangers. The form of the wire is kept for commands; everything that is shown,
stored or made an entity of has the form that `shown_name` returns.
"""

from hashlib import sha256
import re

# Characters of a name as it is shown, and in answers to voices and language models
MAX_NAME = 64
MAX_SHORT_NAME = 32

# The talker of a node on which nobody is keyed
NOBODY = "nobody"

# Words that mean something where a name stands: the own receiver, nobody, and Home
# Assistant's states of an entity without a value
RESERVED = frozenset({"local", NOBODY, "unavailable", "unknown"})

# Of one node
MAX_LINKS = 2_000
MAX_NETWORK_NAMES = 10_000
MAX_RECEIVERS = 64
MAX_FAVORITES = 500

# Of one station
MAX_STATION_NODES = 100

# Of one server
MAX_NODES = 200
MAX_TRUNKS = 64
MAX_EXTENSIONS = 500
MAX_CALLS = 1_000

# Digits of the hash that tells names apart that are cut
_HASH_DIGITS = 8

_NODE_NUMBER = re.compile(r"[1-9][0-9]{0,9}")


def is_node_number(text: str) -> bool:
    """Return whether this is the number of a node: 1 to 10 digits, the first not 0."""
    return _NODE_NUMBER.fullmatch(text) is not None


def shown_name(name: str) -> str:
    r"""Return the form of a name that is shown: one line of at most 64 characters.

    Control, bidirectional, zero-width and other characters that cannot be
    printed are escapes such as `\u202e`. A longer name is cut and ends in a
    hash of the whole, so that two that begin alike stay two.
    """
    if len(name) <= MAX_NAME and name.isprintable():
        return name
    # A character becomes ten at most, so this is enough of any name.
    shown = "".join(map(_printable, name[: MAX_NAME + 1]))
    if len(shown) <= MAX_NAME:
        return shown
    return _with_hash(shown, name)


def short_name(name: str) -> str:
    """Return the form of a name that an answer has: as it is shown, in 32 characters."""
    shown = shown_name(name)
    return (
        shown
        if len(shown) <= MAX_SHORT_NAME
        else _with_hash(shown, name, MAX_SHORT_NAME)
    )


def _with_hash(shown: str, name: str, length: int = MAX_NAME) -> str:
    digest = sha256(name.encode(errors="surrogatepass")).hexdigest()[:_HASH_DIGITS]
    return f"{shown[: length - _HASH_DIGITS - 1]}~{digest}"


def normal_name(wire: str) -> str:
    """Return the one form of a link's or receiver's name that everything here knows.

    It is the form that is shown, without blanks at its ends: some of app_rpt's
    words have them and others have not (transcript odd). A name that is one of
    our own words ends in a hash as well: no client may pass for the own receiver.
    """
    name = wire.strip()
    # A poll of a big hub has thousands: the usual name costs no second call.
    if len(name) <= MAX_NAME and name.isprintable() and name not in RESERVED:
        return name
    return _with_hash(name, name) if name in RESERVED else shown_name(name)


def kept_form(wire: str) -> str:
    """Return what is kept of the wire's form of a name: no more than shows its length."""
    return wire[: MAX_NAME + 1]


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode()
