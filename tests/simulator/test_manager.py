"""Logins, actions and their faults: byte for byte as in transcripts 01 to 30."""

import pytest

from simulator import NodeSetup, Receiver, SimulatedServer, Timings, User, Voter
from tests.conftest import Clock
from tests.simulator.stage import Watch, constant, play
from tests.transcript import load

# The manager.conf and rpt.conf of the recordings' instance A.
USERS = (
    User("admin", "s3cret-a"),
    User("readonly", "ro-a", read="call", write=""),
    User("noread", "nr-a", read="", write="command"),
    User("sysonly", "sys-a", read="system", write="system"),
    User("cmdonly", "cmd-a", read="system,call", write="command"),
    User("aclblocked", "blk-a", permitted=False),
)
USRP = "usrp/127.0.0.1:34001:32001"
NODES = ("1999", "1998", NodeSetup("1997", USRP), NodeSetup("1996", "voter/1996"))
SLOW = Timings(bad_login=1.0)


def silent_voter() -> Voter:
    """Return the voter of node 1996 before any receiver was heard."""
    names = ("Main", True), ("North", False), ("SOUTH", False)
    return Voter([Receiver(n, master=m, active=False) for n, m in names])


@pytest.mark.parametrize(
    "name",
    [
        "01_banner_only",
        "02_login_plain_ok",
        "03_login_bad_secret",
        "04_login_unknown_user",
        "05_login_no_secret",
        "06_login_acl_denied",
        "08_login_md5_bad",
        "09_challenge_bad_authtype",
        "10_action_before_login",
        "11_login_events_off",
        "12_unknown_action_and_junk",
        "13_actionid_long_and_odd",
        "14_long_line_1100",
        "15_many_headers_200",
        "16_pipelined",
        "22_rptstatus_errors",
        "23_rptlocalnodes",
        "24_voterstatus_inactive",
        "30_perm_cmdonly",
        "30_perm_noread",
        "30_perm_readonly",
        "30_perm_sysonly",
        "86_events_mask_system_only_during_keyup",
        "88_auth_timeout_30s",
        "91_command_denied",
        "91b_command_blacklist_and_shell",
        "c20_idle_A_60s_events_on",
    ],
)
async def test_every_byte_is_the_real_one(
    name: str, clock: Clock, watch: Watch
) -> None:
    """Each reply equals the recorded one but for times and random numbers."""
    transcript = load(name)
    voter = NodeSetup("1996", "voter/1996", voter=silent_voter())
    async with SimulatedServer(
        (*NODES[:-1], voter), USERS, clock=watch, timings=SLOW
    ) as server:
        for cause, recorded, simulated in await play(server, watch, clock, transcript):
            assert constant(simulated) == constant(recorded), cause
