"""Under which address a server fetches clips, and who may fetch them."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.network import NoURLAvailableError, get_url
from yarl import URL

from ..ami.wire import Ends
from .errors import NeedsHttp, NoAddress

# Entry options: who else than the server may fetch clips (addresses and
# networks), the address of Home Assistant that the server is given (a host, with
# a port if it is not Home Assistant's own), and the port on which clips are
# served where Home Assistant serves https only
CONF_FETCH_FROM = "fetch_from"
CONF_CLIP_ADDRESS = "clip_address"
CONF_CLIP_PORT = "clip_port"

type Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Serving:
    """How Home Assistant serves http: on which addresses, on which port, by TLS or not."""

    hosts: Collection[str]
    port: int
    tls: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clip is offered; `listen` is a port that has to be opened for it."""

    host: str
    port: int
    listen: int | None = None

    @property
    def base(self) -> str:
        """The scheme, host and port."""
        return str(URL.build(scheme="http", host=self.host, port=self.port))


def async_serving(hass: HomeAssistant) -> Serving | None:
    """Return how Home Assistant serves http, None if it does not."""
    if "http" not in hass.config.components:
        return None
    http = hass.http
    hosts = http.server_host or ["0.0.0.0", "::"]  # noqa: S104 (its default, compared)
    return Serving(hosts, http.server_port, http.ssl_certificate is not None)


def async_internal_url(hass: HomeAssistant) -> URL | None:
    """Return the internal URL of Home Assistant, None if nobody knows it."""
    try:
        return URL(get_url(hass, allow_external=False, allow_cloud=False))
    except NoURLAvailableError:
        return None


def choose(
    options: Mapping[str, Any],
    ends: Ends | None,
    serving: Serving | None,
    internal: URL | None,
) -> Place:
    """Return where the server is to fetch clips.

    The address that the user set, else our end of the AMI connection, else the
    internal URL. Raises NeedsHttp or NoAddress.
    """
    host, port = None, None
    if text := options.get(CONF_CLIP_ADDRESS):
        host, port = parse_address(text)
    local = usable(ends.local) if ends else None
    if serving and not serving.tls:
        if host:
            return Place(host, port or serving.port)
        if local and _is_bound(serving.hosts, local):
            return Place(local, serving.port)
        if internal and internal.scheme == "http" and internal.host:
            return Place(internal.host, internal.port or 80)
    host = host or local or (internal.host if internal else None)
    listen = int(options.get(CONF_CLIP_PORT) or 0)
    if not listen:
        raise NeedsHttp
    if not host:
        raise NoAddress
    return Place(host, port or listen, listen)


def parse_address(text: str) -> tuple[str, int | None]:
    """Return the host and the port of an address that a user typed.

    It may begin with `http://`. Raises ValueError.
    """
    text = text.strip()
    with suppress(ValueError):
        address = IPv6Address(text)
        if address.scope_id is None:
            return str(address), None
    url = URL(text if "://" in text else f"http://{text}")
    if (
        url.scheme != "http"
        or url.user
        or url.path not in ("", "/")
        or url.query_string
    ):
        raise ValueError("Neither a host nor a host and a port")
    host = url.host
    if not host or len(host) > 253 or any(c.isspace() or c in "%\"'\\" for c in host):
        raise ValueError("Not a host")
    return host, url.explicit_port


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Return the addresses and networks that a user typed. Raises ValueError."""
    return tuple(ip_network(text.strip(), strict=False) for text in texts)


def usable(address: str) -> str | None:
    """Return an IP address in its one form; None if no URL can name it, or if it is none.

    An IPv4 address that came by an IPv6 socket is that IPv4 address. One that is
    valid on one interface only (`fe80::1%eth0`) means nothing to another machine.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address):
        if parsed.scope_id:
            return None
        parsed = parsed.ipv4_mapped or parsed
    return str(parsed)


def normal(address: str) -> str:
    """Return an address as it is compared: without a scope, IPv4 as IPv4."""
    return usable(address.partition("%")[0]) or address


def may_fetch(client: str, peer: str | None, others: Iterable[Network]) -> bool:
    """Return whether a client is the server, or one that the user allowed."""
    try:
        address = ip_address(normal(client))
    except ValueError:
        return False
    if peer is not None and str(address) == normal(peer):
        return True
    return any(address in network for network in others)


def _is_bound(hosts: Collection[str], local: str) -> bool:
    """Return whether a server that listens on these hosts can be reached at an address."""
    every = "::" if ":" in local else "0.0.0.0"  # noqa: S104 (compared, not bound)
    return any(usable(host) in (every, local) for host in hosts)
