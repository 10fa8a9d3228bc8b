"""Facts about nodes as short JSON for language models.

Names of stations come from strangers: each is cut to 32 characters on one line. Times are
ISO 8601 in Home Assistant's time zone, durations seconds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
import json
from operator import itemgetter
from typing import Any

from homeassistant.util import dt as dt_util

from ..activity.talk_statistics import Tally
from ..app_rpt.activity import LOCAL
from ..app_rpt.links import Link
from ..app_rpt.names import Mode
from ..directory.stations import Stations
from ..moment import Moment
from ..names import short_name
from ..node import Node
from .scope import SeenNode

# Characters of an answer, as JSON in ASCII
MAX_ANSWER = 4000

# Of one node, and of all
MAX_LINKS = 10
MAX_TALKERS = 10
MAX_ACTIVITIES = 20
_MAX_NODES = 40

# So few nodes are told of with their links
_FEW = 3

# Characters kept of an error
_MAX_ERROR = 300


def status(nodes: list[SeenNode]) -> dict[str, Any]:
    """Return how nodes are: with their links if there are few."""
    with_links = len(nodes) <= _FEW
    told = [_status(node, with_links=with_links) for node in nodes[:_MAX_NODES]]
    return fitted({"nodes": told}, left_out=len(nodes) - len(told))


def _status(seen: SeenNode, *, with_links: bool) -> dict[str, Any]:
    if (node := seen.known) is None:
        return _unavailable(seen)
    state, stations = node.coordinator.data, node.stations
    established = [link for link in state.links if link.established]
    facts: dict[str, Any] = {
        **_heading(seen),
        "available": True,
        "since": _time(since(seen)),
        "talker": _station(state.talking.talker, stations),
        "links": len(established) if state.links_are_known else None,
        "last_heard": _last_heard(node),
    }
    if state.talking.talker is None and not state.silence_is_known:
        facts["note"] = "It is not known whether anybody is talking."
    if with_links:
        facts["connecting"] = sum(link.established is False for link in state.links)
        facts |= _links(state.links, stations)
    return facts


def _unavailable(seen: SeenNode) -> dict[str, Any]:
    """Return all that may be said of a node whose state is not known now."""
    return {
        **_heading(seen),
        "available": False,
        "since": _time(since(seen)),
        "note": "The node cannot be reached. Nothing is known of it now.",
    }


def _links(links: tuple[Link, ...], stations: Stations) -> dict[str, Any]:
    if len(links) <= MAX_LINKS:
        return {"link_list": [_link(link, stations) for link in links]}
    modes = Counter(link.mode.value for link in links)
    return {
        "links_by_mode": dict(modes),
        "latest_talkers": [_link(link, stations) for link in latest_talkers(links)],
    }


def latest_talkers(links: Iterable[Link], limit: int = MAX_LINKS) -> list[Link]:
    """Return the links that were keyed, the latest first, at most so many."""
    keyed = [(link.keyed, link.last_keyed, link) for link in links if link.last_keyed]
    keyed.sort(key=itemgetter(0, 1), reverse=True)
    return [link for _, _, link in keyed[:limit]]


def _link(link: Link, stations: Stations) -> dict[str, Any]:
    return {
        **(_station(link.name, stations) or {}),
        "mode": None if link.mode is Mode.UNKNOWN else link.mode.value,
        "keyed": link.keyed,
        "connected_since": _wall(link.connected_since),
        "last_keyed": _wall(link.last_keyed),
    }


def _last_heard(node: Node) -> dict[str, Any] | None:
    talking = node.coordinator.data.talking
    if talking.last_heard is None or talking.last_heard_node is None:
        return None
    station = _station(talking.last_heard_node, node.stations) or {}
    return {**station, "at": _time(talking.last_heard.wall)}


def talkers(nodes: list[SeenNode], start: datetime) -> dict[str, Any]:
    """Return who talked since then, who talked longest first."""
    told = [_talkers(node, start) for node in nodes[:_MAX_NODES]]
    return fitted({"nodes": told}, left_out=len(nodes) - len(told))


def _talkers(seen: SeenNode, start: datetime) -> dict[str, Any]:
    if seen.node is None:
        return _unavailable(seen)
    talks, stations = seen.node.history.talks, seen.node.stations
    known = talks.talkers(start)
    longest = sorted(known, key=lambda name: (-known[name].milliseconds, name))
    total = talks.total(start)
    return {
        **_heading(seen),
        **_gap(seen),
        "talks": total.talks,
        "seconds": round(total.seconds),
        "talkers": [
            _talker(name, stations, known[name]) for name in longest[:MAX_TALKERS]
        ],
        "more_talkers": max(0, len(longest) - MAX_TALKERS),
    }


def _talker(name: str, stations: Stations, tally: Tally) -> dict[str, Any]:
    return {
        **_brief(name, stations),
        "talks": tally.talks,
        "seconds": round(tally.seconds),
        "last_heard": _time(tally.last_heard),
    }


def activities(nodes: list[SeenNode], limit: int) -> dict[str, Any]:
    """Return the newest activities of nodes, the newest first."""
    newest = [
        (record["time"], seen.number, seen.node.stations, record)
        for seen in nodes
        if seen.node is not None
        for record in seen.node.history.newest(limit)
    ]
    newest.sort(key=lambda item: datetime.fromisoformat(item[0]), reverse=True)
    answer: dict[str, Any] = {
        "activities": [
            _activity(number, stations, record)
            for _, number, stations, record in newest[:limit]
        ]
    }
    if lost := [_unavailable(seen) for seen in nodes if seen.known is None]:
        answer["unavailable"] = lost[:MAX_ACTIVITIES]
    return fitted(answer)


def _activity(
    number: str, stations: Stations, record: dict[str, Any]
) -> dict[str, Any]:
    known = ("mode", "direction", "duration", "digit", "late")
    return {
        "on": number,
        "time": _time(datetime.fromisoformat(record["time"])),
        "type": record["type"],
        **_brief(record["node"], stations),
        **{key: record[key] for key in known if key in record},
    }


def report(answer: dict[str, Any]) -> dict[str, Any]:
    """Return what the action `lookup_node` answered, in short."""
    short = {key: value for key, value in answer.items() if key != "linked_nodes"}
    links = short.pop("links")
    return fitted(
        {
            **_cut(short),
            "links": len(links),
            "link_list": [
                _cut({key: link[key] for key in ("node", "mode", "callsign")})
                for link in links[:MAX_LINKS]
            ],
        }
    )


def _cut(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        key: short_name(value) if isinstance(value, str) else value
        for key, value in facts.items()
    }


def short_error(err: Exception) -> str:
    """Return the text of an error on one short line, with the names in it cut."""
    text = str(err)
    placeholders = getattr(err, "translation_placeholders", None) or {}
    for key, value in placeholders.items():
        if value:
            text = text.replace(value, short_value(key, value))
    printable = "".join(char if char.isprintable() else " " for char in text)
    return printable[:_MAX_ERROR]


def short_value(key: str, value: str) -> str:
    """Return a value in an error as answers have it; `nodes` are the user's own numbers."""
    return value if key == "nodes" else short_name(value)


