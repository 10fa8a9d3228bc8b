"""What assistants do with a node: by the actions of the integration, as who asks."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import ATTR_DEVICE_ID

from ..app_rpt.names import Mode
from ..const import DOMAIN
from ..control.calls import link_to
from ..control.failures import invalid
from ..names import short_name
from ..node import Node
from .scope import Asker
from .targets import link_in, mode_for, target_in


async def async_act(
    asker: Asker, action: str, data: dict[str, Any], on: Node | None = None
) -> dict[str, Any]:
    """Use an action of the integration, as who asks. Raises HomeAssistantError."""
    device = {} if on is None else {ATTR_DEVICE_ID: on.device_id}
    answer = await asker.hass.services.async_call(
        DOMAIN,
        action,
        {**data, **device},
        blocking=True,
        context=asker.context,
        return_response=True,
    )
    return dict(answer or {})


async def async_connect(
    asker: Asker,
    node: Node,
    text: str,
    *,
    mode: str | None = None,
    words: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Link a node to a number or a favorite, and return the link as data.

    A link that is there in another mode is left alone. Raises HomeAssistantError.
    """
    if (target := target_in(node, text, words)) is None:
        raise invalid("assist_unknown_target", target=short_name(text))
    mode = mode or mode_for(node, target)
    link = link_to(node.coordinator.data, target)
    if link is not None and link.established and link.mode is not Mode(mode):
        raise invalid("disconnect_first", node=node.number, target=target)
    answer = await async_act(asker, "connect", {"node": target, "mode": mode}, node)
    linked: dict[str, Any] = answer["link"]
    return linked


async def async_disconnect(
    asker: Asker,
    node: Node,
    text: str | None,
    *,
    words: Mapping[str, str] | None = None,
) -> tuple[str | None, bool]:
    """End one link of a node, or without a name all.

    Return the name of the link, and whether the far end has linked again. Raises
    HomeAssistantError.
    """
    which: dict[str, Any] = {"all": True}
    name = None
    if text is not None:
        if (name := link_in(node, text, words)) is None:
            raise invalid(
                "assist_unknown_link", node=node.number, link=short_name(text)
            )
        which = {"node": name}
    answer = await async_act(asker, "disconnect", which, node)
    return name, bool(answer["back_again"])
