"""Lines: an extension that has a hint, or a PJSIP endpoint.

The user chooses which to show; each becomes a device of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Any, Self, override

from ..const import CONF_CONTEXT, CONF_ENDPOINT, CONF_EXTENSION
from ..names import shown_name

_PJSIP = "PJSIP/"
_EXTENSION = re.compile(r"[^\s@/]{1,79}(?:@[^\s@/]{1,79})?")
_ENDPOINT = re.compile(rf"{_PJSIP}[^\s/]{{1,79}}")


@dataclass(frozen=True, slots=True)
class Line:
    """An extension in a context (None: in any), or an endpoint; the other is empty."""

    extension: str = ""
    context: str | None = None
    endpoint: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the line that the data of a subentry mean."""
        if extension := data.get(CONF_EXTENSION):
            return cls(extension, data.get(CONF_CONTEXT))
        return cls(endpoint=data[CONF_ENDPOINT])

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """Return what `1001`, `1001@phones` or `PJSIP/1001` means, None if it is none of them."""
        if _ENDPOINT.fullmatch(text):
            return cls(endpoint=text.removeprefix(_PJSIP))
        if not _EXTENSION.fullmatch(text):
            return None
        extension, _, context = text.partition("@")
        return cls(extension, context or None)

    @override
    def __str__(self) -> str:
        """Return the text that means this line."""
        if self.endpoint:
            return f"{_PJSIP}{self.endpoint}"
        return "@".join(filter(None, (self.extension, self.context)))

    @property
    def data(self) -> dict[str, str]:
        """The data of its subentry."""
        values = {
            CONF_EXTENSION: self.extension,
            CONF_CONTEXT: self.context,
            CONF_ENDPOINT: self.endpoint,
        }
        return {key: value for key, value in values.items() if value}

    @property
    def key(self) -> str:
        """What tells it from other lines and from nodes, in unique ids."""
        return (
            f"{CONF_EXTENSION}_{self}"
            if self.extension
            else f"{CONF_ENDPOINT}_{self.endpoint}"
        )

    @property
    def title(self) -> str:
        """The name of its device."""
        if self.extension:
            return f"Extension {shown_name(str(self))}"
        return f"Endpoint {shown_name(self.endpoint)}"
