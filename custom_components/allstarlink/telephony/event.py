"""The call event: a call rings, is answered, has ended."""

from collections.abc import Callable
from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..asterisk.call import Call, CallChange, ChangeType
from .call_data import call_data
from .entity import TelephonyEntity
from .telephony import Telephony

# Of a call that was found going on nobody heard it ring.
_TOLD = (ChangeType.RINGING, ChangeType.ANSWERED, ChangeType.ENDED)

CALL = EventEntityDescription(
    key="call",
    translation_key="call",
    event_types=[change.value for change in _TOLD],
)


@callback
def async_setup_telephony_events(
    telephony: Telephony | None, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the call event, if telephony is turned on."""
    if telephony is not None:
        async_add_entities([CallEvent(telephony, CALL, "")])


class CallEvent(TelephonyEntity, EventEntity):
    """What happens to the calls of a server, each edge once and in order."""

    @override
    def _shown(self) -> object:
        return self.state

    @override
    def _listen(self, changed: Callable[[], None]) -> CALLBACK_TYPE:
        @callback
        def listen(change: CallChange) -> None:
            if change.type in _TOLD and not _was_never_heard(change.call):
                data = {**call_data(change.call), "cause": change.call.cause}
                self._trigger_event(change.type.value, data)
                changed()

        return self.telephony.calls.async_listen_changes(listen)


def _was_never_heard(call: Call) -> bool:
    """Tell whether it is no call after all, and nothing was told of it."""
    return call.found and call.node_client