def since(seen: SeenNode) -> datetime | None:
    """Return since when a node has been available or unavailable, None if unknown."""
    if (node := seen.node) is None:
        return None
    idle = node.idle
    if seen.known is None:
        return idle.lost_at.wall if idle.lost_at else None
    connected: datetime | None = node.client.connection.metrics.connected_since
    restored = idle.restored_at.wall if idle.restored_at else None
    return max(filter(None, (connected, restored)), default=None)


def _gap(seen: SeenNode) -> dict[str, Any]:
    """Say of what was heard that it ends with the connection."""
    if seen.known is not None:
        return {"available": True}
    return {
        "available": False,
        "since": _time(since(seen)),
        "note": "The node cannot be reached. What happened since then is not known.",
    }


def _heading(seen: SeenNode) -> dict[str, Any]:
    callsign = seen.node and seen.node.stations.callsign_of(seen.number)
    return {"node": seen.number} | (
        {"callsign": short_name(callsign)} if callsign else {}
    )


def _station(name: str | None, stations: Stations) -> dict[str, Any] | None:
    """Return who a name is, None if there is no name; what is not known is left out."""
    if name is None:
        return None
    station = None if name == LOCAL else stations.of(name)
    texts = {"node": name}
    if station is not None:
        known = {
            "callsign": station.callsign,
            "description": station.description,
            "location": station.location,
        }
        texts |= {key: text for key, text in known.items() if text}
    return _cut(texts)


def _brief(name: str, stations: Stations) -> dict[str, Any]:
    callsign = None if name == LOCAL else stations.callsign_of(name)
    return _cut({"node": name} | ({"callsign": callsign} if callsign else {}))


def _wall(moment: Moment | None) -> str | None:
    return None if moment is None else _time(moment.wall)


def _time(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return dt_util.as_local(moment).isoformat(timespec="seconds")


def fitted(answer: dict[str, Any], left_out: int = 0) -> dict[str, Any]:
    """Return an answer that fits, with what its longest lists end in left out.

    `left_out` counts what is missing, and is added if anything is.
    """
    while True:
        if left_out:
            answer["left_out"] = left_out
        if len(json.dumps(answer)) <= MAX_ANSWER:
            return answer
        longest = max(_lists(answer), key=lambda items: len(json.dumps(items)))
        longest.pop()
        left_out += 1


def _lists(value: Any) -> Iterator[list[Any]]:
    """Yield the lists that have items, each before those within it."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _lists(part)
    elif isinstance(value, list) and value:
        # What is within goes first: a node has less then, but is still there.
        inner = [found for part in value for found in _lists(part)]
        yield from inner or [value]
