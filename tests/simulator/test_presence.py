"""Phones, peers and registrations come and go; restarts; a node's own channels."""

from collections.abc import Callable
from functools import partial

import pytest

from simulator import NodeSetup, SimulatedServer, User
from simulator.pbx import PbxSetup, Phone, originate
from simulator.pbx.setup import Extension
from tests.conftest import Clock
from tests.simulator.pbx_stage import SETUP, USERS, by_source, fields, messages, passes
from tests.simulator.scenes import watching
from tests.simulator.stage import Watch, play
from tests.simulator.test_calls import Script, perform
from tests.simulator.test_pbx_lists import rows
from tests.transcript import load


def unregistered(first: float, script: Script) -> None:
    """1002 takes its registration back; so does the trunk (c13b)."""
    who = script.pbx.who
    trunk, phone = who.registrations["trunk"], who.endpoints["1002"]
    if first > 2:
        script.at(first - 2.3, partial(trunk.become, "Registered"))
    script.at(first, phone.unregister)
    for moment in (6.02, 8.03):
        script.at(first + moment, partial(trunk.become, "Unregistered"))
    script.at(first + 11.02, phone.register)


def gone_and_back(script: Script) -> None:
    """All whom the PBX knows vanish, and come back (c14)."""
    who = script.pbx.who
    alice, bob, trunk = (who.endpoints[name] for name in ("1001", "1002", "trunk"))
    registration, peer = who.registrations["trunk"], who.peers["iaxphone"]
    gone: list[Callable[[], object]] = [
        alice.vanish,
        bob.vanish,
        peer.vanish,
        trunk.vanish,
        alice.expire,
        partial(registration.become, "Rejected"),
        bob.expire,
    ]
    for moment, step in enumerate(gone):
        script.at(3.5 + moment, step)
    back: list[Callable[[], object]] = [
        bob.register,
        peer.reappear,
        trunk.reappear,
        alice.register,
        partial(registration.become, "Registered"),
        partial(registration.become, "Registered"),
    ]
    for moment, step in enumerate(back):
        script.at(51.5 + moment / 5, step)


def reloaded(first: float, script: Script) -> None:
    """The dialplan is read, then everything (c18)."""
    trunk = script.pbx.who.registrations["trunk"]
    script.at(first, script.pbx.devices.reload)
    script.at(first + 2.8, partial(trunk.become, "Registered"))
    script.at(first + 9.03, script.pbx.reload)


def hint_removed(script: Script) -> None:
    """A hint goes and comes back (c18b)."""
    devices = script.pbx.devices
    script.at(1.61, partial(devices.remove_hint, "1005"))
    script.at(4.92, partial(devices.restore_hint, "1005"))


@pytest.mark.parametrize(
    ("name", "scene"),
    [
        ("c18b_hint_removed_user_removed_ev_call", hint_removed),
        ("c13b_register_unregister_ev_call", partial(unregistered, 1.72)),
        ("c13b_register_unregister_ev_system", partial(unregistered, 2.87)),
        ("c14_peer_gone_and_back_ev_call", gone_and_back),
        ("c14_peer_gone_and_back_ev_system", gone_and_back),
        ("c18_reload_ev_call", partial(reloaded, 3.82)),
    ],
)
async def test_every_event(
    name: str, scene: Callable[[Script], None], clock: Clock, watch: Watch
) -> None:
    """Each source tells the same in the same order; round trips vary."""
    async with SimulatedServer((), USERS, clock=watch, pbx=SETUP) as server:
        takes = await perform(server, watch, clock, name, scene)
    recorded = by_source(b"".join(recorded for _, recorded, _ in takes))
    simulated = by_source(b"".join(simulated for _, _, simulated in takes))
    recorded.pop("FullyBooted", None)
    simulated.pop("FullyBooted", None)
    assert sorted(simulated) == sorted(recorded)
    for source, told in recorded.items():
        if "&" in source:
            assert passes(simulated[source], told) or passes(told, simulated[source])
        else:
            assert simulated[source] == told, source


