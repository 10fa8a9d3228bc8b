"""EchoLink numbers and callsigns, and callsigns in names."""

import pytest

from custom_components.allstarlink.directory.callsigns import client_callsign
from custom_components.allstarlink.directory.echolink import (
    NoEchoLink,
    callsign_in,
    station_number,
)
from tests.transcript import find


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("3345678", "345678"),
        ("3009001", "9001"),
        ("3000001", "1"),
        ("3300003", "300003"),
        ("3000000", None),
        ("345678", None),
        ("30345678", None),
        ("2345678", None),
        ("300900A", None),
        ("300900\u0661", None),
        ("", None),
    ],
)
def test_a_link_to_an_echolink_station_has_its_number_in_six_digits(
    name: str, number: str | None
) -> None:
    """The 3 goes first, then the zeros: a short number was a trap for others."""
    assert station_number(name) == number


@pytest.mark.parametrize(
    ("output", "callsign"),
    [
        (["345678|W1EL-L|127.0.0.2"], "W1EL-L"),
        (["Output: 345678|W1EL-L|127.0.0.2"], "W1EL-L"),
        (["", " 345678|*ECHOX*|127.0.0.4 "], "*ECHOX*"),
        (["Error: Entry for 345678 not found!"], None),
        (["9001|K9EL-R|127.0.0.3"], None),
        (["345678"], None),
        (["345678||127.0.0.2"], None),
        (["345678|W1 EL|127.0.0.2"], None),
        ([f"345678|{'W' * 17}|127.0.0.2"], None),
        (["345678|W1\rEL|127.0.0.2"], None),
        ([], None),
    ],
)
def test_an_answer_has_a_callsign_or_none(
    output: list[str], callsign: str | None
) -> None:
    """Only what is asked for counts, and only if it can be a callsign."""
    assert callsign_in(output, "345678") == callsign


def test_real_bytes() -> None:
    """Transcript 65 asks for 345678."""
    (reply,) = find("65_").replies("echolink dbget n 345678")
    assert callsign_in(reply.decode().split("\r\n"), "345678") == "W1EL-L"


def test_a_server_without_echolink_says_so() -> None:
    """The words are those of transcript 90."""
    text = "No such command 'echolink dbget nodename 9' (type 'core show help echolink"
    with pytest.raises(NoEchoLink):
        callsign_in([text], "9")


@pytest.mark.parametrize(
    ("name", "callsign"),
    [
        ("W1AW-P", "W1AW"),
        ("W2WEB", "W2WEB"),
        ("KD9ABCDEF-P", "KD9ABCDEF"),
        ("n0call", "n0call"),
        ("2E0XYZ-P", "2E0XYZ"),
        ("DL/W1AW", None),
        ("W1AW/P", "W1AW/P"),
        ("W1AW-15", "W1AW-15"),
        ("2001", None),
        ("3345678", None),
        ("local", None),
        ("-P", None),
        ("JOHN", None),
        ("10.0.0.1", None),
        ("W1AW\r\nX", None),
    ],
)
def test_a_client_is_named_by_its_callsign(name: str, callsign: str | None) -> None:
    """A name that is none stays a name."""
    assert client_callsign(name) == callsign
