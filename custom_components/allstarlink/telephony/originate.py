"""What may be originated: the two ends of a call, and the rules that allow them.

A rule names one end, as Asterisk does:

- `PJSIP/1001` an endpoint that may be called,
- `600@internal` an extension that it may be connected to,
- `Playback(hello-world)` an application that it may be connected to.

A `*` at the end of one of the parts that `/`, `@` and brackets make stands for
any rest of this part: `PJSIP/10*` is no rule for `PJSIP/10@trunk`. Elsewhere
it is the star of a telephone, as in `*97@internal`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
import re
from typing import override

# Asterisk's own limits for extensions, contexts and applications are about this
_MAX = 79
_MAX_TEXT = 250

# Nothing that separates (`&` `,` `|` `;`), and no `:`, which a secret may follow
_ENDPOINT = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:/[A-Za-z0-9_.+*#@-]+)+")
_EXTENSION = re.compile(r"[A-Za-z0-9_.+*#-]+")
_CONTEXT = re.compile(r"[A-Za-z0-9_.-]+")
_APPLICATION = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RULE = re.compile(
    rf"(?:{_ENDPOINT.pattern}|[A-Za-z0-9_.+*#-]+@[A-Za-z0-9_.*-]+"
    rf"|{_APPLICATION.pattern}\([^()]*\))"
)
_ANY_REST = re.compile(r"(\*(?=[/@()]|$))")


class RefusedValueError(Exception):
    """A value that must not reach Asterisk; `field` is its name."""

    def __init__(self, field: str) -> None:
        """Take the name of the field."""
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension of the dialplan, to which a call is connected when it is answered."""

    number: str
    context: str

    @override
    def __str__(self) -> str:
        """Return it as rules spell it."""
        return f"{self.number}@{self.context}"

    def headers(self) -> Iterator[tuple[str, str]]:
        """Yield the headers of Originate for it."""
        yield "Context", self.context
        yield "Exten", self.number
        yield "Priority", "1"


@dataclass(frozen=True, slots=True)
class Application:
    """An application of the dialplan that runs when a call is answered."""

    name: str
    data: str = ""

    @override
    def __str__(self) -> str:
        """Return it as rules spell it."""
        return f"{self.name}({self.data})"

    def headers(self) -> Iterator[tuple[str, str]]:
        """Yield the headers of Originate for it."""
        yield "Application", self.name
        if self.data:
            yield "Data", self.data


@dataclass(frozen=True, slots=True)
class Origination:
    """A call to make: first to `endpoint`, and once it has answered to `target`.

    `timeout` is how long the endpoint may ring, in seconds.
    """

    endpoint: str
    target: Extension | Application
    caller_id: str = ""
    timeout: int = 30

    def check(self) -> None:
        """Raise RefusedValueError for what is not the name of such a thing.

        None of the values can hold a line end or a separator then.
        """
        _check("endpoint", self.endpoint, _ENDPOINT)
        match self.target:
            case Extension(number, context):
                _check("extension", number, _EXTENSION)
                _check("context", context, _CONTEXT)
            case Application(name, data):
                _check("application", name, _APPLICATION)
                _check_text("data", data)
        _check_text("caller_id", self.caller_id)

    def forbidden(self, rules: Iterable[str]) -> str | None:
        """Return the end of the call that no rule allows, None if both are allowed."""
        patterns = [_pattern(rule) for rule in rules]
        for end in (self.endpoint, str(self.target)):
            if not any(pattern.fullmatch(end) for pattern in patterns):
                return end
        return None

    def headers(self, channel_id: str) -> list[tuple[str, str]]:
        """Return the headers of Originate; the call gets `channel_id` as its id.

        Without `Async` the session would be deaf until the end of the ringing
        (transcript c16).
        """
        headers = [("Channel", self.endpoint), *self.target.headers()]
        if self.caller_id:
            headers.append(("CallerID", self.caller_id))
        return [
            *headers,
            ("Timeout", str(self.timeout * 1000)),
            ("Async", "true"),
            ("ChannelId", channel_id),
        ]


def is_rule(text: str) -> bool:
    """Tell whether a text is a rule."""
    return len(text) <= _MAX_TEXT and text.isprintable() and bool(_RULE.fullmatch(text))


def _pattern(rule: str) -> re.Pattern[str]:
    parts = _ANY_REST.split(rule)
    return re.compile(
        "".join(
            "[^/@()]*" if index % 2 else re.escape(part)
            for index, part in enumerate(parts)
        )
    )


def _check(field: str, value: str, pattern: re.Pattern[str]) -> None:
    if len(value) > _MAX or not pattern.fullmatch(value):
        raise RefusedValueError(field)


def _check_text(field: str, value: str) -> None:
    if len(value) > _MAX_TEXT or not value.isprintable():
        raise RefusedValueError(field)
