"""Scenes played to their end."""

from custom_components.allstarlink.asterisk.call import Call, ChangeType

from .scene import Channel, Scene
from .wire import Calls


def play(scene: Scene) -> Calls:
    """Return the calls after a scene, in which every channel has ended."""
    calls = Calls()
    calls.hear(*scene.events)
    assert not calls.state.linked
    assert not calls.state.homes
    return calls


def ended(scene: Scene) -> Call:
    """Return the only call of a scene."""
    (call,) = (c.call for c in play(scene).changes if c.type is ChangeType.ENDED)
    return call


def dial(
    scene: Scene, device: str = "PJSIP/1002", string: str = ""
) -> tuple[Channel, Channel]:
    """Let 1001 dial 1002, whose device begins to ring."""
    caller = scene.caller("PJSIP/1001", "1002", "1001")
    callee = scene.callee(device, caller, "1002")
    callee.connected = "1001"
    scene.dials(caller, callee, string)
    scene.rings(callee)
    return caller, callee
