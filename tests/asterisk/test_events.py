"""Events: who gets which, and what they cannot be taken for."""

import pytest

from tests.asterisk.client import Client
from tests.asterisk.stage import Asterisk

HELLO = ("UserEvent", "Hello")


@pytest.mark.parametrize(
    ("user", "mask", "classes"),
    [
        ("admin", "on", {"call", "user", "security", "system"}),
        ("admin", "call,system", {"call", "system"}),
        ("admin", "user", {"user"}),
        ("admin", "off", set()),
        ("node", "on", {"call", "system"}),
        ("node", "system", {"system"}),
    ],
)
async def test_classes(
    asterisk: Asterisk, user: str, mask: str, classes: set[str]
) -> None:
    """A session gets the classes that its user may read and its login asked for."""
    async with (
        Client(asterisk.server(user), events=mask) as listener,
        Client(asterisk.server(), events="on") as witness,
    ):
        await witness.connection.request("UserEvent", HELLO)
        await asterisk.make_call_event()
        await witness.sees("call", "user")
        # Both sessions are served from one queue: what is to come is on its way.
        await listener.connection.request("Ping")
        assert listener.classes & {"call", "user", "security", "system"} == classes


async def test_fully_booted_follows_the_login(asterisk: Asterisk) -> None:
    """The first event, and the only one of a user who reads no more."""
    async with Client(asterisk.server("node")) as client:
        await client.sees("system")
        (event,) = client.events
    assert [name for name, _ in event.fields] == [
        "Event",
        "Privilege",
        "Uptime",
        "LastReload",
        "Status",
    ]
    assert event.get("Status") == "Fully Booted"


async def test_what_is_not_wanted_is_not_handed_on(asterisk: Asterisk) -> None:
    """Of all events only the wanted ones arrive, and only they count."""
    async with Client(
        asterisk.server(), events="on", wanted=frozenset({"UserEvent"}).__contains__
    ) as client:
        await asterisk.make_call_event()
        await client.connection.request("UserEvent", HELLO)
        await client.sees("user")
        assert [event.event for event in client.events] == ["UserEvent"]
        assert client.connection.metrics.events_received == 1


async def test_mask_of_a_session_that_is_up(asterisk: Asterisk) -> None:
    """The Events action changes the mask at once."""
    async with Client(asterisk.server(), events="off") as client:
        request = client.connection.request
        assert (await request("Events", ("EventMask", "user"))).get("Events") == "On"
        await request("UserEvent", HELLO)
        await client.sees("user")
        assert (await request("Events", ("EventMask", "off"))).get("Events") == "Off"
        await request("UserEvent", HELLO)
        await request("Ping")
        assert len(client.events) == 1


async def test_an_event_is_not_taken_for_a_reply(asterisk: Asterisk) -> None:
    """Headers of a user event are anybody's, ActionID and Response among them."""
    forged = HELLO, ("Response", "Error"), ("Message", "Permission denied")
    async with Client(asterisk.server(), events="user") as client:
        reply = await client.connection.request("UserEvent", *forged)
        assert reply.get("Message") == "Event Sent"
        await client.sees("user")
        (event,) = client.events
        assert event.fields == (
            ("Event", "UserEvent"),
            ("Privilege", "user,all"),
            ("UserEvent", "Hello"),
            ("ActionID", reply.action_id),
            *forged[1:],
        )
        assert (await client.connection.request("Ping")).is_success
