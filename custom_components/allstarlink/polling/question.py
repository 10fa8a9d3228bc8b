"""One question of a poll."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..ami.message import Message
from ..app_rpt.errors import MalformedError

if TYPE_CHECKING:
    from ..hub import AmiHub


async def async_ask(
    hub: AmiHub, node: str, command: str, apply: Callable[[Message], None]
) -> None:
    """Ask for the RptStatus of a node, and apply the reply while it is read.

    Raises the errors of a request, and the MalformedError of `apply`.
    """
    failure: MalformedError | None = None

    def on_reply(message: Message) -> None:
        nonlocal failure
        try:
            apply(message)
        except MalformedError as err:
            failure = err

    await hub.connection.request(
        "RptStatus", ("Command", command), ("Node", node), on_reply=on_reply
    )
    if failure is not None:
        raise failure
