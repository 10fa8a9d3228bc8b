"""The words of a server as they are shown: without passwords, in one line.

DialBegin's DialString, CoreShowChannel's ApplicationData, Status' and
OriginateResponse's Data and Channel, Cdr's LastData and Newexten's AppData hold
the passwords of IAX2 trunks as `user:secret@host/number` (transcript c10b), and
error texts and outputs of commands may hold any of them.
"""

import re

# The user of a SIP address is no password. Of anything else, all from the first
# colon to the last @ may be one: a password can have either sign in it.
_PASSWORD = re.compile(
    r"(?P<address>(?:^|[\s<,;\"]|(?<!IAX2)/)sips?:[^:@/]*@)|:.*@",
    re.IGNORECASE | re.DOTALL,
)

# Characters of a server's words that are shown
_MAX_LENGTH = 200


def redact(value: str) -> str:
    """Return a text with `***` for what may be a password: `user:***@host`.

    SIP addresses stay as they are (`sip:1001@192.0.2.1:5060`) unless they have
    a password.
    """
    # Behind the last @ is none; to look there takes quadratic time.
    end = value.rfind("@") + 1
    if ":" not in value[:end]:
        return value
    head = _PASSWORD.sub(lambda match: match["address"] or ":***@", value[:end])
    return head + value[end:]


def spoken(text: str) -> str:
    """Return what a server said, for people: one printable line of 200 characters."""
    # Cut behind the last step only: the @ that gives a password away may come late.
    line = " ".join(redact(text).split())[: 2 * _MAX_LENGTH]
    shown = "".join(
        character
        if character.isprintable()
        else character.encode("unicode_escape").decode()
        for character in line
    )
    return shown[:_MAX_LENGTH]
