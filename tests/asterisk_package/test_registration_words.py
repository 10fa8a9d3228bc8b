"""Words of PJSIP's registrations that no recording has."""

import pytest

from custom_components.allstarlink.asterisk.registrations import (
    RegistrationState,
    parse_pjsip_registration,
)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Stopping", RegistrationState.UNREGISTERED),
        ("Stopped", RegistrationState.UNREGISTERED),
        ("Fatal", RegistrationState.REJECTED),
        ("Whatever", None),
    ],
)
def test_how_a_registration_stands(word: str, state: RegistrationState | None) -> None:
    row = {
        "ObjectName": "provider",
        "ClientUri": "sip:me@192.0.2.1",
        "ServerUri": "sip:192.0.2.1",
        "Status": word,
    }
    registration = parse_pjsip_registration(row)
    assert registration
    assert registration.state is state
