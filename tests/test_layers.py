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
    "unicodedata",
}
_CLOCK = re.compile(r"\.(now|utcnow|today)\(")

# Pure parts, and the modules of the integration that each may use
_PURE = {
    "app_rpt": r"\.app_rpt\.|\.ami\.redaction$|\.asterisk\.registrations$|\.(moment|names)$",
    "asterisk": r"\.asterisk\.|\.ami\.redaction$|\.(moment|names)$",
    "ami/backoff.py": r"\.ami\.errors$",
    "session_cause.py": r"\.ami\.errors$",
    "session_record.py": r"\.ami\.status$|\.moment$|\.session_cause$",
    "directory/callsigns.py": r"$",
    "directory/echolink.py": r"$",
    "directory/listing.py": r"\.directory\.(search|station)$",
    "directory/schedule.py": r"$",
    "directory/search.py": r"\.directory\.station$",
    "directory/station.py": r"$",
    "lookup/public.py": r"\.names$",
    "lookup/rate.py": r"$",
    "lookup/report.py": r"\.app_rpt\.names$|\.names$",
    "lookup/seen.py": r"\.lookup\.report$",
    "stations/callsign.py": r"$",
    "stations/spans.py": r"\.app_rpt\.talks$",
}


# The layers, from the lowest to the highest, as patterns of the names of modules
_ENTITIES = r"registrations\.binary_sensor|voter\.(entity|sensor|binary_sensor)"
_LAYERS = {
    "protocol": r"(ami|app_rpt|asterisk)(\..+)?|moment|names",
    "helpers": r"anonymous|certificate|connection_options|const|favorite_list|event_ring|masked_events|in_turns|issues|left_out|listeners|md5_logins"
    r"|migration|moments|node_device|node_subentries|once_more|probe"
    r"|setup_script|storage|web|write_allowance",
    "client": "client|connection_issues|event_stream|health|record_keeper"
    "|session_cause|session_record",
    "sources": r"polling(\..+)?|server|server_device|directory(\.(?!named_entity).+)?"
    rf"|(?!{_ENTITIES})(registrations|voter)(\..+)?",
    "coordinator": "context_tracker|coordinator",
    "entities": "entity|link_data|minutely",
    "features": r"(activity|control|lookup|on_air|stations|telephony|variables)(\..+)?"
    rf"|directory\.named_entity|{_ENTITIES}",
    "node": "node|nodes",
    "root": "hub",
    "platforms": ".*",
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


def _name(path: Path) -> str:
    """Return a module's name within the integration, empty for the integration itself."""
    parts = path.relative_to(INTEGRATION).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _graph() -> dict[str, set[str]]:
    """Return the modules of the integration and which of them each imports.

    What is imported for the sake of types counts as well.
    """
    names = {_name(path): path for path in _modules("")}
    graph: dict[str, set[str]] = {}
    for name, path in names.items():
        folders = path.relative_to(INTEGRATION).parts
        graph[name] = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.level:
                base = [*folders[: -node.level], *filter(None, [node.module])]
                for alias in node.names:
                    module = ".".join([*base, alias.name])
                    graph[name].add(module if module in names else ".".join(base))
    return graph


def _layer(name: str) -> int:
    """Return the number of a module's layer, 0 for the lowest."""
    patterns = enumerate(_LAYERS.values())
    return next(i for i, pattern in patterns if re.fullmatch(pattern, name))


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


def test_no_module_imports_itself_by_way_of_others() -> None:
    """A circle leaves modules that nobody can read, or test, without all the others."""
    graph = _graph()
    assert len(graph) > 100
    while leaves := [name for name, needed in graph.items() if not needed]:
        for leaf in leaves:
            del graph[leaf]
        for needed in graph.values():
            needed.difference_update(leaves)
    assert not graph, sorted(graph)


def test_imports_go_down_the_layers() -> None:
    """So nothing below knows the composition root, and no source knows a node."""
    graph = _graph()
    layers = list(_LAYERS)
    assert {layers[_layer(name)] for name in graph} == set(layers)
    upwards = {
        f"{name} ({layers[_layer(name)]}) -> {needed} ({layers[_layer(needed)]})"
        for name, imports in graph.items()
        for needed in imports
        if _layer(needed) > _layer(name)
    }
    assert not upwards
