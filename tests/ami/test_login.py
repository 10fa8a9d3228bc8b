"""Logging in: MD5 first, the secret in plain only where there is no other way."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from custom_components.allstarlink.ami.errors import (
    AmiError,
    AuthenticationFailed,
    ConnectionLost,
    ConnectTimeout,
    LoginInUse,
    NotAsterisk,
    PlainLoginRefused,
    ShuttingDown,
)
from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Session
from tests.certificates import Certificate, unverified
from tests.conftest import Clock
from tests.transcript import load

from .server import BANNER, CHALLENGE, SECRET, Peer, Script, ScriptedServer, serving


def refusing(*answers: str) -> Script:
    """Answer one action after the other with an error of this text, then close."""

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        for answer in answers:
            peer.reply(await peer.action(), "Response: Error", f"Message: {answer}")

    return script


async def failure(server: ScriptedServer, **changes: Any) -> AmiError:
    """Return the error of logging in."""
    with pytest.raises(AmiError) as raised:
        await Session.open(server.address(**changes))
    assert SECRET not in str(raised.value)
    return raised.value


def recorded(name: str) -> Script:
    """Play the server's part of a recorded login, with our ActionIDs."""

    async def script(peer: Peer) -> None:
        transcript = load(name)
        peer.send(BANNER)
        for exchange in transcript.exchanges:
            action = await peer.action()
            assert action["Action"] == exchange.header("Action")
            recorded_id = exchange.header("ActionID").encode()
            peer.send(exchange.reply.replace(recorded_id, action["ActionID"].encode()))
        await peer.gone()

    return script


async def test_the_recorded_md5_login() -> None:
    """Transcript 07: the key is that of the recorded challenge."""
    exchanges = load("07_login_md5_ok").exchanges
    async with serving(recorded("07_login_md5_ok")) as server:
        session = await Session.open(server.address(secret="s3cret-a"))
        session.abort()

    challenge, login = server.peers[0].actions
    assert challenge == {"Action": "Challenge", "ActionID": "1", "AuthType": "MD5"}
    assert login == {
        "Action": "Login",
        "ActionID": "2",
        "Username": exchanges[1].header("Username"),
        "AuthType": "MD5",
        "Key": exchanges[1].header("Key"),
        "Events": "call,system",
    }


async def test_the_recorded_md5_login_that_is_refused() -> None:
    """Transcript 08; the plain secret is not tried after it."""
    async with serving(recorded("08_login_md5_bad")) as server:
        error = await failure(server)

    assert isinstance(error, AuthenticationFailed)
    assert len(server.peers[0].actions) == 2
    assert SECRET.encode() not in server.peers[0].received


async def test_events_are_chosen_at_login() -> None:
    """A visitor wants none."""

    async def script(peer: Peer) -> None:
        await peer.log_in()
        await peer.log_off()

    async with serving(script) as server:
        session = await Session.open(server.address(), events="off")
        await session.close()

    assert server.peers[0].actions[1]["Events"] == "off"


async def without_md5(peer: Peer) -> None:
    """Refuse the challenge, and take whatever secret comes."""
    peer.send(BANNER)
    peer.reply(await peer.action(), "Response: Error", "Message: Must specify AuthType")
    peer.reply(await peer.action(), "Response: Success")
    await peer.gone()


async def test_a_server_without_md5_gets_the_secret_where_that_is_allowed() -> None:
    """Only its own Error to Challenge leads there."""
    async with serving(without_md5) as server:
        session = Session(server.address(allow_plain_login=True))
        await session.connect()
        await session.login()
        assert session.secret_exposed
        assert not session.md5_worked
        session.abort()

    assert server.peers[0].actions[1] == {
        "Action": "Login",
        "ActionID": "2",
        "Username": "admin",
        "Secret": SECRET,
        "Events": "call,system",
    }


async def test_a_trusted_server_without_md5_gets_the_secret(tmp_path: Path) -> None:
    """Nobody else can read it there: the certificate is verified, or pinned."""
    certificate = Certificate(tmp_path)
    async with serving(without_md5, context=certificate.server()) as server:
        for address in (
            server.address(certificate.trusted()),
            server.address(unverified(), certificate_sha256=certificate.sha256),
        ):
            session = Session(address)
            await session.connect()
            await session.login()
            assert not session.secret_exposed
            session.abort()

    secrets = [peer.actions[1]["Secret"] for peer in server.peers]
    assert secrets == [SECRET, SECRET]


@pytest.mark.parametrize("tls", [False, True])
async def test_no_secret_for_a_server_that_others_may_be(
    tmp_path: Path, tls: bool
) -> None:
    """Neither in plain nor by TLS with any certificate."""
    certificate = Certificate(tmp_path)
    context = certificate.server() if tls else None
    async with serving(without_md5, context=context) as server:
        address = server.address(unverified() if tls else None)
        with pytest.raises(PlainLoginRefused):
            await Session.open(address)

    assert [action["Action"] for action in server.peers[0].actions] == ["Challenge"]
    assert SECRET.encode() not in server.peers[0].received


