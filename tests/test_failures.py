"""Each failure of the manager interface has its text, and names who is meant."""

import json
from pathlib import Path
import re

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.allstarlink.ami.errors import (
    ActionFailed,
    ActionTimeout,
    AmiError,
    ConnectionLost,
    FrameTooLong,
    InvalidValue,
    NotConnected,
    PermissionDenied,
    ShuttingDown,
    TooManyActions,
    UnknownAction,
)
from custom_components.allstarlink.ami.message import Message
from custom_components.allstarlink.control.failures import ami_failure

ENGLISH = json.loads(
    Path("custom_components/allstarlink/translations/en.json").read_text()
)
REPLY = Message(b"Response: Error\r\nActionID: 1\r\nMessage: Something\r\n")
USAGE = Message(
    b"Response: Error\r\nActionID: 1\r\nMessage: Command output follows\r\n"
    b"Output: Usage: rpt stats <nodename>\r\nOutput: \tDumps statistics\r\n"
)


@pytest.mark.parametrize(
    ("error", "key", "detail"),
    [
        (NotConnected("x"), "not_connected", ""),
        (ConnectionLost("x"), "lost_while_waiting", ""),
        (ActionTimeout("Command"), "no_answer", ""),
        (PermissionDenied("Command", REPLY), "no_command_right", ""),
        (PermissionDenied("CoreStatus", REPLY), "permission_denied", "CoreStatus"),
        (UnknownAction("X", REPLY), "command_refused", "Something"),
        (ShuttingDown("X", REPLY), "command_refused", "Something"),
        (
            ActionFailed("Command", USAGE),
            "command_refused",
            "Usage: rpt stats <nodename> Dumps statistics",
        ),
        (TooManyActions(), "command_failed", ""),
        (FrameTooLong(100), "command_failed", "A message of more than 100 bytes"),
    ],
)
def test_what_a_failure_is_to_the_user(error: AmiError, key: str, detail: str) -> None:
    failure = ami_failure(error, "hub")
    assert failure.translation_key == key
    placeholders = failure.translation_placeholders or {}
    text = ENGLISH["exceptions"][key]["message"]
    assert set(re.findall(r"{(\w+)}", text)) <= set(placeholders)
    assert detail in text.format(**placeholders)
    assert "hub" in text.format(**placeholders)


def test_a_value_that_cannot_be_sent_is_a_mistake_of_the_caller() -> None:
    assert isinstance(ami_failure(InvalidValue("x"), "hub"), ServiceValidationError)
