"""Sensors of telephony: calls, and the states of lines."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import UTC, date, datetime
import logging
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import (
    ExtraStoredData,
    RestoredExtraData,
    RestoreEntity,
)
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from ..asterisk.call import Call, CallChange, ChangeType
from ..asterisk.extensions import LineState
from ..moments import async_track_midnight
from .call_data import call_data, checked_call_data
from .calls import CHANNELS
from .entity import LineEntity, TelephonyEntity
from .line import Line
from .telephony import Telephony

_LOGGER = logging.getLogger(__name__)

# Calls in a day that are believed
_MAX_CALLS = 1_000_000

ACTIVE_CALLS = SensorEntityDescription(
    key="active_calls",
    translation_key="active_calls",
    state_class=SensorStateClass.MEASUREMENT,
)
# It counts from 0 again at local midnight, which total_increasing allows.
CALLS_TODAY = SensorEntityDescription(
    key="calls_today",
    translation_key="calls_today",
    state_class=SensorStateClass.TOTAL_INCREASING,
)
MISSED_CALLS_TODAY = SensorEntityDescription(
    key="missed_calls_today",
    translation_key="missed_calls_today",
    state_class=SensorStateClass.TOTAL_INCREASING,
)
MESSAGES_WAITING = SensorEntityDescription(
    key="messages_waiting",
    translation_key="messages_waiting",
    state_class=SensorStateClass.MEASUREMENT,
)
LAST_CALL = SensorEntityDescription(
    key="last_call",
    translation_key="last_call",
    device_class=SensorDeviceClass.TIMESTAMP,
)
STATE = SensorEntityDescription(
    key="state",
    translation_key="state",
    device_class=SensorDeviceClass.ENUM,
    options=[state.value for state in LineState],
)


@callback
def async_setup_telephony_sensors(
    telephony: Telephony | None, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors of telephony, if it is turned on."""
    if telephony is None:
        return
    entry = telephony.client.entry
    async_add_entities(
        [
            ActiveCallsSensor(telephony, ACTIVE_CALLS, ""),
            CallsTodaySensor(telephony, CALLS_TODAY, ""),
            MissedCallsTodaySensor(telephony, MISSED_CALLS_TODAY, ""),
            LastCallSensor(telephony, LAST_CALL, ""),
        ]
    )

    @callback
    def async_add_line(subentry_id: str, line: Line) -> None:
        async_add_entities(
            [LineStateSensor(telephony, STATE, line)], config_subentry_id=subentry_id
        )

    added: dict[str, Line] = {}

    @callback
    def async_add_mailboxes() -> None:
        """Add the sensor of each line that is known to have a mailbox by now."""
        lines = telephony.devices.lines
        for subentry_id in added.keys() - lines.keys():
            del added[subentry_id]
        for subentry_id, line in lines.items():
            if subentry_id not in added and telephony.mailboxes.has_any(line):
                added[subentry_id] = line
                async_add_entities(
                    [MessagesWaitingSensor(telephony, MESSAGES_WAITING, line)],
                    config_subentry_id=subentry_id,
                )

    entry.async_on_unload(telephony.devices.async_for_lines(async_add_line))
    entry.async_on_unload(telephony.mailboxes.async_listen(async_add_mailboxes))
    async_add_mailboxes()


class ActiveCallsSensor(TelephonyEntity, SensorEntity):
    """How many calls are going on; unknown while the connection is down."""

    @property
    @override
    def native_value(self) -> int | None:
        known = self.telephony.knows(CHANNELS)
        return self.telephony.calls.count if known else None

    @override
    def _shown(self) -> object:
        return self.native_value

    @override
    def _listen(self, changed: Callable[[], None]) -> CALLBACK_TYPE:
        return self.telephony.calls.async_listen(changed)


