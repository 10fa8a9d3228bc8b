"""Errors of the app_rpt layer."""

from ..ami.redaction import spoken


class MalformedError(ValueError):
    """A reply or event that is cut short or is not what app_rpt writes.

    Its text is for logs, without passwords. The state must be kept as it was: what
    cannot be read says nothing about the node.
    """

    def __init__(self, text: str) -> None:
        """Take what is wrong, with some of what came."""
        super().__init__(spoken(text))
