"""What a server says of its registrations, in its events, lists and tables."""

import pytest

from custom_components.allstarlink.ami.framing import Framer
from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.app_rpt.errors import MalformedError
from custom_components.allstarlink.app_rpt.registrations import parse_http_registrations
from custom_components.allstarlink.asterisk.registrations import (
    REGISTRY_EVENT_NAMES,
    Registration,
    RegistrationState as State,
    Technology,
    parse_iax_registration,
    parse_iax_registry_output,
    parse_old_iax_registry_output,
    parse_pjsip_registration,
    parse_registry_event,
    registration_state,
)
from tests.transcript import load

HTTP_HEAD = (
    "Host                                           Username    Perceived           "
    "                 Refresh  State"
)
IAX_HEAD = (
    "Host                                           dnsmgr  Username    Perceived   "
    "                                   Refresh  State"
)


def messages(name: str) -> list[Message]:
    """Return all that a recorded server said."""
    return list(Framer().feed(load(name).received.partition(b"\r\n")[2]))


def said(**headers: str) -> Message:
    """Return a message with these headers."""
    return Message("".join(f"{k}: {v}\r\n" for k, v in headers.items()).encode())


def http_row(host: str, username: str, perceived: str, refresh: int, state: str) -> str:
    """Return a row as res_rpt_http_registrations.c prints it."""
    return f"{host:<45.45}  {username:<10.10}  {perceived:<35.35} {refresh:8d}  {state}"


def iax_row(host: str, username: str, perceived: str, state: str) -> str:
    """Return a row as chan_iax2.c prints it."""
    return (
        f"{host:<45.45}  {'N':<6.6}  {username:<10.10}  {perceived:<45.45} {60:8d}"
        f"  {state}"
    )


def test_iax_registrations_as_a_server_listed_them() -> None:
    """Transcripts c13 and c14b: the registrar of one has vanished meanwhile."""
    for name, trunk in (
        ("c13_lists_ok", State.REGISTERED),
        ("c14b_lists_peer_gone", State.TRYING),
    ):
        rows = [m for m in messages(name) if m.event == "RegistryEntry"]
        assert [parse_iax_registration(row) for row in rows] == [
            Registration(Technology.IAX2, "ctrunk", "127.0.0.1:4572", trunk),
            Registration(
                Technology.IAX2, "phoneuser", "127.0.0.1:4569", State.REGISTERED
            ),
        ]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("c13_lists_ok", State.REGISTERED),
        ("c14b_lists_peer_gone", State.REJECTED),
    ],
)
def test_pjsip_registrations_without_their_passwords(name: str, state: State) -> None:
    """The rows between them are no registrations."""
    rows = [
        m
        for m in messages(name)
        if m.event in ("OutboundRegistrationDetail", "AuthDetail")
    ]

    found = [parse_pjsip_registration(row) for row in rows]

    assert [registration for registration in found if registration] == [
        Registration(Technology.PJSIP, "cpbx", "127.0.0.1:5070", state, "trunk")
    ]
    assert "pcpbx" in str([row.fields for row in rows])
    assert "pcpbx" not in repr(found)


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("c13b_register_unregister_ev_system", ["registered"] + ["unregistered"] * 2),
        (
            "c14_peer_gone_and_back_ev_system",
            ["rejected"] + ["registered"] * 2,
        ),
    ],
)
def test_registry_events(name: str, states: list[str]) -> None:
    """Of a trunk that registers by PJSIP, in order, repeated as they are."""
    events = [m for m in messages(name) if m.event in REGISTRY_EVENT_NAMES]

    found = [parse_registry_event(event) for event in events]

    assert found == [
        Registration(Technology.PJSIP, "cpbx", "127.0.0.1:5070", State(state))
        for state in states
    ]


def test_an_iax_event() -> None:
    """With the cause that only a refusal has."""
    found = parse_registry_event(
        said(
            Event="Registry",
            ChannelType="IAX2",
            Username="1999",
            Domain="192.0.2.7:4569",
            Status="Rejected",
            Cause="Registration Refused",
        )
    )

    assert found == Registration(
        Technology.IAX2, "1999", "192.0.2.7:4569", State.REJECTED
    )
    assert not found.registered


@pytest.mark.parametrize("missing", ["ChannelType", "Username", "Domain"])
def test_an_event_that_tells_too_little(missing: str) -> None:
    """None, as that of another kind of channel."""
    event = {"ChannelType": "IAX2", "Username": "1999", "Domain": "192.0.2.7:4569"}
    registration = parse_registry_event(said(**event))
    assert registration is not None
    assert registration.state is None

    assert parse_registry_event(said(**event | {missing: ""})) is None
    assert parse_registry_event(said(**event | {"ChannelType": "SIP"})) is None


