"""What the documents say, for tests that hold them to it."""

from pathlib import Path
import re
from typing import Any

from homeassistant.util.yaml import parse_yaml

ROOT = Path(__file__).parent.parent


def page(name: str) -> str:
    """Return the text of a page in `docs/`."""
    return (ROOT / "docs" / f"{name}.md").read_text()


def pages() -> list[Path]:
    """Return every page that users read."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(text: str, language: str) -> list[str]:
    """Return the blocks of code of a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def automations(block: str) -> list[dict[str, Any]]:
    """Return the automations in a block of YAML."""
    parsed: Any = parse_yaml(block)
    return list(parsed["automation"])
