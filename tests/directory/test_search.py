"""Finding nodes in the list: right, in some milliseconds, in little memory."""

from datetime import timedelta
from random import Random
from time import process_time
import tracemalloc
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import (
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.directory.listing import Listing, parse_listing
from simulator import SimulatedServer
from tests.automations import device_of
from tests.integration import add_server
from tests.list_server import listing

from .stage import Stage

SEARCH = "allstarlink/search"

ROWS = """\
2558|W1AW/R|Old repeater|Newington, CT
2559|W1AWX|Somebody else|Newington, CT
2560|W1AW|Club hub|Newington, CT
25601|W1AW-1|Link|Hartford, CT
2561|w1aw|Simplex 146.52|Newington, CT
30560|DB0XX|Wäller Funk-Hub|Köln, DE
40000||No callsign|Nowhere
"""


def _found(query: str, limit: int = 20) -> list[str]:
    return parse_listing(listing(extra=ROWS)).search(query, limit)


@pytest.mark.parametrize(
    ("query", "nodes"),
    [
        ("2560", ["2560", "25601"]),
        ("256", ["2560", "25601", "2561"]),
        ("W1AW", ["2560", "2561", "2558", "25601", "2559"]),
        ("w1aw ", ["2560", "2561", "2558", "25601", "2559"]),
        ("w1aw-1", ["25601", "2561"]),
        ("W1AW/R", ["2558"]),
        ("newington w1aw", ["2558", "2559", "2560", "2561"]),
        ("hub newing", ["2560"]),
        ("146.5", ["2561"]),
        ("koln", ["30560"]),
        ("KÖLN waller", ["30560"]),
        ("hub köln", ["30560"]),
        ("callsign", ["40000"]),
        ("1aw", []),
        ("", []),
        (" -/|\n ", []),
        ("club repeater", []),
        ("\n 2560\n", ["2560", "25601"]),
        ("٢٥٦٠", []),
    ],
)
def test_each_word_is_the_beginning_of_one(query: str, nodes: list[str]) -> None:
    """What is asked for comes first; case, accents and punctuation do not count."""
    assert _found(query) == nodes


def test_no_more_are_found_than_wanted() -> None:
    """All nodes have a word that begins with `h`."""
    assert len(_found("h", 20)) == 20
    assert _found("W1AW", 2) == ["2560", "2561"]


def test_a_callsign_has_its_nodes() -> None:
    """In any case, and no other callsign that begins alike."""
    known = parse_listing(listing(extra=ROWS))
    assert known.with_callsign("W1aw") == ["2560", "2561"]
    assert known.with_callsign("W1AW-1") == ["25601"]
    assert known.with_callsign("W1AWQ") == known.with_callsign("") == []


def _large() -> bytes:
    """Return a list of 60,000 nodes with words as real ones have them."""
    random = Random(1)
    common = ["repeater", "hub", "node", "simplex", "mobile", "allstar", "radio", "qth"]
    words = common + [f"word{number}" for number in range(5000)]
    rows = []
    for number in range(60_000):
        callsign = f"K{number % 10}{random.randrange(26**3):05d}X"
        text = " ".join(random.choices(words, k=4))
        place = f"Town {random.randrange(8000)}, {random.choice(['CT', 'TX', 'UK'])}"
        rows.append(f"{2000 + 10 * number}|{callsign}|{text}|{place}\n")
    return "".join(rows).encode()


def _cpu(known: Listing, query: str) -> float:
    """Return the CPU time of a search, seconds; the best of several."""
    times = []
    for _ in range(7):
        began = process_time()
        known.search(query, 20)
        times.append(process_time() - began)
    return min(times)


def test_a_search_of_60000_nodes_takes_less_than_5_ms() -> None:
    """Of what is frequent, rare, and not there; with the index it takes 16 MB."""
    data = _large()
    tracemalloc.start()
    known = parse_listing(data)
    with_index, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # The list and the index of its rows have some 10 MB of it.
    assert with_index < 16_000_000
    assert len(known) == 60_000
    for query in ("h", "zzzz", "602000", "repeater ct", "word77 town 4", "town ct qqq"):
        assert _cpu(known, query) < 0.005, query


async def _search(
    client: MockHAClientWebSocket, query: str, **more: Any
) -> dict[str, Any]:
    await client.send_json_auto_id({"type": SEARCH, "query": query, **more})
    reply: dict[str, Any] = await client.receive_json()
    return reply


async def test_the_command_finds_published_and_own_names(
    hass: HomeAssistant, stage: Stage, hass_ws_client: WebSocketGenerator
) -> None:
    """Those of the user need the node whose server has them."""
    client = await hass_ws_client(hass)
    assert await async_setup_component(hass, DOMAIN, {})
    before = await _search(client, "w1aw")
    assert before["result"] == {"nodes": [], "directory": False}

    stage.keep_copy(timedelta(hours=1), listing(extra=ROWS))
    named = {
        "private_nodes": [{"node": "1050", "name": "Garage", "description": "Hub"}]
    }
    async with SimulatedServer() as server:
        entry = await add_server(hass, server, options=named)
        device_id = device_of(hass, entry)
        reply = await _search(client, "club hub")
        assert reply["result"] == {
            "nodes": [
                {
                    "node": "2560",
                    "callsign": "W1AW",
                    "description": "Club hub",
                    "location": "Newington, CT",
                }
            ],
            "directory": True,
        }
        assert (await _search(client, "garage"))["result"]["nodes"] == []
        reply = await _search(client, "GARAGE hub", device_id=device_id)
        assert [node["node"] for node in reply["result"]["nodes"]] == ["1050"]
        assert [node["callsign"] for node in reply["result"]["nodes"]] == ["Garage"]
        reply = await _search(client, "hub", device_id=device_id)
        assert len(reply["result"]["nodes"]) == 20
        assert reply["result"]["nodes"][0]["node"] == "1050"
        reply = await _search(client, "hub", device_id="nonsense")
        assert reply["error"]["code"] == "not_found"
        assert not (await _search(client, "x" * 101))["success"]
        await hass.config_entries.async_unload(entry.entry_id)
