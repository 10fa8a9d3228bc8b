"""Each recorded poll of each system, held against what its bytes say by themselves.

The bytes are read here without the integration's parsers: columns, letters and words.
"""

from collections import Counter
from dataclasses import dataclass
import re
from typing import Any

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest

from .conftest import Clock
from .integration import Entities, add_entry, entry_for
from .replay import ReplayServer
from .transcript import load

pytestmark = pytest.mark.usefixtures("every_entity")

# Of ASL2 and of HamVoIP
_OLD = [
    "20_rptstatus_nolinks_1999",
    "21_rptstatus_nolinks_1997_usrp",
    "41_rptstatus_onelink_out_1999",
    "41b_rptstatus_onelink_in_2001",
    "43_rptstatus_link_keyed_1999",
    "43b_rptstatus_local_keyed_2001",
    "44_rptstatus_link_after_unkey_1999",
    "44b_rptstatus_after_unkey_2001",
    "40c_control_session",
    "45c_rptstatus_timed_out_2001",
    "50c_modes_control_and_polls",
    "58c_control_dead_port",
    "59_conn_after_25_days",
    "61_rptstatus_phone_clients_1999",
    "63_rptstatus_long_name_and_T_behind_a_monitor",
    "81_rptstatus_1997_rx_keyed",
    "83c_control",
    "92_cop_states_1997",
]
RECORDINGS = [
    *(f"asl2_{name}" for name in _OLD),
    *(f"hv_{name}" for name in _OLD),
    *[
        "asl2_51_rptstatus_780_nodes",
        "asl2_56c_control_and_polls",
        "odd_names_1999",
        "57_rptstatus_perm_peer_dead",
        "d01_connect_disconnect_1999",
        "d02_connect_refused_1999",
        "d04_disconnect_all_reconnect_1999",
        "d05_status_macro_dtmf_1997",
        "d06_states_1997",
        "d07_two_at_once_1999",
        "d08_mode_change_polled_fast_1999",
        "d09_connect_polled_fast_1999",
        "d10_connect_dead_port_polled_fast_1999",
        "d11_mode_change_beside_other_links_1999",
        "d12_local_monitor_also_reachable_1999",
        "d14a_two_clients_at_once_1999",
    ],
]

