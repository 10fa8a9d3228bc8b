"""ASL2 and HamVoIP, byte for byte as recorded (`asl2_*`, `hv_*`)."""

from collections.abc import Mapping
from dataclasses import replace
import re

import pytest

from simulator import NodeSetup, SimulatedServer, User
from simulator.dialect import DIALECTS
from simulator.pbx import IaxPeer, IaxRegistration, PbxSetup
from simulator.world import Remote
from tests.conftest import Clock
from tests.simulator.recorded import restore, started
from tests.simulator.stage import Watch, began, constant, of_app_rpt, play
from tests.transcript import load

USERS = (
    User("admin", "llcgi"),
    User("readonly", "ro", read="call", write=""),
    User("noread", "nr", read="", write="command"),
    User("sysonly", "sys", read="system", write="system"),
    User("cmdonly", "cmd", read="system,call", write="command"),
    User("aclblocked", "blk", permitted=False),
)
NODES_A = ("1999", "1998", NodeSetup("1997", "usrp/127.0.0.1:34011"))
NODES_B = (NodeSetup("2001", "usrp/127.0.0.1:34111"), "2002", "2003")

MANAGER = (
    "asl2_01_banner_only",
    "asl2_02_login_plain_ok",
    "asl2_03_login_bad_secret",
    "asl2_04_login_unknown_user",
    "asl2_05_login_no_secret",
    "asl2_06_login_acl_denied",
    "asl2_08_login_md5_bad",
    "asl2_09_challenge_bad_authtype",
    "asl2_10_action_before_login",
    "asl2_11_login_events_forms",
    "asl2_11b_login_events_call_system",
    "asl2_12_unknown_action_and_junk",
    "asl2_13_actionid_long_and_odd",
    "asl2_14_long_line_1100",
    "asl2_15_many_headers_200",
    "asl2_16_pipelined",
    "asl2_18_actions_missing_in_1_4",
    "asl2_22_rptstatus_errors",
    "asl2_23_rptlocalnodes",
    "asl2_88_no_auth_timeout",
    "asl2_c20_idle_60s_events_on",
    "asl2_c21_registry",
    "hv_22_rptstatus_errors",
    "hv_23_rptlocalnodes",
    "hv_c21_registry",
    *(
        f"{system}_{name}"
        for system in ("asl2", "hv")
        for name in (
            "30_perm_cmdonly",
            "30_perm_noread",
            "30_perm_readonly",
            "30_perm_sysonly",
            "91_command_denied",
        )
    ),
)
# Recorded bytes of a node, and what its links report
STATES: Mapping[str, tuple[str, dict[str, str]]] = {
    f"{system}_{name}": (name.rpartition("_")[2], {})
    for system in ("asl2", "hv")
    for name in (
        "20_rptstatus_nolinks_1999",
        "41_rptstatus_onelink_out_1999",
        "41b_rptstatus_onelink_in_2001",
        "44_rptstatus_link_after_unkey_1999",
        "44b_rptstatus_after_unkey_2001",
        "61_rptstatus_phone_clients_1999",
    )
} | {
    "asl2_21_rptstatus_nolinks_1997_usrp": ("1997", {}),
    "hv_21_rptstatus_nolinks_1997_usrp": ("1997", {}),
    "asl2_81_rptstatus_1997_rx_keyed": ("1997", {}),
    "hv_81_rptstatus_1997_rx_keyed": ("1997", {}),
    "asl2_90_command_actions": ("1999", {}),
    "hv_90_command_actions": ("1999", {}),
    "asl2_59_conn_after_25_days": ("1999", {}),
    "hv_59_conn_after_25_days": ("1999", {}),
    "asl2_63_rptstatus_long_name_and_T_behind_a_monitor": (
        "1999",
        {"n2001": "TK9TEST-P"},
    ),
    "hv_63_rptstatus_long_name_and_T_behind_a_monitor": (
        "1999",
        {"n2001": "TK9TEST-P"},
    ),
    "asl2_51_rptstatus_780_nodes": (
        "1999",
        {"n2001": " ".join(f"T{40000 + n}" for n in range(780))},
    ),
}
# Asterisk has more commands and actions than the simulator, and only one speaks
NOT_SIMULATED = (
    "Command: show uptime",
    "show channels",
    "show netstats",
    "module show",
    "help rpt",
    "manager show",
    "Action: Status",
)
_OF_B = "b_.*_2001$"
_SPOKEN = re.compile(rb"(TxTime\w+: |TX time [a-z ]*\.+: )[0-9:.]+")
_CHANGING = re.compile(rb"(?m)^RPT_.*\n|^(tot|ider)_state.*\n|\d\d:\d\d:\d\d")
_NUMBER = re.compile(rb"\d+")
_MILLISECONDS = re.compile(rb"(\d\d:\d\d:\d\d)[:.]\d+ +")


