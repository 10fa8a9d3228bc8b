"""Where a clip comes from: media sources, and http or https addresses.

A media source is whatever Home Assistant can play: speech, files of its media
folders, a camera's or a radio's address. What it serves itself is fetched from
itself, by a path that it has signed. All else is fetched as a stranger would:
from no address of this machine or of the link, wherever a redirect leads.
"""

from collections.abc import Collection
from contextlib import suppress
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHandlerType,
    ClientRequest,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    InvalidURL,
    InvalidUrlRedirectClientError,
    NonHttpUrlRedirectClientError,
    TooManyRedirects,
)
from aiohttp.abc import ResolveResult
from homeassistant.components.media_player import async_process_play_media_url
from homeassistant.components.media_source import (
    URI_SCHEME,
    async_resolve_media,
    is_media_source_id,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.aiohttp_client import (
    HomeAssistantTCPConnector,
    async_create_clientsession,
    async_get_clientsession,
)
from homeassistant.helpers.network import is_hass_url
from yarl import URL

from ..names import shown_name
from ..web import AnswerTooLarge, async_read
from .address import async_serving
from .errors import MediaNotFetched, MediaRefused, MediaTooLarge

_MEGABYTES = 10
_MAX_SIZE = _MEGABYTES * 1_000_000
_MAX_REDIRECTS = 5

# Characters; the text to be spoken is in the address of a speech engine's clip.
_MAX_ADDRESS = 16_384

# Seconds for what comes over the network
_TIME = 10.0

# Seconds for what Home Assistant serves: it may have to speak it first, and a
# small machine is slow at that.
_OWN_TIME = 60.0


class _Blocked(ClientError):
    """An address that nothing is fetched from; the text says which."""


class _Unknown(ClientError):
    """A host without an address; the text says which."""


async def async_fetch(
    hass: HomeAssistant, media_content_id: str, *, entity_id: str | None = None
) -> bytes:
    """Return the bytes of a `media-source://`, http or https address.

    `entity_id` is the media player that they are for, if there is one. Raises
    MediaRefused, MediaNotFetched or MediaTooLarge.
    """
    media = _shown(media_content_id)
    if len(media_content_id) > _MAX_ADDRESS:
        raise MediaRefused(media=media, error="it is too long")
    address = media_content_id
    if is_media_source_id(address):
        if not address.removeprefix(URI_SCHEME).strip("/"):
            # Home Assistant has no answer to that.
            raise MediaRefused(media=media, error="it names no media")
        try:
            resolved = await async_resolve_media(hass, address, entity_id)
        except HomeAssistantError as err:
            raise MediaNotFetched(media=media, error=shown_name(str(err))) from err
        address = resolved.url
    try:
        url = URL(address)
    except ValueError as err:
        raise MediaRefused(media=media, error="it is not an address") from err
    if address.startswith("/") or (url.host and is_hass_url(hass, address)):
        return await _async_fetch_own(hass, address, media)
    if url.scheme not in ("http", "https") or not url.host:
        raise MediaRefused(media=media, error="it is neither http nor https")
    # The session has nothing of its own to close: its connections are shared.
    session = async_create_clientsession(
        hass, auto_cleanup=False, middlewares=(_keep_out,)
    )
    try:
        return await _async_get(session, url, media, _TIME, _MAX_REDIRECTS)
    finally:
        session.detach()


async def _async_fetch_own(hass: HomeAssistant, address: str, media: str) -> bytes:
    """Fetch what Home Assistant serves, from itself."""
    serving = async_serving(hass)
    if serving is None:
        raise MediaNotFetched(media=media, error="Home Assistant serves no http")
    path = URL(async_process_play_media_url(hass, address, allow_relative_url=True))
    url = URL.build(
        scheme="https" if serving.tls else "http",
        host=_own_host(serving.hosts),
        port=serving.port,
    ).join(path.relative() if path.absolute else path)
    # The certificate is for another name than this address of the machine itself.
    session = async_get_clientsession(hass, verify_ssl=False)
    return await _async_get(session, url, media, _OWN_TIME, 0)


def _own_host(hosts: Collection[str]) -> str:
    """Return an address of this machine that a server on these hosts listens at."""
    for every, loopback in (("0.0.0.0", "127.0.0.1"), ("::", "::1")):  # noqa: S104
        if every in hosts or loopback in hosts:
            return loopback
    return next(iter(hosts))


async def _async_get(
    session: ClientSession, url: URL, media: str, time: float, redirects: int
) -> bytes:
    try:
        async with session.get(
            url,
            timeout=ClientTimeout(total=time),
            allow_redirects=redirects > 0,
            max_redirects=redirects,
        ) as response:
            if response.status != HTTPStatus.OK:
                error = f"the answer was {response.status}"
                raise MediaNotFetched(media=media, error=error)
            return await async_read(response, _MAX_SIZE)
    except AnswerTooLarge as err:
        raise MediaTooLarge(media=media, limit=str(_MEGABYTES)) from err
    except _Blocked as err:
        raise MediaRefused(media=media, error=str(err)) from err
    except _Unknown as err:
        raise MediaNotFetched(media=media, error=str(err)) from err
    except TimeoutError as err:
        error = f"it took more than {time:.0f} seconds"
        raise MediaNotFetched(media=media, error=error) from err
    except TooManyRedirects as err:
        raise MediaNotFetched(media=media, error="too many redirects") from err
    except (InvalidUrlRedirectClientError, NonHttpUrlRedirectClientError) as err:
        error = "it redirects to what is neither http nor https"
        raise MediaRefused(media=media, error=error) from err
    # Their texts may have the address, with what is secret in it.
    except (ClientError, OSError, InvalidURL) as err:
        raise MediaNotFetched(media=media, error=type(err).__name__) from err


async def _keep_out(
    request: ClientRequest, handler: ClientHandlerType
) -> ClientResponse:
    """Let nothing be asked of an address that is not to be fetched from.

    It sees each request, also those that follow a redirect. A host is looked up
    once, and the connection made to what was found: the next answer may differ.
    """
    url, host = request.url, request.url.host or ""
    addresses = await _async_addresses(request, host)
    if any(map(_is_blocked, addresses)):
        raise _Blocked(f"{shown_name(host)} is a loopback or link-local address")
    if addresses != [host]:
        request.server_hostname = host
    for address in addresses[:-1]:
        request.url = url.with_host(address)
        try:
            return await handler(request)
        except ClientConnectorError:
            continue
    request.url = url.with_host(addresses[-1])
    return await handler(request)


async def _async_addresses(request: ClientRequest, host: str) -> list[str]:
    """Return the addresses of a host, at least one."""
    try:
        return [str(ip_address(host))]
    except ValueError:
        connector = request.session.connector
    found: list[ResolveResult] = []
    if isinstance(connector, HomeAssistantTCPConnector):
        with suppress(OSError):
            found = await connector.async_resolve_host(host)
    if not found:
        raise _Unknown(f"{shown_name(host)} is unknown")
    return [result["host"] for result in found]


def _is_blocked(address: str) -> bool:
    """Return whether an IP address is this machine's own, the link's, or nobody's."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return (
        ip.is_loopback
        or ip.is_link_local
        or ip.is_unspecified
        or ip.is_multicast
        or ip.is_reserved
        # 0.0.0.0/8 is this network; Linux takes it for this machine.
        or (ip.version == 4 and ip.packed[0] == 0)
    )


def _shown(address: str) -> str:
    """Return the part of an address that may be shown: no name, password or query."""
    text = address.partition("?")[0].partition("#")[0]
    scheme, mark, rest = text.partition("://")
    if mark:
        host, slash, path = rest.partition("/")
        text = f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"
    return shown_name(text)
