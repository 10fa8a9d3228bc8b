"""What may be originated."""

import pytest

from custom_components.allstarlink.telephony.originate import (
    Application,
    Extension,
    Origination,
    RefusedValueError,
    is_rule,
)

TARGET = Extension("600", "internal")


@pytest.mark.parametrize(
    ("rule", "end", "allowed"),
    [
        ("PJSIP/1001", "PJSIP/1001", True),
        ("PJSIP/1001", "PJSIP/10011", False),
        ("PJSIP/1001", "pjsip/1001", False),
        ("PJSIP/10*", "PJSIP/1001", True),
        ("PJSIP/10*", "PJSIP/2001", False),
        ("PJSIP/*", "PJSIP/1001", True),
        ("PJSIP/*", "PJSIP/00441234@trunk", False),
        ("PJSIP/*", "PJSIP/trunk/00441234", False),
        ("PJSIP/*@trunk", "PJSIP/00441234@trunk", True),
        ("IAX2/*", "PJSIP/1001", False),
        ("PJSIP/1.01", "PJSIP/1x01", False),
        ("Local/*@phones", "Local/1001@phones", True),
        ("Local/*@phones", "Local/1001@phones/n", False),
        ("*", "PJSIP/1001", False),
    ],
)
def test_a_rule_allows_an_endpoint(rule: str, end: str, allowed: bool) -> None:
    """A star stands for the rest of a part, never for a way out of it."""
    forbidden = Origination(end, TARGET).forbidden([rule, "600@internal"])
    assert forbidden == (None if allowed else end)


@pytest.mark.parametrize(
    ("rule", "target", "allowed"),
    [
        ("600@internal", TARGET, True),
        ("60*@internal", TARGET, True),
        ("*@internal", TARGET, True),
        ("*@*", TARGET, True),
        ("600@*", TARGET, True),
        ("600@external", TARGET, False),
        ("*97@phones", Extension("*97", "phones"), True),
        ("*97@phones", Extension("0097", "phones"), False),
        ("Playback(*)", Application("Playback", "hello-world"), True),
        ("Playback(hello-world)", Application("Playback", "hello-world"), True),
        ("Playback(hello-world)", Application("Playback", "tt-monkeys"), False),
        ("Playback(*)", Application("Playback", "/etc/passwd"), False),
        ("Echo()", Application("Echo"), True),
        ("Echo(*)", Application("Echo"), True),
        ("Playback(*)", Application("System", "reboot"), False),
        ("*@internal", Application("Playback", "hello-world"), False),
    ],
)
def test_a_rule_allows_a_target(
    rule: str, target: Extension | Application, allowed: bool
) -> None:
    """Both ends of a call need a rule."""
    forbidden = Origination("PJSIP/1001", target).forbidden(["PJSIP/1001", rule])
    assert forbidden == (None if allowed else str(target))


def test_without_rules_nothing_is_allowed() -> None:
    """The endpoint is named first."""
    assert Origination("PJSIP/1001", TARGET).forbidden([]) == "PJSIP/1001"
    assert Origination("PJSIP/1001", TARGET).forbidden(["PJSIP/*"]) == "600@internal"


@pytest.mark.parametrize(
    ("field", "origination"),
    [
        ("endpoint", Origination("PJSIP/1001\r\nAction: Logoff", TARGET)),
        ("endpoint", Origination("PJSIP/1001\0", TARGET)),
        ("endpoint", Origination("PJSIP/1001\n", TARGET)),
        ("endpoint", Origination("PJSIP/1001&PJSIP/1002", TARGET)),
        ("endpoint", Origination("IAX2/user:secret@host/1", TARGET)),
        ("endpoint", Origination("PJSIP", TARGET)),
        ("endpoint", Origination("PJSIP/", TARGET)),
        ("endpoint", Origination("", TARGET)),
        ("endpoint", Origination("PJSIP/" + "1" * 80, TARGET)),
        ("extension", Origination("PJSIP/1001", Extension("600,1", "internal"))),
        ("extension", Origination("PJSIP/1001", Extension("", "internal"))),
        ("extension", Origination("PJSIP/1001", Extension("600@x", "internal"))),
        ("extension", Origination("PJSIP/1001", Extension("${CHANNEL}", "internal"))),
        ("context", Origination("PJSIP/1001", Extension("600", "in\rternal"))),
        ("context", Origination("PJSIP/1001", Extension("600", ""))),
        ("application", Origination("PJSIP/1001", Application("Echo()"))),
        ("application", Origination("PJSIP/1001", Application("a b"))),
        ("data", Origination("PJSIP/1001", Application("Playback", "a\nb"))),
        ("data", Origination("PJSIP/1001", Application("Playback", "a" * 251))),
        ("caller_id", Origination("PJSIP/1001", TARGET, "Me\r\nVariable: A=1")),
        ("caller_id", Origination("PJSIP/1001", TARGET, "\u2028")),
    ],
)
def test_what_is_no_name_is_refused(field: str, origination: Origination) -> None:
    """The field is named; no line end and no separator gets by."""
    with pytest.raises(RefusedValueError) as refused:
        origination.check()
    assert refused.value.field == field


def test_the_headers_are_those_of_an_asynchronous_originate() -> None:
    """The call gets our own id; the time-out is in milliseconds (transcript c16)."""
    call = Origination("PJSIP/1001", TARGET, '"Häuschen" <500>', 8)
    call.check()
    assert call.headers("ha-0001") == [
        ("Channel", "PJSIP/1001"),
        ("Context", "internal"),
        ("Exten", "600"),
        ("Priority", "1"),
        ("CallerID", '"Häuschen" <500>'),
        ("Timeout", "8000"),
        ("Async", "true"),
        ("ChannelId", "ha-0001"),
    ]
    call = Origination("Local/1@phones/n", Application("Playback", "a&b,skip"))
    call.check()
    assert call.headers("ha-0002") == [
        ("Channel", "Local/1@phones/n"),
        ("Application", "Playback"),
        ("Data", "a&b,skip"),
        ("Timeout", "30000"),
        ("Async", "true"),
        ("ChannelId", "ha-0002"),
    ]
    bare = Origination("PJSIP/1001", Application("Echo"))
    assert ("Data", "") not in bare.headers("ha-0003")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("PJSIP/1001", True),
        ("PJSIP/*@trunk", True),
        ("*@*", True),
        ("*97@phones", True),
        ("Echo()", True),
        ("Playback(*)", True),
        ("Playback(/var/lib/a&b,skip)", True),
        ("*", False),
        ("", False),
        ("1001", False),
        ("Playback", False),
        ("PJSIP/1001\n", False),
        ("Playback(a\nb)", False),
        ("Playback(a)b", False),
        ("PJSIP/" + "1" * 250, False),
    ],
)
def test_a_rule_names_one_end(text: str, is_one: bool) -> None:
    """The options take nothing that no call could match."""
    assert is_rule(text) is is_one
