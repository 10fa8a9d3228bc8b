"""Passwords that Asterisk writes in plain text, and how they are kept out.

DialBegin's DialString, CoreShowChannel's ApplicationData, Status' and
OriginateResponse's Data and Channel, Cdr's LastData and Newexten's AppData hold
the passwords of IAX2 trunks as `user:secret@host/number` (transcript c10b);
AuthDetail, which comes with PJSIPShowRegistrationsOutbound, holds those of
PJSIP trunks (transcript c13).
"""

from collections.abc import Iterable
import re

# Nothing but secrets is in these.
SECRET_EVENTS = frozenset({"AuthDetail"})
SECRET_HEADERS = frozenset(
    {
        "password",
        "passworddigest",
        "md5cred",
        "oauthsecret",
        "refreshtoken",
        "secret",
        "key",
    }
)

# The user of a SIP address is no password. Of anything else, all from the first
# colon to the last @ may be one: a password can have either sign in it.
_PASSWORD = re.compile(
    r"(?P<address>(?:^|[\s<,;\"]|(?<!IAX2)/)sips?:[^:@/]*@)|:.*@",
    re.IGNORECASE | re.DOTALL,
)


def redact(value: str) -> str:
    """Return a text with `***` for what may be a password: `user:***@host`.

    SIP addresses stay as they are (`sip:1001@192.0.2.1:5060`) unless they have
    a password.
    """
    if "@" not in value or ":" not in value:
        return value
    return _PASSWORD.sub(lambda match: match["address"] or ":***@", value)


def without_secrets(
    fields: Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    """Return the headers of a message with the secret ones left out, others redacted.

    Of an event that is nothing but a secret only its name remains.
    """
    headers = tuple(fields)
    events = {value.strip() for name, value in headers if name.lower() == "event"}
    if not SECRET_EVENTS.isdisjoint(events):
        return tuple((name, value) for name, value in headers if name == "Event")
    return tuple(
        (name, redact(value))
        for name, value in headers
        if name.lower() not in SECRET_HEADERS
    )
