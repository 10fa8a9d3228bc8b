"""Actions that are answered by a list: a response, rows, and a last event."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from custom_components.allstarlink.ami import listing as listing_module
from custom_components.allstarlink.ami.connection import Connection, Settings
from custom_components.allstarlink.ami.errors import (
    ActionFailed,
    ActionTimeout,
    ConnectionLost,
    ListTooLong,
    NotConnected,
    PermissionDenied,
)
from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.ami.session import Session, Traffic
from tests.conftest import Clock
from tests.transcript import Exchange, load

from .server import Action, Peer, serving
from .talk import Talk, log_in

START = ("Response: Success", "EventList: start", "Message: Rows follow")


class ListTalk(Talk):
    """A session that wants no event but `A`, and may be asked for lists."""

    async def ask(self) -> tuple[asyncio.Task[list[Message]], Action]:
        """Ask for a list, and return the task and what the server got."""
        task = asyncio.create_task(self.session.request_list("IAXregistry"))
        return task, await self.peer.action()

    def row(self, action: Action, host: str, event: str = "RegistryEntry") -> None:
        """Send a row."""
        self.peer.reply(action, f"Event: {event}", f"Host: {host}")

    def end(self, action: Action, event: str = "RegistrationsComplete") -> None:
        """Send the last event."""
        self.peer.reply(
            action, f"Event: {event}", "EventList: Complete", "ListItems: 1"
        )

    async def hear_all(self) -> list[str]:
        """Return what was heard, once all that was sent is read."""
        task = asyncio.create_task(self.session.request("Ping"))
        self.peer.reply(await self.peer.action(), "Response: Success")
        await task
        return self.heard


@asynccontextmanager
async def talking(*, listens: bool = True) -> AsyncGenerator[ListTalk]:
    """Log in; the test plays the server from there."""
    traffic = Traffic()

    async with serving(log_in) as server:
        session = await Session.open(
            server.address(),
            on_event=(lambda event: talk.hear(event))  # noqa: PLW0108  (made below)
            if listens
            else None,
            wanted={"A"}.__contains__,
            traffic=traffic,
        )
        talk = ListTalk(session, server.peers[0], traffic)
        try:
            yield talk
        finally:
            session.abort()


def hosts(rows: list[Message]) -> list[str]:
    """Return what tells the rows of these tests apart."""
    return [row.get("Host") for row in rows]


async def test_rows_are_those_with_the_actions_id() -> None:
    """Events between them are delivered as ever, and none of a row's name without its id."""
    async with talking() as talk:
        talk.peer.message("Event: RegistryEntry", "Host: before")
        task, action = await talk.ask()
        talk.peer.reply(action, *START)
        talk.row(action, "one")
        talk.peer.message("Event: A", "Host: event")
        talk.peer.message("Event: RegistryEntry", "Host: not ours")
        talk.peer.message("Event: RegistryEntry", "ActionID: 4711", "Host: foreign")
        talk.row(action, "two", event="A")
        talk.row(action, "three")
        talk.end(action)
        talk.peer.message("Event: A", "Host: after")

        assert hosts(await task) == ["one", "two", "three"]
        assert await talk.hear_all() == ["A", "A"]
        assert talk.traffic.events_received == 2


async def test_a_name_known_as_unwanted_is_a_row_all_the_same() -> None:
    """The framer remembers its verdict on a first line; a list overrules it, and only a list."""
    async with talking() as talk:
        for _ in range(2):
            talk.peer.message("Event: RegistryEntry", "Host: nobody's")
            task, action = await talk.ask()
            talk.peer.reply(action, *START)
            talk.row(action, "mine")
            talk.peer.message("Event: RegistryEntry", "Host: nobody's")
            talk.end(action)

            assert hosts(await task) == ["mine"]
        talk.row(action, "late")
        assert await talk.hear_all() == []


async def test_a_session_without_listener_gets_lists() -> None:
    """As one that only asks."""
    async with talking(listens=False) as talk:
        task, action = await talk.ask()
        talk.peer.reply(action, *START)
        talk.row(action, "one")
        talk.end(action)

        assert hosts(await task) == ["one"]


