"""Sentences for Assist: what they are answered, and that they leave others alone."""

from collections.abc import AsyncGenerator
from pathlib import Path
import re
from typing import Any

from hassil import Intents, recognize_all
from hassil.intents import WildcardSlotList
from hassil.sample import sample_expression
from home_assistant_intents import get_intents
from homeassistant.components import conversation
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, intent
from homeassistant.setup import async_setup_component
import pytest

from custom_components.allstarlink.ask.phrases import async_phrases
from tests.conftest import Clock
from tests.documents import blocks, page
from tests.station import station

from .stage import CONTROL, Asking, asking

TALKING = (
    "Who is talking on the repeater?",
    "who's talking on the hub right now",
    "Who is speaking on my node?",
    "who is transmitting on node 1999",
    "who is keying up the repeater",
    "is anybody talking on the repeater",
    "Is someone on the air on the hub?",
    "who has the repeater keyed",
    "what is the talker of node 1 9 9 9",
    "is the repeater in use?",
    "is anyone using the repeater",
)
LINKED = (
    "Who is on the repeater?",
    "who's connected to the hub",
    "who is linked to node 1999",
    "what nodes are connected to the repeater",
    "which stations are on the hub",
    "what is connected to the repeater",
    "how many links does the hub have",
    "how many nodes are connected",
    "list all connected nodes",
    "show me the links of the repeater",
    "is anyone connected to the node",
)
HEARD = (
    "Who was last heard on the repeater?",
    "who was the last one talking on the hub",
    "who talked last on node 1999",
    "who last spoke on the repeater",
    "who used the repeater last",
    "who did the node hear last",
    "who was on the repeater last",
    "who was the last talker on the hub",
    "when was somebody last heard on the repeater",
    "when did anybody last talk on the node",
    "when was the repeater last used",
)
CONNECT = (
    "Connect node 2001",
    "connect to node 2001",
    "link node two zero zero one",
    "link up with node 2,001",
    "connect me to node 2001",
    "connect the repeater to 2001",
    "connect node 1999 to node 2001",
    "connect node 2001 to node 1999",
    "connect node 2001 to my hub",
    "link my hub with node 2001",
    "connect the repeater to club net",
    "connect to favorite club net on the repeater",
    "link to the club net hub",
    "make a link to node 2001",
)
DISCONNECT = (
    "Disconnect node 2001",
    "disconnect from node 2001",
    "unlink node 2 0 0 1",
    "disconnect node 1999 from node 2001",
    "disconnect node 2001 from node 1999",
    "disconnect the repeater from 2001",
    "disconnect node 2001 from the hub",
    "disconnect the repeater from club net",
    "disconnect all nodes",
    "unlink everything from the repeater",
    "drop all links of node 1999",
    "disconnect the hub",
    "end the link to node 2001",
)


@pytest.fixture
async def stage(hass: HomeAssistant, clock: Clock) -> AsyncGenerator[Asking]:
    """Return node 1999, which may be controlled, with a favorite that has a name."""
    settings = {"favorites": [{"node": "2001", "name": "Club net"}]}
    async with asking(hass, clock, options=CONTROL, settings=settings) as ready:
        ready.expose("links", "disconnect_all")
        yield ready


async def test_who_is_talking(stage: Asking) -> None:
    """Nobody; a station with its callsign; the own receiver."""
    for text in TALKING:
        assert await stage.say(text) == "Nobody is talking on node 1 9 9 9.", text
    stage.node.link("N0CALL-P")
    await stage.clock.advance(3)
    stage.node.key_link("N0CALL-P")
    await stage.clock.advance(3)
    assert await stage.say(TALKING[0]) == "N0CALL is talking on node 1 9 9 9."
    stage.node.unkey_link("N0CALL-P")
    stage.node.key()
    await stage.clock.advance(3)
    answer = "Somebody on the receiver is talking on node 1 9 9 9."
    assert await stage.say(TALKING[1]) == answer


