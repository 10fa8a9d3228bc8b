"""How the integration asks web services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from aiohttp import ClientError, ClientResponse, ClientTimeout, hdrs
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.loader import async_get_integration

from .const import DOMAIN

_CHUNK = 65_536


class NoAnswer(Exception):
    """The service gave no whole answer; the text tells why."""


class AnswerTimeout(NoAnswer):
    """The service took too long."""


class AnswerTooLarge(NoAnswer):
    """The service sent more than is read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered; the body is empty unless the status is 200 OK."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def retry_after(self, now: datetime) -> float:
        """Return the seconds for which the service wants to be left alone."""
        value = self.headers.get(hdrs.RETRY_AFTER, "")
        if value.isascii() and value.isdecimal():
            return float(value)
        try:
            return max((parsedate_to_datetime(value) - now).total_seconds(), 0.0)
        except TypeError, ValueError:
            return 0.0


async def async_get(
    hass: HomeAssistant,
    url: str,
    *,
    timeout: ClientTimeout,
    max_size: int,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Return the answer to a GET, of not more than so many bytes.

    Raises NoAnswer or AnswerTimeout.
    """
    headers = {**(headers or {}), hdrs.USER_AGENT: await _async_user_agent(hass)}
    try:
        session = async_get_clientsession(hass)
        async with session.get(url, headers=headers, timeout=timeout) as response:
            body = b""
            if response.status == HTTPStatus.OK:
                body = await async_read(response, max_size)
            return Answer(response.status, response.headers, body)
    except TimeoutError as err:
        raise AnswerTimeout("no answer in time") from err
    # The shared session itself cannot be made where there is no network at all.
    # Texts of these errors may have addresses, which are nobody's business.
    except (ClientError, OSError) as err:
        raise NoAnswer(type(err).__name__) from err


async def async_read(response: ClientResponse, max_size: int) -> bytes:
    """Return the body, unpacked, without ever holding much more than the limit.

    Raises AnswerTooLarge.
    """
    chunks: list[bytes] = []
    size = 0
    async for chunk in response.content.iter_chunked(_CHUNK):
        size += len(chunk)
        if size > max_size:
            raise AnswerTooLarge(f"more than {max_size} bytes")
        chunks.append(chunk)
    return b"".join(chunks)


async def _async_user_agent(hass: HomeAssistant) -> str:
    integration = await async_get_integration(hass, DOMAIN)
    return f"ha-allstarlink/{integration.version} (+{integration.documentation})"