async def test_all_in_one_segment_and_byte_by_byte() -> None:
    """TCP cuts where it likes, and the extra line end of IAXregistry does no harm."""
    async with talking() as talk:
        for pieces in (1, 1000):
            task, action = await talk.ask()
            action_id = action["ActionID"].encode()
            data = (
                b"Response: Success\r\nActionID: %b\r\nEventList: start\r\n\r\n"
                b"Event: RegistryEntry\r\nActionID: %b\r\nHost: one\r\n\r\n"
                b"Event: RegistrationsComplete\r\nActionID: %b\r\n"
                b"EventList: Complete\r\nListItems: 1\r\n\r\n\r\n"
            ) % (action_id, action_id, action_id)
            size = -(-len(data) // pieces)
            for start in range(0, len(data), size):
                talk.peer.send(data[start : start + size])
                await asyncio.sleep(0)

            assert hosts(await task) == ["one"]
        assert await talk.hear_all() == []


async def test_two_lists_at_once() -> None:
    """Each gets its own rows, mixed as they may be."""
    async with talking() as talk:
        one, first = await talk.ask()
        two, second = await talk.ask()
        for action in (first, second):
            talk.peer.reply(action, *START)
        for n in range(3):
            talk.row(first, f"first {n}")
            talk.row(second, f"second {n}")
        talk.end(second)
        talk.row(first, "first 3")
        talk.end(first)

        assert hosts(await one) == [f"first {n}" for n in range(4)]
        assert hosts(await two) == [f"second {n}" for n in range(3)]


@pytest.mark.parametrize(
    "finish",
    [
        lambda talk, action: (talk.peer.reply(action, *START), talk.end(action)),
        lambda talk, action: talk.peer.reply(action, "Response: Success"),
    ],
    ids=["no rows", "no list"],
)
async def test_an_empty_list(finish: Callable[[ListTalk, Action], object]) -> None:
    """Success with nothing between start and end, or with no list at all."""
    async with talking() as talk:
        task, action = await talk.ask()
        finish(talk, action)

        assert await task == []


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("Response: Error", "Message: No Contacts found\n"), ActionFailed),
        (("Response: Error", "Message: Permission denied"), PermissionDenied),
    ],
)
async def test_an_error_reply(lines: tuple[str, ...], kind: type[ActionFailed]) -> None:
    """Raised in the server's words; what it means is the caller's to know."""
    async with talking() as talk:
        task, action = await talk.ask()
        talk.peer.reply(action, *lines)

        with pytest.raises(kind) as raised:
            await task
        assert type(raised.value) is kind
        assert raised.value.message == lines[1].removeprefix("Message: ").strip()


async def test_a_list_that_the_server_breaks_off() -> None:
    """`EventList: Cancelled` is no end of a whole list."""
    async with talking() as talk:
        task, action = await talk.ask()
        talk.peer.reply(action, *START)
        talk.row(action, "one")
        talk.peer.reply(
            action, "Event: X", "EventList: Cancelled", "Message: Out of memory"
        )

        with pytest.raises(ActionFailed, match="Out of memory"):
            await task


async def test_the_deadline_is_for_the_whole_list(clock: Clock) -> None:
    """Rows that come after it are dropped, and are no events."""
    async with talking() as talk:
        task, action = await talk.ask()
        await clock.advance(6)
        talk.peer.reply(action, *START)
        talk.row(action, "one", event="A")
        await talk.hear_all()
        await clock.advance(3.9)
        assert not task.done()
        await clock.advance(0.2)

        with pytest.raises(ActionTimeout) as raised:
            await task
        assert raised.value.action == "IAXregistry"
        talk.row(action, "late", event="A")
        talk.end(action, event="A")
        assert await talk.hear_all() == []
        assert talk.traffic.actions_timed_out == 1


async def test_no_answer_at_all(clock: Clock) -> None:
    """The deadline of any action."""
    async with talking() as talk:
        task, _ = await talk.ask()
        await clock.advance(10.1)

        with pytest.raises(ActionTimeout):
            await task
        assert talk.traffic.actions_timed_out == 1


