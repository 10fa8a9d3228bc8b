"""Triggers: a call rings, is answered, has ended; an extension rings; a UserEvent."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, override

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.trigger import (
    TriggerActionRunner,
    TriggerNotTriggeredReporter,
)
import voluptuous as vol

from ..asterisk.call import Call, CallChange, ChangeType, Direction, Disposition
from ..names import shown_name
from ..telephony.call_data import call_data
from ..telephony.signals import SIGNAL_CALL, SIGNAL_EXTENSION_RINGING, SIGNAL_USER_EVENT
from .targeted_trigger import TargetedTrigger

CONF_DIRECTION = "direction"
CONF_NUMBER = "number"
CONF_NAME = "name"
CONF_EXTENSION = "extension"
CONF_DISPOSITION = "disposition"

ANY = "any"

# Runs the action for a device, with what it shall know and a few words for the trace.
type Fire = Callable[[str, dict[str, Any], str], None]


def _word(value: Any) -> str:
    word = str(value).strip()
    if isinstance(value, dict | list | bool) or not word:
        raise vol.Invalid(f"{value!r} is no number and no name")
    return word


_WORDS = vol.All(cv.ensure_list, [_word])


class TelephonyTrigger(TargetedTrigger):
    """A trigger on what happens on a server or an extension."""

    @abstractmethod
    def _attach(self, fire: Fire) -> CALLBACK_TYPE:
        """Call `fire` whenever it happens, until what is returned is called."""

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Run the action whenever it happens, until what is returned is called."""

        @callback
        def fire(device_id: str, data: dict[str, Any], what: str) -> None:
            if device_id in self.targeted:
                run_action({ATTR_DEVICE_ID: device_id, **data}, what)

        stop_targets = self.targeted.async_start()
        stop = self._attach(fire)

        @callback
        def async_stop() -> None:
            stop()
            stop_targets()

        return async_stop


class CallTrigger(TelephonyTrigger):
    """A trigger on calls; without an option any will do."""

    CHANGE: ClassVar[ChangeType]
    OPTIONS = {
        vol.Optional(CONF_DIRECTION, default=ANY): vol.In([ANY, *Direction]),
        vol.Optional(CONF_NUMBER, default=list): _WORDS,
        vol.Optional(CONF_NAME, default=list): _WORDS,
        vol.Optional(CONF_EXTENSION, default=list): _WORDS,
    }

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._direction: str = options[CONF_DIRECTION]
        self._numbers = set(options[CONF_NUMBER])
        self._names = [name.casefold() for name in options[CONF_NAME]]
        self._extensions = set(options[CONF_EXTENSION])

    @override
    def _attach(self, fire: Fire) -> CALLBACK_TYPE:
        @callback
        def happened(device_id: str, change: CallChange) -> None:
            call = change.call
            if change.type is self.CHANGE and self._is_meant(call):
                data = {**call_data(call), "call": call.linkedid}
                what = change.type.value
                fire(device_id, data | self._more(call), f"call {what}")

        return async_dispatcher_connect(self._hass, SIGNAL_CALL, happened)

    def _more(self, call: Call) -> dict[str, Any]:
        """Return what this trigger tells beside what all do."""
        return {"answered_by": _answered_by(call)} if call.answered else {}

    def _is_meant(self, call: Call) -> bool:
        if self._direction not in (ANY, call.direction):
            return False
        if self._numbers and self._numbers.isdisjoint({call.caller, call.called}):
            return False
        if self._extensions and self._extensions.isdisjoint(_extensions(call)):
            return False
        name = (call.caller_name or "").casefold()
        return not self._names or any(wanted in name for wanted in self._names)


class CallRinging(CallTrigger):
    """A call has begun."""

    CHANGE = ChangeType.RINGING


class CallAnswered(CallTrigger):
    """A call is answered."""

    CHANGE = ChangeType.ANSWERED


class CallEnded(CallTrigger):
    """A call has ended."""

    CHANGE = ChangeType.ENDED
    OPTIONS = CallTrigger.OPTIONS | {
        vol.Optional(CONF_DISPOSITION, default=list): vol.All(
            cv.ensure_list, [vol.In(list(Disposition))]
        ),
    }

    @override
    def _read(self, options: dict[str, Any]) -> None:
        super()._read(options)
        self._dispositions = set(options[CONF_DISPOSITION])

    @override
    def _is_meant(self, call: Call) -> bool:
        wanted = not self._dispositions or call.disposition in self._dispositions
        return wanted and call.counts and super()._is_meant(call)

    @override
    def _more(self, call: Call) -> dict[str, Any]:
        return {
            "answered_by": _answered_by(call),
            "cause": call.cause,
            "missed": call.missed,
        }


class ExtensionRinging(TelephonyTrigger):
    """An extension begins to ring."""

    @override
    def _attach(self, fire: Fire) -> CALLBACK_TYPE:
        @callback
        def happened(device_id: str, data: dict[str, Any]) -> None:
            fire(device_id, data, "extension ringing")

        return async_dispatcher_connect(self._hass, SIGNAL_EXTENSION_RINGING, happened)


class UserEvent(TelephonyTrigger):
    """The dialplan, or another program, tells something in its own words."""

    OPTIONS = {vol.Required(CONF_NAME): _word}

    @override
    def _read(self, options: dict[str, Any]) -> None:
        self._name: str = options[CONF_NAME].casefold()

    @override
    def _attach(self, fire: Fire) -> CALLBACK_TYPE:
        @callback
        def happened(device_id: str, name: str, headers: dict[str, str]) -> None:
            if name.casefold() == self._name:
                data = {"name": name, "headers": headers}
                fire(device_id, data, f"user event {name}")

        return async_dispatcher_connect(self._hass, SIGNAL_USER_EVENT, happened)


def _answered_by(call: Call) -> str | None:
    return None if call.answered_by is None else shown_name(call.answered_by)


def _extensions(call: Call) -> set[str | None]:
    """Return the numbers and devices of a call, with their technology and without."""
    devices = {*call.targets, *filter(None, [call.answered_by])}
    names = {device.partition("/")[2] for device in devices}
    return {call.caller, call.called, *devices, *names}
