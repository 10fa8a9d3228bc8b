"""What diagnostics tell of telephony: no numbers, no names of lines and providers."""

from typing import Any

from .telephony import LISTS, Telephony


def telephony_diagnostics(telephony: Telephony | None) -> dict[str, Any] | None:
    """Return what is known and how, None if telephony is turned off."""
    if telephony is None:
        return None
    lines, trunks = telephony.lines, telephony.trunks.known.values()
    return {
        "lists": {
            action: _list(telephony, action)
            for action in dict.fromkeys((*LISTS, *telephony.listed))
        },
        "active_calls": telephony.calls.count,
        "lines_of_server": len(lines.known),
        "lines": [
            {"state": lines.state(line), "reachable": lines.reachable(line)}
            for line in telephony.devices.lines.values()
        ],
        "trunks": [
            {"technology": trunk.technology, "state": trunk.state} for trunk in trunks
        ],
    }


def _list(telephony: Telephony, action: str) -> str:
    if not telephony.can_list(action):
        return "not_permitted"
    return "known" if telephony.knows(action) else "unknown"
