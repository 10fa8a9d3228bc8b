"""Favorites that are active now, and the budget that look-ups and scans share."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from copy import deepcopy
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.allstarlink.lookup import statistics
from custom_components.allstarlink.lookup.report import Report, parse_report
from custom_components.allstarlink.lookup.seen import Activity, activity, seen
from custom_components.allstarlink.web import Answer, AnswerTimeout, NoAnswer
from tests.conftest import Clock
from tests.directory.stage import until
from tests.list_server import ListServer, answering, never, serving
from tests.station import station

from .answers import answer, data, user_node

SUBSCRIBE = "allstarlink/favorites/subscribe"
QUIET = {"poll_interval": 3600, "adaptive_polling": False, "use_directory": False}
SCAN = {**QUIET, "favorites_scan": True}
NOTHING = {"active": None, "keyed": None, "links": None, "time": None}
PLAIN = {"name": None, "mode": "transceive", "group": None}
NET = {"node": "2001", "name": "Net", "mode": "monitor", "group": "Nets"}


def _body(node: str, ago: float = 30, **sent: Any) -> bytes:
    """Return an answer about a node that sent its statistics so long ago."""
    updated = dt_util.utcnow() - timedelta(seconds=ago)
    stats = {"node": int(node), "data": data(**sent), "updated_at": updated.isoformat()}
    return answer(node, stats=stats)


async def _service(request: web.Request) -> web.StreamResponse:
    """Answer as a good service does; 2999 is not registered, 2998 is unknown."""
    node = request.path.removeprefix("/")
    if node == "2998":
        return web.Response(status=404, body=b"[]")
    if node == "2999":
        gone = user_node(node, Status="Inactive")
        return web.Response(body=answer(node, node=gone, stats=None))
    keyed = "40" if node == "2001" else "4000"
    return web.Response(body=_body(node, keytime=keyed))


@pytest.fixture
async def service(
    monkeypatch: pytest.MonkeyPatch, no_internet: None
) -> AsyncGenerator[ListServer]:
    """Return the statistics service."""
    async with serving() as server:
        server.handler = _service
        monkeypatch.setattr(statistics, "STATISTICS_URL", server.url)
        yield server


class _Feed:
    """What a card hears. It answers the pings of the server as well."""

    def __init__(self, client: MockHAClientWebSocket) -> None:
        """Take the connection."""
        self._client = client
        self.last: dict[str, Any] = {}
        self._reading: asyncio.Task[None] | None = None

    async def subscribe(self, device_id: str) -> None:
        """Subscribe, and go on reading."""
        await self._client.send_json_auto_id(
            {"type": SUBSCRIBE, "device_id": device_id}
        )
        assert (await self._client.receive_json())["success"]
        self._reading = asyncio.create_task(self._read())
        await until(lambda: bool(self.last))

    async def _read(self) -> None:
        while True:
            self.last = (await self._client.receive_json())["event"]

    async def close(self) -> None:
        """Close the connection."""
        if self._reading is not None:
            self._reading.cancel()
        await self._client.close()


def _settings(*favorites: Any) -> dict[str, Any]:
    return {"favorites": list(favorites)}


async def test_nothing_is_asked_unless_the_user_turns_it_on(
    hass: HomeAssistant,
    clock: Clock,
    service: ListServer,
    hass_ws_client: WebSocketGenerator,
    every_entity: None,
) -> None:
    """By default nobody is asked, whoever looks; what the user stored is given."""
    async with station(
        hass, clock, options=QUIET, settings=_settings(NET, "2002")
    ) as stage:
        feed = _Feed(await hass_ws_client(hass))
        await feed.subscribe(stage.device_id)
        favorites = [{**NET, **NOTHING}, {"node": "2002", **PLAIN, **NOTHING}]
        assert feed.last == {"scan": False, "favorites": favorites}
        response = await stage.act("get_favorites", response=True)
        assert response == {"favorites": favorites}
        await stage.act("get_network", response=True)
        await clock.advance(600)
        assert service.asked == []
        assert stage.states.entity_id("favorite_scan_2001") is None
        await feed.close()


async def test_a_card_has_favorites_asked_about_while_it_is_open(
    hass: HomeAssistant,
    clock: Clock,
    service: ListServer,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """Each every two minutes; private nodes and EchoLink never."""
    settings = _settings(NET, "2002", "2998", "2999", "1050", "3009001")
    async with station(hass, clock, options=SCAN, settings=settings) as stage:
        await clock.advance(300)
        assert service.asked == []
        feed = _Feed(await hass_ws_client(hass))
        await feed.subscribe(stage.device_id)
        assert feed.last["scan"] is True
        await until(lambda: feed.last["favorites"][3]["active"] is False)
        assert service.paths == ["/2001", "/2002", "/2998", "/2999"]
        event = deepcopy(feed.last)
        shown = {each.pop("node"): each for each in event["favorites"]}
        assert {node: each.pop("time") is None for node, each in shown.items()} == {
            **dict.fromkeys(("2001", "2002", "2998", "2999"), False),
            **dict.fromkeys(("1050", "3009001"), True),
        }
        own = {"name": "Net", "mode": "monitor", "group": "Nets"}
        nothing = {"active": None, "keyed": None, "links": None}
        gone = {"active": False, "keyed": None, "links": None}
        assert shown == {
            "2001": {**own, "active": True, "keyed": True, "links": 3},
            "2002": {**PLAIN, "active": True, "keyed": False, "links": 3},
            "2998": {**PLAIN, **gone},
            "2999": {**PLAIN, **gone},
            "1050": {**PLAIN, **nothing},
            "3009001": {**PLAIN, **nothing},
        }
        response = await stage.act("get_favorites", response=True)
        assert [each["keyed"] for each in response["favorites"]] == [
            *(True, False, None, None, None, None)
        ]
        await clock.advance(115)
        assert len(service.asked) == 4
        await clock.advance(10)
        await until(lambda: len(service.asked) == 8)
        # A reload of the entry changes nothing for the card.
        assert await hass.config_entries.async_reload(stage.entry.entry_id)
        await clock.advance(121)
        await until(lambda: len(service.asked) == 12)
        await feed.close()
        await clock.advance(1)
        asked = len(service.asked)
        await clock.advance(600)
        assert len(service.asked) == asked


async def test_sensors_show_favorites_while_they_are_enabled(
    hass: HomeAssistant, clock: Clock, service: ListServer, every_entity: None
) -> None:
    """Keyed, idle, offline; unknown where nothing is known. They go with favorites."""
    settings = _settings(NET, "2002", "2999", "1050")
    async with station(hass, clock, options=SCAN, settings=settings) as stage:
        await until(lambda: stage.states["favorite_scan_2999"] != "unknown")
        assert {
            node: stage.states[f"favorite_scan_{node}"]
            for node in ("2001", "2002", "2999", "1050")
        } == {"2001": "keyed", "2002": "idle", "2999": "offline", "1050": "unknown"}
        state = stage.states.get("favorite_scan_2001")
        assert state.attributes["links"] == 3
        assert state.attributes["options"] == ["keyed", "idle", "offline"]
        assert state.attributes["time"] > dt_util.utcnow() - timedelta(minutes=5)
        (subentry,) = stage.entry.subentries.values()
        hass.config_entries.async_update_subentry(
            stage.entry, subentry, data={"node": "1999", **_settings("2003")}
        )
        await clock.advance(0.1)
        await hass.async_block_till_done()
        assert stage.states.entity_id("favorite_scan_2001") is None
        await until(lambda: stage.states["favorite_scan_2003"] == "idle")
        assert stage.states["favorite_2003"] == "off"


async def test_sensors_are_off_by_default(
    hass: HomeAssistant, clock: Clock, service: ListServer
) -> None:
    """So an automation has to want them; nothing is asked before."""
    async with station(hass, clock, options=SCAN, settings=_settings(NET)) as stage:
        assert stage.states.entity_id("favorite_scan_2001") is not None
        await clock.advance(300)
        assert service.asked == []
        # An action asks by itself, and not again for two minutes.
        for _ in range(3):
            response = await stage.act("get_favorites", response=True)
            assert response["favorites"][0]["keyed"] is True
        assert service.paths == ["/2001"]


@pytest.mark.parametrize(
    ("handler", "later"),
    [
        (answering(500), "pauses"),
        (answering(429, Retry_After="90"), "pauses"),
        (answering(200, b"<html>"), "goes on"),
        (answering(200, b" " * 2_000_001), "pauses"),
        (never, "pauses"),
    ],
    ids=["broken", "too often", "wrong", "huge", "slow"],
)
async def test_a_service_that_fails_is_left_alone(
    hass: HomeAssistant, clock: Clock, service: ListServer, handler: Any, later: str
) -> None:
    """Nothing is shown that it did not say; the action does not wait for it."""
    service.handler = handler
    settings = _settings(*(str(2000 + number) for number in range(3)))
    async with station(hass, clock, options=SCAN, settings=settings) as stage:
        call = stage.start("get_favorites", response=True)
        response = await stage.finish(call, within=11)
        assert all(each["active"] is None for each in response["favorites"])
        assert len(service.asked) == (3 if later == "goes on" else 1)
        service.handler = _service
        await clock.advance(125)
        response = await stage.act("get_favorites", response=True)
        assert all(each["active"] for each in response["favorites"])


class _Fake:
    """The web as the statistics ask it: a service with moods, and when it was asked."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Take the clock."""
        self._now = now
        self.asked: list[tuple[float, str]] = []
        self._moods = cycle(
            ["good", "good", "good", "slow", "good", "wrong", "busy", "huge", "broken"]
        )

    async def get(self, _hass: HomeAssistant, url: str, **_limits: Any) -> Answer:
        """Answer as the mood is."""
        node = url.rpartition("/")[2]
        self.asked.append((self._now(), node))
        match next(self._moods):
            case "slow":
                await asyncio.sleep(10)
                raise AnswerTimeout("no answer in time")
            case "wrong":
                return Answer(200, {}, b"<html>")
            case "busy":
                return Answer(429, {"Retry-After": "70"}, b"")
            case "huge":
                raise NoAnswer("more than 2000000 bytes")
            case "broken":
                return Answer(503, {}, b"")
        return Answer(200, {}, _body(node))

    def most_in_a_minute(self) -> int:
        """Return the largest number of requests in any 60 seconds."""
        times = [time for time, _ in self.asked]
        return max(sum(began <= time < began + 60 for time in times) for began in times)


