"""What Asterisk 1.4 does not have is in no advice for it: it reads manager.conf at each login."""

import json
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.allstarlink.const import DOMAIN
from simulator import User

from .conftest import Clock
from .station import station, user

_ENGLISH: dict[str, Any] = json.loads(
    Path("custom_components/allstarlink/translations/en.json").read_text()
)


@pytest.mark.parametrize("dialect", ["asl2", "hamvoip"])
async def test_commands_that_are_not_permitted(
    hass: HomeAssistant, clock: Clock, dialect: str
) -> None:
    """By an action of a node, and by one of the server."""
    async with station(hass, clock, write="", dialect=dialect) as here:
        command = here.call(
            f"{DOMAIN}.command",
            {"config_entry_id": here.entry.entry_id, "command": "rpt stats 1999"},
            response=True,
        )
        await here.fail(command, "no_command_right_old")
        call = here.start("connect", node="2001")
        error = await here.fail(call, "no_command_right_old")
        text = _ENGLISH["exceptions"]["no_command_right_old"]["message"]
        assert "reload" not in text
        assert str(error) == text.format(server="127.0.0.1").removesuffix(".")


async def test_events_that_are_missing(hass: HomeAssistant, clock: Clock) -> None:
    """ASL2 has told something, and then the right to hear was taken away."""
    async with station(hass, clock, dialect="asl2") as here:
        here.node.link("2001")
        await clock.advance(2)
        here.server.reload_manager([User(user().name, user().secret, "", "command")])
        here.entry.runtime_data.client.connection.reconnect()
        await clock.advance(70)
        for link in ("2002", "2003", "2004"):
            here.node.link(link)
            await clock.advance(61)
        await clock.advance(61)
        issue_id = f"events_missing_{here.entry.entry_id}"
        issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
        assert issue
        assert issue.is_fixable
        assert issue.translation_key == "events_missing_old"
        step = _ENGLISH["issues"]["events_missing_old"]["fix_flow"]["step"]["confirm"]
        assert "`read = call,system`" in step["description"]
        assert "reload" not in step["description"]
        assert "eventfilter" not in step["description"]
