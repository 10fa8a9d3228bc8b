"""Passwords that Asterisk writes in plain text, and how they are kept out.

Whatever text of a server this package keeps is redacted first. AuthDetail, which
comes with PJSIPShowRegistrationsOutbound and holds the passwords of PJSIP trunks
(transcript c13), is read by nothing here.
"""

import re

from ..ami.redaction import redact

# A dial string where a person's name should be: `user:secret@host/number`
_LONGEST_NAME = 200
_DIAL_STRING = re.compile(r":\S.*@[^\s@/]+/", re.DOTALL)


def redact_name(value: str) -> str:
    """Return the name or number of a caller, with `***` for what may be a password.

    Asterisk writes no password there; a dialplan that names a caller by the dial
    string of a trunk does. Other names may have both signs:
    `Office: ann@example.org`.
    """
    # No name is that long; to look through it takes more than linear time.
    is_odd = len(value) > _LONGEST_NAME or _DIAL_STRING.search(value)
    return redact(value) if is_odd else value
