"""A server that is healthy but for what a test makes it say."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.allstarlink.const import DOMAIN, SUBENTRY_TYPE_NODE

from ..ami.server import SECRET, Action, Peer, ScriptedServer

XSTAT = (
    "LinkedNodes: <NONE>",
    "Var: RPT_ALINKS=0",
    "Var: RPT_LINKS=0",
    "Var: RPT_NUMALINKS=0",
    "Var: RPT_NUMLINKS=0",
    "Var: RPT_AUTOPATCHUP=0",
    "Var: RPT_ETXKEYED=0",
    "Var: RPT_TXKEYED=0",
    "Var: RPT_RXKEYED=0",
    "parrot_ena: 0",
    "sys_ena: 0",
    "tot_ena: 0",
    "link_ena: 0",
    "patch_ena: 0",
    "patch_state: 4",
    "sch_ena: 0",
    "user_funs: 0",
    "tail_type: 0",
    "iconns: 0",
    "tot_state: 2",
    "ider_state: 2",
    "tel_mode: 2",
)

NODESTAT = (
    "IsRemoteBase: NO",
    "NodeState: 0",
    "SignalOnInput: NO",
    "TransmitterKeyed: NO",
    "Transmitter: ENABLED",
    "Parrot: DISABLED",
    "Scheduler: ENABLED",
    "TailLength: STANDARD",
    "TimeOutTimer: ENABLED",
    "TimeOutTimerState: RESET",
    "TimeOutsSinceSystemInitialization: 0",
    "IdentifierState: CLEAN",
    "KerchunksToday: 0",
    "KerchunksSinceSystemInitialization: 0",
    "KeyupsToday: 0",
    "KeyupsSinceSystemInitialization: 0",
    "DtmfCommandsToday: 0",
    "DtmfCommandsSinceSystemInitialization: 0",
    "LastDtmfCommandExecuted: N/A",
    "TxTimeToday: 00:00:00:00",
    "TxTimeSinceSystemInitialization: 00:00:00:00",
    "NodesCurrentlyConnectedToUs: <NONE>",
    "Autopatch: ENABLED",
    "AutopatchState: DOWN",
    "AutopatchCalledNumber: N/A",
    "ReversePatchIaxrptConnected: DOWN",
    "UserLinkingCommands: ENABLED",
    "UserFunctions: ENABLED",
)

RIGHTS = ("Command", "ListCommands", "Ping", "RptStatus", "VoterStatus")

# Returns the lines of a reply after the ActionID, or None for no reply at all
type Answer = Callable[[Action], Iterable[str] | None]


class HostileServer(ScriptedServer):
    """Answers as a server with app_rpt does; `says` has what it says instead.

    A key of `says` is the name of an action, or the command of `RptStatus`.
    """

    def __init__(self, nodes: str = "1999") -> None:
        """Take what stands behind `Nodes:`."""
        super().__init__(self._play)
        self.nodes = nodes
        self.says: dict[str, Answer] = {}

    def send(self, *lines: str) -> None:
        """Send a message in the newest session."""
        self.peers[-1].message(*lines)

    def event(self, name: str, value: str, node: str = "1999") -> None:
        """Send an event of app_rpt."""
        self.send(
            f"Event: {name}",
            "Privilege: call,all",
            f"Node: {node}",
            f"EventValue: {value}",
        )

    async def settle(self) -> None:
        """Let what was sent arrive."""
        for _ in range(20):
            await asyncio.sleep(0)

    async def _play(self, peer: Peer) -> None:
        await peer.log_in()
        while True:
            action = await peer.action()
            name = action.get("Command", action["Action"])
            if action["Action"] == "Command":
                name = "Command"
            lines = self.says.get(name, self._healthy)(action)
            if lines is not None:
                peer.reply(action, *lines)

    def _healthy(self, action: Action) -> Iterable[str]:
        success = "Response: Success"
        match action["Action"], action.get("Command"):
            case "ListCommands", _:
                return success, *(f"{name}: (Priv: <none>)" for name in RIGHTS)
            case "RptStatus", "RptStat":
                return success, f"Nodes: {self.nodes}", "RptUptime: 00:02:18"
            case "RptStatus", "XStat":
                return success, f"Node: {action['Node']}", *XSTAT
            case "RptStatus", "SawStat":
                return success, f"Node: {action['Node']}"
            case "RptStatus", "NodeStat":
                return success, *NODESTAT
            case "Ping", _:
                return success, "Ping: Pong", "Timestamp: 1.000000"
        return (success,)


def entry_of(
    server: HostileServer, *nodes: Any, options: dict[str, Any] | None = None
) -> MockConfigEntry:
    """Return a config entry for a server, with subentries of these nodes as stored."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="127.0.0.1",
        data={
            "host": "127.0.0.1",
            "port": server.port,
            "username": "admin",
            "password": SECRET,
            "ssl": False,
            "verify_ssl": True,
        },
        options=options or {},
        subentries_data=[
            ConfigSubentryData(
                data={"node": node},
                subentry_type=SUBENTRY_TYPE_NODE,
                title=f"Node {node}",
                unique_id=str(node),
            )
            for node in nodes
        ],
    )
