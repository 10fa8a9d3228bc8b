"""The last events of a server: for administrators, bounded, and masked."""

from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.event_ring import EventRing
from custom_components.allstarlink.masked_events import masked_headers
from tests.station import Station


async def _events(stage: Station, **data: Any) -> list[dict[str, Any]]:
    answer = await stage.finish(
        stage.call(
            "allstarlink.get_events",
            {"config_entry_id": stage.entry.entry_id, **data},
            response=True,
        )
    )
    events: list[dict[str, Any]] = answer["events"]
    return events


def _values(events: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(event["name"], event["headers"]["EventValue"]) for event in events]


async def test_the_newest_come_first(stage: Station) -> None:
    """As they came, but for digits and the names of people."""
    stage.node.key()
    stage.node.dtmf("7")
    stage.node.link("2001")
    stage.node.link("N0CALL-P")
    await stage.clock.settle()
    events = await _events(stage)
    assert events[-1]["name"] == "FullyBooted"
    names = ["RPT_RXKEYED", "dtmf", "RPT_ALINKS", "RPT_LINKS"]
    # RPT_NUMLINKS and others are not listened to.
    assert _values(await _events(stage, names=names)) == [
        ("RPT_LINKS", ["2,Tx9xxxx-x,T2001"]),
        ("RPT_ALINKS", ["2,x9xxxx-xTU,2001TU"]),
        ("RPT_LINKS", ["1,T2001"]),
        ("RPT_ALINKS", ["1,2001TU"]),
        ("DTMF", ["9"]),
        ("RPT_RXKEYED", ["1"]),
    ]
    digit = (await _events(stage, names=["DTMF"]))[0]
    assert digit["time"].endswith("+00:00")
    assert digit["headers"]["Node"] == ["1999"]
    assert len(await _events(stage, limit=2)) == 2


async def test_only_administrators_see_them(
    hass: HomeAssistant, stage: Station
) -> None:
    """Events tell of everything on the server."""
    user = MockUser(is_owner=False).add_to_hass(hass)
    call = stage.call(
        "allstarlink.get_events",
        {"config_entry_id": stage.entry.entry_id},
        response=True,
        context=Context(user_id=user.id),
    )
    with pytest.raises(Unauthorized):
        await stage.finish(call)


def _event(*lines: str) -> Message:
    return Message("\r\n".join(lines).encode())


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (
            (
                "Event: Newchannel",
                "Channel: IAX2/trunk:s3cret@host-12",
                "ChannelState: 0",
                "CallerIDNum: 5551234",
                "CallerIDName: Ann O'Hara",
                "Exten: 600",
                "Uniqueid: 1795226351.12",
            ),
            {
                "Event": ["Newchannel"],
                "Channel": ["xxx9/xxxxx:x9xxxx@xxxx-99"],
                "ChannelState": ["0"],
                "CallerIDNum": ["9999999"],
                "CallerIDName": ["xxx x'xxxx"],
                "Exten": ["999"],
                "Uniqueid": ["1795226351.12"],
            },
        ),
        (
            (
                *("Event: UserEvent", "Privilege: user,all", "UserEvent: Door"),
                *("Key: a1\x00é", "Key: 2", "Status: Ann 5551234"),
            ),
            {
                "Event": ["UserEvent"],
                "Privilege": ["user,all"],
                "UserEvent": ["xxxx"],
                "Key": ["x9?x", "9"],
                "Status": ["xxx 9999999"],
            },
        ),
        (
            (
                "Event: RPT_ALINKS",
                "EventValue: 3,Smith,Jim-PTU,15551234567TK,3009001RU",
            ),
            {
                "Event": ["RPT_ALINKS"],
                "EventValue": ["3,xxxxx,xxx-xTU,99999999999TK,3009001RU"],
            },
        ),
        (
            ("Event: MDC-1200", "EventValue: I1234"),
            {"Event": ["MDC-1200"], "EventValue": ["x9999"]},
        ),
        (
            (
                "Event: ExtensionStatus",
                "Hint: PJSIP/1001,CustomPresence:alice",
                "StatusText: Idle",
                "ChanVariable(PJSIP/1001-00000001): home",
                "CallerID1: 5551234",
            ),
            {
                "Event": ["ExtensionStatus"],
                "Hint": ["xxxxx/9999,xxxxxxxxxxxxxx:xxxxx"],
                "StatusText": ["xxxx"],
                "xxxxxxxxxxxx(xxxxx/9999-99999999)": ["xxxx"],
                "CallerID1": ["9999999"],
            },
        ),
        (
            ("Event: RPT_URI_GPIO1", "EventValue: 1", "Secret: " + "a" * 5000),
            {
                "Event": ["RPT_URI_GPIO1"],
                "EventValue": ["1"],
                "Secret": ["x" * 1000],
            },
        ),
    ],
)
def test_what_is_masked(lines: tuple[str, ...], shown: dict[str, list[str]]) -> None:
    """All but what is known to say nothing of persons."""
    assert masked_headers(_event(*lines)) == shown


async def test_they_are_bounded_in_number_and_size(stage: Station) -> None:
    """4096 events, and 4 MB of them."""
    for number in range(5000):
        stage.node.report("RPT_RXKEYED", str(number % 2))
        if number % 500 == 499:
            await stage.clock.settle()
    events = await _events(stage, limit=4096, names=["RPT_RXKEYED"])
    assert _values(events) == [("RPT_RXKEYED", [str((n + 1) % 2)]) for n in range(4096)]

    ring, now = EventRing(), stage.hass.loop.time()
    assert now > 0
    big = _event("Event: RPT_LINKS", "EventValue: " + "1" * (1024 * 1024 - 40))
    for _ in range(10):
        ring.add(big, events[0]["time"])
    assert len(list(ring.newest())) == 4
    ring.add(_event("Event: X", "Y: " + "1" * 5 * 1024 * 1024), events[0]["time"])
    assert list(ring.newest()) == []