async def test_no_secret_once_md5_has_worked(tmp_path: Path) -> None:
    """Whatever is allowed: a server does not forget MD5."""
    certificate = Certificate(tmp_path)
    async with serving(without_md5, context=certificate.server()) as server:
        address = server.address(
            certificate.trusted(), allow_plain_login=True, md5_worked=True
        )
        with pytest.raises(PlainLoginRefused):
            await Session.open(address)

    assert SECRET.encode() not in server.peers[0].received


async def test_a_refused_plain_login() -> None:
    """It is a refusal like any other."""
    async with serving(refusing("No MD5 here", "Authentication failed")) as server:
        error = await failure(server, allow_plain_login=True)
        assert isinstance(error, AuthenticationFailed)


@pytest.mark.parametrize("answers", [(), ("Permission denied",)])
async def test_a_login_that_is_cut_is_no_refusal(answers: tuple[str, ...]) -> None:
    """Nothing is known about user and secret then."""
    async with serving(refusing(*answers)) as server:
        error = await failure(server, allow_plain_login=True)

    assert isinstance(error, ConnectionLost)
    assert error.reason


async def test_a_server_that_shuts_down_does_not_get_the_secret() -> None:
    """It says so to every action, even to Challenge."""
    async with serving(refusing("Asterisk is shutting down", "")) as server:
        error = await failure(server)

    assert isinstance(error, ShuttingDown)
    assert len(server.peers[0].actions) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Authentication failed", AuthenticationFailed),
        ("Authentication Required", AuthenticationFailed),
        ("Login Already In Use", LoginInUse),
        ("Asterisk is shutting down", ShuttingDown),
    ],
)
async def test_what_a_refused_login_means(text: str, kind: type[AmiError]) -> None:
    """Only what is about the secret asks the user for another one."""

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        challenge = await peer.action()
        peer.reply(challenge, "Response: Success", f"Challenge: {CHALLENGE}")
        peer.reply(await peer.action(), "Response: Error", f"Message: {text}")

    async with serving(script) as server:
        error = await failure(server)

    assert type(error) is kind


async def test_a_challenge_without_a_challenge() -> None:
    """The secret is not sent to such a server."""

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        peer.reply(await peer.action(), "Response: Success")
        await peer.gone()

    async with serving(script) as server:
        assert isinstance(await failure(server), NotAsterisk)
    assert len(server.peers[0].actions) == 1


@pytest.mark.parametrize("secret", ["a\r\nb", "x" * 2000])
async def test_a_secret_that_cannot_be_right(secret: str) -> None:
    """It cannot be sent in plain."""
    async with serving(refusing("No MD5 here")) as server:
        error = await failure(server, secret=secret, allow_plain_login=True)
        assert isinstance(error, AuthenticationFailed)


async def test_a_user_name_that_cannot_be_right() -> None:
    """It is refused without another header on the wire."""

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        challenge = await peer.action()
        peer.reply(challenge, "Response: Success", f"Challenge: {CHALLENGE}")
        await peer.gone()

    async with serving(script) as server:
        error = await failure(server, username="admin\r\nEvents: on")

    assert isinstance(error, AuthenticationFailed)
    assert b"Events" not in server.peers[0].received


@pytest.mark.parametrize("answered", [0, 1])
async def test_a_login_that_is_not_answered(clock: Clock, answered: int) -> None:
    """Challenge and Login have ten seconds each."""

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        for _ in range(answered):
            challenge = await peer.action()
            peer.reply(challenge, "Response: Success", f"Challenge: {CHALLENGE}")
        await peer.gone()

    async with serving(script) as server:
        task = asyncio.create_task(failure(server))
        while not server.peers or len(server.peers[0].actions) < answered:
            await clock.settle()
        await clock.advance(9.9)
        assert not task.done()

        await clock.advance(0.2)

        assert isinstance(await task, ConnectTimeout)


async def test_events_follow_the_login() -> None:
    """They are handed on after `open` has returned, though they came with the answer."""
    events: asyncio.Queue[Message] = asyncio.Queue()

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        peer.message("Event: TooEarly")
        challenge = await peer.action()
        peer.reply(challenge, "Response: Success", f"Challenge: {CHALLENGE}")
        login = await peer.action()
        peer.send(
            b"Response: Success\r\nActionID: %b\r\n\r\nEvent: FullyBooted\r\n\r\n"
            b"Event: Reload\r\n\r\n" % login["ActionID"].encode()
        )
        await peer.gone()

    async with serving(script) as server:
        session = await Session.open(server.address(), on_event=events.put_nowait)
        assert events.empty()
        assert (await events.get()).event == "FullyBooted"
        assert (await events.get()).event == "Reload"
        session.abort()


async def test_an_accepted_login_that_ends_at_once_is_lost() -> None:
    """The next action says so."""

    async def script(peer: Peer) -> None:
        await peer.log_in()
        peer.close()

    async with serving(script) as server:
        session = await Session.open(server.address())
        error = await session.hold(30, print)

        assert str(error) == "The server closed the connection"
        with pytest.raises(ConnectionLost):
            await session.request("Ping")


async def test_cancelled_while_logging_in_leaves_no_socket() -> None:
    """The server sees the end at once."""
    gone = asyncio.Event()

    async def script(peer: Peer) -> None:
        peer.send(BANNER)
        await peer.action()
        task.cancel()
        await peer.gone()
        gone.set()

    async with serving(script) as server:
        task = asyncio.create_task(Session.open(server.address()))
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(gone.wait(), 5)
