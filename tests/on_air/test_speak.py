"""Clips go on the air once, in order, when the node is quiet; or an error says why not."""

from itertools import pairwise
from pathlib import Path

from homeassistant.components.tts.media_source import generate_media_source_id as spoken
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from simulator import User
from tests.station import Call

from .air import Air, AirClock, media, on_air

LOCAL = "rpt localplay 1999"
NETWORK = "rpt playback 1999"
STOP = "rpt cmd 1999 cop 24 0"


@pytest.fixture(autouse=True)
def disable_http_server() -> None:
    """Let Home Assistant serve: the test plugin keeps it from that otherwise."""


async def test_a_clip_is_fetched_then_played_then_deleted(air: Air) -> None:
    """Nothing is transmitted before it is there, and nothing is left of it."""
    began = dt_util.utcnow()
    spoken = await air.finish(air.speak(2))
    (clip,) = air.played
    assert (clip.network, clip.heard, clip.over_talker) == (False, True, False)
    assert air.lengths == [LOCAL]
    assert len(air.server.media_cache.requests) == 1
    assert air.cached == []
    commands = [text.split(" http")[0] for text in air.commands]
    assert commands[-5:] == [
        "module show like res_http_media_cache",
        "media cache delete",
        "media cache refresh",
        LOCAL,
        "media cache delete",
    ]
    assert spoken["duration"] == pytest.approx(2, abs=0.05)
    # A busy machine takes seconds to decode, in which this clock runs ahead.
    assert 0 < spoken["waited"] < 60
    started = dt_util.parse_datetime(spoken["started"])
    assert started is not None
    assert abs((started - began).total_seconds()) < 60


async def test_the_media_player_tells_what_it_does(air: Air) -> None:
    """It waits and fetches, plays, and is idle again; the title is that of the clip."""
    assert air.state == "idle"
    call = air.play(2, extra={"metadata": {"title": "Doorbell"}})
    await air.until_state("buffering")
    state = air.hass.states.get(air.player)
    assert state is not None
    assert state.attributes["media_title"] == "Doorbell"
    await air.until_state("playing")
    assert air.node.transmitting
    await air.finish(call)
    assert air.state == "idle"
    assert not air.node.transmitting
    assert len(air.played) == 1


@pytest.mark.parametrize("way", ["speak", "tts", "tts.speak", "notify"])
async def test_a_text_is_spoken(air: Air, way: str) -> None:
    """By the action, the media source, `tts.speak`, and the notifier: three words, 1.5 s."""
    if way == "speak":
        call = air.speak(None, message="net in ten", options={"voice": "x"})
    elif way == "tts.speak":
        engine = await air.add_engine()
        data = {"entity_id": engine, "media_player_entity_id": air.player}
        call = air.call("tts.speak", {**data, "message": "net in ten"})
    elif way == "tts":
        call = air.play(media_content_id=spoken(air.hass, "net in ten"))
    else:
        call = air.notify("net in ten")
    await air.finish(call)
    (clip,) = air.played
    assert clip.heard
    assert air.lengths == [LOCAL]


@pytest.mark.parametrize("talker", ["local", "2001"])
async def test_a_talker_is_waited_for(air: Air, talker: str) -> None:
    """On the own receiver as on a link, and for three seconds after the last of him."""
    air.node.link("2001")
    key, unkey = (
        (air.node.key, air.node.unkey)
        if talker == "local"
        else (lambda: air.node.key_link("2001"), lambda: air.node.unkey_link("2001"))
    )
    await air.pass_time(10)
    key()
    call = air.speak(1)
    await air.pass_time(20)
    assert air.lengths == []
    assert air.state == "buffering"
    unkey()
    off = air.clock.time()
    while not air.lengths:
        await air.clock.advance(0.05)
    # The hang time of the node and the quiet time
    assert air.clock.time() - off >= 5
    await air.finish(call)
    assert [(clip.heard, clip.over_talker) for clip in air.played] == [(True, False)]


async def test_an_urgent_clip_does_not_wait(air: Air) -> None:
    """It is played over the talker; it began with the command, as there is no edge."""
    air.node.key()
    await air.pass_time(5)
    spoken = await air.finish(air.speak(1, urgent=True))
    assert [(clip.heard, clip.over_talker) for clip in air.played] == [(True, True)]
    assert spoken["waited"] < 2
    air.node.unkey()


