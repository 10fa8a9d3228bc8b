"""Conditions: an extension, or anybody on a server, rings or is in a call."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import override

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ..asterisk.call import Call
from ..asterisk.extensions import LineState
from ..const import DOMAIN
from ..telephony.calls import CHANNELS
from ..telephony.line import Line
from ..telephony.lines import Lines
from ..telephony.telephony import Telephony
from ..triggers.targets import async_targeted_devices
from .targeted_condition import TargetedCondition


class CallCondition(TargetedCondition):
    """A condition on extensions, or on all calls of a server.

    One of which nothing is known does not meet it.
    """

    @abstractmethod
    def _is_line_met(self, lines: Lines, line: Line) -> bool:
        """Return whether a line, of which the state is known, meets the condition."""

    @abstractmethod
    def _is_call_met(self, call: Call) -> bool:
        """Return whether a server with this call meets the condition."""

    @override
    def _met(self) -> Iterator[bool]:
        for device_id in async_targeted_devices(self._hass, self.target):
            if (telephony := _telephony(self._hass, device_id)) is None:
                continue
            if line := telephony.devices.lines_by_device.get(device_id):
                yield telephony.knows_line(line) and self._is_line_met(
                    telephony.lines, line
                )
            elif device_id == telephony.server_device.device_id:
                calls = telephony.calls.active if telephony.knows(CHANNELS) else ()
                yield any(map(self._is_call_met, calls))


class IsInCall(CallCondition):
    """Somebody talks, or is on hold."""

    @override
    def _is_line_met(self, lines: Lines, line: Line) -> bool:
        return lines.in_call(line)

    @override
    def _is_call_met(self, call: Call) -> bool:
        return call.answered


class IsRinging(CallCondition):
    """A phone rings."""

    @override
    def _is_line_met(self, lines: Lines, line: Line) -> bool:
        return lines.state(line) is LineState.RINGING

    @override
    def _is_call_met(self, call: Call) -> bool:
        return not call.answered


@callback
def _telephony(hass: HomeAssistant, device_id: str) -> Telephony | None:
    """Return the telephony of the server that a device belongs to."""
    device = dr.async_get(hass).async_get(device_id)
    if not isinstance(device, dr.DeviceEntry):
        return None
    entry = hass.config_entries.async_get_entry(device.config_entry_id)
    if entry is None or entry.domain != DOMAIN:
        return None
    if entry.state is not ConfigEntryState.LOADED:
        return None
    telephony: Telephony | None = entry.runtime_data.telephony
    return telephony
