"""Extensions, devices, endpoints and peers of the recordings c12 to c14 and c18."""

from hypothesis import given, strategies as st
import pytest

from custom_components.allstarlink.asterisk.endpoints import (
    Endpoint,
    Peer,
    parse_endpoint,
    parse_peer,
)
from custom_components.allstarlink.asterisk.extensions import (
    Device,
    Extension,
    LineState,
    device_state,
    extension_state,
    parse_device,
    parse_extension,
)

from .wire import events, received, rows

IDLE, IN_USE, BUSY, RINGING, ON_HOLD, UNAVAILABLE = LineState
ONE, TWO, IAX = "PJSIP/1001", "PJSIP/1002", "IAX2/iaxphone"

# All hints of the PBX in the recordings, in the order in which a reload tells.
HINTS = [
    Extension("1001", "phones", (ONE,), IDLE),
    Extension("1002", "phones", (TWO,), IDLE),
    Extension("1003", "phones", ("PJSIP/1003",), UNAVAILABLE),
    Extension("1005", "phones", ("Custom:lamp5",), IDLE),
    Extension("1006", "phones", (ONE, TWO), IDLE),
    Extension("1007", "phones", (ONE,), IDLE),
    Extension("1008", "phones", (IAX,), IDLE),
    Extension("1009", "phones", ("PJSIP/nosuch",), UNAVAILABLE),
]


def extensions(name: str) -> list[Extension | None]:
    return [parse_extension(one.headers) for one in events(name, "ExtensionStatus")]


def devices(name: str) -> list[tuple[str, LineState | None]]:
    told = [parse_device(one.headers) for one in events(name, "DeviceStateChange")]
    return [(device.name, device.state) for device in told if device]


def test_list_of_extensions() -> None:
    listed = rows("c12_extension_lists", "ExtensionStatus", "ExtensionStateList")
    told = [parse_extension(row) for row in listed]
    assert sorted(told, key=lambda e: e.extension if e else "") == HINTS
    assert [e.reachable for e in HINTS] == [e.state is IDLE for e in HINTS]


def test_replies_for_one_extension() -> None:
    """Of one without a hint, too: -1."""
    told = {
        headers["ActionID"]: parse_extension(headers)
        for _, headers in received("c12_extension_lists")
        if headers.get("Message") == "Extension Status"
    }
    assert told["es1001"] == HINTS[0]
    assert told["es1003"] == HINTS[2]
    for action_id, number in (("es2001", "2001"), ("es9999", "9999")):
        gone = told[action_id]
        assert gone == Extension(number, "phones", (), None)
        assert gone.reachable is None


def test_a_removed_hint_is_unknown() -> None:
    (reply,) = (
        headers
        for _, headers in received("c18d_state_after_hint_removed")
        if headers.get("Message") == "Extension Status"
    )
    assert parse_extension(reply) == Extension("1005", "phones", (), None)


def test_list_of_devices() -> None:
    listed = rows("c12_extension_lists", "DeviceStateChange", "DeviceStateList")
    assert [parse_device(row) for row in listed] == [
        Device(IAX, None),
        Device("PJSIP/trunk", IDLE),
        Device("PJSIP/provider", UNAVAILABLE),
        Device(ONE, IDLE),
        Device(TWO, IDLE),
        Device("PJSIP/1003", UNAVAILABLE),
    ]


@pytest.mark.parametrize(
    ("name", "states"),
    [
        (
            "c12b_extension_events_ev_call",
            [
                ("1002", RINGING),
                ("1006", RINGING),
                ("1001", IN_USE),
                ("1006", RINGING),  # 9: one rings, one talks
                ("1007", IN_USE),
                ("1002", IN_USE),
                ("1006", IN_USE),
                ("1002", IDLE),
                ("1001", IDLE),
                ("1006", IDLE),
                ("1007", IDLE),
                ("1002", UNAVAILABLE),
            ],
        ),
        (
            "c13b_register_unregister_ev_call",
            [("1002", UNAVAILABLE), ("1002", IDLE)],
        ),
        (
            "c14_peer_gone_and_back_ev_call",
            [
                ("1001", UNAVAILABLE),
                ("1007", UNAVAILABLE),
                ("1002", UNAVAILABLE),
                ("1006", UNAVAILABLE),
                ("1008", UNAVAILABLE),
                ("1002", IDLE),
                ("1006", IDLE),
                ("1008", IDLE),
                ("1001", IDLE),
                ("1007", IDLE),
            ],
        ),
    ],
)
def test_extensions_as_events_tell(
    name: str, states: list[tuple[str, LineState]]
) -> None:
    assert [(e.extension, e.state) for e in extensions(name) if e] == states


