"""Sentences and answers of a language, from a file in `sentences/`.

A file has what a voice says for the digits, rules that sentences use, the sentences of
each intent in Home Assistant's syntax, the answers, and short texts of errors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..names import short_name
from .facts import short_error, short_value

_FOLDER = Path(__file__).parent / "sentences"

# What is spoken where there is no file of a language
ENGLISH = "en"

_PHRASES: HassKey[dict[str, Phrases]] = HassKey(f"{DOMAIN}_phrases")

# Languages that are kept at hand: a request may name any
_MAX_LANGUAGES = 20

_RULE = re.compile(r"<(\w+)>")
_NUMBER = re.compile(r"(?<!\w)[1-9]\d{2,9}(?!\w)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is heard and said in a language."""

    language: str
    digits: Mapping[str, str]
    sentences: Mapping[str, list[str]]
    answers: Mapping[str, str]
    errors: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return an answer, as a sentence."""
        text = self.answers[key].format_map(values)
        return text[:1].upper() + text[1:]

    def part(self, key: str, **values: object) -> str:
        """Return a part of an answer."""
        return self.answers[key].format_map(values)

    def node(self, number: str) -> str:
        """Return what a voice says for a node."""
        return self.part("node", number=spoken_number(number))

    def list_of(self, parts: list[str], more: int = 0) -> str:
        """Return parts one after another, and how many more there are."""
        parts = [*parts, *([self.part("more", count=more)] if more else [])]
        if len(parts) < 2:
            return "".join(parts)
        first = ", ".join(parts[:-1])
        return self.part("list", first=first, last=parts[-1])

    def when(self, moment: datetime) -> str:
        """Return what a voice says for a moment that is over."""
        local, today = dt_util.as_local(moment), dt_util.now().date()
        age = today - local.date()
        key = "before"
        if age <= timedelta(days=1):
            key = "yesterday" if age else "today"
        time = f"{local.hour}:{local.minute:02}"
        return self.part(key, time=time, month=local.month, day=local.day)


async def async_phrases(hass: HomeAssistant, language: str) -> Phrases:
    """Return the phrases of a language, or the English ones."""
    loaded = hass.data.setdefault(_PHRASES, {})
    if language not in loaded:
        if len(loaded) >= _MAX_LANGUAGES:
            loaded.clear()
        loaded[language] = await hass.async_add_executor_job(_load, language)
    return loaded[language]


async def async_error(hass: HomeAssistant, phrases: Phrases, err: Exception) -> str:
    """Return what a voice says for an error."""
    key = getattr(err, "translation_key", None)
    if not isinstance(err, HomeAssistantError) or key is None:
        return short_error(err)
    text = phrases.errors.get(key)
    if text is None:
        texts = await async_get_translations(
            hass, phrases.language, "exceptions", [err.translation_domain or DOMAIN]
        )
        text = texts.get(f"component.{err.translation_domain}.exceptions.{key}.message")
    if text is None:
        return short_error(err)
    values = err.translation_placeholders or {}
    spoken = {key: _spoken(short_value(key, value)) for key, value in values.items()}
    try:
        return text.format_map(spoken)
    except LookupError:
        return short_error(err)


def spoken_number(number: str) -> str:
    """Return a number of a node digit by digit, as it is understood on the air."""
    return " ".join(number)


def _spoken(value: str) -> str:
    return _NUMBER.sub(lambda found: spoken_number(found[0]), value)


def _load(language: str) -> Phrases:
    for name in (language, language.partition("-")[0], ENGLISH):
        # A language comes with a request; no other file is read for it.
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", name):
            path = _FOLDER / f"{name}.json"
            if path.is_file():
                return _read(path)
    raise FileNotFoundError(_FOLDER)


def _read(path: Path) -> Phrases:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Phrases(
        path.stem,
        data["digits"],
        {
            intent: [plain for text in texts for plain in expanded(text, data["rules"])]
            for intent, texts in data["sentences"].items()
        },
        data["answers"],
        data["errors"],
    )


def expanded(sentence: str, rules: Mapping[str, list[str]]) -> list[str]:
    """Return a sentence with each rule replaced, by all that it stands for in turn."""
    names = [*dict.fromkeys(_RULE.findall(sentence))]
    if not names:
        return [sentence]
    found: list[str] = []
    for choice in product(*[rules[name] for name in names]):
        text = sentence
        for name, part in zip(names, choice, strict=True):
            text = text.replace(f"<{name}>", part)
        found.extend(expanded(text, rules))
    return found


def short(name: str) -> str:
    """Return a name as a voice says it: a number digit by digit."""
    return _spoken(short_name(name))
