"""Whether XStat may be asked of a node of an old server, which may end of it.

XStat ends Asterisk 1.4 while a node starts, and some builds of HamVoIP and ASL 1
with 128 to 255 names in LinkedNodes (transcript hv_51).
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from ..ami.errors import ActionFailed
from ..ami.message import Message
from ..app_rpt.cli import count_names
from ..app_rpt.rptstat import RptStat
from ..app_rpt.system import is_old
from ..client import AmiClient
from .requests import NodeRequests

# A node whose radio interface is missing is started again and again for 14 s
_STARTING = timedelta(seconds=30)

# Fewer names than some builds die of, and the most that may come meanwhile
_MAX_NAMES = 100


class XStatGuard:
    """Asks an old server what is harmless before it is asked for an XStat."""

    def __init__(
        self,
        client: AmiClient,
        requests: NodeRequests,
        ask_rptstat: Callable[[], Awaitable[RptStat]],
        *,
        has_events: Callable[[], bool],
        is_declared_safe: bool,
    ) -> None:
        """Take what asks the server and its nodes, and what is known of the server.

        One that sends events is ASL2, which survives any number of names (transcript
        asl2_51); `is_declared_safe` is the user's word for another.
        """
        self._client = client
        self._requests = requests
        self._ask_rptstat = ask_rptstat
        self._has_events = has_events
        self._is_declared_safe = is_declared_safe

    async def async_may_ask(self, node: str) -> bool:
        """Return whether XStat of a node does no harm now. Raises as a request does."""
        if not is_old(self._client.connection.manager_version):
            return True
        uptime = (await self._ask_rptstat()).uptime
        if uptime is None or uptime < _STARTING:
            return False
        if self._has_events() or self._is_declared_safe:
            return True
        return self._client.can_command and await self._has_few_names(node)

    async def _has_few_names(self, node: str) -> bool:
        count: int | None = None

        def apply(reply: Message) -> None:
            nonlocal count
            count = count_names(reply.output)

        try:
            await self._requests.async_command(node, "rpt nodes", apply)
        except ActionFailed:
            return False
        return count is not None and count < _MAX_NAMES
