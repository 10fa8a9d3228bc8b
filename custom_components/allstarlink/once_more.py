"""Something that takes time and is asked for again and again, as a poll is."""

from collections.abc import Awaitable, Callable


class OnceMore:
    """Does something, never twice at once: what is asked for meanwhile is one more run."""

    def __init__(self, do: Callable[[], Awaitable[object]]) -> None:
        """Take what is to be done."""
        self._do = do
        self._is_running = False
        self._is_pending = False

    async def async_run(self) -> None:
        """Do it; while it is being done, have it done once more and return at once.

        Raises what it raises.
        """
        if self._is_running:
            self._is_pending = True
            return
        self._is_running = True
        try:
            await self._do()
            while self._is_pending:
                self._is_pending = False
                await self._do()
        finally:
            self._is_running = self._is_pending = False