class EndedCallSensor(TelephonyEntity, RestoreEntity, SensorEntity):
    """A sensor about calls that have ended. What it shows outlives a restart."""

    @abstractmethod
    def _restore(self, data: dict[str, Any]) -> None:
        """Take what `extra_restore_state_data` once was.

        Raises AttributeError, LookupError, TypeError or ValueError for anything else,
        and takes nothing of it.
        """

    @abstractmethod
    def _ended(self, call: Call) -> None:
        """Take a call that has ended."""

    @override
    async def async_added_to_hass(self) -> None:
        """Recall what was shown before, unless it was damaged since."""
        if (data := await self.async_get_last_extra_data()) is not None:
            try:
                self._restore(data.as_dict())
            except (AttributeError, LookupError, TypeError, ValueError) as err:
                _LOGGER.warning("%s begins anew: %s", self.entity_id, err)
        await super().async_added_to_hass()

    @override
    def _listen(self, changed: Callable[[], None]) -> CALLBACK_TYPE:
        @callback
        def listen(change: CallChange) -> None:
            if change.type is ChangeType.ENDED and change.call.counts:
                self._ended(change.call)
                changed()

        return self.telephony.calls.async_listen_changes(listen)


class CallsTodaySensor(EndedCallSensor):
    """How many calls there were today; a call counts when it has ended."""

    _day: date | None = None
    _calls = 0

    @property
    @override
    def native_value(self) -> int:
        return self._calls if self._day == dt_util.now().date() else 0

    @override
    def _shown(self) -> object:
        return self.native_value

    @override
    def _ended(self, call: Call) -> None:
        if self._is_counted(call):
            self._calls = self.native_value + 1
            self._day = dt_util.now().date()

    def _is_counted(self, call: Call) -> bool:
        return True

    @property
    @override
    def extra_restore_state_data(self) -> ExtraStoredData:
        day = self._day.isoformat() if self._day else None
        return RestoredExtraData({"day": day, "calls": self._calls})

    @override
    def _restore(self, data: dict[str, Any]) -> None:
        day, calls = data["day"], data["calls"]
        if type(calls) is not int or not 0 <= calls <= _MAX_CALLS:
            raise ValueError("no number of calls")
        self._day = date.fromisoformat(day) if day else None
        self._calls = calls

    @override
    async def async_added_to_hass(self) -> None:
        """Begin anew at midnight."""
        await super().async_added_to_hass()
        self.async_on_remove(async_track_midnight(self.hass, self._maybe_midnight))

    @callback
    def _maybe_midnight(self, _now: datetime) -> None:
        self._async_changed()


class MissedCallsTodaySensor(CallsTodaySensor):
    """How many calls came in today that nobody answered."""

    @override
    def _is_counted(self, call: Call) -> bool:
        return call.missed


class LastCallSensor(EndedCallSensor):
    """When the call that ended last began, and what became of it."""

    _started: datetime | None = None
    _data: dict[str, Any] | None = None

    @property
    @override
    def native_value(self) -> datetime | None:
        return self._started

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        return self._data

    @override
    def _shown(self) -> object:
        return self._started, self._data

    @override
    def _ended(self, call: Call) -> None:
        self._started, self._data = call.started.wall, call_data(call)

    @property
    @override
    def extra_restore_state_data(self) -> ExtraStoredData:
        started = self._started.isoformat() if self._started else None
        return RestoredExtraData({"started": started, "call": self._data})

    @override
    def _restore(self, data: dict[str, Any]) -> None:
        started, call = data["started"], data["call"]
        begun = datetime.fromisoformat(started) if started else None
        if begun is not None:
            if begun.tzinfo is None or begun > dt_util.utcnow():
                raise ValueError("a time without a zone, or in the future")
            begun = begun.astimezone(UTC)
        self._data = None if call is None else checked_call_data(call)
        self._started = begun


class LineStateSensor(LineEntity, SensorEntity):
    """What a line does now."""

    @property
    @override
    def native_value(self) -> StateType:
        return self.telephony.lines.state(self.line)

    @override
    def _shown(self) -> object:
        return self.native_value


class MessagesWaitingSensor(LineEntity, SensorEntity):
    """How many new messages the mailbox of a line has."""

    @property
    @override
    def available(self) -> bool:
        return self.telephony.client.connected

    @property
    @override
    def native_value(self) -> int | None:
        return self.telephony.mailboxes.waiting(self.line)

    @override
    def _shown(self) -> object:
        return self.native_value

    @override
    def _listen(self, changed: Callable[[], None]) -> CALLBACK_TYPE:
        return self.telephony.mailboxes.async_listen(changed)
