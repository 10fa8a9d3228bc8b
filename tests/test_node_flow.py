"""Adding a node to a server, and its settings."""

from collections.abc import AsyncGenerator
from dataclasses import replace
import re
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulator import ReplyFault, SimulatedServer, User, cut_short

from .conftest import Clock
from .flows import checked, options_of, suggested
from .integration import add_server, entry_for

KIND = "config_subentries.node"

# What the form suggests for transmitting
ON_AIR = {
    "may_transmit": False,
    "scope": "local",
    "longest_clip": 60,
    "time_out": 180,
    "pause": 30,
    "quiet_time": 3,
    "longest_wait": 120,
}


@pytest.fixture
async def server(hass: HomeAssistant) -> AsyncGenerator[SimulatedServer]:
    """Return a server with three nodes."""
    async with SimulatedServer(("1999", "1998", "1997")) as server:
        yield server


@pytest.fixture
async def entry(
    hass: HomeAssistant, server: SimulatedServer
) -> AsyncGenerator[MockConfigEntry]:
    """Return a loaded entry that has one of the server's nodes."""
    entry = await add_server(hass, server)
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)


async def _start(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    flow = hass.config_entries.subentries
    result = await flow.async_init(
        (entry.entry_id, "node"), context={"source": SOURCE_USER}
    )
    return checked(result, KIND)


async def _submit(hass: HomeAssistant, form: Any, data: dict[str, Any]) -> Any:
    flow = hass.config_entries.subentries
    return checked(await flow.async_configure(form["flow_id"], data), KIND)


async def _reconfigure(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    subentry = _node(entry, "1999")
    result = await entry.start_subentry_reconfigure_flow(hass, subentry.subentry_id)
    return checked(result, KIND)


def _node(entry: MockConfigEntry, number: str) -> ConfigSubentry:
    subentries: dict[str | None, ConfigSubentry] = {
        subentry.unique_id: subentry for subentry in entry.subentries.values()
    }
    return subentries[number]


def favorites(*nodes: str) -> list[dict[str, str | None]]:
    """Return favorites of which the numbers alone are known, as they are stored."""
    return [
        {"node": node, "name": None, "mode": "transceive", "group": None}
        for node in nodes
    ]


def _requests(server: SimulatedServer) -> list[str]:
    return [request.get("Command") or request.action for request in server.requests]


async def test_a_node_of_the_server_is_added(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry
) -> None:
    """The connection is asked that is there, and goes on without a gap."""
    logins = server.logins
    form = await _start(hass, entry)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "user")
    assert options_of(form, "node") == ["1998", "1997"]
    assert _requests(server)[-1] == "RptStat"

    result = await _submit(hass, form, {"node": "1998"})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    node = _node(entry, "1998")
    assert (node.subentry_type, node.title) == ("node", "Node 1998")
    assert node.data == {"node": "1998"}
    assert server.logins == logins
    assert len(server.sessions) == 1
    assert set(entry.runtime_data.nodes) == {"1999", "1998"}

    form = await _start(hass, entry)
    assert options_of(form, "node") == ["1997"]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "invalid_node"),
        ("01997", "invalid_node"),
        ("W1AW", "invalid_node"),
        ("1997\n", "unknown_node"),
        ("19 97", "invalid_node"),
        ("12345678901", "invalid_node"),
        ("１９９７", "invalid_node"),
        ("2001", "unknown_node"),
        ("1234567890", "unknown_node"),
    ],
)
async def test_a_typed_number_is_looked_up(
    hass: HomeAssistant,
    server: SimulatedServer,
    entry: MockConfigEntry,
    typed: str,
    error: str,
) -> None:
    """The form comes back with it; a node that is there now can be added."""
    server.remove_node("1997")
    form = await _start(hass, entry)
    form = await _submit(hass, form, {"node": typed})
    assert form["errors"] == {"node": error}
    assert suggested(form) == {"node": typed}

    server.add_node("1997")
    result = await _submit(hass, form, {"node": " 1997 "})
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert _node(entry, "1997").data == {"node": "1997"}


