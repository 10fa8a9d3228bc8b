"""The calls of the recordings: c01 to c09, c12b, c16 and c22."""

from typing import NamedTuple

import pytest

from custom_components.allstarlink.asterisk.call import (
    Call,
    ChangeType,
    Direction,
    Disposition,
)

from .wire import TRUNKS, Calls, at, events

INCOMING, OUTGOING, INTERNAL = Direction
ANSWERED = Disposition.ANSWERED


class End(NamedTuple):
    """What is expected of a call that has ended; times in seconds."""

    linkedid: str
    caller: str | None
    called: str | None
    direction: Direction
    disposition: Disposition
    cause: int | None
    answered_by: str | None
    hung_up_by: str | None
    duration: float
    talk: float | None
    targets: tuple[str, ...] = ("PJSIP/1002",)


def end_of(call: Call) -> End:
    """Return what is expected of a call as it is."""
    return End(*(getattr(call, name) for name in End._fields))


SCENES = {
    "c01_answered_caller_hangs_up": [
        End(
            *("1795229585.0", "1001", "1002", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", "PJSIP/1001", 6.216, 4.71),
        )
    ],
    "c01_answered_caller_hangs_up_ev_call": [
        End(
            *("1795229585.0", "1001", "1002", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", "PJSIP/1001", 6.216, 4.709),
        )
    ],
    "c01_answered_caller_hangs_up_ev_call-system": [
        End(
            *("1795229585.0", "1001", "1002", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", "PJSIP/1001", 6.216, 4.709),
        )
    ],
    "c01_answered_caller_hangs_up_ev_system": [],
    "c01c_incoming_trunk_call_ev_call": [
        End(
            *("1795229607.4", "provider", "5551234", INCOMING, ANSWERED, 16),
            *("PJSIP/1001", "PJSIP/1001", 5.009, 3.504, ("PJSIP/1001",)),
        )
    ],
    # The trunk's leg ended with cause 17, the caller's with 16.
    "c01d_outgoing_trunk_call_ev_call": [
        End(
            *("1795229618.6", "1001", "95559876", OUTGOING, ANSWERED, 16),
            *("PJSIP/trunk", "PJSIP/trunk", 4.507, 3.503, ("PJSIP/trunk",)),
        )
    ],
    "c01f_echo_single_channel_ev_call": [
        End(
            *("1795229640.10", "1001", "2001", INTERNAL, ANSWERED, 0),
            *(None, "PJSIP/1001", 4.217, 4.216, ()),
        )
    ],
    "c01g_ring_group_ev_call": [
        End(
            *("1795229647.11", None, "3000", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", "PJSIP/1002", 5.031, 3.5, ("PJSIP/1001", "PJSIP/1002")),
        )
    ],
    "c01h_local_optimised_ev_call": [
        End(
            *("1795229721.22", "1001", "2005", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", "PJSIP/1002", 5.009, 3.505),
        )
    ],
    "c01i_local_not_optimised_ev_call": [
        End(
            *("1795229732.26", "1001", "2006", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", "PJSIP/1002", 5.008, 3.502),
        )
    ],
    "c02_no_answer_ev_call": [
        End(
            *("1795229743.30", "1001", "1002", INTERNAL, Disposition.NO_ANSWER, 16),
            *(None, None, 12.015, None),
        )
    ],
    "c03_busy_ev_call": [
        End(
            *("1795229761.32", "1001", "1002", INTERNAL, Disposition.BUSY, 17),
            *(None, "PJSIP/1002", 0.004, None),
        )
    ],
    "c04_congestion_503_ev_call": [
        End(
            *("1795229775.36", "1001", "1002", INTERNAL, Disposition.CONGESTION, 34),
            *(None, "PJSIP/1002", 0.003, None),
        )
    ],
    "c04c_congestion_app_ev_call": [
        End(
            *("1795229788.40", "1001", "2003", INTERNAL, Disposition.CONGESTION, 34),
            *(None, "PJSIP/1001", 0.001, None, ()),
        )
    ],
    "c04d_busy_app_ev_call": [
        End(
            *("1795229795.41", "1001", "2002", INTERNAL, Disposition.BUSY, 17),
            *(None, "PJSIP/1001", 0.001, None, ()),
        )
    ],
    "c04e_invalid_extension_ev_call": [],
    "c04f_endpoint_without_contact_ev_call": [
        End(
            *("1795229809.42", "1001", "1009", INTERNAL, Disposition.CONGESTION, 34),
            *(None, "PJSIP/1001", 0.001, None, ()),
        )
    ],
    "c05_cancel_while_ringing_ev_call": [
        End(
            *("1795229685.20", "1001", "1002", INTERNAL, Disposition.CANCELLED, 19),
            *(None, "PJSIP/1001", 3.0, None),
        )
    ],
    "c06_two_concurrent_calls_ev_call": [
        End(
            *("1795229816.43", "1001", "95551111", OUTGOING, ANSWERED, 16),
            *("PJSIP/trunk", "PJSIP/trunk", 7.508, 6.505, ("PJSIP/trunk",)),
        ),
        End(
            *("1795229817.45", "provider", "5551234", INCOMING, ANSWERED, 16),
            *("PJSIP/1001", "PJSIP/1001", 8.016, 6.508, ("PJSIP/1001",)),
        ),
    ],
    # The caller is gone after the transfer, the call is not.
    "c07_blind_transfer_refer_ev_call": [
        End(
            *("1795229668.17", "1003", "1001", INTERNAL, ANSWERED, 16, "PJSIP/1001"),
            *("PJSIP/1001", 10.015, 8.509, ("PJSIP/1001", "PJSIP/1002")),
        )
    ],
    "c07b_attended_transfer_ev_call": [
        End(
            *("1795229830.47", "1001", "1002", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", None, 9.434, 7.929),
        )
    ],
    "c08_hold_unhold": [
        End(
            *("1795229657.15", "1003", "1002", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", "PJSIP/1003", 8.025, 6.521),
        )
    ],
    "c08_hold_unhold_ev_call": [
        End(
            *("1795229657.15", "1003", "1002", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", "PJSIP/1003", 8.025, 6.521),
        )
    ],
    "c09_park_ev_call": [
        End(
            *("1795230350.4", "1001", "700", INTERNAL, ANSWERED, 16),
            *(None, "PJSIP/1001", 6.014, 6.014, ()),
        )
    ],
    "c12b_extension_events_ev_call": [
        End(
            *("1795229946.54", "1001", "1002", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", "PJSIP/1002", 5.013, 3.508),
        )
    ],
    "c16b_hangup_redirect": [
        End(
            *("1795230251.71", "1001", "1002", INTERNAL, ANSWERED, 16),
            *("PJSIP/1002", None, 5.515, 4.204),
        ),
        End(
            *("1795230257.73", "1001", "2001", INTERNAL, ANSWERED, 21),
            *(None, None, 2.013, 2.013, ()),
        ),
        End(
            *("1795230263.74", "1001", "2001", INTERNAL, ANSWERED, 16),
            *(None, None, 2.004, 2.004, ()),
        ),
    ],
    "c22_rpt_link_channels_ev_call": [],
    "c31_caller_id": [
        End(
            *("1796074404.0", "5550100", "701", INCOMING, ANSWERED, 16),
            *("IAX2/phone", "IAX2/provider", 1.323, 1.004, ("IAX2/phone",)),
        )
    ],
    "c32_queue_gives_up": [
        End(
            *("1796074416.0", "4701", "720", INCOMING, Disposition.NO_ANSWER, 16),
            *(None, None, 3.01, None, ("IAX2/phone",)),
        )
    ],
    "c33_redirect_to_voicemail": [
        End(
            *("1796074431.0", "4701", "710", INCOMING, Disposition.NO_ANSWER, 0),
            *(None, None, 3.009, None, ("IAX2/phone",)),
        )
    ],
    "c33b_redirect_to_a_phone": [
        End(
            *("1796074449.0", "4701", "710", INCOMING, ANSWERED, 16),
            *("IAX2/phone", "IAX2/provider", 3.301, 2.003, ("IAX2/phone",)),
        )
    ],
}


@pytest.mark.parametrize("name", SCENES)
def test_recorded_calls(name: str) -> None:
    """Each call is told of as it rings, as it is answered, and as it ends."""
    calls = Calls()
    calls.hear(*events(name))
    told = [c.call for c in calls.changes if c.type is ChangeType.ENDED]
    assert [end_of(call) for call in told] == SCENES[name]
    for call in told:
        types = [c.type for c in calls.changes if c.call.linkedid == call.linkedid]
        answered = [ChangeType.ANSWERED] if call.answered else []
        assert types == [ChangeType.RINGING, *answered, ChangeType.ENDED]
        assert call.channels == ()
        assert not call.found
    assert calls.state.calls == ()
    assert not calls.state.linked
    assert not calls.state.homes
    assert not calls.state.incomplete


def test_a_call_is_told_of_with_all_that_is_known_then() -> None:
    calls = Calls()
    calls.hear(*events("c01d_outgoing_trunk_call_ev_call"))
    ringing, answered, ended = (change.call for change in calls.changes)
    assert ringing == Call(
        "1795229618.6",
        "1001",
        "Alice Test",
        "95559876",
        Direction.OUTGOING,
        at(1.608),
        channels=("PJSIP/1001-00000006", "PJSIP/trunk-00000007"),
        targets=("PJSIP/trunk",),
    )
    assert ringing.duration is None
    assert (answered.answered_at, answered.answered_by) == (at(2.612), "PJSIP/trunk")
    assert answered.channels == ringing.channels
    assert ended.ended_at == at(6.115)


def test_two_calls_at_once_are_both_there() -> None:
    calls = Calls()
    told = events("c06_two_concurrent_calls_ev_call")
    calls.hear(*(one for one in told if one.at < 9))
    assert calls.state.active == 2
    assert [call.caller for call in calls.state.calls] == ["1001", "provider"]
    assert all(call.answered for call in calls.state.calls)


def test_without_trunks_every_call_is_internal() -> None:
    calls = Calls(trunks=frozenset())
    calls.hear(*events("c06_two_concurrent_calls_ev_call"))
    assert {c.call.direction for c in calls.changes} == {Direction.INTERNAL}


@pytest.mark.parametrize("trunk", ["provider", "PJSIP/provider"])
def test_a_trunk_is_named_with_and_without_its_technology(trunk: str) -> None:
    calls = Calls(trunks=frozenset({trunk}))
    calls.hear(*events("c01c_incoming_trunk_call_ev_call"))
    assert {c.call.direction for c in calls.changes} == {Direction.INCOMING}


def test_bridging_two_calls_makes_one_of_them() -> None:
    """The newer one ends, answered, as a part of the older (transcript c07d)."""
    calls = Calls()
    calls.hear(*events("c07d_bridge_two_calls_ev_call"))
    older, newer = "1795230338.0", "1795230339.1"
    assert calls.happened == [
        ("ringing", older),
        ("answered", older),
        ("ringing", newer),
        ("answered", newer),
        ("ended", newer),
        ("ended", older),
    ]
    merged, last = calls.changes[-2].call, calls.changes[-1].call
    assert (merged.merged_into, merged.disposition) == (older, ANSWERED)
    assert merged.ended_at == at(5.015)
    assert last.merged_into is None
    assert (last.hung_up_by, last.duration) == ("PJSIP/1001", 7.625)
    assert not calls.state.linked
    assert not calls.state.aliases


def test_hold_is_seen_while_it_lasts() -> None:
    calls = Calls()
    held = []
    for one in events("c08_hold_unhold_ev_call"):
        calls.hear(one)
        held.append(any(call.held for call in calls.state.calls))
    names = [one.headers["Event"] for one in events("c08_hold_unhold_ev_call")]
    start, stop = names.index("Hold"), names.index("Unhold")
    assert held == [start <= index < stop for index in range(len(names))]


def test_parking_is_seen_while_it_lasts() -> None:
    calls = Calls()
    parked = []
    for one in events("c09_park_ev_call"):
        calls.hear(one)
        parked.append(any(call.parked for call in calls.state.calls))
    names = [one.headers["Event"] for one in events("c09_park_ev_call")]
    start, stop = names.index("ParkedCall"), names.index("ParkedCallGiveUp")
    assert parked == [start <= index < stop for index in range(len(names))]


def test_originated_calls() -> None:
    """They have no caller but the CallerID given; Dial events lack Channel headers."""
    calls = Calls()
    calls.hear(*events("c16_originate"))
    ended = [c.call for c in calls.changes if c.type is ChangeType.ENDED]
    assert [
        (c.caller, c.called, c.disposition, c.cause, c.answered_by) for c in ended
    ] == [
        ("500", "1001", ANSWERED, 16, "PJSIP/1001"),
        (None, "1001", Disposition.BUSY, 17, None),
        (None, "1001", Disposition.NO_ANSWER, 19, None),
        (None, "1001", Disposition.CONGESTION, 34, None),
        (None, "1001", Disposition.REJECTED, 21, None),
        (None, "1001", ANSWERED, 0, "PJSIP/1001"),
        (None, "1001", ANSWERED, 0, "PJSIP/1001"),
        (None, "1001", ANSWERED, 0, "PJSIP/1001"),
    ]
    assert ended[0].linkedid == "ha-0001"
    assert ended[0].targets == ("PJSIP/1001", "PJSIP/1002")
    assert (ended[0].duration, ended[0].talk) == (6.011, 4.506)
    assert not calls.state.linked


@pytest.mark.parametrize(
    "name",
    [
        "40_events_link_unlink_1999_to_2001",
        "40b_events_link_unlink_seen_from_2001",
        "50_events_multilink_1999",
        "56_events_permanent_link_peer_dies",
        "60_events_phone_clients_1999",
        "64_events_echolink_1999",
        "80_events_local_keyup_1997",
        "84_events_autopatch_1997",
        "c20_idle_A_60s_events_on",
        "c22_rpt_link_channels",
        "c22_rpt_link_channels_ev_call",
    ],
)
def test_nothing_of_app_rpt_is_a_call(name: str) -> None:
    """Not for a moment: links out and in, clients, telemetry, an autopatch's parts."""
    nodes = frozenset({"1996", "1997", "1998", "1999", "2001", "2002", "2003"})
    calls = Calls(nodes, TRUNKS)
    for one in events(name):
        calls.hear(one)
        assert calls.state.calls == ()
    assert calls.changes == []
