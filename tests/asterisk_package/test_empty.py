"""Error replies that only say that a list has no rows."""

import pytest

from custom_components.allstarlink.asterisk.empty import means_empty


@pytest.mark.parametrize(
    ("action", "words", "is_empty"),
    [
        ("ExtensionStateList", "No dialplan hints are available", True),
        ("ExtensionStateList", "No dialplan hints are available.", True),
        ("ExtensionStateList", "No such context found", False),
        ("PJSIPShowContacts", "No Contacts found\n", True),
        ("PJSIPShowEndpoints", "No Endpoints found", True),
        ("PJSIPShowRegistrationsOutbound", "No objects found\n", True),
        ("PJSIPShowEndpoints", "Permission denied", False),
        (
            "VoicemailUsersList",
            "There are no voicemail users currently defined.",
            True,
        ),
        ("CoreShowChannels", "No channels found", False),
        ("IAXregistry", "", False),
    ],
)
def test_which_words_mean_empty(action: str, words: str, *, is_empty: bool) -> None:
    """They are known for each action; others are failures."""
    assert means_empty(action, words) is is_empty
