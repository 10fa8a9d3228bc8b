"""Errors of the app_rpt layer."""


class MalformedError(ValueError):
    """A reply or event that is cut short or is not what app_rpt writes.

    Its text is for logs. The state must be kept as it was: what cannot be
    read says nothing about the node.
    """
