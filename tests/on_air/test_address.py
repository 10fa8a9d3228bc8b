"""Under which address a clip is offered, and who may fetch it."""

from typing import Any

import pytest
from yarl import URL

from custom_components.allstarlink.ami.wire import Ends
from custom_components.allstarlink.on_air.address import (
    Place,
    Serving,
    choose,
    may_fetch,
    parse_address,
    parse_networks,
)
from custom_components.allstarlink.on_air.errors import NeedsHttp, NoAddress

EVERYWHERE = ("0.0.0.0", "::")
PLAIN = Serving(EVERYWHERE, 8123, tls=False)
HTTPS = Serving(EVERYWHERE, 8123, tls=True)
BEHIND_PROXY = Serving(("127.0.0.1", "::1"), 8123, tls=False)
HERE = Ends("192.168.1.2", "192.168.1.9")
# Home Assistant in a container with a network of its own
BRIDGE = Ends("172.18.0.5", "192.168.1.9")
INTERNAL = URL("http://ha.local:8123")
SECURE = URL("https://ha.example.com")


@pytest.mark.parametrize(
    ("options", "ends", "serving", "internal", "base", "listen"),
    [
        pytest.param(
            {}, HERE, PLAIN, SECURE, "http://192.168.1.2:8123", None, id="plain"
        ),
        pytest.param(
            {"clip_port": 8124},
            HERE,
            PLAIN,
            None,
            "http://192.168.1.2:8123",
            None,
            id="plain needs no port of its own",
        ),
        pytest.param(
            {"clip_address": "192.168.1.3"},
            BRIDGE,
            PLAIN,
            INTERNAL,
            "http://192.168.1.3:8123",
            None,
            id="container, the address that the user set",
        ),
        pytest.param(
            {"clip_address": "http://ha.local:80/"},
            BRIDGE,
            PLAIN,
            None,
            "http://ha.local",
            None,
            id="container, with the port that is published",
        ),
        pytest.param(
            {}, BRIDGE, PLAIN, INTERNAL, "http://172.18.0.5:8123", None, id="container"
        ),
        pytest.param(
            {},
            Ends("fd00::2", "fd00::9"),
            PLAIN,
            None,
            "http://[fd00::2]:8123",
            None,
            id="IPv6",
        ),
        pytest.param(
            {},
            Ends("::ffff:192.168.1.2", "::ffff:192.168.1.9"),
            Serving(("192.168.1.2",), 8123, tls=False),
            None,
            "http://192.168.1.2:8123",
            None,
            id="IPv4 by an IPv6 socket",
        ),
        pytest.param(
            {},
            Ends("fe80::2%eth0", "fe80::9%eth0"),
            PLAIN,
            INTERNAL,
            "http://ha.local:8123",
            None,
            id="an address of one interface means nothing there",
        ),
        pytest.param(
            {},
            HERE,
            Serving(("10.0.0.2",), 8123, tls=False),
            INTERNAL,
            "http://ha.local:8123",
            None,
            id="another interface",
        ),
        pytest.param(
            {},
            Ends("fd00::2", "fd00::9"),
            Serving(("0.0.0.0",), 8123, tls=False),
            URL("http://192.168.1.2"),
            "http://192.168.1.2",
            None,
            id="IPv4 only",
        ),
        pytest.param(
            {}, None, PLAIN, INTERNAL, "http://ha.local:8123", None, id="not connected"
        ),
        pytest.param(
            {"clip_port": 8124},
            HERE,
            HTTPS,
            SECURE,
            "http://192.168.1.2:8124",
            8124,
            id="https only",
        ),
        pytest.param(
            {"clip_port": 8124, "clip_address": "ha.local"},
            BRIDGE,
            HTTPS,
            SECURE,
            "http://ha.local:8124",
            8124,
            id="https only, the address that the user set",
        ),
        pytest.param(
            {"clip_port": 8124, "clip_address": "ha.local:9000"},
            BRIDGE,
            HTTPS,
            SECURE,
            "http://ha.local:9000",
            8124,
            id="https only, with the port that is published",
        ),
        pytest.param(
            {"clip_port": 8124},
            HERE,
            BEHIND_PROXY,
            SECURE,
            "http://192.168.1.2:8124",
            8124,
            id="a proxy in front",
        ),
        pytest.param(
            {"clip_port": 8124},
            HERE,
            None,
            None,
            "http://192.168.1.2:8124",
            8124,
            id="no http at all",
        ),
    ],
)
def test_where_a_clip_is_offered(
    options: dict[str, Any],
    ends: Ends | None,
    serving: Serving | None,
    internal: URL | None,
    base: str,
    listen: int | None,
) -> None:
    place = choose(options, ends, serving, internal)
    assert (place.base, place.listen) == (base, listen)


@pytest.mark.parametrize(
    ("serving", "internal"),
    [(HTTPS, SECURE), (HTTPS, INTERNAL), (BEHIND_PROXY, SECURE), (None, None)],
)
def test_without_plain_http_and_a_port(
    serving: Serving | None, internal: URL | None
) -> None:
    """The certificate would be refused; a port of our own is asked for."""
    with pytest.raises(NeedsHttp):
        choose({"clip_address": ""}, HERE, serving, internal)


def test_an_address_that_nobody_knows() -> None:
    """There is a port, and no host."""
    with pytest.raises(NoAddress):
        choose({"clip_port": 8124}, None, HTTPS, None)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("192.168.1.2", ("192.168.1.2", None)),
        (" ha.local ", ("ha.local", None)),
        ("ha.local:8124", ("ha.local", 8124)),
        ("http://ha.local:80", ("ha.local", 80)),
        ("http://192.168.1.2:8124/", ("192.168.1.2", 8124)),
        ("fd00::2", ("fd00::2", None)),
        ("[fd00::2]:8124", ("fd00::2", 8124)),
    ],
)
def test_an_address_that_a_user_types(text: str, parsed: tuple[str, int]) -> None:
    assert parse_address(text) == parsed
    assert Place(parsed[0], parsed[1] or 8123).base.startswith("http://")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://ha.local",
        "http://ha.local/lovelace",
        "http://me:secret@ha.local",
        "ha.local?x",
        "ha local",
        "ha.local:99999",
        "ha.local:port",
        "fe80::2%eth0",
        "ha\r\nX: y",
        'ha"local',
        "x" * 300,
    ],
)
def test_what_is_no_address(text: str) -> None:
    """None of it reaches a command."""
    with pytest.raises(ValueError):
        parse_address(text)


NETWORKS = parse_networks(["10.0.0.1", "172.17.0.1/16", " fd00::/64 "])


@pytest.mark.parametrize(
    ("client", "peer", "allowed"),
    [
        ("192.168.1.9", "192.168.1.9", True),
        ("::ffff:192.168.1.9", "192.168.1.9", True),
        ("192.168.1.9", "::ffff:192.168.1.9", True),
        ("fe80::9%3", "fe80::9%eth0", True),
        ("192.168.1.8", "192.168.1.9", False),
        ("10.0.0.1", "192.168.1.9", True),
        ("10.0.0.2", "192.168.1.9", False),
        ("172.17.3.4", None, True),
        ("::ffff:172.17.3.4", None, True),
        ("fd00::7", None, True),
        ("fd00:0:0:1::7", None, False),
        ("", None, False),
        ("", "", False),
        ("unix", "192.168.1.9", False),
    ],
)
def test_who_may_fetch(client: str, peer: str | None, allowed: bool) -> None:
    assert may_fetch(client, peer, NETWORKS) is allowed
