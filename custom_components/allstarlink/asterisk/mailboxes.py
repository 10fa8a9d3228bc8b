"""Mailboxes: how many messages wait (transcript c34).

`MessageWaiting` tells of each change, `MailboxCount` of how it is. A row of
VoicemailUsersList names each mailbox that app_voicemail has; where another
program has them (MWI of PJSIP, an external one), only events and the row of a
PJSIP endpoint (`EndpointDetail`, header Mailboxes) do.
"""

from dataclasses import dataclass
from typing import Final

from .headers import Headers, number, text

MAILBOX_EVENT_NAMES: Final = frozenset({"MessageWaiting"})

# The context of a mailbox that names none (voicemail.conf)
_DEFAULT_CONTEXT: Final = "default"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox, `1001@default`, and how many new messages it has.

    `new` is None when nobody told a number. `extension` is its part before the @.
    """

    name: str
    new: int | None

    @property
    def extension(self) -> str:
        """The extension that a mailbox belongs to: they have the same number."""
        return self.name.partition("@")[0]


def mailbox_name(words: str) -> str:
    """Return the full name of a mailbox: with its context."""
    name, _, context = words.strip().partition("@")
    return f"{name}@{context or _DEFAULT_CONTEXT}" if name else ""


def parse_message_waiting(event: Headers) -> Mailbox | None:
    """Return what a MessageWaiting event tells, None if it names no mailbox.

    Without a number of messages (`Waiting: 1` alone) only that there is none is known.
    """
    return _mailbox(text(event, "Mailbox"), _new(event))


def parse_mailbox_count(name: str, reply: Headers) -> Mailbox | None:
    """Return what MailboxCount answers: urgent messages are new ones, too."""
    new, urgent = number(reply, "NewMessages"), number(reply, "UrgMessages")
    if new is None or new < 0:
        return None
    return _mailbox(name, new + max(0, urgent or 0))


def parse_voicemail_user(row: Headers) -> Mailbox | None:
    """Return a row of VoicemailUsersList (VoicemailUserEntry)."""
    box = text(row, "VoiceMailbox")
    if box is None:
        return None
    context = text(row, "VMContext")
    return _mailbox(
        f"{box}@{context}" if context else box, number(row, "NewMessageCount")
    )


def _new(event: Headers) -> int | None:
    new = number(event, "New")
    if new is not None and new >= 0:
        return new
    return 0 if number(event, "Waiting") == 0 else None


def _mailbox(words: str | None, new: int | None) -> Mailbox | None:
    name = mailbox_name(words or "")
    return Mailbox(name, new) if name else None
