"""Fetches the list that AllStarLink publishes, if there is a newer one."""

from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import ClientTimeout, hdrs
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..web import NoAnswer, async_get
from .cache import Edition

# The publisher makes a new one each 15 minutes and asks not to fetch more often
LIST_URL = "https://allmondb.allstarlink.org/allmondb.php"

# Bytes, unpacked; the list has some 2 million
_MAX_SIZE = 16_000_000

# Seconds
_TIMEOUT = ClientTimeout(total=120, connect=30, sock_read=30)


class FetchFailed(Exception):
    """Nothing was fetched; the text tells why."""

    def __init__(self, cause: str, retry_after: float = 0.0) -> None:
        """Keep the seconds for which the publisher wants to be left alone."""
        super().__init__(cause)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Publication:
    """What was fetched, and what to ask for a newer one with."""

    data: bytes
    etag: str | None
    modified: str | None


async def async_fetch(hass: HomeAssistant, known: Edition | None) -> Publication | None:
    """Return the newest list, or None if that is the known one.

    Raises FetchFailed.
    """
    try:
        answer = await async_get(
            hass,
            LIST_URL,
            timeout=_TIMEOUT,
            max_size=_MAX_SIZE,
            headers=_conditions(known),
        )
    except NoAnswer as err:
        raise FetchFailed(str(err)) from err
    if answer.status == HTTPStatus.NOT_MODIFIED and known:
        return None
    if answer.status != HTTPStatus.OK:
        raise FetchFailed(
            f"HTTP status {answer.status}", answer.retry_after(dt_util.utcnow())
        )
    return Publication(
        data=answer.body,
        etag=answer.headers.get(hdrs.ETAG),
        # The time of the answer will do as well (RFC 9110, section 13.1.3).
        modified=answer.headers.get(hdrs.LAST_MODIFIED)
        or answer.headers.get(hdrs.DATE),
    )


def _conditions(known: Edition | None) -> dict[str, str]:
    """Return the headers that ask for something newer."""
    if known is None:
        return {}
    headers = {
        hdrs.IF_NONE_MATCH: known.etag,
        hdrs.IF_MODIFIED_SINCE: known.modified,
    }
    # What came with stray bytes cannot be sent back.
    return {
        name: value
        for name, value in headers.items()
        if value and value.isascii() and value.isprintable()
    }
