"""What a voice answers: short, with numbers of nodes digit by digit."""

from ..app_rpt.activity import LOCAL
from ..names import is_node_number
from ..node import Node
from .facts import latest_talkers
from .phrases import Phrases, short, spoken_number
from .scope import SeenNode

# What is spoken of one answer, at most
_MAX_NODES = 3
_MAX_NAMES = 5


def who_is_talking(phrases: Phrases, nodes: list[SeenNode]) -> str:
    """Return who talks now; of several nodes only on those where somebody does."""
    lost = [_lost(phrases, seen) for seen in nodes if seen.known is None]
    known = [node for seen in nodes if (node := seen.known) is not None]
    talking = [text for node in known if (text := _talking(phrases, node))]
    unknown = [
        phrases.say("talker_unknown", node=phrases.node(node.number))
        for node in known
        if _is_unknown(node)
    ]
    if known and not talking and not unknown:
        if len(known) == 1:
            on = phrases.node(known[0].number)
            talking = [phrases.say("nobody", node=on)]
        else:
            talking = [phrases.say("nobody_anywhere")]
    return _together(phrases, [*talking, *unknown, *lost])


def _talking(phrases: Phrases, node: Node) -> str | None:
    if (talker := node.coordinator.data.talking.talker) is None:
        return None
    on = phrases.node(node.number)
    return phrases.say("talking", who=_who(phrases, node, talker), node=on)


def who_is_linked(phrases: Phrases, nodes: list[SeenNode]) -> str:
    """Return who is linked to each node, and who of them talks."""
    return _together(phrases, [_linked(phrases, seen) for seen in nodes])


def _linked(phrases: Phrases, seen: SeenNode) -> str:
    if (node := seen.known) is None:
        return _lost(phrases, seen)
    on, state = phrases.node(node.number), node.coordinator.data
    if not state.links_are_known:
        return phrases.say("links_unknown", node=on)
    links = [link for link in state.links if link.established]
    talking = _talking(phrases, node)
    if not links:
        text = phrases.say("no_links", node=on)
    elif len(links) <= _MAX_NAMES:
        names = [_brief(phrases, node, link.name) for link in links]
        key = "one_link" if len(links) == 1 else "links"
        who = phrases.list_of(names)
        text = phrases.say(key, node=on, count=len(links), who=who)
    else:
        latest = latest_talkers(links, _MAX_NAMES)
        names = [_brief(phrases, node, link.name) for link in latest]
        key = "many_links" if names else "many_quiet_links"
        who = phrases.list_of(names)
        text = phrases.say(key, node=on, count=len(links), who=who)
    return f"{text} {talking}" if talking else text


def who_was_heard_last(phrases: Phrases, nodes: list[SeenNode]) -> str:
    """Return who was heard last on each node, or talks now."""
    return _together(phrases, [_heard(phrases, seen) for seen in nodes])


def _heard(phrases: Phrases, seen: SeenNode) -> str:
    if (node := seen.known) is None:
        return _lost(phrases, seen)
    if talking := _talking(phrases, node):
        return talking
    on, talking_now = phrases.node(node.number), node.coordinator.data.talking
    name, moment = talking_now.last_heard_node, talking_now.last_key_up
    if name is None or moment is None:
        return phrases.say("heard_nobody", node=on)
    when = phrases.when(moment.wall)
    return phrases.say("heard", who=_who(phrases, node, name), node=on, when=when)


def connected(phrases: Phrases, node: Node, target: str) -> str:
    """Return that a link is up."""
    far = _brief(phrases, node, target)
    return phrases.say("connected", node=phrases.node(node.number), target=far)


def disconnected(
    phrases: Phrases, node: Node, name: str | None, *, back_again: bool
) -> str:
    """Return that a link, or all, are ended, or that the far end has linked again."""
    if back_again:
        return phrases.say("back_again")
    on = phrases.node(node.number)
    if name is None:
        return phrases.say("disconnected_all", node=on)
    return phrases.say("disconnected", node=on, target=_brief(phrases, node, name))


def _who(phrases: Phrases, node: Node, name: str) -> str:
    """Return who that is: a callsign if it is known, with the number of its node."""
    callsign = None if name == LOCAL else node.stations.callsign_of(name)
    if callsign is None or not is_node_number(name):
        return _brief(phrases, node, name)
    number = spoken_number(name)
    return phrases.part("station", callsign=short(callsign), number=number)


def _brief(phrases: Phrases, node: Node, name: str) -> str:
    if name == LOCAL:
        return phrases.part("receiver")
    if (callsign := node.stations.callsign_of(name)) is not None:
        return short(callsign)
    return phrases.node(name) if is_node_number(name) else short(name)


def _is_unknown(node: Node) -> bool:
    """Return whether it is not known who talks, or whether anybody does."""
    state = node.coordinator.data
    return state.talking.talker is None and not state.silence_is_known


def _lost(phrases: Phrases, seen: SeenNode) -> str:
    return phrases.say("unavailable", node=phrases.node(seen.number))


def _together(phrases: Phrases, texts: list[str]) -> str:
    more = len(texts) - _MAX_NODES
    if more > 0:
        texts = [*texts[:_MAX_NODES], phrases.say("more_nodes", count=more)]
    return " ".join(texts)
