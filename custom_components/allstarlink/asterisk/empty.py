"""How Asterisk says that a list has no rows.

Most lists just have none. Some are answered with an error instead, which must
not be taken for a list that failed: what was known would stay for ever.
"""

import re
from typing import Final

# "No Contacts found", "No objects found"
_NONE_FOUND: Final = re.compile(r"no .+ found")

# By action. PJSIP's are those of transcript c14b and res_pjsip's ami_show_*
# functions; that of hints came with Asterisk 20.21, 22.11 and 23.5
# (manager.c, action_extensionstatelist), that of mailboxes is app_voicemail.c's.
_EMPTY: Final = {
    "ExtensionStateList": re.compile(r"no dialplan hints are available"),
    "PJSIPShowContacts": _NONE_FOUND,
    "PJSIPShowEndpoints": _NONE_FOUND,
    "PJSIPShowRegistrationsOutbound": _NONE_FOUND,
    "VoicemailUsersList": re.compile(r"there are no voicemail users currently defined"),
}


def means_empty(action: str, words: str) -> bool:
    """Return whether an error reply to this action only says that the list has no rows.

    `words` is the reply's Message.
    """
    pattern = _EMPTY.get(action)
    text = words.strip().rstrip(".?!").casefold()
    return pattern is not None and pattern.fullmatch(text) is not None