async def test_who_is_talking_is_not_known_yet(
    hass: HomeAssistant, clock: Clock
) -> None:
    """Before an event has told it: neither a voice nor a model says that nobody is."""
    options = {"connection": {"do_not_poll": True}}
    async with asking(hass, clock, options=options) as stage:
        await hass.config_entries.async_reload(stage.entry.entry_id)
        await hass.async_block_till_done()
        stage.expose("links")
        answer = "I do not know yet who is talking on node 1 9 9 9."
        assert await stage.say(TALKING[0]) == answer
        (node,) = (await stage.use("status"))["nodes"]
        assert node["talker"] is None
        assert node["note"] == "It is not known whether anybody is talking."
        stage.node.key()
        await stage.clock.settle()
        answer = "Somebody on the receiver is talking on node 1 9 9 9."
        assert await stage.say(TALKING[0]) == answer
        assert "note" not in (await stage.use("status"))["nodes"][0]


async def test_who_is_linked(stage: Asking) -> None:
    """By callsign, else by the digits of the number; of many the latest talkers."""
    for text in LINKED:
        assert await stage.say(text) == "Nothing is linked to node 1 9 9 9.", text
    stage.node.link("2002")
    await stage.clock.advance(5)
    assert await stage.say(LINKED[0]) == "Node 1 9 9 9 has one link: node 2 0 0 2."
    stage.node.link("N0CALL-P")
    await stage.clock.advance(5)
    answer = "Node 1 9 9 9 has 2 links: node 2 0 0 2 and N0CALL."
    assert await stage.say(LINKED[1]) == answer
    for number in range(2010, 2020):
        stage.node.link(str(number))
    await stage.clock.advance(5)
    answer = "Node 1 9 9 9 has 12 links, and none of them has talked."
    assert await stage.say(LINKED[2]) == answer
    stage.node.key_link("2012")
    await stage.clock.advance(3)
    answer = "Node 1 9 9 9 has 12 links. The latest talkers: node 2 0 1 2."
    assert (
        await stage.say(LINKED[3])
        == f"{answer} Node 2 0 1 2 is talking on node 1 9 9 9."
    )


async def test_who_was_heard_last(stage: Asking) -> None:
    """And when."""
    for text in HEARD:
        assert await stage.say(text) == "Nobody was heard on node 1 9 9 9 yet.", text
    stage.node.link("2002")
    await stage.clock.advance(5)
    stage.node.key_link("2002")
    await stage.clock.advance(3)
    assert await stage.say(HEARD[0]) == "Node 2 0 0 2 is talking on node 1 9 9 9."
    stage.node.unkey_link("2002")
    await stage.clock.advance(5)
    answer = await stage.say(HEARD[1])
    pattern = r"Node 2 0 0 2 was heard last on node 1 9 9 9, (yesterday )?at \d+:\d\d\."
    assert re.fullmatch(pattern, answer)


async def test_connect_and_disconnect(stage: Asking) -> None:
    """In many wordings, each done once it is proved."""
    for text in CONNECT:
        sent = len(stage.commands)
        answer = await stage.say(text)
        assert answer == "Node 1 9 9 9 is linked to node 2 0 0 1.", text
        assert stage.commands[sent:] == ["rpt cmd 1999 ilink 3 2001"], text
        stage.node.unlink("2001")
        await stage.clock.advance(5)
    one = "Node 1 9 9 9 is not linked to node 2 0 0 1 any more."
    every = "All links of node 1 9 9 9 are ended."
    for text in DISCONNECT:
        stage.node.link("2001")
        await stage.clock.advance(5)
        assert await stage.say(text) in (one, every), text
        assert stage.states["links"] == "0", text


async def test_a_favorite_is_linked_in_its_mode(
    hass: HomeAssistant, clock: Clock
) -> None:
    """By its name, or by an alias of its switch; a name of two favorites is not clear."""
    favorites = [
        {"node": "2001", "name": "Club net", "mode": "monitor"},
        {"node": "2002", "name": "Garage"},
        {"node": "2003", "name": "garage"},
    ]
    settings = {"favorites": favorites}
    async with asking(hass, clock, options=CONTROL, settings=settings) as stage:
        stage.expose("links", "disconnect_all")
        er.async_get(hass).async_update_entity(
            stage.states.entity_id("favorite_2001") or "", aliases=["Tuesday"]
        )
        answer = "Node 1 9 9 9 is linked to node 2 0 0 1."
        assert await stage.say("connect my repeater to tuesday") == answer
        assert await stage.use("connect", node="club net") == {
            "node": "1999",
            "link": {"node": "2001", "mode": "monitor", "state": "established"},
        }
        assert stage.commands == ["rpt cmd 1999 ilink 2 2001"]
        answer = await stage.say("connect my repeater to garage")
        assert answer == "garage is neither the number of a node nor a favorite."