async def test_clips_keep_their_order_and_urgent_ones_come_first(air: Air) -> None:
    """Each is played once, with a pause between; of the urgent ones the first is first."""
    air.node.key()
    await air.pass_time(5)
    calls = [air.speak(seconds, max_wait=300) for seconds in (1, 2, 3)]
    await air.pass_time(3)
    calls += [air.speak(2, urgent=True), air.speak(3, urgent=True)]
    await air.pass_time(20)
    air.node.unkey()
    await air.finish(*calls, within=300)
    seconds = [round(call.result()["duration"]) for call in calls]
    assert seconds == [1, 2, 3, 2, 3]
    starts = [call.result()["started"] for call in calls]
    order = sorted(range(5), key=lambda place: starts[place])
    assert order == [3, 4, 0, 1, 2]
    assert air.lengths == [LOCAL] * 5
    begun = [clip.at for clip in air.played][1:]
    gaps = [after - before for before, after in pairwise(begun)]
    assert all(gap >= 30 for gap in gaps)


async def test_two_automations_at_once(air: Air) -> None:
    """Both are heard, one after the other, whoever came by which way."""
    calls = [air.speak(1), air.play(1)]
    await air.finish(*calls, within=120)
    assert [clip.heard for clip in air.played] == [True, True]
    first, second = air.played
    assert second.at - first.at >= 30


async def test_ten_clips_wait_at_most(
    hass: HomeAssistant, air_clock: AirClock, tmp_path: Path
) -> None:
    """One more is refused, and the ten are played."""
    async with on_air(hass, air_clock, tmp_path, settings={"pause": 0}) as air:
        air.node.key()
        await air.pass_time(5)
        calls = [air.speak(1, max_wait=600) for _ in range(10)]
        await air.pass_time(1)
        err = await air.fail(air.speak(1), "clip_queue_full")
        assert err.translation_placeholders == {"node": "1999", "limit": "10"}
        air.node.unkey()
        await air.finish(*calls, within=200)
        assert len(air.played) == 10


@pytest.mark.parametrize("way", ["play", "speak"])
async def test_what_waits_is_dropped_by_stop(air: Air, way: str) -> None:
    """Whoever waits is told, and nothing goes to the node."""
    air.node.key()
    await air.pass_time(5)
    waiting = [getattr(air, way)(1), getattr(air, way)(2)]
    await air.pass_time(2)
    await air.finish(air.call("media_player.media_stop", {"entity_id": air.player}))
    for call in waiting:
        await air.fail(call, "clip_stopped")
    air.node.unkey()
    await air.pass_time(60)
    assert air.lengths == []
    assert air.cached == []
    assert air.state == "idle"


async def test_what_is_on_the_air_is_stopped(air: Air) -> None:
    """By cop 24, and what waits behind it is dropped as well."""
    playing, waiting = air.speak(3), air.play(1)
    await air.until_state("playing")
    await air.finish(air.call("media_player.media_stop", {"entity_id": air.player}))
    assert air.lengths == [LOCAL, STOP]
    for call in (playing, waiting):
        await air.fail(call, "clip_stopped")
    await air.until_state("idle")
    await air.pass_time(60)
    assert not air.node.transmitting
    assert air.lengths == [LOCAL, STOP]
    assert air.cached == []


@pytest.mark.parametrize("way", ["play", "speak"])
async def test_the_server_needs_the_module(air: Air, way: str) -> None:
    """The error has the line for modules.conf; loaded, it works without a reload."""
    air.server.media_cache.loaded = False
    err = await air.fail(getattr(air, way)(1), "media_cache_module_missing")
    assert err.translation_placeholders == {
        "server": "127.0.0.1",
        "line": "load = res_http_media_cache.so",
    }
    assert air.lengths == []
    air.server.media_cache.loaded = True
    await air.finish(getattr(air, way)(1))
    assert len(air.played) == 1


@pytest.mark.parametrize("way", ["play", "speak"])
async def test_a_clip_that_is_too_long(air: Air, way: str) -> None:
    """A minute is allowed, or ten seconds less than the time-out timer."""
    err = await air.fail(getattr(air, way)(70), "clip_too_long")
    assert err.translation_placeholders == {"longest": "60"}
    assert air.lengths == []


