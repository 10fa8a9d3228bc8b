"""Actions and events of a session that is logged in."""

import asyncio
import logging
from typing import Any

import pytest

from custom_components.allstarlink.ami import session as session_module
from custom_components.allstarlink.ami.errors import (
    ActionFailed,
    ActionTimeout,
    AmiError,
    InvalidValue,
    PermissionDenied,
    ShuttingDown,
    TooManyActions,
    UnknownAction,
)
from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Session
from tests.conftest import Clock
from tests.transcript import load

from .server import Peer, serving
from .talk import talking


async def test_replies_find_their_actions() -> None:
    """Many under way at once, answered in any order, with events between them."""
    async with talking() as talk:
        tasks = [
            asyncio.create_task(talk.session.request("RptStatus", ("Node", str(node))))
            for node in range(50)
        ]
        actions = [await talk.peer.action() for _ in tasks]
        for action in reversed(actions):
            talk.peer.message("Event: Noise")
            talk.peer.reply(action, "Response: Success", f"Node: {action['Node']}")

        replies = await asyncio.gather(*tasks)

        assert [reply.get("Node") for reply in replies] == [str(n) for n in range(50)]
        assert talk.traffic.actions_sent == 52
        assert talk.traffic.events_received == 50
        assert len({action["ActionID"] for action in actions}) == 50


async def test_a_reply_is_handed_on_in_its_place_among_the_events() -> None:
    """The last statement on the wire wins, so the order must not be lost."""
    async with talking() as talk:
        task = asyncio.create_task(
            talk.session.request(
                "RptStatus", on_reply=lambda _: talk.heard.append("reply")
            )
        )
        action = await talk.peer.action()
        talk.peer.send(
            b"Event: A\r\nx: 1\r\n\r\nResponse: Success\r\nActionID: %b\r\n\r\n"
            b"Event: B\r\nx: 1\r\n\r\n" % action["ActionID"].encode()
        )

        await task

        assert talk.heard == ["A", "reply", "B"]


@pytest.mark.parametrize(
    ("name", "index", "kind", "text"),
    [
        ("91_command_denied", 1, PermissionDenied, "Permission denied"),
        (
            "12_unknown_action_and_junk",
            1,
            UnknownAction,
            (
                "Invalid/unknown command: NoSuchThing. Use Action: ListCommands to show"
                " available commands."
            ),
        ),
        ("22_rptstatus_errors", 1, ActionFailed, "RptStatus unknown or missing node"),
        ("91b_command_blacklist_and_shell", 3, ActionFailed, "Command blacklisted"),
    ],
)
async def test_error_replies(
    name: str, index: int, kind: type[AmiError], text: str
) -> None:
    """As recorded; they do not reach `on_reply`."""
    exchange = load(name).exchanges[index]
    recorded_id = exchange.header("ActionID").encode()
    async with talking() as talk:
        heard: list[Message] = []
        task = asyncio.create_task(
            talk.session.request(exchange.header("Action"), on_reply=heard.append)
        )
        action = await talk.peer.action()
        talk.peer.send(
            exchange.reply.replace(
                b"ActionID: " + recorded_id,
                b"ActionID: " + action["ActionID"].encode(),
            )
        )

        with pytest.raises(ActionFailed) as raised:
            await task

        assert type(raised.value) is kind
        assert raised.value.message == text
        assert raised.value.action == exchange.header("Action")
        assert heard == []
        assert talk.traffic.actions_failed == 1


async def test_a_failed_command_has_its_output() -> None:
    """An unknown CLI command is an Error with Output (transcript 91b)."""
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request("Command", ("Command", "!ls")))
        talk.peer.reply(
            await talk.peer.action(),
            "Response: Error",
            "Message: Command output follows",
            "Output: No such command '!ls'",
        )

        with pytest.raises(ActionFailed) as raised:
            await task

        assert raised.value.reply.output == ["No such command '!ls'"]


async def test_the_server_announces_its_end_in_a_reply() -> None:
    """Every action gets this for up to 16 s before a restart."""
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request("RptStatus"))
        talk.peer.reply(
            await talk.peer.action(),
            "Response: Error",
            "Message: Asterisk is shutting down",
        )

        with pytest.raises(ShuttingDown):
            await task


async def test_late_foreign_and_repeated_replies_are_harmless(clock: Clock) -> None:
    """The session goes on."""
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request("Command"))
        late = await talk.peer.action()
        await clock.advance(9.9)
        assert not task.done()
        await clock.advance(0.2)
        with pytest.raises(ActionTimeout) as raised:
            await task
        assert raised.value.action == "Command"

        task = asyncio.create_task(talk.session.request("RptStatus"))
        action = await talk.peer.action()
        talk.peer.reply(late, "Response: Success", "Node: late")
        talk.peer.message("Response: Success", "ActionID: 4711", "Node: foreign")
        talk.peer.message("Response: Success", "Node: nobody's")
        talk.peer.message("ActionID: " + action["ActionID"], "Node: no reply")
        talk.peer.reply(action, "Response: Success", "Node: 1999")
        talk.peer.reply(action, "Response: Success", "Node: again")

        assert (await task).get("Node") == "1999"
        talk.peer.message("Event: A")
        await talk.hears("A")
        assert talk.traffic.actions_timed_out == 1


async def test_each_action_has_its_own_deadline(clock: Clock) -> None:
    """Given by its caller."""
    async with talking() as talk:
        quick = asyncio.create_task(talk.session.request("Command", timeout=1))
        slow = asyncio.create_task(talk.session.request("Command", timeout=60))
        await talk.peer.action()
        action = await talk.peer.action()

        await clock.advance(1.1)
        assert isinstance(quick.exception(), ActionTimeout)
        await clock.advance(57)
        talk.peer.reply(action, "Response: Success")

        assert (await slow).is_success


