"""The documents lead where they say, and Home Assistant reads what they show."""

from pathlib import Path
import re

from homeassistant.util.yaml import parse_yaml
import pytest

from .documents import ROOT, blocks, pages

_NAMES = {path.name for path in (ROOT / "docs").glob("*.md")}

_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", _CODE.sub("", path.read_text()), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in headings
    }


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_a_page_leads_where_it_says(path: Path) -> None:
    """To files that are there, and to headings that they have."""
    lost = []
    text = _CODE.sub("", path.read_text())
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("https://", "http://")):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if (
            not file.is_relative_to(ROOT)
            or not file.is_file()
            or (anchor and anchor not in _anchors(file))
        ):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_the_yaml_of_a_page_is_read(path: Path) -> None:
    """Each block is a list or a mapping."""
    for block in blocks(path.read_text(), "yaml"):
        assert isinstance(parse_yaml(block), (dict, list)), block


def test_readme_is_one_page() -> None:
    """What does not fit is in docs/, and README names each page there."""
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) <= 150
    # Its own text is the overview of the site.
    assert {*re.findall(r"\(docs/([\w-]+\.md)", text), "index.md"} == _NAMES


def test_the_site_and_its_overview_name_each_page() -> None:
    """The navigation, and the page that the site begins with."""
    navigation = (ROOT / "zensical.toml").read_text()
    assert {*re.findall(r'"([\w-]+\.md)"', navigation)} == _NAMES
    overview = (ROOT / "docs" / "index.md").read_text()
    assert {*re.findall(r"\]\(([\w-]+\.md)", overview), "index.md"} == _NAMES
