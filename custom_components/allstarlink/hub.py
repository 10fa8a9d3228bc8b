"""The composition root: builds the parts of one Asterisk server and names them.

Data goes one way: the client hands each event to who listens to its name, app_rpt's own
to the coordinators of the nodes. Commands go back the same way.
"""

from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .app_rpt.system import is_old
from .client import AmiClient
from .connection_issues import ConnectionIssues
from .connection_options import ConnectionOptions
from .const import CONF_TELEPHONY, CONF_XSTAT_SAFE
from .control.command_slot import CommandSlots
from .coordinator import PollTools
from .directory.stations import Stations
from .event_stream import EventStream
from .health import ConnectionHealth
from .issues import async_clear_issues, async_show_events_missing, async_show_no_events
from .md5_logins import Md5Logins
from .node import ServerParts
from .nodes import Nodes
from .on_air.players import Players
from .polling.requests import NodeRequests
from .polling.xstat_guard import XStatGuard
from .probe import second_server_of, server_of
from .record_keeper import RecordKeeper
from .registrations.coordinator import RegistrationCoordinator
from .server import ServerCoordinator, ServerState
from .server_device import ServerDevice
from .stations.stations import HeardStations
from .telephony.telephony import Telephony
from .voter.coordinator import VoterCoordinator

type AllStarLinkConfigEntry = ConfigEntry[AllStarLinkData]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllStarLinkData:
    """The parts of one Asterisk server: the runtime data of its config entry.

    `telephony` is None while the user has it turned off.
    """

    client: AmiClient
    health: ConnectionHealth
    requests: NodeRequests
    events: EventStream
    server: ServerCoordinator
    server_device: ServerDevice
    stations: Stations
    slots: CommandSlots
    on_air: Players
    nodes: Nodes
    heard_stations: HeardStations
    registrations: RegistrationCoordinator
    voters: VoterCoordinator
    telephony: Telephony | None

    async def async_start(self) -> None:
        """Connect, learn the user's rights and the state of the server.

        Raises the errors of the first connection attempt.
        """
        await self.requests.async_load()
        await self.client.async_connect()
        await self.stations.async_start()
        await self.client.async_ask_first()

    async def async_close(self) -> None:
        """Close the connection; nothing of the server is left behind."""
        # While the connection is up
        await self.on_air.async_close()
        await self.client.async_close()
        async_clear_issues(self.client.hass, self.client.entry)

    async def async_poll(self) -> None:
        """Poll the server and every node now.

        The server first: its answer tells whether nodes may be asked.
        """
        await self.server.async_refresh()
        await self.nodes.async_poll()


def build(
    hass: HomeAssistant,
    entry: AllStarLinkConfigEntry,
    md5_logins: Md5Logins,
    keeper: RecordKeeper,
) -> AllStarLinkData:
    """Build the parts of a config entry's server; `async_start` connects.

    Parts hear of the connection in the order in which they are made here. After each
    login the session listeners are awaited in the order in which they are added below.
    """
    options, md5_worked = ConnectionOptions.of(entry.options), md5_logins.worked(entry)
    client = AmiClient(
        hass,
        entry,
        server_of(entry.data, options, md5_worked=md5_worked),
        keeper,
        second=second_server_of(entry.data, options, md5_worked=md5_worked),
        events=_events(entry),
        is_active=lambda: nodes.is_active,
    )
    health = ConnectionHealth(
        client,
        lambda: telephony.unregistered_trunks if telephony is not None else 0,
    )

    def on_standing_changed(node: str) -> None:
        nodes.async_standing_changed(node)

    requests = NodeRequests(client, on_standing_changed)

    def on_events_missing(is_missing: bool) -> None:
        old = is_old(client.connection.manager_version)
        async_show_events_missing(hass, entry, is_missing, is_old=old)

    events = EventStream(
        on_events_missing,
        lambda is_so: async_show_no_events(hass, entry, is_so),
    )

    def on_answer(state: ServerState) -> None:
        requests.async_started(state.started, state.uptime)
        client.async_learn_missing_rights()
        nodes.async_show_missing(state.nodes or ())

    server = ServerCoordinator(client, on_answer)
    server_device = ServerDevice(client)
    stations = Stations(client)
    slots = CommandSlots(client)
    on_air = Players(client)
    tools = PollTools(
        client=client,
        requests=requests,
        xstat_guard=XStatGuard(
            client,
            requests,
            server.async_ask,
            has_events=lambda: events.has_heard,
            is_declared_safe=entry.options.get(CONF_XSTAT_SAFE, False),
        ),
        events=events,
        epoch=hass.loop.time(),
    )
    nodes = Nodes(
        ServerParts(
            tools=tools,
            server_device=server_device,
            stations=stations,
            slots=slots,
            on_air=on_air,
        )
    )
    heard_stations = HeardStations(client, stations)
    nodes.async_add_listener(
        lambda node: node.async_on_stop(heard_stations.async_add_node(node.coordinator))
    )
    ConnectionIssues(client, md5_logins)
    registrations = RegistrationCoordinator(client, nodes)
    voters = VoterCoordinator(client)
    telephony = None
    if entry.options.get(CONF_TELEPHONY):
        telephony = Telephony(
            client,
            server_device,
            nodes=lambda: {*(server.data.nodes or ()), *nodes},
        )
    for listener in (
        # The server first: its answer tells whether nodes may be asked.
        server.async_refresh,
        nodes.async_begin_session,
        server_device.async_learn_versions,
        registrations.async_refresh,
        voters.async_refresh,
        on_air.cache.async_delete_left,
        *([telephony.async_begin_session] if telephony else []),
    ):
        client.async_add_session_listener(listener)
    return AllStarLinkData(
        client=client,
        health=health,
        requests=requests,
        events=events,
        server=server,
        server_device=server_device,
        stations=stations,
        slots=slots,
        on_air=on_air,
        nodes=nodes,
        heard_stations=heard_stations,
        registrations=registrations,
        voters=voters,
        telephony=telephony,
    )


def _events(entry: ConfigEntry) -> str:
    """Return the classes of events to ask for: UserEvent has one of its own."""
    return "call,system,user" if entry.options.get(CONF_TELEPHONY) else "call,system"
