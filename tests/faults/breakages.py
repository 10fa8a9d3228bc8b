"""How things go wrong: up to `yield` it breaks, after it is mended."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
import random

from homeassistant.exceptions import HomeAssistantError
import pytest

from simulator import (
    ReplyFault,
    User,
    for_someone_else,
    late,
    lost,
    repeated,
    with_headers,
)

from .stage import NODES, Stage

type Breakage = AsyncGenerator[None]
type Fault = Callable[[Stage], Breakage]

_HOUR = 3600.0


# The server cannot be reached


async def refused(stage: Stage) -> Breakage:
    """Asterisk is killed, and its port refuses."""
    await stage.server.stop()
    yield
    await stage.server.start()


async def no_such_host(stage: Stage) -> Breakage:
    """The name of the server does not resolve any more."""
    resolver = stage.resolver
    assert resolver is not None
    resolver.fails = True
    stage.session.reset()
    yield
    resolver.fails = False


async def connect_hangs(stage: Stage) -> Breakage:
    """Packets to the port are dropped."""
    stage.session.reset()
    stage.server.hang()
    yield
    await stage.server.listen()


async def no_banner(stage: Stage) -> Breakage:
    """TCP is up, and then there is silence."""
    stage.server.faults.banner = b""
    stage.session.reset()
    yield
    stage.server.faults.clear()


async def other_banner(stage: Stage) -> Breakage:
    """Something else listens there now."""
    stage.server.faults.banner = b"SSH-2.0-OpenSSH_10.0\r\n"
    stage.session.reset()
    yield
    stage.server.faults.clear()


async def login_refused(stage: Stage) -> Breakage:
    """The secret is no longer right."""
    stage.server.faults.reject_logins = True
    stage.session.reset()
    yield
    stage.server.faults.clear()


async def login_delayed(stage: Stage) -> Breakage:
    """Each reply comes after twelve seconds."""
    stage.server.faults.reply_delay = 12.0
    stage.session.reset()
    yield
    stage.server.faults.clear()


async def login_cut(stage: Stage) -> Breakage:
    """The connection ends within the answer to the login, twice."""
    stage.server.faults.next_reply(
        lambda answer: replace(answer, data=answer.data[:15], close=True),
        action="Login",
        times=2,
    )
    stage.session.reset()
    yield


def certificate(kind: str) -> Fault:
    """Let the server show another certificate from now on."""

    async def breakage(stage: Stage) -> Breakage:
        assert stage.authority is not None
        await stage.server.use_tls(stage.authority.certificate(kind))
        stage.session.reset()
        yield
        await stage.server.use_tls(stage.authority.certificate("renewed"))

    return breakage


# The session breaks


async def reset_in_a_message(stage: Stage) -> Breakage:
    """RST after the first bytes of an event."""
    stage.session.cut_after(40, reset=True)
    stage.node.key()
    yield
    stage.node.unkey()


async def fin(stage: Stage) -> Breakage:
    """The server closes the connection in order."""
    stage.session.close()
    yield


async def silent_peer(stage: Stage) -> Breakage:
    """All packets vanish, in both directions."""
    stage.server.vanish()
    yield
    await stage.server.reappear()


async def half_open(stage: Stage) -> Breakage:
    """The machine slept for an hour; the server forgot the session meanwhile."""
    forgotten = stage.session
    forgotten.go_silent()
    stage.leap(_HOUR)
    yield
    forgotten.wake()


async def suspended(stage: Stage) -> Breakage:
    """The machine slept for an hour, and the server broke the session."""
    stage.session.reset()
    stage.leap(_HOUR)
    yield


async def suspended_session_survives(stage: Stage) -> Breakage:
    """The machine slept for an hour, and nobody noticed."""
    stage.leap(_HOUR)
    yield


async def drip(stage: Stage) -> Breakage:
    """One byte a second is all that comes."""
    stage.server.faults.byte_delay = 1.0
    await stage.poll()
    yield
    stage.server.faults.clear()


async def garbage(stage: Stage) -> Breakage:
    """Random bytes between two messages."""
    noise = random.Random(1).randbytes(10_000)
    stage.session.send(noise + b"\r\n\r\n")
    yield


async def invalid_utf8(stage: Stage) -> Breakage:
    """A client whose name is no UTF-8 links."""
    stage.node.link("W1\udcff\udcfe-P")
    yield


async def endless_line(stage: Stage) -> Breakage:
    """Two megabytes without a line end."""
    stage.session.send(b"x" * (2 << 20))
    yield


async def many_headers(stage: Stage) -> Breakage:
    """A reply with 100,000 headers."""
    stage.server.faults.next_reply(with_headers(100_000), action="XStat")
    await stage.poll()
    yield


def reply(fault: ReplyFault, *, times: int = 1) -> Fault:
    """Spoil the replies to the next polls."""

    async def breakage(stage: Stage) -> Breakage:
        for action in ("XStat", "SawStat"):
            stage.server.faults.next_reply(fault, action=action, times=times)
        await stage.poll()
        yield

    return breakage


foreign_reply = reply(for_someone_else())
duplicate_replies = reply(repeated(3))
late_reply = reply(late(15.0))
no_reply = reply(lost())


# The server changes


async def commands_denied(stage: Stage) -> Breakage:
    """`write=command` is taken away while connected."""
    stage.server.faults.denied.add("command")
    entity_id = stage.states.entity_id("identify")
    with pytest.raises(HomeAssistantError):
        await stage.hass.services.async_call(
            "button", "press", {"entity_id": entity_id}, blocking=True
        )
    yield
    stage.server.faults.clear()


async def events_denied(stage: Stage) -> Breakage:
    """`read=call` is taken away: only polls tell of the link that comes."""
    stage.node.unkey_link("2001")
    stage.server.faults.denied.add("call")
    stage.node.link("2004")
    yield
    stage.server.faults.clear()


async def node_removed(stage: Stage) -> Breakage:
    """A node is taken out of rpt.conf."""
    stage.server.remove_node(NODES[1])
    yield
    stage.server.add_node(NODES[1])


async def node_restarted(stage: Stage) -> Breakage:
    """app_rpt starts the node's thread anew, without its links (transcript d13)."""
    stage.node.restart()
    yield
    await stage.until(lambda: stage.node.running, 5)


async def core_restart(stage: Stage) -> Breakage:
    """`core restart now`; it is mended when the port is back."""
    started = stage.server.started
    stage.server.shut_down(restart=True)
    yield
    await stage.until(lambda: stage.server.started != started, 5)


async def core_stop(stage: Stage) -> Breakage:
    """`core stop now`, and started again later."""
    await stage.server.stop(announce=True)
    yield
    await stage.server.start()


async def manager_reload(stage: Stage) -> Breakage:
    """`manager reload` after the user was given another secret."""
    users = list(stage.server.users.values())
    stage.server.reload_manager([User("admin", "another")])
    yield
    stage.server.reload_manager(users)


async def clock_forward(stage: Stage) -> Breakage:
    """The server's clock is set an hour ahead."""
    stage.server.jump_clock(_HOUR)
    await stage.poll()
    yield


async def clock_back(stage: Stage) -> Breakage:
    """The server's clock is set an hour back."""
    stage.server.jump_clock(-_HOUR)
    await stage.poll()
    yield