def test_a_reload_tells_of_all_extensions_again() -> None:
    assert extensions("c18_reload_ev_call") == HINTS * 2


def test_a_hint_that_was_removed_and_comes_back_has_no_devices() -> None:
    told = extensions("c18b_hint_removed_user_removed_ev_call")
    without = [hint for hint in HINTS if hint.extension != "1005"]
    back = Extension("1005", "phones", (), IDLE)
    assert told == [*without, *without[:3], back, *without[3:]]


@pytest.mark.parametrize(
    ("name", "states"),
    [
        (
            "c12b_extension_events_ev_call",
            [
                (TWO, RINGING),
                (ONE, IN_USE),
                (TWO, IN_USE),
                (TWO, IDLE),
                (ONE, IDLE),
                (TWO, UNAVAILABLE),
            ],
        ),
        (
            "c14_peer_gone_and_back_ev_call",
            [
                (ONE, UNAVAILABLE),
                (TWO, UNAVAILABLE),
                (IAX, UNAVAILABLE),
                ("PJSIP/trunk", UNAVAILABLE),
                (TWO, IDLE),
                (IAX, IDLE),
                ("PJSIP/trunk", IDLE),
                (ONE, IDLE),
            ],
        ),
    ],
)
def test_devices_as_events_tell(name: str, states: list[tuple[str, LineState]]) -> None:
    assert devices(name) == states


def test_hold_shows_at_the_other_partys_device() -> None:
    """1003 presses hold, and 1002 is on hold (transcript c08)."""
    told = devices("c08_hold_unhold_ev_call")
    assert (TWO, ON_HOLD) in told
    assert ("PJSIP/1003", ON_HOLD) not in told


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (None, None),
        (-2, None),
        (-1, None),
        (0, IDLE),
        (1, IN_USE),
        (2, BUSY),
        (3, BUSY),
        (4, UNAVAILABLE),
        (8, RINGING),
        (9, RINGING),
        (16, ON_HOLD),
        (17, ON_HOLD),
        (24, RINGING),
        (32, IDLE),
    ],
)
def test_status_bits(status: int | None, state: LineState | None) -> None:
    assert extension_state(status) is state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("NOT_INUSE", IDLE),
        ("Not in use", IDLE),
        ("INUSE", IN_USE),
        ("In use", IN_USE),
        ("BUSY", BUSY),
        ("Busy", BUSY),
        ("INVALID", UNAVAILABLE),
        ("Invalid", UNAVAILABLE),
        ("UNAVAILABLE", UNAVAILABLE),
        ("Unavailable", UNAVAILABLE),
        ("RINGING", RINGING),
        ("Ringing", RINGING),
        ("RINGINUSE", RINGING),
        ("Ring+Inuse", RINGING),
        ("ONHOLD", ON_HOLD),
        ("On Hold", ON_HOLD),
        ("UNKNOWN", None),
        ("Unknown", None),
        ("", None),
        ("something new", None),
    ],
)
def test_words_for_devices(words: str, state: LineState | None) -> None:
    assert device_state(words) is state


def test_endpoints() -> None:
    listed = rows("c13_lists_ok", "EndpointList")
    assert [parse_endpoint(row) for row in listed] == [
        Endpoint("1001", IDLE, 1),
        Endpoint("1002", IDLE, 1),
        Endpoint("1003", UNAVAILABLE, 0),
        Endpoint("provider", UNAVAILABLE, 0),
        Endpoint("trunk", IDLE, 1),
    ]