async def test_a_reload_tells_of_the_registrations(clock: Clock, watch: Watch) -> None:
    """Those of IAX2 are told again, then the reload (c18)."""
    name = "c18_reload_ev_system"
    async with SimulatedServer((), USERS, clock=watch, pbx=SETUP) as server:
        takes = await perform(server, watch, clock, name, partial(reloaded, 4.62))
    recorded = messages(b"".join(recorded for _, recorded, _ in takes))
    simulated = messages(b"".join(simulated for _, _, simulated in takes))
    # Before, single modules were reloaded.
    last = next(n for n, m in enumerate(recorded) if "Module: res_pjsip" in m) + 3
    wanted = [m for m in recorded[last:] if m.startswith("Event: ")]
    told = [m for m in simulated if m.startswith(("Event: Registry", "Event: Reload"))]
    assert len(wanted) == 3
    assert sorted(told[1:]) == sorted(wanted)


async def test_a_hint_goes_in_silence(clock: Clock) -> None:
    """No event tells that it is gone; it is not listed any more (c18b, c18d)."""
    setup = PbxSetup((Phone("1001"), Phone("1002")))
    async with SimulatedServer(("1999",), pbx=setup) as server:
        client = await watching(server, clock, mask="call")
        server.pbx.devices.remove_hint("1001")
        server.pbx.dial("1001", "1002").ring()
        await clock.settle()
        assert b"Hint: PJSIP/1001" not in client.take()
        reply = await client.ask(
            clock, "Action: ExtensionState", "Exten: 1001", "Context: phones"
        )
        assert b"Status: -1\r\nStatusText: Unknown" in reply
        listed = await client.ask(clock, "Action: ExtensionStateList")
        assert b"ListItems: 1\r\n" in listed
        client.transport.abort()


async def test_what_a_node_server_shows_and_tells(clock: Clock, watch: Watch) -> None:
    """Its own channels are listed, and a phone becomes a client (c22)."""
    recording = load("c22_rpt_link_channels_ev_call")
    hubs = "1999", "1998"
    usrp = NodeSetup("1997", "usrp/127.0.0.1:34001:32001")
    dialplan = Extension("1999", "Rpt", "1999,Pv,K9TEST-P", "phonev")
    server = SimulatedServer(
        (*hubs, usrp, NodeSetup("1996", "voter/1996")),
        [User("admin", "s3cret-a")],
        clock=watch,
        channel_events=True,
        pbx=PbxSetup(extensions=(dialplan,), modules=frozenset()),
    )
    async with server:
        node = server.node("1999")
        node.tx_follows = False
        client = originate.Origination("Local/1999@phonev/n", "Wait", "4")
        scene = {
            "rpt cmd 1999 ilink 3 2001": partial(node.linking.ilink, 3, "2001"),
            "rpt cmd 1999 ilink 1 2001 (unlink)": partial(
                node.linking.ilink, 1, "2001"
            ),
            "channel originate Local/1999@phonev/n application Wait 4": partial(
                originate.begin, server.pbx, client, lambda reason, leg: None
            ),
        }
        takes = await play(server, watch, clock, recording, scene, fraction=0.0)
    lists = [take for take in takes if "CoreShowChannels" in take[0]]
    assert len(lists) == 4
    for cause, recorded, simulated in lists:
        assert _shown(simulated) == _shown(recorded), cause
    recorded = b"".join(recorded for _, recorded, _ in takes)
    simulated = b"".join(simulated for _, _, simulated in takes)
    told, wanted = (_of_channels(data) for data in (simulated, recorded))
    assert len(wanted) > 3
    assert told == wanted


def _shown(data: bytes) -> list[bytes]:
    listed = [row for row in rows(data) if b"CoreShowChannel" in row]
    return sorted(row[: row.index(b"BridgeId")] for row in listed if b"BridgeId" in row)


