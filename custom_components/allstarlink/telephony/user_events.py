"""UserEvent: what a dialplan, or another session, tells in its own words.

`UserEvent(Doorbell,Door: front)` is an event with the headers of the channel, then
`UserEvent: Doorbell`, then its own (transcript c35). It has the class `user`.
"""

from typing import Final

from ..ami.message import Message
from ..asterisk.redaction import redact_name
from ..names import MAX_NAME, shown_name

USER_EVENT: Final = "UserEvent"

_MAX_HEADERS: Final = 50
_MAX_VALUE: Final = 1000

_ACTION_ID: Final = "actionid"


def parse_user_event(event: Message) -> tuple[str, dict[str, str]] | None:
    """Return the name and the own headers of a UserEvent, None if it has no name.

    Of a header that comes twice the first counts.
    """
    names = [name.casefold() for name, _ in event.fields]
    try:
        start = names.index(USER_EVENT.casefold())
    except ValueError:
        return None
    name = event.fields[start][1].strip()
    if not name:
        return None
    headers: dict[str, str] = {}
    for key, value in event.fields[start + 1 :]:
        if key and len(headers) < _MAX_HEADERS and key.casefold() != _ACTION_ID:
            headers.setdefault(shown_name(key), redact_name(value)[:_MAX_VALUE])
    return name[:MAX_NAME], headers