async def test_no_clip_is_longer_than_the_time_out_timer_allows(
    hass: HomeAssistant, air_clock: AirClock, tmp_path: Path
) -> None:
    """Whatever the longest clip is set to: the node would cut it."""
    settings = {"time_out": 30, "longest_clip": 3000}
    async with on_air(hass, air_clock, tmp_path, settings=settings) as air:
        err = await air.fail(air.speak(70), "clip_too_long")
        assert err.translation_placeholders == {"longest": "20"}


@pytest.mark.parametrize("way", ["play", "speak"])
async def test_what_cannot_be_decoded(air: Air, way: str) -> None:
    """Nothing goes to the node."""
    noise = "media-source://media_source/sounds/noise.wav"
    call = getattr(air, way)(None, media_content_id=noise)
    await air.fail(call, "cannot_decode")
    assert air.lengths == []


async def test_there_is_no_engine_of_that_name(air: Air) -> None:
    """The error names it."""
    call = air.speak(None, message="hello", tts_entity_id="tts.nobody")
    err = await air.fail(call, "unknown_speech_engine")
    assert err.translation_placeholders == {"engine": "tts.nobody"}
    assert air.lengths == []


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"language": "tlh"}, "Language 'tlh' not supported"),
        ({"options": {"mood": "x"}}, "Invalid options found: ['mood']"),
    ],
)
async def test_the_engine_cannot_speak_that(
    air: Air, data: dict[str, object], error: str
) -> None:
    """The error says what the engine does not have."""
    err = await air.fail(air.speak(None, message="hello", **data), "speech_refused")
    assert err.translation_placeholders == {"engine": "engine", "error": error}
    assert air.lengths == []


@pytest.mark.parametrize("way", ["notify", "speak"])
async def test_there_is_no_engine_at_all(
    hass: HomeAssistant, air_clock: AirClock, tmp_path: Path, way: str
) -> None:
    """By the notifier as by the action."""
    async with on_air(hass, air_clock, tmp_path, speech=False) as air:
        call = air.notify("hello") if way == "notify" else air.speak(None, message="hi")
        await air.fail(call, "no_speech_engine")


@pytest.mark.parametrize("way", ["play", "speak", "notify"])
async def test_the_node_is_never_quiet(
    hass: HomeAssistant, air_clock: AirClock, tmp_path: Path, way: str
) -> None:
    """The wait ends at its limit, and nothing is played after it."""
    async with on_air(hass, air_clock, tmp_path, settings={"longest_wait": 40}) as air:
        air.node.key()
        await air.pass_time(5)
        began = air.clock.time()
        call = air.notify("hello") if way == "notify" else getattr(air, way)(1)
        err = await air.fail(call, "waited_in_vain")
        assert 40 <= air.clock.time() - began < 43
        assert err.translation_placeholders == {"node": "1999", "seconds": "40"}
        air.node.unkey()
        await air.pass_time(20)
        assert air.lengths == []
        assert air.cached == []


async def test_a_wait_of_the_callers_own(air: Air) -> None:
    """None at all is enough where the node is quiet."""
    air.node.key()
    await air.pass_time(5)
    err = await air.fail(air.speak(1, max_wait=2), "waited_in_vain", within=6)
    assert err.translation_placeholders == {"node": "1999", "seconds": "2"}
    air.node.unkey()
    await air.pass_time(20)
    await air.finish(air.speak(1, max_wait=0))
    assert len(air.played) == 1


@pytest.mark.parametrize("way", ["play", "speak"])
async def test_the_server_cannot_fetch(air: Air, way: str) -> None:
    """The error names the address that was offered; nothing was transmitted."""
    air.server.media_cache.reaches = False
    err = await air.fail(getattr(air, way)(1), "cannot_fetch")
    assert err.translation_placeholders is not None
    assert err.translation_placeholders["server"] == "127.0.0.1"
    assert err.translation_placeholders["address"].startswith("http://127.0.0.1:")
    assert air.lengths == []
    assert not air.node.transmitting


@pytest.mark.parametrize("way", ["play", "speak"])
async def test_the_transmitter_never_keys(air: Air, way: str) -> None:
    """That the server fetched it proves nothing: the error says what was seen."""
    air.node.tx_follows = False
    await air.fail(getattr(air, way)(1), "never_keyed")
    assert air.lengths == [LOCAL]
    await air.pass_time(30)
    assert air.lengths == [LOCAL]
    assert air.cached == []
    assert air.state == "idle"