@pytest.mark.parametrize("limit", ["MAX_ROWS", "MAX_BYTES"])
async def test_too_many_rows(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """Memory is bounded; the session goes on."""
    monkeypatch.setattr(
        listing_module, limit, 3 if limit == "MAX_ROWS" else 3 * 60 + 59
    )
    async with talking() as talk:
        for rows, fits in ((3, True), (4, False)):
            task, action = await talk.ask()
            talk.peer.reply(action, *START)
            for n in range(rows):
                # 60 bytes with an id of one digit.
                talk.row(action, f"{n:024}")
            talk.end(action)
            if fits:
                assert len(await task) == rows
                continue
            with pytest.raises(ListTooLong, match="IAXregistry"):
                await task
        assert await talk.hear_all() == []


async def test_a_server_that_never_ends_a_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is given up is remembered so that late rows are known, but not for ever."""
    monkeypatch.setattr(listing_module, "MAX_LISTS", 3)
    async with talking() as talk:
        tasks = []
        for _ in range(4):
            task, action = await talk.ask()
            tasks.append(task)
            talk.peer.reply(action, *START)
            await talk.hear_all()

        with pytest.raises(ActionTimeout):
            await tasks[0]
        assert not any(task.done() for task in tasks[1:])
        for task in tasks[1:]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("begun", [False, True])
async def test_a_lost_session(*, begun: bool) -> None:
    """Fails what is pending, before the response as between the rows."""
    async with talking() as talk:
        task, action = await talk.ask()
        if begun:
            talk.peer.reply(action, *START)
            talk.row(action, "one")
            await talk.hear_all()
        talk.peer.close()

        with pytest.raises(ConnectionLost, match="closed the connection"):
            await task


async def test_a_cancelled_list_is_forgotten() -> None:
    """Its rows are nobody's then, nor are they events."""
    async with talking() as talk:
        task, action = await talk.ask()
        talk.peer.reply(action, *START)
        await talk.hear_all()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        talk.row(action, "one", event="A")
        talk.end(action, event="A")
        talk.peer.message("Event: A")

        assert await talk.hear_all() == ["A"]


@pytest.mark.parametrize(
    ("transcript", "action", "rows"),
    [
        ("c13_lists_ok", "IAXregistry", ["RegistryEntry"] * 2),
        ("c13_lists_ok", "PJSIPShowEndpoints", ["EndpointList"] * 5),
        ("c13_lists_ok", "PJSIPShowContacts", ["ContactList"] * 2),
        (
            "c13_lists_ok",
            "PJSIPShowRegistrationsOutbound",
            ["OutboundRegistrationDetail", "AuthDetail"],
        ),
        ("c14b_lists_peer_gone", "PJSIPShowContacts", None),
    ],
)
async def test_lists_of_a_real_server(
    transcript: str, action: str, rows: list[str] | None
) -> None:
    """As recorded, to the byte but for the ActionID."""
    exchange = next(e for e in load(transcript).exchanges if e.request[0][1] == action)
    async with talking() as talk:
        task = asyncio.create_task(talk.session.request_list(action))
        asked = await talk.peer.action()
        talk.peer.send(_with_id(exchange, asked["ActionID"]))

        if rows is None:
            with pytest.raises(ActionFailed, match="No Contacts found"):
                await task
        else:
            assert [row.event for row in await task] == rows
        assert await talk.hear_all() == []


def _with_id(exchange: Exchange, action_id: str) -> bytes:
    recorded = exchange.header("ActionID").encode()
    return exchange.reply.replace(b": %b\r\n" % recorded, f": {action_id}\r\n".encode())


async def test_a_connection_hands_lists_on() -> None:
    """And says at once that there is no session."""

    async def script(peer: Peer) -> None:
        await peer.log_in()
        action = await peer.action()
        peer.reply(action, *START)
        peer.reply(action, "Event: RegistryEntry", "Host: one")
        peer.reply(action, "Event: RegistrationsComplete", "EventList: Complete")
        action = await peer.action()
        peer.reply(action, "Response: Error", "Message: Asterisk is shutting down")
        await peer.log_off()

    async with connected(script) as connection:
        assert hosts(await connection.request_list("IAXregistry")) == ["one"]
        with pytest.raises(ActionFailed, match="shutting down"):
            await connection.request_list("IAXregistry")
        await connection.close()
        with pytest.raises(NotConnected):
            await connection.request_list("IAXregistry")


@asynccontextmanager
async def connected(
    script: Callable[[Peer], Awaitable[None]],
) -> AsyncGenerator[Connection]:
    """Keep a connection to a scripted server."""
    async with serving(script) as server:
        connection = Connection(
            server.address(),
            Settings(),
            on_event=lambda _event: None,
            on_status=lambda _status: None,
        )
        await connection.start()
        try:
            yield connection
        finally:
            await connection.close()
