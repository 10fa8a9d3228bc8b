"""Replies as Asterisk forms them: one message, or a list of them."""

from collections.abc import Iterable, Sequence

from .faults import Outgoing
from .wire import Header, Request, message


def response(request: Request, kind: str, *headers: Header) -> Outgoing:
    """Return a reply with the request's ActionID in its place."""
    return Outgoing(message([("Response", kind), *echo(request), *headers]))


def error(request: Request, text: str) -> Outgoing:
    """Return an error reply."""
    return response(request, "Error", ("Message", text))


def echo(request: Request) -> list[Header]:
    """Return the request's ActionID as a header, none for none."""
    return [("ActionID", request.action_id)] if request.action_id else []


def listing(
    request: Request,
    text: str,
    rows: Iterable[tuple[str, Sequence[Header]]],
    complete: str,
    *summary: Header,
) -> Outgoing:
    """Return a list: its start, an event for each row (name, headers), its end.

    The shape is that of transcripts c10, c12 and c13: without Privilege, and with
    the ActionID in front.
    """
    messages = [
        message([("Event", name), *echo(request), *headers]) for name, headers in rows
    ]
    return framed(request, text, messages, complete, *summary)


def framed(
    request: Request,
    text: str,
    messages: Sequence[bytes],
    complete: str,
    *summary: Header,
) -> Outgoing:
    """Return a list whose rows are messages already."""
    start = ("EventList", "start"), ("Message", text)
    end = (
        ("Event", complete),
        *echo(request),
        ("EventList", "Complete"),
        ("ListItems", str(len(messages))),
        *summary,
    )
    head = response(request, "Success", *start).data
    return Outgoing(head + b"".join(messages) + message(end))