@pytest.mark.parametrize("way", ["play", "speak"])
async def test_the_transmitter_is_disabled(air: Air, way: str) -> None:
    """It would be fetched and not heard, so it is not sent at all."""
    air.node.set_state("transmitter", False)
    await air.fail(getattr(air, way)(1), "transmitter_disabled")
    assert air.lengths == []


@pytest.mark.parametrize("urgent", [False, True])
async def test_the_node_is_timed_out(air: Air, urgent: bool) -> None:
    """By a talker: an urgent clip fails at once, another when its time is over."""
    air.node.key()
    await air.clock.advance(190)
    assert air.node.timed_out
    began = air.clock.time()
    await air.fail(air.speak(1, urgent=urgent, max_wait=20), "node_timed_out")
    assert (air.clock.time() - began < 15) is urgent
    assert air.lengths == []
    air.node.unkey()


async def test_the_user_may_log_in_only_once(
    hass: HomeAssistant, air_clock: AirClock, tmp_path: Path
) -> None:
    """The clip is fetched in the one session there is, while nothing is keyed."""
    user = User("admin", "secret", "call,system", "command", multiple_logins=False)
    async with on_air(hass, air_clock, tmp_path, users=[user]) as air:
        await air.finish(air.speak(1))
        assert len(air.played) == 1
        assert air.server.logins == 1
        await air.pass_time(40)
        air.node.key()
        await air.pass_time(2)
        call = air.speak(1, urgent=True, max_wait=8)
        err = await air.fail(call, "clip_login_in_use")
        assert err.translation_placeholders == {"server": "127.0.0.1"}
        assert air.lengths == [LOCAL]
        air.node.unkey()


@pytest.mark.parametrize("way", ["play", "speak"])
async def test_the_connection_is_lost_while_clips_wait(air: Air, way: str) -> None:
    """They are dropped with an error, and not played when it is back."""
    air.node.key()
    await air.pass_time(5)
    calls = [getattr(air, way)(1), getattr(air, way)(2)]
    await air.pass_time(3)
    air.server.close_sessions()
    for call in calls:
        # Not the error of a command that may have been carried out
        await air.fail(call, "not_connected")
    air.node.unkey()
    await air.pass_time(120)
    assert air.lengths == []
    assert air.cached == []


async def test_the_connection_is_lost_while_a_clip_is_on_the_air(air: Air) -> None:
    """It is not played again, and is deleted when the connection is back."""
    call = air.speak(2)
    await air.until_state("playing")
    air.server.close_sessions()
    await air.fail(call, "lost_while_waiting")
    await air.pass_time(60)
    assert air.lengths == [LOCAL]
    assert len(air.played) == 1
    assert air.cached == []


async def test_linked_nodes_hear_what_the_option_lets_them(
    hass: HomeAssistant, air_clock: AirClock, tmp_path: Path
) -> None:
    """The entities use the most that is allowed, the action what it is told."""
    async with on_air(hass, air_clock, tmp_path, settings={"scope": "network"}) as air:
        await air.finish(air.play(1))
        await air.pass_time(31)
        await air.finish(air.speak(1))
        await air.pass_time(31)
        await air.finish(air.speak(1, scope="network"))
        assert air.lengths == [NETWORK, LOCAL, NETWORK]
        assert [clip.network for clip in air.played] == [True, False, True]


async def test_the_network_is_refused_where_the_option_says_local(air: Air) -> None:
    """By an error of its own, before anything else happens."""
    err = await air.fail(air.speak(1, scope="network"), "scope_not_allowed")
    assert err.translation_placeholders == {"node": "1999"}
    assert air.lengths == []


async def test_where_it_is_not_allowed_nothing_is(
    hass: HomeAssistant, air_clock: AirClock, tmp_path: Path
) -> None:
    """No entity, and the action says how to allow it."""
    settings = {"may_transmit": False}
    async with on_air(hass, air_clock, tmp_path, settings=settings) as air:
        assert air.hass.states.async_entity_ids(("media_player", "notify")) == []
        assert air.states.entity_id("test_on_air") is None
        err = await air.fail(air.speak(1, urgent=True), "on_air_not_allowed")
        assert err.translation_placeholders == {"node": "1999"}
        assert air.lengths == []