async def test_what_is_not_done(stage: Asking) -> None:
    """And why, in short; a lost connection gives no old facts."""
    assert await stage.say("connect node 0123") == (
        "0123 is neither the number of a node nor a favorite."
    )
    answer = await stage.say("connect the repeater to club nets")
    assert answer == "club nets is neither the number of a node nor a favorite."
    answer = await stage.say("who is talking on node 77")
    assert answer == "I know no node 77. I know: 1 9 9 9."
    assert "Node 1 9 9 9" in await stage.say("connect node 1999")
    stage.expose("disconnect_all", exposed=False)
    for text in ("connect node 2001", "disconnect all nodes"):
        assert await stage.say(text) == "Assistants may not control nodes here."
    assert stage.commands == []
    stage.node.link("2002")
    await stage.clock.advance(5)
    await stage.server.stop()
    await stage.clock.advance(5)
    for text in (TALKING[0], LINKED[0], HEARD[0]):
        answer = await stage.say(text)
        assert answer == "Node 1 9 9 9 cannot be reached, so I do not know."
    # Nor has a server any that was not there when Home Assistant started.
    await stage.hass.config_entries.async_reload(stage.entry.entry_id)
    assert await stage.say(TALKING[0]) == answer
    stage.expose("links", exposed=False)
    assert await stage.say(TALKING[0]) == "No node is exposed to Assist."


async def test_without_the_option_a_voice_controls_nothing(
    hass: HomeAssistant, clock: Clock
) -> None:
    """It still answers questions; of several nodes it says which."""
    async with asking(hass, clock, "1998") as stage:
        for node in ("1998", "1999"):
            stage.expose("talker", "disconnect_all", node=node)
        refused = "Assistants may not control nodes here."
        assert await stage.say("connect node 2001") == refused
        assert stage.commands == []
        assert await stage.say(TALKING[0]) == "Nobody is talking."
        answer = "Nobody is talking on node 1 9 9 8."
        assert await stage.say("who is talking on node 1998") == answer
        answer = "Nothing is linked to node 1 9 9 8. Nothing is linked to node 1 9 9 9."
        assert await stage.say(LINKED[0]) == answer
        options = {**stage.entry.options, **CONTROL}
        hass.config_entries.async_update_entry(stage.entry, options=options)
        await hass.async_block_till_done()
        await clock.advance(3)
        answer = "Which node do you mean: 1 9 9 8, 1 9 9 9?"
        assert await stage.say("connect node 2001") == answer
        answer = "Node 1 9 9 8 is linked to node 2 0 0 1."
        assert await stage.say("connect node 1998 to node 2001") == answer


async def test_the_option_and_unloading_take_the_sentences_away(
    stage: Asking,
) -> None:
    """The intents stay, for sentences of the user's own."""
    manager = conversation.agent_manager.get_agent_manager(stage.hass)
    sentences = manager.trigger_sentences
    assert sentences
    assert all(re.search("node|repeater|hub", text) for text in sentences)
    options = {**CONTROL, "assist_sentences": False}
    stage.hass.config_entries.async_update_entry(stage.entry, options=options)
    await stage.hass.async_block_till_done()
    await stage.clock.advance(3)
    assert manager.trigger_sentences == []
    response = await intent.async_handle(
        stage.hass,
        "conversation",
        "AllStarLinkWhoIsTalking",
        {},
        assistant="conversation",
    )
    assert response.response_type is intent.IntentResponseType.QUERY_ANSWER
    speech = response.speech["plain"]["speech"]
    assert speech == "Nobody is talking on node 1 9 9 9."
    stage.hass.config_entries.async_update_entry(stage.entry, options=CONTROL)
    await stage.hass.async_block_till_done()
    await stage.clock.advance(3)
    assert manager.trigger_sentences == sentences
    await stage.hass.config_entries.async_unload(stage.entry.entry_id)
    assert manager.trigger_sentences == []


