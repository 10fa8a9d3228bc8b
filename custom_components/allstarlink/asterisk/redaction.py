"""Passwords that Asterisk writes in plain text, and how they are kept out.

DialBegin's DialString, CoreShowChannel's ApplicationData, Status' and
OriginateResponse's Data and Channel, Cdr's LastData and Newexten's AppData hold
the passwords of IAX2 trunks as `user:secret@host/number` (transcript c10b).
Whatever text of a server this package keeps is redacted first. AuthDetail, which
comes with PJSIPShowRegistrationsOutbound and holds the passwords of PJSIP trunks
(transcript c13), is read by nothing here.
"""

import re

# The user of a SIP address is no password. Of anything else, all from the first
# colon to the last @ may be one: a password can have either sign in it.
_PASSWORD = re.compile(
    r"(?P<address>(?:^|[\s<,;\"]|(?<!IAX2)/)sips?:[^:@/]*@)|:.*@",
    re.IGNORECASE | re.DOTALL,
)

# A dial string where a person's name should be: `user:secret@host/number`
_DIAL_STRING = re.compile(r":\S.*@[^\s@/]+/", re.DOTALL)


def redact(value: str) -> str:
    """Return a text with `***` for what may be a password: `user:***@host`.

    SIP addresses stay as they are (`sip:1001@192.0.2.1:5060`) unless they have
    a password.
    """
    if "@" not in value or ":" not in value:
        return value
    return _PASSWORD.sub(lambda match: match["address"] or ":***@", value)


def redact_name(value: str) -> str:
    """Return the name or number of a caller, with `***` for what may be a password.

    Asterisk writes no password there; a dialplan that names a caller by the dial
    string of a trunk does. Other names may have both signs:
    `Office: ann@example.org`.
    """
    return redact(value) if _DIAL_STRING.search(value) else value
