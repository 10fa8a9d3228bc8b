"""No password of a server gets out of this package."""

from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
import re
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.allstarlink.ami.redaction import redact
from custom_components.allstarlink.asterisk.endpoints import parse_endpoint, parse_peer
from custom_components.allstarlink.asterisk.extensions import (
    parse_device,
    parse_extension,
)
from custom_components.allstarlink.asterisk.registrations import (
    parse_iax_registration,
    parse_pjsip_registration,
    parse_registry_event,
)
from tests.transcript import load, names

from .scene import Scene
from .wire import Calls, Event, received

# Passwords of the trunks in the recordings, as AuthDetail and dial strings show them
SECRETS = {"ctpass", "pcpbx", "p1001"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("1002", "1002"),
        ("5559876@trunk", "5559876@trunk"),
        ("3000@phones/n", "3000@phones/n"),
        ("ctrunk:ctpass@127.0.0.1:4572/5559876", "ctrunk:***@127.0.0.1:4572/5559876"),
        (
            "IAX2/ctrunk:ctpass@127.0.0.1/5559876,12",
            "IAX2/ctrunk:***@127.0.0.1/5559876,12",
        ),
        ("IAX2/u:p@ss:w/ord@host/1", "IAX2/u:***@host/1"),
        ("IAX2/sip:secret@host/1", "IAX2/sip:***@host/1"),
        ("PJSIP/1&IAX2/u:p,q@h/1", "PJSIP/1&IAX2/u:***@h/1"),
        (":secret@host", ":***@host"),
        ("sip:1001@127.0.0.1:5070", "sip:1001@127.0.0.1:5070"),
        ("sips:1001@host", "sips:1001@host"),
        ("1001/sip:1001@127.0.0.1:5070,", "1001/sip:1001@127.0.0.1:5070,"),
        ("sip:127.0.0.1:5070", "sip:127.0.0.1:5070"),
        ("sip:user:secret@host:5060", "sip:***@host:5060"),
        ("<sip:1001@host>;q=1", "<sip:1001@host>;q=1"),
        ("IAX2/127.0.0.1:4570-6423", "IAX2/127.0.0.1:4570-6423"),
    ],
)
def test_redact(text: str, shown: str) -> None:
    assert redact(text) == shown
    assert redact(shown) == shown


# Letters that stand in no marker, so that a password can be found in any text.
PASSWORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=3, max_size=20
).map(lambda text: f"Zq{text}qZ")


@given(
    st.sampled_from(["", "IAX2/", "PJSIP/1001&IAX2/", "SIP/", "sip:", "IAX2/trunk/"]),
    st.from_regex(r"[a-z0-9]{1,10}", fullmatch=True),
    PASSWORDS,
    st.sampled_from(["host", "192.0.2.1:4569/555", "[::1]/1,20", "host/1@phones"]),
)
def test_no_password_is_left(start: str, user: str, password: str, end: str) -> None:
    """Whatever is in it."""
    text = redact(f"{start}{user}:{password}@{end}")
    assert "Zq" not in text
    assert "qZ" not in text
    assert text.startswith(start) or start == "sip:"


@given(st.text(max_size=60))
def test_redacting_twice_changes_nothing(text: str) -> None:
    assert redact(redact(text)) == redact(text)


def test_nothing_reads_an_authentication() -> None:
    """It comes between the rows of a list, and has their shape (transcript c13)."""
    secret = [
        headers
        for _, headers in received("c13_lists_ok")
        if headers.get("Event") == "AuthDetail"
    ]
    assert secret
    assert all(parse_pjsip_registration(headers) is None for headers in secret)


def test_the_recordings_have_these_secrets() -> None:
    """A new one in a new recording must be known here, too."""
    found = set()
    for name in names("c*"):
        text = load(name).received.decode()
        found |= set(re.findall(r"^Password: (\S+)\r$", text, re.MULTILINE))
        found |= set(re.findall(r"IAX2/\w+:([^@/\s]+)@", text))
    assert found == SECRETS


def values_of(name: str) -> Iterator[Any]:
    """Yield all that this package makes of a recording, whatever is parsed how."""
    calls, listed = Calls(), list[Event]()
    for one in received(name):
        if "Event" in one.headers:
            calls.hear(one)
            listed.append(one.headers)
        yield calls.state
        for parse in (
            parse_extension,
            parse_device,
            parse_endpoint,
            parse_peer,
            parse_registry_event,
            parse_iax_registration,
            parse_pjsip_registration,
        ):
            yield parse(one.headers)
    calls.take_list(listed)
    yield calls.state
    yield from calls.changes
    yield from calls.state.calls


@pytest.mark.parametrize("name", names("c[01]*"))
def test_no_secret_of_a_recording_gets_out(name: str) -> None:
    for value in values_of(name):
        if not is_dataclass(value) or isinstance(value, type):
            assert value is None
            continue
        shown = repr(value) + repr(asdict(value))
        assert not any(secret in shown for secret in SECRETS)


@settings(max_examples=100, deadline=None)
@given(PASSWORDS, st.sampled_from(["Exten", "Channel", "CallerIDNum", "CallerIDName"]))
def test_a_password_where_none_should_be(password: str, header: str) -> None:
    """A dialplan may dial a number with a password in it, or name a caller so."""
    scene = Scene()
    caller = scene.caller("PJSIP/1001", "1002", "1001")
    callee = scene.callee("PJSIP/1002", caller, "1002")
    string = f"trunk:{password}@host/1"
    for one in scene.events:
        one.headers[header] = string
    scene.dials(caller, callee, string)
    scene.answers(caller, callee)
    calls = Calls()
    calls.hear(*scene.events)
    calls.take_list(
        [
            scene.row(channel, ApplicationData=f"IAX2/{string},20", **{header: string})
            for channel in (caller, callee)
        ]
    )
    shown = repr(calls.state) + repr(calls.changes) + repr(calls.state.calls)
    assert "Zq" not in shown
    assert "qZ" not in shown