def _of_channels(data: bytes) -> dict[str, list[str]]:
    """Return what is told of channels, source by source."""
    told = data.split(b"\r\n\r\n")
    events = [m for m in told if b"ActionID" not in m and b"RPT_" not in m]
    sources = by_source(b"\r\n\r\n".join(events))
    kinds = "Channel IAX2", "Channel Local/1999", "Dial", "LocalOne"
    return {key: told for key, told in sources.items() if key.startswith(kinds)}


async def test_device_states_need_their_module(clock: Clock) -> None:
    """Hints are told without it."""
    phones = Phone("1001"), Phone("1002")
    setup = PbxSetup(phones, modules=frozenset({"chan_pjsip"}))
    async with SimulatedServer((), pbx=setup) as server:
        client = await watching(server, clock, mask="call")
        server.pbx.dial("1001", "1002").ring()
        await clock.settle()
        told = client.take()
        assert b"Event: ExtensionStatus" in told
        assert b"Event: DeviceStateChange" not in told
        client.transport.abort()


async def test_passwords_are_told_in_the_clear(clock: Clock) -> None:
    """Whoever dials through IAX2 is told of with a password, as on a real server."""
    async with SimulatedServer((), pbx=SETUP) as server:
        client = await watching(server, clock, mask="call")
        server.pbx.dial("1001", "85559876")
        await clock.settle()
        string = b"DialString: ctrunk:ctpass@127.0.0.1:4572/5559876\r\n"
        assert string in client.take()
        listed = await client.ask(clock, "Action: PJSIPShowRegistrationsOutbound")
        assert b"Password: pcpbx\r\n" in listed
        client.transport.abort()


async def test_a_restart_leaves_no_call(clock: Clock) -> None:
    """Channels are gone without a word, and numbers begin anew."""
    setup = PbxSetup((Phone("1001"), Phone("1002")))
    async with SimulatedServer(("1999",), pbx=setup) as server:
        call = server.pbx.dial("1001", "1002")
        first = call.root.name, call.root.unique_id.rpartition(".")[2]
        call.answer()
        await server.restart()
        assert not server.pbx.channels
        assert not server.pbx.calls
        client = await watching(server, clock, mask="call")
        root = server.pbx.dial("1001", "1002").root
        await clock.settle()
        assert (root.name, root.unique_id.rpartition(".")[2]) == first
        begun = [fields(message) for message in messages(client.take())]
        assert begun[0]["Channel"] == "PJSIP/1001-#0"
        client.transport.abort()


async def test_calls_go_on_without_anybody_who_listens(clock: Clock) -> None:
    """A session that comes back finds in the list what is left."""
    setup = PbxSetup((Phone("1001"), Phone("1002"), Phone("1003")))
    async with SimulatedServer(("1999",), pbx=setup) as server:
        ended = server.pbx.dial("1001", "1002")
        ended.answer()
        staying = server.pbx.dial("1003", "1002")
        server.sessions.clear()
        ended.hang_up()
        staying.answer()
        client = await watching(server, clock, mask="off")
        listed = await client.ask(clock, "Action: CoreShowChannels", "ActionID: 1")
        names = [fields(m).get("Channel", "") for m in messages(listed)]
        phones = [name for name in names if name.startswith("PJSIP")]
        assert len(phones) == 2
        assert phones[0].startswith("PJSIP/1003")
        client.transport.abort()


@pytest.mark.parametrize(
    "action",
    ["PJSIPShowEndpoints", "PJSIPShowContacts", "DeviceStateList", "ParkedCalls"],
)
async def test_a_plain_node_server_knows_no_telephones(
    action: str, clock: Clock
) -> None:
    """Without the modules their actions do not exist, and are not listed."""
    async with SimulatedServer(("1999",)) as server:
        client = await watching(server, clock, mask="off")
        reply = await client.ask(clock, f"Action: {action}")
        assert f"Message: Invalid/unknown command: {action}.".encode() in reply
        assert action.encode() not in await client.ask(clock, "Action: ListCommands")
        client.transport.abort()