async def test_sentences_of_the_users_own(hass: HomeAssistant, clock: Clock) -> None:
    """The file that the document offers leads to the same answers."""
    _write_offered_file(Path(hass.config.path("custom_sentences", "en")))
    options = {**CONTROL, "assist_sentences": False}
    async with asking(hass, clock, options=options) as stage:
        stage.expose("links", "disconnect_all")
        quiet = "Nobody is talking on node 1 9 9 9."
        assert await stage.say("any traffic on the machine") == quiet
        nobody = "Nothing is linked to node 1 9 9 9."
        assert await stage.say("who is in the roundtable") == nobody
        never = "Nobody was heard on node 1 9 9 9 yet."
        assert await stage.say("who was that") == never
        linked = "Node 1 9 9 9 is linked to node 2 0 0 1."
        assert await stage.say("bring up 2001") == linked
        ended = "Node 1 9 9 9 is not linked to node 2 0 0 1 any more."
        assert await stage.say("take down 2001") == ended


async def test_assist_may_come_later(hass: HomeAssistant, clock: Clock) -> None:
    """The sentences are there once it is."""
    async with station(hass, clock) as plain:
        for component in ("homeassistant", "conversation"):
            assert await async_setup_component(hass, component, {})
        await hass.async_block_till_done()
        stage = Asking(hass, clock, plain.server, plain.entry)
        assert await stage.say(TALKING[0]) == "No node is exposed to Assist."
        stage.expose("talker")
        assert await stage.say(TALKING[0]) == "Nobody is talking on node 1 9 9 9."


def _write_offered_file(folder: Path) -> None:
    (text,) = blocks(page("asking"), "yaml")
    folder.mkdir(parents=True)
    (folder / "allstarlink.yaml").write_text(text)


async def test_intents_are_no_tools(stage: Asking) -> None:
    """A model has the tools alone: they check what it may do."""
    await stage.tools()
    assert list(intent.async_get(stage.hass))
    assert not [t.name for t in stage.model.tools if "AllStarLink" in t.name]


async def test_home_assistants_own_sentences_stay_its_own(hass: HomeAssistant) -> None:
    """Not one of its sentences leads to ours, even with things named as ours are."""
    phrases = await async_phrases(hass, "en")
    ours = _ours(phrases.sentences)
    theirs = get_intents("en")
    assert theirs is not None
    texts = _theirs(theirs)
    for text in texts:
        assert not list(recognize_all(text, ours)), text
    for word in ("repeater", "hub", "node"):
        assert sum(word in text for text in texts) > 100, word


async def test_a_sentence_leads_to_one_intent(hass: HomeAssistant) -> None:
    """Two answers at once would be a matter of luck, and one of them might do something."""
    phrases = await async_phrases(hass, "en")
    ours = _ours(phrases.sentences)
    sets = {
        "AllStarLinkWhoIsTalking": TALKING,
        "AllStarLinkWhoIsLinked": LINKED,
        "AllStarLinkLastHeard": HEARD,
        "AllStarLinkConnect": CONNECT,
        "AllStarLinkDisconnect": DISCONNECT,
    }
    assert set(sets) == set(phrases.sentences)
    for name, texts in sets.items():
        assert len(texts) >= 10
        for text in texts:
            assert {r.intent.name for r in recognize_all(text, ours)} == {name}, text


def _ours(sentences: Any) -> Intents:
    data = {name: {"data": [{"sentences": texts}]} for name, texts in sentences.items()}
    intents = Intents.from_dict({"language": "en", "intents": data})
    for slot in ("node", "target"):
        intents.slot_lists[slot] = WildcardSlotList(slot)
    return intents


def _theirs(data: dict[str, Any]) -> list[str]:
    """Return samples of Home Assistant's sentences, with our words as names in them."""
    names = ("repeater", "hub", "node 2001")
    lists = {
        name: {"values": ["10"]} for name in ("name", "area", "floor", "device_class")
    }
    intents = Intents.from_dict({**data, "lists": {**data.get("lists", {}), **lists}})
    found: list[str] = []
    for known in intents.intents.values():
        for part in known.data:
            for sentence in part.sentences:
                samples = sample_expression(
                    sentence.expression,
                    intents.slot_lists,
                    {**intents.expansion_rules, **part.expansion_rules},
                    language="en",
                )
                for number, sample in zip(range(2), samples, strict=False):
                    found.append(sample.replace("10", names[(len(found) + number) % 3]))
    return found