async def test_the_user_may_not_command(
    hass: HomeAssistant, air_clock: AirClock, tmp_path: Path
) -> None:
    """There is no entity, and the action says what to change."""
    async with on_air(hass, air_clock, tmp_path, write="call") as air:
        assert air.hass.states.async_entity_ids("media_player") == []
        await air.fail(air.speak(1), "no_command_right")


@pytest.mark.parametrize("data", [{}, {"message": "a", "media_content_id": media(1)}])
async def test_a_message_or_a_media(air: Air, data: dict[str, str]) -> None:
    """Neither or both make no sense."""
    await air.fail(air.speak(None, **data), "message_or_media")


async def test_the_test_transmits_nothing(air: Air) -> None:
    """It checks the module and the fetch, deletes the clip, and reports."""
    await air.finish(air.press("test_on_air"))
    assert air.lengths == []
    assert len(air.server.media_cache.requests) == 1
    assert air.cached == []
    assert not air.node.transmitting
    (told,) = air.hass.data["persistent_notification"].values()
    assert "http://127.0.0.1:" in told["message"]
    assert "Nothing was transmitted" in told["message"]
    air.server.media_cache.reaches = False
    await air.fail(air.press("test_on_air"), "cannot_fetch")
    air.server.media_cache.loaded = False
    await air.fail(air.press("test_on_air"), "media_cache_module_missing")


@pytest.mark.parametrize("moment", ["waiting", "playing"])
async def test_the_entry_is_reloaded_meanwhile(air: Air, moment: str) -> None:
    """What waits is dropped, what is on the air is stopped, nothing is played again."""
    call = await _at(air, moment)
    reload = air.hass.async_create_task(
        air.hass.config_entries.async_reload(air.entry.entry_id)
    )
    await air.finish(reload)
    await air.fail(call, "clip_stopped")
    await air.pass_time(60)
    assert air.lengths == ([LOCAL, STOP] if moment == "playing" else [])
    assert air.cached == []
    assert air.state == "idle"


@pytest.mark.parametrize("moment", ["waiting", "playing"])
async def test_home_assistant_stops_meanwhile(air: Air, moment: str) -> None:
    """The transmitter is not left on by what nobody controls any more."""
    call = await _at(air, moment)
    stop = air.hass.async_create_task(air.hass.async_stop())
    await air.finish(stop)
    await air.fail(call, "clip_stopped")
    await air.pass_time(10)
    assert air.lengths == ([LOCAL, STOP] if moment == "playing" else [])
    assert air.cached == []
    assert not air.node.transmitting


async def _at(air: Air, moment: str) -> Call:
    if moment == "playing":
        call = air.speak(3)
        await air.until_state("playing")
        return call
    air.node.key()
    await air.pass_time(5)
    call = air.speak(3)
    await air.pass_time(3)
    air.node.unkey()
    return call


async def test_the_option_is_turned_on_and_off(air: Air) -> None:
    """Entities come and go with it, without a new connection; off stops what is on the air."""
    (subentry,) = air.entry.subentries.values()
    logins = air.server.logins
    call = air.speak(3)
    await air.until_state("playing")
    air.hass.config_entries.async_update_subentry(
        air.entry, subentry, data={"node": "1999", "may_transmit": False}
    )
    await air.fail(call, "clip_stopped")
    await air.pass_time(10)
    assert air.lengths == [LOCAL, STOP]
    assert air.hass.states.async_entity_ids(("media_player", "notify")) == []
    assert air.states.entity_id("on_air") is None
    air.hass.config_entries.async_update_subentry(
        air.entry, subentry, data={"node": "1999", "may_transmit": True}
    )
    await air.pass_time(1)
    assert air.state == "idle"
    # One more for the fetch of the clip
    assert air.server.logins == logins + 1


async def test_a_clip_is_fetched_where_the_second_address_is_in_use(air: Air) -> None:
    """The session for fetching, which takes its time, goes there as well."""
    entry = air.entry
    second = {"second_host": "127.0.0.1", "second_port": air.server.port}
    air.hass.config_entries.async_update_entry(
        entry,
        data={**entry.data, "port": 1},
        options={**entry.options, "connection": second},
    )
    await air.hass.async_block_till_done()
    await air.finish(air.speak(2))
    assert [clip.heard for clip in air.played] == [True]