def server_for(name: str, watch: Watch, *more: NodeSetup) -> SimulatedServer:
    """Return a server like the one that was recorded."""
    hamvoip = name.startswith("hv_")
    far = "127.0.0.1:4672" if hamvoip else "127.0.0.1:4670"
    near = "127.0.0.1:4671" if hamvoip else "127.0.0.1:4669"
    perceived = "<Unregistered>" if name.startswith("asl2_90_") else near
    registration = IaxRegistration(far, "1999", perceived)
    peers = IaxPeer("1999" if hamvoip else "regpeer"), IaxPeer("phoneuser")
    dialect = "hamvoip" if hamvoip else "asl2"
    return SimulatedServer(
        more or (NODES_B if re.search(_OF_B, name) else NODES_A),
        USERS,
        clock=watch,
        dialect=dialect,
        timings=replace(DIALECTS[dialect].timings, bad_login=0.97),
        network=(
            *(Remote(number, port=4670) for number in ("2001", "2002", "2003")),
            Remote("299999", answers=False),
        ),
        pbx=PbxSetup(iax_peers=peers, iax_registrations=(registration,)),
    )


def boot(server: SimulatedServer, watch: Watch, name: str) -> None:
    """Let the server be up for as long as the recorded one was."""
    transcript = load(name)
    watch.now = began(transcript)
    if name.startswith("asl2_90_"):
        for registration in server.pbx.who.peer_registrations.values():
            registration.state = "Rejected"
    if (moment := started(transcript)) is not None:
        server.started = moment


def comparable(cause: str, data: bytes) -> bytes:
    """Return bytes without what cannot be the same twice."""
    data = _SPOKEN.sub(rb"\1T", constant(data))
    if "core show" in cause:
        # Asterisk starts a second before app_rpt; each was built at its own time.
        return _NUMBER.sub(b"N", data)
    if "xnode" in cause:
        # The transmitter went on, and connect times are counted in ticks.
        return _CHANGING.sub(b"", data)
    return _MILLISECONDS.sub(rb"\1 ", data) if "lstats" in cause else data


@pytest.mark.parametrize("name", MANAGER)
async def test_the_manager(name: str, clock: Clock, watch: Watch) -> None:
    """Logins, masks, lists of actions, faults of form and missing rights."""
    server = server_for(name, watch)
    async with server:
        boot(server, watch, name)
        if name.startswith("hv_"):
            restore(server, load(name), "1999")
        for cause, recorded, simulated in await play(server, watch, clock, load(name)):
            if any(re.search(one, cause) for one in NOT_SIMULATED):
                continue
            want = of_app_rpt(recorded) if "91_" in name else recorded
            assert comparable(cause, simulated) == comparable(cause, want), cause


@pytest.mark.parametrize("name", STATES)
async def test_the_states(name: str, clock: Clock, watch: Watch) -> None:
    """A node in the recorded state answers with the recorded bytes."""
    number, children = STATES[name]
    server = server_for(name, watch)
    async with server:
        boot(server, watch, name)
        restore(server, load(name), number, **children)
        for cause, recorded, simulated in await play(server, watch, clock, load(name)):
            if any(re.search(one, cause) for one in NOT_SIMULATED):
                continue
            assert comparable(cause, simulated) == comparable(cause, recorded), cause