@pytest.mark.parametrize(("moody", "minutes"), [(True, 60), (False, 10)])
async def test_the_budget_holds_over_an_hour_of_everything_at_once(
    hass: HomeAssistant,
    clock: Clock,
    hass_ws_client: WebSocketGenerator,
    monkeypatch: pytest.MonkeyPatch,
    every_entity: None,
    moody: bool,
    minutes: int,
) -> None:
    """A card, sensors, the network, look-ups and actions: 20 a minute in all."""
    fake = _Fake(clock.time)
    if not moody:
        fake._moods = cycle(["good"])
    monkeypatch.setattr(statistics, "async_get", fake.get)
    favorites = [str(2010 + number) for number in range(40)]
    async with station(
        hass,
        clock,
        options={**SCAN, "connection": {"heartbeat_interval": 600}},
        settings=_settings(*favorites),
    ) as stage:
        for number in range(2):
            stage.node.link(str(27000 + number))
        await clock.advance(1)
        feed = _Feed(await hass_ws_client(hass))
        await feed.subscribe(stage.device_id)
        refused = 0
        for minute in range(minutes):
            calls = [
                hass.async_create_task(_look_up(hass, str(30000 + 3 * minute + number)))
                for number in range(3)
            ]
            calls += [
                stage.start("get_favorites", response=True),
                stage.start("get_network", response=True),
            ]
            await clock.advance(60)
            refused += sum(isinstance(call.result(), str) for call in calls)
        await feed.close()
        assert fake.most_in_a_minute() <= 20
        asked = {node for _, node in fake.asked}
        assert len(fake.asked) > 60
        if not moody:
            assert len(fake.asked) > 120
            # Nobody starves: every favorite and neighbor, and all look-ups.
            assert asked >= {*favorites, "27000", "27001"}
            assert refused == 0


