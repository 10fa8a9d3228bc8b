"""What servers say, and what people chose, does not leave by logs, errors or diagnostics."""

import json
import time
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.json import ExtendedJSONEncoder
import pytest

from custom_components.allstarlink.ami.redaction import redact, spoken
from custom_components.allstarlink.const import DOMAIN
from custom_components.allstarlink.diagnostics import async_get_config_entry_diagnostics

from ..conftest import Clock
from ..integration import add_entry
from .server import NODESTAT, XSTAT, HostileServer, entry_of

SECRET_TEXT = "IAX2/gate:tr0ub4dor@198.51.100.7/5551234"


def _xstat(_action: Any) -> tuple[str, ...]:
    conns = (
        "Conn: JANEDOE-P 198.51.100.7 0 IN 00:01:00:000 ESTABLISHED",
        "Conn: Smiths Cabin 198.51.100.8 0 IN 00:01:00:000 ESTABLISHED",
        "Conn: 2001 198.51.100.9 0 OUT 00:01:00:000 ESTABLISHED",
        "LinkedNodes: TJANEDOE-P, TSmiths Cabin, T2001",
        "Var: RPT_ALINKS=3,JANEDOE-PTU,Smiths CabinTU,2001TU",
    )
    rest = [
        line for line in XSTAT if not line.startswith(("Linked", "Var: RPT_ALINKS"))
    ]
    return ("Response: Success", "Node: 1999", *conns, *rest)


def _nodestat(_action: Any) -> tuple[str, ...]:
    lines = [
        "LastDtmfCommandExecuted: *6015551234" if line.startswith("LastDtmf") else line
        for line in NODESTAT
    ]
    return ("Response: Success", *lines)


async def test_diagnostics_name_no_person_and_no_number(
    hass: HomeAssistant, clock: Clock, server: HostileServer
) -> None:
    """Published numbers of nodes stay."""
    server.says |= {"XStat": _xstat, "NodeStat": _nodestat}
    server.says["VoterStatus"] = lambda _action: (
        "Response: Success",
        "Node: 1999",
        "Voted: Smiths Barn",
        "Client: Smiths Barn",
        "RSSI: 100",
    )
    entry = await add_entry(hass, entry_of(server, "1999"))
    server.event("DTMF", "7")
    server.event("RPT_ALINKS", "3,JANEDOE-PTK,Smiths CabinTU,2001TU")
    await clock.settle()
    told = await async_get_config_entry_diagnostics(hass, entry)
    text = json.dumps(told, cls=ExtendedJSONEncoder)
    for leak in ("JANEDOE", "Smiths", "5551234", "198.51.100"):
        assert leak not in text
    state = told["nodes"]["1999"]["state"]
    names = sorted(link["name"] for link in state["links"])
    assert names == ["2001", "name 1", "name 2"]
    assert state["network"] == ["2001", "name 1", "name 2"]
    assert state["talking"]["keyed"] == ["name 1"]
    assert told["nodes"]["1999"]["voter"]["voted"] == "name 1"


async def test_an_error_of_the_server_is_shown_without_passwords(
    hass: HomeAssistant,
    clock: Clock,
    server: HostileServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """In the error of an action, in the log and in diagnostics."""
    entry = await add_entry(hass, entry_of(server, "1999"))
    words = f"Message: No such\u202e \x1b[31m thing {SECRET_TEXT} " + "x" * 5000
    server.says["Command"] = lambda _action: ("Response: Error", words)
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    (device,) = (device.id for device in devices if device.name == "Node 1999")
    with pytest.raises(HomeAssistantError) as caught:
        await hass.services.async_call(
            DOMAIN, "run_macro", {"device_id": device, "macro": "1"}, blocking=True
        )
    placeholders = caught.value.translation_placeholders
    assert placeholders is not None
    said = placeholders["error"]
    assert said.startswith("No such")
    assert "tr0ub4dor" not in said
    assert said.isprintable()
    assert len(said) <= 200

    fails = ("Response: Error", words)
    server.says |= dict.fromkeys(
        ("XStat", "NodeStat", "RptStat"), lambda _action: fails
    )
    await clock.advance(400)
    told = await async_get_config_entry_diagnostics(hass, entry)
    assert "tr0ub4dor" not in json.dumps(told, cls=ExtendedJSONEncoder)
    assert "is unavailable" in caplog.text
    own = [record for record in caplog.records if record.name.startswith("custom_comp")]
    assert not any("tr0ub4dor" in record.getMessage() for record in own)


@pytest.mark.parametrize(
    "text",
    ["@" + ":" * 200_000, ":" * 200_000 + "@", "sip:" * 50_000 + "@", ":@" * 100_000],
)
def test_words_are_redacted_in_linear_time(text: str) -> None:
    """However they are made."""
    begun = time.process_time()
    redact(text)
    spoken(text)
    assert time.process_time() - begun < 0.5
