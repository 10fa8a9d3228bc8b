"""Intents of voices: who is talking, linked, was heard last; connect and disconnect.

They check what the tools for language models check. Home Assistant offers no intent of
ours to a model: only the tools are.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, intent
import voluptuous as vol

from ..const import DOMAIN
from ..control.failures import invalid
from . import answers
from .control import async_connect, async_disconnect
from .phrases import Phrases, async_error, async_phrases
from .scope import Asker, SeenNode, controlled_nodes, seen_nodes
from .targets import chosen, link_in, number_in, target_in, the_one

TALKING = "AllStarLinkWhoIsTalking"
LINKED = "AllStarLinkWhoIsLinked"
LAST_HEARD = "AllStarLinkLastHeard"
CONNECT = "AllStarLinkConnect"
DISCONNECT = "AllStarLinkDisconnect"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, by whom, in which language; `slots` are texts."""

    asker: Asker
    phrases: Phrases
    slots: dict[str, str]


type _Do = Callable[[Request], Coroutine[Any, Any, str]]


@dataclass(frozen=True, kw_only=True)
class IntentKind:
    """An intent: its slots and what it does."""

    intent_type: str
    description: str
    slots: dict[vol.Marker, Any]
    do: _Do
    only_reads: bool = True


class NodeIntent(intent.IntentHandler):
    """Handles an intent of a kind."""

    def __init__(self, kind: IntentKind) -> None:
        """Make the handler."""
        self.intent_type = kind.intent_type
        self.description = kind.description
        self._kind = kind

    @property
    @override
    def slot_schema(self) -> dict[vol.Marker, Any]:
        return self._kind.slots

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        """Answer, or say what is wrong."""
        slots = self.async_validate_slots(intent_obj.slots)
        hass, context = intent_obj.hass, intent_obj.context
        by_sentence = intent_obj.platform == DOMAIN
        asker = Asker(hass, context, intent_obj.assistant, sentences=by_sentence)
        phrases = await async_phrases(hass, intent_obj.language)
        texts = {key: slots[key]["value"] for key in self.slot_keys & slots.keys()}
        response = intent_obj.create_response()
        try:
            text = await self._kind.do(Request(asker, phrases, texts))
        except (HomeAssistantError, vol.Invalid) as err:
            text = await async_error(hass, phrases, err)
            code = intent.IntentResponseErrorCode.FAILED_TO_HANDLE
            response.async_set_error(code, text)
            return response
        if self._kind.only_reads:
            response.response_type = intent.IntentResponseType.QUERY_ANSWER
        response.async_set_speech(text)
        return response

    @property
    def slot_keys(self) -> set[str]:
        """The names of the slots."""
        return {str(key) for key in self._kind.slots}


@callback
def async_register_intents(hass: HomeAssistant) -> None:
    """Register the intents with Home Assistant."""
    for kind in KINDS:
        intent.async_register(hass, NodeIntent(kind))


async def _who_is_talking(request: Request) -> str:
    return answers.who_is_talking(request.phrases, _seen(request))


async def _who_is_linked(request: Request) -> str:
    return answers.who_is_linked(request.phrases, _seen(request))


async def _who_was_heard_last(request: Request) -> str:
    return answers.who_was_heard_last(request.phrases, _seen(request))


async def _connect(request: Request) -> str:
    asker, words = request.asker, request.phrases.digits
    nodes = controlled_nodes(asker)
    own, text = _own_first(request, nodes)
    if text is None:
        raise invalid("assist_unknown_target", target="")
    if own is None and number_in(text, words) is None:
        # A favorite tells which node is meant.
        with_it = [one for one in nodes if one.node and target_in(one.node, text)]
        nodes = with_it or nodes
    node = the_one(nodes, own, words)
    link = await async_connect(asker, node, text, words=words)
    return answers.connected(request.phrases, node, link["node"])


async def _disconnect(request: Request) -> str:
    asker, words = request.asker, request.phrases.digits
    nodes = controlled_nodes(asker)
    own, text = _own_first(request, nodes)
    if text is not None and own is None:
        # So does a link that is there.
        with_it = [one for one in nodes if _is_linked(one, text, words)]
        nodes = with_it or nodes
    node = the_one(nodes, own, words)
    name, back_again = await async_disconnect(asker, node, text, words=words)
    return answers.disconnected(request.phrases, node, name, back_again=back_again)


def _own_first(
    request: Request, nodes: list[SeenNode]
) -> tuple[str | None, str | None]:
    """Return the user's node and the other one, whichever was said first."""
    own, other = request.slots.get("node"), request.slots.get("target")
    if own is None or other is None:
        return own, other
    words, numbers = request.phrases.digits, {node.number for node in nodes}
    if number_in(own, words) not in numbers and number_in(other, words) in numbers:
        return other, own
    return own, other


def _is_linked(seen: SeenNode, text: str, words: Any) -> bool:
    if (node := seen.node) is None:
        return False
    name = link_in(node, text, words)
    return any(link.name == name for link in node.coordinator.data.links)


def _seen(request: Request) -> list[SeenNode]:
    if not (nodes := seen_nodes(request.asker)):
        raise invalid("assist_nothing_exposed")
    return chosen(nodes, request.slots.get("node"), request.phrases.digits)


_OWN_NODE: dict[vol.Marker, Any] = {vol.Optional("node"): cv.string}

KINDS = (
    IntentKind(
        intent_type=TALKING,
        description="Tells who is talking on AllStarLink nodes",
        slots=_OWN_NODE,
        do=_who_is_talking,
    ),
    IntentKind(
        intent_type=LINKED,
        description="Tells who is linked to AllStarLink nodes",
        slots=_OWN_NODE,
        do=_who_is_linked,
    ),
    IntentKind(
        intent_type=LAST_HEARD,
        description="Tells who was heard last on AllStarLink nodes",
        slots=_OWN_NODE,
        do=_who_was_heard_last,
    ),
    IntentKind(
        intent_type=CONNECT,
        description="Links an AllStarLink node to a number or a favorite",
        slots={vol.Required("target"): intent.non_empty_string, **_OWN_NODE},
        do=_connect,
        only_reads=False,
    ),
    IntentKind(
        intent_type=DISCONNECT,
        description="Ends a link of an AllStarLink node, or all",
        slots={vol.Optional("target"): intent.non_empty_string, **_OWN_NODE},
        do=_disconnect,
        only_reads=False,
    ),
)
