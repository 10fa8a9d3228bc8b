"""Events as they may be shown to others: without what is somebody's own.

Of most values it is shown only which signs stood where: `x` for a letter, `9` for a
digit. That covers DTMF digits, the numbers and names of callers, and secrets, which
Asterisk writes into headers that differ from version to version. What is known to be
harmless stays, and so do the numbers of nodes, which AllStarLink publishes.
"""

import re

from .ami.message import Message
from .ami.redaction import redact
from .names import shown_name

# Headers whose values say nothing about persons
_SHOWN = frozenset(
    {
        *("event", "privilege", "node", "timestamp", "actionid"),
        *("lastkeyedtime", "lasttxkeyedtime", "uptime", "lastreload", "status"),
        *("shutdown", "restart", "uniqueid", "linkedid", "destuniqueid"),
        *("destlinkedid", "channelstate", "channelstatedesc", "destchannelstate"),
        *("destchannelstatedesc", "priority", "cause", "cause-txt", "dialstatus"),
        *("bridgeuniqueid", "bridgetype", "bridgetechnology", "bridgenumchannels"),
        *("contactstatus", "peerstatus", "channeltype", "waiting"),
        *("new", "old", "urgentmessages", "newmessages", "oldmessages"),
    }
)

# Of a UserEvent all others may be what a dialplan has put there, under any name.
_SHOWN_OF_USER_EVENT = frozenset({"event", "privilege"})

# Events whose value is on or off, or a count
_FLAGS = re.compile(
    r"RPT_(?:E?TXKEYED|RXKEYED|AUTOPATCHUP|NUMA?LINKS|URI_GPIO\d+|PP\d+)"
)
_FLAG = re.compile(r"\d{1,5}")

# Items of lists: what stays of one, by the event
_ITEMS = {
    "RPT_ALINKS": re.compile(r"(?P<name>.*?)(?P<rest>[TRCL][KU])?"),
    "RPT_LINKS": re.compile(r"(?P<rest>[TRCL])?(?P<name>.*)"),
}
# Longer ones are those of telephones.
_NODE = re.compile(r"[0-9]{1,7}")

# Old servers put the channel into the name: ChanVariable(SIP/1001-0000)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")

# Of one event
_MAX_HEADERS = 100
_LONGEST = 1000


def masked_headers(event: Message) -> dict[str, list[str]]:
    """Return the headers of an event, each name with its values in order."""
    headers: dict[str, list[str]] = {}
    for name, value in event.fields[:_MAX_HEADERS]:
        shown = _masked(event.event, name.casefold(), value[: 2 * _LONGEST])
        shown_as = shown_name(name if _NAME.fullmatch(name) else _shape(name))
        headers.setdefault(shown_as, []).append(shown[:_LONGEST])
    return headers


def _masked(event: str, name: str, value: str) -> str:
    if name in (_SHOWN_OF_USER_EVENT if event == "UserEvent" else _SHOWN):
        return _one_line(redact(value))
    if name == "eventvalue":
        if event in _ITEMS:
            item = _ITEMS[event]
            return ",".join(_masked_item(item, part) for part in value.split(","))
        if _FLAGS.fullmatch(event) and _FLAG.fullmatch(value):
            return value
    return _shape(value)


def _masked_item(pattern: re.Pattern[str], item: str) -> str:
    found = pattern.fullmatch(item)
    if found is None:
        return _shape(item)
    name, rest = found["name"], found["rest"] or ""
    if _NODE.fullmatch(name):
        return item
    return _shape(name) + rest if found.start("name") == 0 else rest + _shape(name)


def _shape(value: str) -> str:
    return _one_line(_DIGIT.sub("9", _LETTER.sub("x", value)))


def _one_line(value: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in value)