async def _look_up(hass: HomeAssistant, node: str) -> Any:
    try:
        return await hass.services.async_call(
            "allstarlink",
            "lookup_node",
            {"node": node},
            blocking=True,
            return_response=True,
        )
    except HomeAssistantError as err:
        return err.translation_key


NOW = datetime(2026, 12, 1, 12, tzinfo=dt_util.UTC)


def _report(ago: float = 0, **sent: Any) -> Report:
    stats = {
        "node": 2000,
        "data": data(**sent),
        "updated_at": (NOW - timedelta(seconds=ago)).isoformat(),
    }
    report = parse_report("2000", answer(stats=stats))
    assert report is not None
    return report


@pytest.mark.parametrize(
    ("ago", "sent", "keyed"),
    [
        (0, {"keyed": True, "keytime": None}, True),
        (0, {"keytime": "299"}, True),
        (0, {"keytime": "301"}, False),
        (200, {"keytime": "200"}, False),
        (200, {"keyed": True}, True),
        (400, {"keyed": True}, False),
        # Nodes that do not count say 0.
        (0, {"keytime": "0"}, False),
        (0, {"keytime": "soon"}, False),
        # A node that sends no statistics any more
        (901, {"keyed": True}, None),
        (-3600, {"keytime": "40"}, True),
    ],
)
def test_keyed_in_the_last_five_minutes(
    ago: float, sent: dict[str, Any], keyed: bool | None
) -> None:
    """By what the node sent, and when; nothing is known of one that fell silent."""
    assert activity(seen(_report(ago, **sent), NOW, None), NOW).keyed is keyed


def test_a_count_that_grows_tells_of_a_keyup_between_two_answers() -> None:
    """Of answers that are not five minutes apart; old answers say nothing at all."""
    quiet = {"keytime": "4000"}
    first = seen(_report(0, totalkeyups="5", **quiet), NOW, None)
    assert activity(first, NOW).keyed is False
    later = seen(
        _report(0, totalkeyups="6", **quiet), NOW + timedelta(minutes=2), first
    )
    assert activity(later, NOW + timedelta(minutes=2)).keyed is True
    much = seen(_report(0, totalkeyups="6", **quiet), NOW + timedelta(minutes=6), first)
    assert activity(much, NOW + timedelta(minutes=6)).keyed is False
    assert activity(later, NOW + timedelta(minutes=18)) == Activity()
    assert activity(None, NOW) == Activity()
    assert activity(seen(None, NOW, first), NOW) == Activity(active=False, time=NOW)
