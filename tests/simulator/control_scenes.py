"""The scenes of recordings d01 to d10, in which commands are given."""

from simulator import SimulatedNode
from tests.simulator.scenes import Builder, Stage, used
from tests.simulator.stage import Scene, at


async def connecting(stage: Stage) -> Scene:
    """Connect, change modes, disconnect (d01)."""
    node = stage.node("1999")
    used(node, keyups=4)
    node.publish_links()
    for name in ("RPT_ETXKEYED", "RPT_TXKEYED"):
        node.set_variable(name, "0")
    return {"p1-XStat": lambda: node.transmit(True)}


async def refused(stage: Stage) -> Scene:
    """Connects that are refused in silence, and one to a dead port (d02)."""
    node = stage.node("1999")
    used(node, keyups=4)
    node.transmit(True)
    node.publish_links()

    def second_hop() -> None:
        node.hear_of("2001", ("T2002",))
        stage.server.world.network["2001"].children = ("T2002",)

    return {"shell(b): rpt cmd 2001 ilink 3 2002": second_hop}


async def disconnect_all(stage: Stage) -> Scene:
    """Disconnect all leaves a phone behind; reconnect calls the rest (d04)."""
    node = stage.node("1999")
    stage.node("1998")
    used(node, keyups=4)
    node.transmit(True)
    node.publish_links()
    return {
        "shell(a): channel originate Local/1999@phonev/n application Wait 60": (
            lambda: node.link("K9TEST-P", peer="", connected_for=-0.5)
        )
    }


async def announcements(stage: Stage) -> Scene:
    """Status, macro and DTMF commands (d05)."""
    node = stage.node("1997")
    node.publish_links()
    for name in ("RPT_AUTOPATCHUP", "RPT_RXKEYED"):
        node.set_variable(name, "0")
    node.publish_links()
    for name in ("RPT_ETXKEYED", "RPT_TXKEYED"):
        node.set_variable(name, "0")
    used(node, keyups=10, kerchunks=6)
    return {
        "p1-XStat": lambda: node.transmit(True, external=False),
        "p4-XStat": lambda: node.report("RPT_ETXKEYED", "1"),
    }


async def states(stage: Stage) -> Scene:
    """Each pair of cop commands, and what is refused while off (d06)."""
    node = stage.node("1997")
    node.publish_links()
    for name in ("RPT_AUTOPATCHUP", "RPT_RXKEYED"):
        node.set_variable(name, "0")
    node.publish_links()
    node.transmit(True)
    used(node, keyups=11, kerchunks=6, dtmf_commands=1)
    node.usage.last_dtmf_command = "70"
    return {
        "p12-XStat": lambda: node.transmit(True, external=False),
    }


async def two_at_once(stage: Stage) -> Scene:
    """Commands without a pause: the first is done, the rest is lost (d07)."""
    node = stage.node("1999")
    used(node, keyups=4)
    node.transmit(True)
    node.publish_links()
    return {}


async def mode_change(stage: Stage) -> Scene:
    """A change of mode, polled fast (d08)."""
    node = await _long_ago(stage)
    node.link("2001", direction="out")
    return {}


async def connect_polled_fast(stage: Stage) -> Scene:
    """A connect, polled fast (d09); one to a dead port (d10)."""
    node = await _long_ago(stage)
    node.publish_links()
    return {}


async def _long_ago(stage: Stage) -> SimulatedNode:
    node = stage.node("1999")
    stage.until("03:38:39")
    node.transmit(True)
    node.last_keyed, node.last_tx_keyed = at("02:30:22"), at("03:38:39")
    return node


CONTROLS: dict[str, Builder] = {
    "d01_connect_disconnect_1999": connecting,
    "d02_connect_refused_1999": refused,
    "d04_disconnect_all_reconnect_1999": disconnect_all,
    "d05_status_macro_dtmf_1997": announcements,
    "d06_states_1997": states,
    "d07_two_at_once_1999": two_at_once,
    "d08_mode_change_polled_fast_1999": mode_change,
    "d09_connect_polled_fast_1999": connect_polled_fast,
}