@pytest.mark.parametrize("missing", ["Host", "Username"])
def test_a_row_that_tells_too_little(missing: str) -> None:
    """None."""
    row = {"Host": "192.0.2.7:4569", "Username": "1999", "State": "Registered"}

    assert parse_iax_registration(said(**row | {missing: ""})) is None


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Registered", State.REGISTERED),
        ("Request Sent", State.TRYING),
        ("Auth. Sent", State.TRYING),
        ("Timeout", State.TRYING),
        ("Rejected", State.REJECTED),
        ("No Authentication", State.REJECTED),
        ("Unregistered", State.UNREGISTERED),
        ("Not Registered", State.UNREGISTERED),
        ("Stopped", State.UNREGISTERED),
        ("Brand New", None),
        ("", None),
    ],
)
def test_words_of_asterisk(word: str, state: State | None) -> None:
    """Only one of them means registered."""
    assert registration_state(word) is state
    registration = Registration(Technology.IAX2, "1999", "192.0.2.7:4569", state)
    assert registration.registered is (word == "Registered")


def test_a_server_without_registrations() -> None:
    """Transcript c21, both commands: none, which is something else than unknown."""
    outputs = [m.output for m in messages("c21_cli_registrations_A") if m.output]

    assert outputs[0][0] == HTTP_HEAD
    assert parse_http_registrations(outputs[0]) == ()
    assert outputs[1][0] == IAX_HEAD
    assert parse_iax_registry_output(outputs[1]) == ()


def test_http_registrations() -> None:
    """All columns full, cut or empty as they may be."""
    full = "[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:443 and more"
    output = [
        HTTP_HEAD,
        http_row("192.0.2.7:443", "546540", "198.51.100.4:4569", 178, "Registered"),
        http_row("192.0.2.7:443", "2000", "<Unregistered>", 0, "Not Registered"),
        http_row(full, "1234567890123", full, 99999999, "Registered"),
        "3 HTTP registrations.",
    ]

    assert parse_http_registrations(output) == (
        Registration(Technology.HTTP, "546540", "192.0.2.7:443", State.REGISTERED),
        Registration(Technology.HTTP, "2000", "192.0.2.7:443", State.UNREGISTERED),
        Registration(
            Technology.HTTP,
            "1234567890",
            "[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:443",
            State.REGISTERED,
        ),
    )
    one = [HTTP_HEAD, output[1], "1 HTTP registration."]
    assert len(parse_http_registrations(one)) == 1


def test_the_table_of_iax() -> None:
    """Its columns stand elsewhere."""
    output = [
        IAX_HEAD,
        iax_row("192.0.2.7:4569", "1999", "198.51.100.4:4569", "Registered"),
        iax_row("192.0.2.8:4569", "1998", "<Unregistered>", "Request Sent"),
        "2 IAX2 registrations.",
    ]

    assert parse_iax_registry_output(output) == (
        Registration(Technology.IAX2, "1999", "192.0.2.7:4569", State.REGISTERED),
        Registration(Technology.IAX2, "1998", "192.0.2.8:4569", State.TRYING),
    )


@pytest.mark.parametrize(
    "output",
    [
        [],
        ["No such command 'rpt show registrations' (type 'core show help')"],
        ["1 HTTP registration."],
        [HTTP_HEAD],
        [HTTP_HEAD, http_row("192.0.2.7:443", "2000", "", 0, "Registered")],
        [HTTP_HEAD, "2 HTTP registrations."],
        [HTTP_HEAD, "192.0.2.7:443", "1 HTTP registration."],
        ["Host  Username", "0 HTTP registrations."],
    ],
)
def test_a_text_that_is_no_whole_table(output: list[str]) -> None:
    """Nothing known is not the same as nothing there."""
    assert parse_iax_registry_output(output) is None
    with pytest.raises(MalformedError):
        parse_http_registrations(output)


OLD_HEAD = (
    "Host                  dnsmgr  Username    Perceived             Refresh  State"
)


def test_the_table_of_asterisk_14() -> None:
    """It has no line with a count (transcripts asl2_c21, hv_c21)."""
    row = "127.0.0.1:4670        N       1999        127.0.0.1:4669             60  Registered"
    assert parse_old_iax_registry_output([OLD_HEAD, row]) == (
        Registration(Technology.IAX2, "1999", "127.0.0.1:4670", State.REGISTERED),
    )
    assert parse_old_iax_registry_output([OLD_HEAD]) == ()
    assert parse_old_iax_registry_output([]) is None
    assert parse_old_iax_registry_output(["Usage: iax2 show registry"]) is None
    assert parse_iax_registry_output([OLD_HEAD, row]) is None


def test_registry_events_of_asterisk_14() -> None:
    """They have one name only (transcript asl2_50)."""
    rejected = said(
        ChannelDriver="IAX2",
        Username="1999",
        Status="Rejected",
        Cause="Registration Refused",
    )
    assert parse_registry_event(rejected) == Registration(
        Technology.IAX2, "1999", "", State.REJECTED
    )
    registered = said(
        ChannelDriver="IAX2", Domain="127.0.0.1:4670", Status="Registered"
    )
    assert parse_registry_event(registered) == Registration(
        Technology.IAX2, "", "127.0.0.1:4670", State.REGISTERED
    )
    assert parse_registry_event(said(ChannelDriver="IAX2", Status="Rejected")) is None
    assert parse_registry_event(said(ChannelDriver="SIP", Username="1999")) is None