async def test_a_cancelled_action_is_forgotten() -> None:
    """Its reply is nobody's then."""
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request("RptStatus"))
        action = await talk.peer.action()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        talk.peer.reply(action, "Response: Success")
        talk.peer.message("Event: A")

        await talk.hears("A")


async def test_an_action_cancelled_as_its_reply_comes() -> None:
    """An event before the reply makes its caller give up."""
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request("RptStatus"))
        talk.hear = lambda _event: _cancel(task)  # type: ignore[assignment]  # a listener that cancels
        action = await talk.peer.action()
        talk.peer.send(
            b"Event: A\r\n\r\nResponse: Success\r\nActionID: %b\r\n\r\n"
            % action["ActionID"].encode()
        )

        with pytest.raises(asyncio.CancelledError):
            await task


async def test_an_action_cancelled_by_its_own_reply() -> None:
    """Whoever hears the reply may cancel the one who waits; the session goes on."""
    async with talking() as talk:
        task = asyncio.create_task(
            talk.session.request("Ping", on_reply=lambda _: _cancel(task))
        )
        talk.peer.reply(await talk.peer.action(), "Response: Success")
        await asyncio.wait([task])
        assert task.cancelled()
        following = asyncio.create_task(talk.session.request("Ping"))
        talk.peer.reply(await talk.peer.action(), "Response: Success")
        assert (await following).response == "Success"


async def test_pending_actions_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too much is refused before it is sent."""
    monkeypatch.setattr(session_module, "MAX_PENDING", 3)
    async with talking() as talk:
        tasks = [asyncio.create_task(talk.session.request("Ping")) for _ in range(4)]
        actions = [await talk.peer.action() for _ in range(3)]

        with pytest.raises(TooManyActions):
            await tasks[3]
        for action in actions:
            talk.peer.reply(action, "Response: Success")
        assert len(await asyncio.gather(*tasks[:3])) == 3


async def test_nothing_that_cannot_be_sent_is_sent() -> None:
    """The session goes on without it."""
    async with talking() as talk:
        with pytest.raises(InvalidValue):
            await talk.session.request("Command", ("Command", "rpt\r\nAction: Logoff"))
        task = asyncio.create_task(talk.session.request("Ping"))

        action = await talk.peer.action()

        assert action["Action"] == "Ping"
        talk.peer.reply(action, "Response: Success")
        await task


async def test_a_listener_that_fails_does_not_end_the_session(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither for an event nor for a reply."""

    def fail(_message: Message) -> None:
        raise ZeroDivisionError

    async with talking() as talk:
        talk.hear = fail  # type: ignore[assignment]  # a listener with a bug
        task = asyncio.create_task(talk.session.request("Ping", on_reply=fail))
        action = await talk.peer.action()
        talk.peer.message("Event: A")
        talk.peer.reply(action, "Response: Success")

        assert (await task).is_success

    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in errors] == [
        "Error while handling A",
        "Error while handling a reply",
    ]


async def test_events_that_are_not_wanted_are_not_delivered() -> None:
    """Nor are any when nobody listens."""
    heard: list[str] = []

    async def script(peer: Peer) -> None:
        await peer.log_in()
        peer.message("Event: VarSet", "Variable: X")
        peer.message("Event: RPT_RXKEYED", "Node: 1999")
        await peer.answer_all()

    async with serving(script) as server:
        for on_event in (lambda event: heard.append(event.event), None):
            session = await Session.open(
                server.address(), on_event=on_event, wanted={"RPT_RXKEYED"}.__contains__
            )
            await session.request("Ping")
            session.abort()

    assert heard == ["RPT_RXKEYED"]


@pytest.mark.parametrize(
    "garbage",
    [
        b"\xff\xfe\x00" * 1000,
        b"\0" * 5000 + b"\r\n\r\n",
        b"Event\r\n\r\n:\r\n\r\n: \r\n\r\nEvent:\r\n\r\nEvent: \r\nx\r\n\r\n",
        b"Response:\r\nActionID: 3\r\n\r\nActionID: 3\r\n\r\n",
        b"Response: Success\r\n\r\n\n\n\r\r\n\r\n",
        b"X: y\r\n" * 100_000,
        b"Asterisk Call Manager/11.0.0\r\n",
        b'<?xml version="1.0"?>\r\n<nodes>\r\n</nodes>',
    ],
    ids=range(8),
)
async def test_garbage_does_no_harm(garbage: bytes) -> None:
    """What comes after it is understood."""
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request("RptStatus"))
        action = await talk.peer.action()
        talk.peer.send(garbage + b"\r\n\r\n")
        talk.peer.reply(action, "Response: Success", "Node: 1999")

        assert (await task).get("Node") == "1999"


async def test_a_large_reply_comes_whole() -> None:
    """XStat of a node in a large network, beside events."""
    linked = ", ".join(f"T{node}" for node in range(40000, 50000))
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request("RptStatus"))
        action = await talk.peer.action()
        talk.peer.reply(action, "Response: Success", f"LinkedNodes: {linked}")
        talk.peer.message("Event: A")

        assert (await task).get("LinkedNodes") == linked
        await talk.hears("A")
        assert talk.traffic.bytes_received > len(linked)


def _cancel(task: asyncio.Task[Any]) -> None:
    task.cancel()
