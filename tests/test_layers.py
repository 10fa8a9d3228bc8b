"""What each part of the integration may know of the others."""

import ast
from collections.abc import Iterator
from pathlib import Path
import re
import sys

import pytest

INTEGRATION = Path(__file__).parent.parent / "custom_components" / "allstarlink"

# All of the standard library that what is pure may use; `datetime` without its clock
_PLAIN = {
    *("bisect", "collections", "collections.abc", "dataclasses", "datetime", "enum"),
    *("functools", "itertools", "json", "math", "operator", "re", "typing"),
}
_CLOCK = re.compile(r"\.(now|utcnow|today)\(")

# Pure parts, and the modules of the integration that each may use
_PURE = {
    "app_rpt": r"\.app_rpt\.|\.ami\.redaction$|\.asterisk\.registrations$|\.names$",
    "asterisk": r"\.asterisk\.|\.app_rpt\.moment$|\.ami\.redaction$|\.names$",
    "ami/backoff.py": r"\.ami\.errors$",
    "directory/callsigns.py": r"$",
    "directory/echolink.py": r"$",
    "directory/listing.py": r"\.directory\.station$",
    "directory/schedule.py": r"$",
    "directory/station.py": r"$",
    "lookup/rate.py": r"$",
    "lookup/report.py": r"\.app_rpt\.names$",
}


def _modules(place: str) -> list[Path]:
    path = INTEGRATION / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    """Yield the modules that one imports; the integration's own begin with a dot."""
    folders = path.relative_to(INTEGRATION).parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            own = ["", *folders[: -node.level]] if node.level else []
            yield ".".join([*own, node.module or ""])


def _code(path: Path) -> str:
    """Return a module's code without comments and docstrings."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(...)
    return ast.unparse(tree)


def test_the_protocol_needs_nothing_but_python() -> None:
    """The package ami knows app_rpt and Home Assistant not even by name."""
    paths = _modules("ami")
    assert paths
    for path in paths:
        for name in _imports(path):
            is_python = name.partition(".")[0] in sys.stdlib_module_names
            assert is_python or name.startswith(".ami."), (path.name, name)
        assert not re.search(r"homeassistant|app_rpt|RPT_|Rpt", _code(path)), path.name


@pytest.mark.parametrize("place", _PURE)
def test_what_is_pure_needs_nothing_impure(place: str) -> None:
    """No I/O, no clock, no Home Assistant: time enters as an argument."""
    paths = _modules(place)
    assert paths
    for path in paths:
        for name in _imports(path):
            assert name in _PLAIN or re.match(_PURE[place], name), (path.name, name)
        assert not _CLOCK.search(_code(path)), path.name
