"""Errors of the app_rpt layer."""

import re

from ..ami.redaction import spoken

# What came stands from the first quotation mark on
_QUOTE = re.compile(r"['\"]")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")

# Characters of a masked text
_MAX_MASKED = 200


class MalformedError(ValueError):
    """A reply or event that is cut short or is not what app_rpt writes.

    Its text is for logs, without passwords. The state must be kept as it was: what
    cannot be read says nothing about the node.
    """

    def __init__(self, text: str) -> None:
        """Take what is wrong, with some of what came."""
        super().__init__(spoken(text))

    @property
    def masked(self) -> str:
        """The text for others to see: of what came, only which signs stood where."""
        text = str(self)
        quoted = _QUOTE.search(text)
        start = quoted.start() if quoted else len(text)
        came = _DIGIT.sub("9", _LETTER.sub("x", text[start:]))
        return f"{text[:start]}{came}"[:_MAX_MASKED]