async def test_a_node_is_added_once(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Whether it is there before the form is shown, or comes while it is open."""
    result = await _submit(hass, await _start(hass, entry), {"node": "1999"})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"

    form = await _start(hass, entry)
    hass.config_entries.async_add_subentry(
        entry,
        ConfigSubentry(
            data=MappingProxyType({"node": "1998"}),
            subentry_type="node",
            title="Node 1998",
            unique_id="1998",
        ),
    )
    await hass.async_block_till_done()
    result = await _submit(hass, form, {"node": "1998"})
    assert result["reason"] == "already_configured"
    assert len(entry.subentries) == 2


async def test_without_a_connection_no_node_is_added(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry
) -> None:
    """At the start of the flow or at its end; then it can be tried again."""
    form = await _start(hass, entry)
    server.faults.next_reply(cut_short(3, close=True), action="RptStat")
    result = await _submit(hass, form, {"node": "1998"})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "cannot_connect"

    result = await _start(hass, entry)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "cannot_connect"


async def test_an_entry_that_is_not_loaded_asks_for_itself(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """It logs in, asks and logs off."""
    entry = entry_for(server.port)
    entry.add_to_hass(hass)
    form = await _start(hass, entry)
    assert options_of(form, "node") == ["1998", "1997"]
    assert _requests(server) == ["Challenge", "Login", "RptStat", "Logoff"]
    result = await _submit(hass, form, {"node": "1997"})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.state is ConfigEntryState.NOT_LOADED
    assert {x.unique_id for x in entry.subentries.values()} == {"1999", "1997"}

    server.refuse()
    result = await _start(hass, entry)
    assert result["reason"] == "cannot_connect"


async def test_a_server_without_nodes_offers_none(
    hass: HomeAssistant, server: SimulatedServer
) -> None:
    """Nothing is wrong with the connection."""
    entry = entry_for(server.port, nodes=())
    entry.add_to_hass(hass)
    for number in ("1999", "1998", "1997"):
        server.remove_node(number)
    form = await _start(hass, entry)
    assert options_of(form, "node") == []
    form = await _submit(hass, form, {"node": "1999"})
    assert form["errors"] == {"node": "unknown_node"}


async def test_a_node_has_settings_of_its_own(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry
) -> None:
    """They are stored beside its number, and take effect without a new connection."""
    logins = server.logins
    form = await _reconfigure(hass, entry)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "reconfigure")
    assert suggested(form) == ON_AIR
    assert form["description_placeholders"] == {"node": "1999"}

    settings = {"poll_interval": 30.0, "favorites": [" 2001", "3009001", "2001"]}
    result = await _submit(hass, form, settings)
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    node = _node(entry, "1999")
    assert node.data == {
        "node": "1999",
        "poll_interval": 30,
        "favorites": favorites("2001", "3009001"),
    }
    assert isinstance(node.data["poll_interval"], int)
    assert server.logins == logins

    form = await _reconfigure(hass, entry)
    shown = [{"node": node, "mode": "transceive"} for node in ("2001", "3009001")]
    own = {"poll_interval": 30, "favorites": shown}
    assert suggested(form) == {**ON_AIR, **own}
    await _submit(hass, form, {})
    await hass.async_block_till_done()
    assert _node(entry, "1999").data == {"node": "1999", "favorites": []}


@pytest.mark.parametrize(
    "favorite", ["0", "02001", "W1AW-P", "12345678901", "2001 2002"]
)
async def test_a_favorite_is_a_node_number(
    hass: HomeAssistant, entry: MockConfigEntry, favorite: str
) -> None:
    """The one that is not is named; what was typed stays."""
    form = await _reconfigure(hass, entry)
    form = await _submit(hass, form, {"favorites": ["2001", favorite]})
    assert form["errors"] == {"favorites": "invalid_favorite"}
    assert form["description_placeholders"]["favorite"] == favorite
    assert suggested(form) == {"favorites": [{"node": "2001"}, {"node": favorite}]}
    assert _node(entry, "1999").data == {"node": "1999"}

    result = await _submit(hass, form, {"favorites": ["2001"]})
    await hass.async_block_till_done()
    assert result["reason"] == "reconfigure_successful"
    stored = {"node": "1999", "favorites": favorites("2001")}
    assert _node(entry, "1999").data == stored


async def test_favorites_of_a_server_that_is_not_loaded(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The node directory alone knows callsigns then; numbers are taken as ever."""
    await hass.config_entries.async_unload(entry.entry_id)
    form = await _reconfigure(hass, entry)
    form = await _submit(hass, form, {"favorites": ["W1AW"]})
    assert form["errors"] == {"favorites": "invalid_favorite"}
    result = await _submit(hass, form, {"favorites": ["2001"]})
    assert result["reason"] == "reconfigure_successful"
    stored = {"node": "1999", "favorites": favorites("2001")}
    assert _node(entry, "1999").data == stored


async def test_a_node_is_not_polled_too_often(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The limits are those of the server's interval."""
    form = await _reconfigure(hass, entry)
    with pytest.raises(InvalidData):
        await _submit(hass, form, {"poll_interval": 9})
    result = await _submit(hass, form, {"poll_interval": 10})
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()


_FAVORITES_INI = """\
; Favorites of AllScan
[general]
label[] = "W1AW Newington, CT 2002"
cmd[] = "rpt cmd %node% ilink 3 2002"

;label[] = "Not any more 2009"
;cmd[] = "rpt cmd %node% ilink 3 2009"
label[] = "Hub, permanently 2001"
cmd[]="rpt cmd %node%  ilink 13  2001"
label[] = "Again 2002"
cmd[] = "rpt cmd %node% ilink 2 2002"
label[] = "Hang up 2008"
cmd[] = "rpt cmd %node% ilink 1 2008"
label[] = "Time"
cmd[] = "rpt cmd %node% status 12 0"
"""


@pytest.mark.parametrize("separator", ["", " "])
async def test_the_favorites_of_allscan_can_be_pasted(
    hass: HomeAssistant, entry: MockConfigEntry, separator: str
) -> None:
    """In the order of the file, and as the one line that a browser may make of it."""
    form = await _reconfigure(hass, entry)
    await _submit(
        hass, form, {"favorites": ["2003", _FAVORITES_INI.replace("\n", "\r\n")]}
    )
    pasted = [
        {**favorites("2002")[0], "name": "W1AW Newington, CT"},
        {**favorites("2001")[0], "name": "Hub, permanently"},
    ]
    stored = _node(entry, "1999").data["favorites"]
    assert stored == [*favorites("2003"), *pasted]
    one_line = _FAVORITES_INI.replace("\n", separator)
    for form_input in ({"favorites": [one_line]}, {"add_favorites": one_line}):
        form = await _reconfigure(hass, entry)
        await _submit(hass, form, form_input)
        assert _node(entry, "1999").data["favorites"] == pasted


async def test_a_file_without_favorites_is_refused_in_short(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The error does not repeat the file."""
    form = await _reconfigure(hass, entry)
    form = await _submit(hass, form, {"favorites": ["[general]\n" * 5000]})
    assert form["errors"] == {"favorites": "invalid_favorite"}
    assert len(form["description_placeholders"]["favorite"]) == 64


async def _turn_on(hass: HomeAssistant, entry: MockConfigEntry, **changes: Any) -> Any:
    form = await _reconfigure(hass, entry)
    result = await _submit(hass, form, {**suggested(form), **changes})
    await hass.async_block_till_done()
    return result


async def test_home_assistant_may_transmit(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry
) -> None:
    """The server is asked whether it can, once; numbers are stored as whole ones."""
    logins = server.logins
    result = await _turn_on(hass, entry, may_transmit=True, time_out=240.0)
    assert result["reason"] == "reconfigure_successful"
    stored = _node(entry, "1999").data
    assert stored == {
        "node": "1999",
        "favorites": [],
        **ON_AIR,
        "may_transmit": True,
        "time_out": 240,
    }
    assert isinstance(stored["time_out"], int)
    assert "media cache show all" in server.commands
    assert server.logins == logins
    asked = len(server.commands)
    await _turn_on(hass, entry, scope="network")
    assert "media cache show all" not in server.commands[asked:]


@pytest.mark.parametrize(
    ("version", "cache", "reason"),
    [
        ("app_rpt version: 2.0.0", "URI", "on_air_needs_app_rpt"),
        ("", "URI", "on_air_needs_app_rpt"),
        ("app_rpt version: 3.10.4", None, "on_air_needs_media_cache"),
    ],
)
async def test_a_server_that_cannot_is_told_of(
    hass: HomeAssistant,
    server: SimulatedServer,
    entry: MockConfigEntry,
    version: str,
    cache: str | None,
    reason: str,
) -> None:
    """The option is refused with the reason, and nothing is stored."""

    def answer(text: str | None) -> ReplyFault:
        ok = "Error" if text is None else "Success"
        return lambda reply: replace(
            reply,
            data=re.sub(
                rb"Response: \w+", f"Response: {ok}".encode(), reply.data
            ).split(b"Output:")[0]
            + f"Output: {text or 'No such command'}\r\n\r\n".encode(),
        )

    form = await _reconfigure(hass, entry)
    server.faults.next_reply(answer(version), action="rpt show version")
    server.faults.next_reply(answer(cache), action="media cache show all")
    form = await _submit(hass, form, {"may_transmit": True})
    assert form["errors"] == {"may_transmit": reason}
    assert _node(entry, "1999").data == {"node": "1999"}
    server.faults.clear()
    result = await _submit(hass, form, {"may_transmit": True})
    assert result["reason"] == "reconfigure_successful"


async def test_nothing_is_turned_on_that_cannot_be_checked(
    hass: HomeAssistant, server: SimulatedServer, entry: MockConfigEntry, clock: Clock
) -> None:
    """Nor without the right to use commands; all else is stored without the server."""
    server.refuse()
    server.close_sessions()
    await clock.settle()
    form = await _reconfigure(hass, entry)
    form = await _submit(hass, form, {"may_transmit": True})
    assert form["errors"] == {"may_transmit": "on_air_not_connected"}
    result = await _submit(hass, form, {"pause": 10})
    assert result["reason"] == "reconfigure_successful"


async def test_nothing_is_turned_on_without_the_right_to_command(
    hass: HomeAssistant,
) -> None:
    """The form says what to change in manager.conf."""
    user = User("admin", "secret", read="call,system", write="call")
    async with SimulatedServer(("1999",), [user]) as server:
        entry = await add_server(hass, server)
        form = await _reconfigure(hass, entry)
        form = await _submit(hass, form, {"may_transmit": True})
        assert form["errors"] == {"may_transmit": "on_air_no_command_right"}
        await hass.config_entries.async_unload(entry.entry_id)