_NODE = re.compile(r"(?:1997|1999|2001)(?![0-9])")
_TIMES = re.compile(rb"\d+:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Round:
    """One recorded poll: the replies, each None where none was recorded."""

    replies: dict[str, bytes]

    def lines(self, command: str, key: str) -> list[str]:
        """Return the values of a key, in order."""
        reply = self.replies.get(command, b"").decode(errors="surrogateescape")
        prefix = f"{key}: "
        return [
            line.removeprefix(prefix)
            for line in reply.split("\r\n")
            if line.startswith(prefix)
        ]

    def variable(self, name: str) -> str:
        """Return a variable of the channel, empty where there is none."""
        found = [
            line.partition("=")[2]
            for line in self.lines("XStat", "Var")
            if line.startswith(f"{name}=")
        ]
        return found[0] if found else ""

    @property
    def words(self) -> set[str]:
        """All items of RPT_ALINKS: the name without blanks at its ends, and the letter."""
        items = self.variable("RPT_ALINKS").split(",")[1:]
        return {item[:-2].strip() + item[-2:-1] for item in items}


def rounds(name: str, node: str) -> list[Round]:
    """Return the polls of a recording: each XStat with the replies around it."""
    found: list[dict[str, bytes]] = []
    nodestat: dict[str, bytes] = {}
    for exchange in load(name).exchanges:
        command = exchange.header("Command")
        if exchange.header("Node") != node:
            continue
        mark = f"\r\nActionID: {exchange.header('ActionID')}\r\n".encode()
        replies = exchange.reply.split(b"\r\n\r\n")
        own = [x + b"\r\n\r\n" for x in replies if mark in b"\r\n" + x + b"\r\n"]
        if not own or b"Response: Success" not in own[0]:
            continue
        if command == "XStat":
            found.append({"XStat": own[0], **nodestat})
        elif command == "SawStat" and found:
            found[-1]["SawStat"] = own[0]
        elif command == "NodeStat":
            nodestat = {"NodeStat": own[0]}
            if found:
                found[-1].update(nodestat)
    return [Round(replies) for replies in found]


def true_links(poll: Round) -> list[tuple[Any, ...]]:
    """Return name, state, direction, reconnects and whether it is keyed, of each link."""
    saws = [line.rsplit(" ", 3) for line in poll.lines("SawStat", "Conn")]
    keyed = Counter((name.strip(), rx == "1") for name, rx, *_ in saws)
    links = []
    for line in poll.lines("XStat", "Conn"):
        *front, reconnects, direction, _time, state = line.split()
        names = [name.strip() for name, *_ in saws]
        begins = [x for x in names if line.lstrip().startswith(x[:14])]
        name = max(begins, key=len, default=line[:10].strip() if front else "")
        is_up = state == "ESTABLISHED"
        is_keyed = is_up and keyed[name, True] > 0
        if is_keyed:
            keyed[name, True] -= 1
        links.append(
            (name, state.lower(), direction.lower(), int(reconnects), is_keyed)
        )
    return sorted(links)


def check_modes(poll: Round, links: list[dict[str, Any]]) -> None:
    """Check modes as far as one list is enough to tell."""
    network = poll.lines("XStat", "LinkedNodes")[0].split(", ")
    names = {item[1:].strip() for item in network} | {item[:-1] for item in poll.words}
    for link in links:
        name, mode = link["node"], link["mode"]
        if link["state"] == "connecting":
            assert mode == "connecting"
        elif "," in name:
            # The letter is behind the last of its parts.
            assert mode == "transceive"
        elif f"{name}T" in poll.words:
            assert mode == "transceive"
        elif f"{name}R" in poll.words:
            assert mode == "monitor"
        elif name not in names:
            assert mode == "local_monitor"
        else:
            assert mode in ("transceive", "monitor", "local_monitor")


def true_states(poll: Round, node: str) -> dict[str, str]:
    """Return what entities must show."""
    links = true_links(poll)
    listed = poll.lines("XStat", "LinkedNodes")[0]
    behind = {item[1:] for item in listed.split(", ") if item and item[0] not in "C<"}
    keyed = [link for link in links if link[4]]
    receiving = poll.variable("RPT_RXKEYED") == "1"
    states = {
        "links": str(sum(link[1] == "established" for link in links)),
        "receiving": STATE_ON if receiving else STATE_OFF,
        "transmitting": _on(poll.variable("RPT_TXKEYED") == "1"),
        "autopatch": _on(poll.variable("RPT_AUTOPATCHUP") == "1"),
        "link_keyed": _on(bool(keyed)),
    }
    # A list that is cut ends within a name.
    if len(listed) < 5000:
        states["network_nodes"] = str(len(behind - {node, "000000"}))
    for key, label in (
        ("keyups_today", "KeyupsToday"),
        ("timeouts", "TimeOutsSinceSystemInitialization"),
        ("kerchunks_today", "KerchunksToday"),
    ):
        if values := poll.lines("NodeStat", label):
            states[key] = values[0].strip()
    if "NodeStat" in poll.replies:
        (timer,) = poll.lines("NodeStat", "TimeOutTimerState")
        states["timed_out"] = _on("TIMED OUT" in timer)
    return states


def _on(value: bool) -> str:
    return STATE_ON if value else STATE_OFF


def _without_times(poll: Round) -> tuple[bytes, ...]:
    return tuple(_TIMES.sub(b"", reply) for reply in poll.replies.values())


@pytest.mark.parametrize("name", RECORDINGS)
async def test_every_poll(hass: HomeAssistant, clock: Clock, name: str) -> None:
    """One after another, as if no event had come."""
    node = (_NODE.findall(name) or ["1999"])[-1]
    polls = rounds(name, node)
    assert polls
    async with ReplayServer(node) as server:
        server.answer(node, polls[0].replies)
        entry = await add_entry(hass, entry_for(server.port, server.nodes))
        states = Entities(hass, entry, node)
        before: tuple[bytes, ...] = ()
        for number, poll in enumerate(polls):
            if _without_times(poll) == before:
                continue
            before = _without_times(poll)
            server.answer(node, poll.replies)
            await entry.runtime_data.nodes[node].coordinator.async_refresh()
            # Entities write but five changes a second.
            await clock.advance(0.3)
            expected = true_states(poll, node)
            assert {key: states[key] for key in expected} == expected, number
            links = states.get("links").attributes["links"]
            shown = [
                (x["node"], x["state"], x["direction"], x["reconnects"]) for x in links
            ]
            assert sorted(shown) == [link[:4] for link in true_links(poll)], number
            check_modes(poll, links)
        await hass.config_entries.async_unload(entry.entry_id)
