"""Logins, actions and their faults: byte for byte as in transcripts 01 to 30."""

import hashlib

import pytest

from simulator import NodeSetup, Receiver, SimulatedServer, Timings, User, Voter
from tests.conftest import Clock
from tests.simulator.scenes import watching
from tests.simulator.stage import Client, Watch, constant, play
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
# A little less than the second that a real server takes, for its own pace varies.
SLOW = Timings(bad_login=0.97)


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


async def test_md5_login(clock: Clock, watch: Watch) -> None:
    """The key is the digest of challenge and secret, and good for one challenge (07)."""
    async with SimulatedServer(NODES, USERS, clock=watch, timings=SLOW) as server:
        client = await Client.connect(server)
        await clock.settle()
        client.take()
        question = "Action: Challenge", "ActionID: C1", "AuthType: MD5"
        reply = await client.ask(clock, *question)
        recorded = load("07_login_md5_ok").exchanges
        assert constant(reply) == constant(recorded[0].reply)
        challenge = reply.split(b"Challenge: ")[1].strip()
        key = hashlib.md5(challenge + b"s3cret-a").hexdigest()
        login = "Action: Login", "ActionID: L1", "AuthType: MD5", "Username: admin"
        reply = await client.ask(clock, *login, f"Key: {key}")
        assert constant(reply) == constant(recorded[1].reply)
        other = await Client.connect(server)
        await other.ask(clock, "Action: Challenge", "AuthType: MD5")
        other.take()
        assert await other.ask(clock, *login, f"Key: {key}") == b""
        await clock.advance(1.1)
        assert b"Authentication failed" in other.take()
        assert other.ended


@pytest.mark.parametrize(
    ("name", "active"),
    [
        ("25_voterstatus_idle", True),
        ("27_voterstatus_receiving", True),
        ("28_voterstatus_after_loss", False),
    ],
)
async def test_voters(name: str, active: bool, clock: Clock, watch: Watch) -> None:
    """Receivers idle, voted for, and lost; RSSI and votes as polled (25, 27, 28)."""
    voter = Voter(
        [
            Receiver(
                receiver,
                "127.0.0.1:43458",
                master=receiver == "Main",
                active_master=active and receiver == "Main",
                active=active,
            )
            for receiver in ("Main", "North", "SOUTH")
        ]
    )
    setup = NodeSetup("1996", "voter/1996", voter=voter)
    async with SimulatedServer([setup], USERS, clock=watch) as server:
        for recorded in load(name).exchanges:
            if recorded.header("Action") != "VoterStatus":
                continue
            voted = b"Voted: Main" in recorded.reply
            voter.voted = "Main" if voted else ""
            voter.receivers[0].rssi = 200 if voted else 0
            client = await watching(server, clock, user="cmdonly", secret="cmd-a")
            request = [f"{header}: {value}" for header, value in recorded.request]
            assert await client.ask(clock, *request) == recorded.reply
            client.transport.abort()


async def test_no_voter_no_action(clock: Clock, watch: Watch) -> None:
    """Without chan_voter VoterStatus is unknown and not listed (24b)."""
    transcript = load("24b_voterstatus_instance_b_no_module")
    users = [User("admin", "s3cret-b")]
    async with SimulatedServer(["2001"], users, clock=watch) as server:
        for cause, recorded, simulated in await play(server, watch, clock, transcript):
            assert simulated == recorded, cause
        client = await watching(server, clock, secret="s3cret-b")
        assert b"VoterStatus" not in await client.ask(clock, "Action: ListCommands")


async def test_event_mask_by_name_and_number(clock: Clock) -> None:
    """Events takes classes, numbers and words; nothing at all is invalid."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        for mask, reply in (
            ("call,system", b"Response: Success\r\nEvents: On\r\n\r\n"),
            ("0", b"Response: Success\r\nEvents: Off\r\n\r\n"),
            ("1", b"Response: Success\r\nEvents: On\r\n\r\n"),
            ("nonsense", b"Response: Success\r\nEvents: Off\r\n\r\n"),
            ("", b"Response: Error\r\nMessage: Invalid event mask\r\n\r\n"),
        ):
            request = "Action: Events", f"EventMask: {mask}"
            assert await client.ask(clock, *request) == reply
        again = await client.ask(clock, "Action: Login", "Username: admin")
        assert again == b"Response: Success\r\nMessage: Already authenticated\r\n\r\n"


async def test_user_event(clock: Clock) -> None:
    """Everybody who reads class user gets the headers of the action, in order."""
    users = [User("admin", "secret"), User("deaf", "secret", read="call,system")]
    async with SimulatedServer(["1999"], users) as server:
        client = await watching(server, clock)
        deaf = await watching(server, clock, user="deaf")
        client.take()
        reply = await client.ask(
            clock, "Action: UserEvent", "ActionID: u", "UserEvent: Hello", "More: 1"
        )
        assert reply == (
            b"Response: Success\r\nActionID: u\r\nMessage: Event Sent\r\n\r\n"
            b"Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: Hello\r\n"
            b"ActionID: u\r\nMore: 1\r\n\r\n"
        )
        assert deaf.take() == b""


async def test_tail_of_a_line_that_is_too_long(clock: Clock) -> None:
    """The first 1023 bytes are dropped, and what follows is a line of its own."""
    async with SimulatedServer(["1999"]) as server:
        client = await watching(server, clock)
        tail = "x" * 1020
        reply = await client.ask(clock, "Action: Ping", f"X: {tail}ActionID: hidden")
        fault = b"Message: Failed to parse message: line too long\r\n\r\n"
        assert reply == b"Response: Error\r\nActionID: hidden\r\n" + fault
        reply = await client.ask(clock, "Action: Ping", f"X: {tail}")
        missing = b"Response: Error\r\nMessage: Missing action in request\r\n\r\n"
        assert reply == b"Response: Error\r\n" + fault + missing


async def test_one_login_at_a_time(clock: Clock) -> None:
    """With allowmultiplelogin=no the second one is refused, until the first has ended."""
    users = [User("admin", "secret", multiple_logins=False)]
    async with SimulatedServer(["1999"], users) as server:
        first = await watching(server, clock)
        second = await Client.connect(server)
        await clock.settle()
        second.take()
        login = "Action: Login", "Username: admin", "Secret: secret"
        refused = b"Response: Error\r\nMessage: Login Already In Use\r\n\r\n"
        assert await second.ask(clock, *login) == b""
        await clock.advance(1)
        assert second.take() == refused
        assert second.ended
        first.transport.abort()
        await clock.settle()
        await watching(server, clock)
