"""Calls the actions on calls, and looks at how they end."""

import asyncio
from typing import Any

from homeassistant.core import Context
from homeassistant.exceptions import HomeAssistantError

from .stage import Stage

RULES = ["PJSIP/100*", "Local/*@phones", "1002@phones", "600@phones", "Echo(*)"]
TO_1002 = {"endpoint": "PJSIP/1001", "extension": "1002", "context": "phones"}
TO_ECHO = {"endpoint": "PJSIP/1001", "application": "Echo"}


def start(
    stage: Stage, action: str, by: Context | None = None, /, **data: Any
) -> asyncio.Task[Any]:
    """Call an action on the server without waiting for it."""
    return stage.hass.async_create_task(
        stage.hass.services.async_call(
            "allstarlink",
            action,
            {"config_entry_id": stage.entry.entry_id, **data},
            blocking=True,
            context=by,
            return_response=action != "hangup",
        )
    )


async def finish(stage: Stage, call: asyncio.Task[Any]) -> Any:
    """Let a little time pass, and return what an action answered."""
    await stage.time.advance(0.5)
    assert call.done()
    return call.result()


async def fail(stage: Stage, call: asyncio.Task[Any], key: str) -> HomeAssistantError:
    """Let a call of an action fail with the translated error of this key."""
    await stage.time.advance(60)
    assert call.done()
    error = call.exception()
    assert isinstance(error, HomeAssistantError), error
    assert error.translation_key == key
    return error


def originating(*rules: str) -> dict[str, Any]:
    return {"allowed_originate": list(rules or RULES)}
