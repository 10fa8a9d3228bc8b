"""Each language has all texts, with the same placeholders and the same code."""

import json
from pathlib import Path
import re

import pytest

FOLDER = Path(__file__).parent.parent / "custom_components/allstarlink/translations"

LANGUAGES = ["de", "es", "fr", "it", "ja", "nl", "pt-BR"]

# What stays as it is in every language
_FIXED = re.compile(r"\{\w+\}|`[^`]*`")


def _texts(language: str) -> dict[str, str]:
    """Return the texts of a language by their paths."""
    found: dict[str, str] = {}
    rest = [("", json.loads((FOLDER / f"{language}.json").read_text()))]
    while rest:
        path, value = rest.pop()
        if isinstance(value, str):
            found[path] = value
        else:
            rest += [(f"{path}.{key}", each) for key, each in value.items()]
    return found


ENGLISH = _texts("en")


def test_these_are_the_languages() -> None:
    """One file for each."""
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(
        [*LANGUAGES, "en"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_complete(language: str) -> None:
    """It has each text, says the same placeholders and code, and nothing is English."""
    texts = _texts(language)
    assert texts.keys() == ENGLISH.keys()
    for path, text in texts.items():
        english = ENGLISH[path]
        assert sorted(_FIXED.findall(text)) == sorted(_FIXED.findall(english)), path
        assert text.count("**") == english.count("**"), path
        assert text == text.strip()
    # Names of things are the same in some languages, sentences are not.
    left = [path for path, text in texts.items() if " " in text and len(text) > 30]
    assert [path for path in left if texts[path] == ENGLISH[path]] == []
