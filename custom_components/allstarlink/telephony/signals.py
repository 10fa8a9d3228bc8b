"""What telephony tells to all of Home Assistant: triggers listen."""

from typing import Any

from homeassistant.util.signal_type import SignalType

from ..asterisk.call import CallChange
from ..const import DOMAIN

# The id of the server's device, and what has happened to a call
SIGNAL_CALL: SignalType[str, CallChange] = SignalType(f"{DOMAIN}_call")

# The id of an extension's device that has begun to ring, and who calls
SIGNAL_EXTENSION_RINGING: SignalType[str, dict[str, Any]] = SignalType(
    f"{DOMAIN}_extension_ringing"
)

# The id of the server's device, and the name and the headers of a UserEvent
SIGNAL_USER_EVENT: SignalType[str, str, dict[str, str]] = SignalType(
    f"{DOMAIN}_user_event"
)