def test_endpoints_that_are_gone() -> None:
    """Of a trunk the contact is still there: its state counts."""
    listed = rows("c14b_lists_peer_gone", "EndpointList")
    told = [parse_endpoint(row) for row in listed]
    assert [(e.device, e.contacts, e.reachable) for e in told if e] == [
        (ONE, 0, False),
        (TWO, 0, False),
        ("PJSIP/1003", 0, False),
        ("PJSIP/provider", 0, False),
        ("PJSIP/trunk", 1, False),
    ]


@pytest.mark.parametrize(("contacts", "reachable"), [("a/sip:a@b,", True), ("", False)])
def test_an_endpoint_that_nobody_watches(contacts: str, reachable: bool) -> None:
    row = {"ObjectName": "1001", "DeviceState": "Unknown", "Contacts": contacts}
    endpoint = parse_endpoint(row)
    assert endpoint
    assert endpoint.state is None
    assert endpoint.reachable is reachable


def test_a_phone_that_unregisters_and_registers() -> None:
    told = events("c13b_register_unregister_ev_system", "PeerStatus")
    assert [parse_peer(one.headers) for one in told] == [
        Peer(TWO, False),
        Peer(TWO, True),
    ]


@pytest.mark.parametrize(
    "name", ["c14_peer_gone_and_back", "c14_peer_gone_and_back_ev_system"]
)
def test_peers_that_die_and_return(name: str) -> None:
    told = [parse_peer(one.headers) for one in events(name, "PeerStatus")]
    assert told == [
        Peer(ONE, False),
        Peer(TWO, False),
        Peer(IAX, False),
        Peer("PJSIP/trunk", False),
        Peer(TWO, True),
        Peer(IAX, True),
        Peer("PJSIP/trunk", True),
        Peer(ONE, True),
    ]


@pytest.mark.parametrize(
    ("word", "reachable"),
    [
        ("Reachable", True),
        ("Registered", True),
        ("Lagged", True),
        ("Unreachable", False),
        ("Unregistered", False),
        ("Rejected", False),
        ("Unknown", None),
        ("", None),
    ],
)
def test_words_for_peers(word: str, reachable: bool | None) -> None:
    assert parse_peer({"Peer": IAX, "PeerStatus": word}) == Peer(IAX, reachable)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "Exten",
                "Context",
                "Hint",
                "Status",
                "Device",
                "State",
                "ObjectName",
                "Contacts",
                "DeviceState",
                "Peer",
                "PeerStatus",
            ]
        ),
        st.text(max_size=30) | st.sampled_from(["-1", "9" * 5000, "²", "٣", "&&,,"]),
    )
)
def test_nothing_that_a_server_says_raises(headers: dict[str, str]) -> None:
    told = (
        parse_extension(headers),
        parse_device(headers),
        parse_endpoint(headers),
        parse_peer(headers),
    )
    for one in told:
        assert one is None or len(repr(one)) < 10_000


@pytest.mark.parametrize(
    ("hint", "status", "reachable"),
    [
        ("Custom:Night", 4, None),
        ("Queue:sales&CustomPresence:1001", 4, None),
        ("Park:701@parkedcalls", 0, None),
        ("confbridge:1234", 0, None),
        ("Stasis:door", 1, None),
        ("PJSIP/1001&Park:701@parkedcalls", 0, None),
        ("PJSIP/1001&Custom:DND1001", 4, False),
        ("PJSIP/1001", 0, True),
        ("Local/1001@phones:1", 0, True),
    ],
)
def test_what_is_no_device_makes_no_phone_reachable(
    hint: str, status: int, *, reachable: bool | None
) -> None:
    """Whatever has a colon where a device has a slash; nor does it take one out of reach."""
    told = parse_extension({"Exten": "1", "Hint": hint, "Status": str(status)})
    assert told
    assert told.reachable_by(lambda _device: None) is reachable
