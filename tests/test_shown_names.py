"""What a name from outside may be, and how it is shown."""

import pytest

from custom_components.allstarlink.names import MAX_NAME, is_node_number, shown_name


@pytest.mark.parametrize("text", ["1", "1999", "2000000000"])
def test_node_numbers(text: str) -> None:
    assert is_node_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "01999",
        "12345678901",
        "1999\n",
        " 1999",
        "-1",
        "1e3",
        "../1",
        "１９９９",
    ],
)
def test_what_is_no_node_number(text: str) -> None:
    assert not is_node_number(text)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("2001", "2001"),
        ("N0 CALL-P", "N0 CALL-P"),
        ("Jürgen", "Jürgen"),
        ("a\nb", r"a\nb"),
        ("a\x00b", r"a\x00b"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u200bb", r"a\u200bb"),
        ("\udc80", r"\udc80"),
        ("x" * 64, "x" * 64),
    ],
)
def test_a_name_is_shown_on_one_line(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_long_name_is_cut_and_told_apart_by_its_hash() -> None:
    one, other = shown_name("x" * 5000 + "1"), shown_name("x" * 5000 + "2")
    assert len(one) == len(other) == MAX_NAME
    assert one.startswith("x" * 55 + "~")
    assert one != other


def test_a_name_that_escapes_make_long_is_cut() -> None:
    shown = shown_name("\u202e" * 20)
    assert len(shown) == MAX_NAME
    assert shown.isprintable()
