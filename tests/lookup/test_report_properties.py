"""Whatever the service answers, it is a report, an unknown node, or no report."""

from contextlib import suppress
import json
from typing import Any

from hypothesis import given, strategies as st

from custom_components.allstarlink.lookup.report import NotAReport, parse_report

from .answers import answer, data

_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@given(st.binary(max_size=500))
def test_bytes(body: bytes) -> None:
    """Nothing but NotAReport is raised."""
    with suppress(NotAReport):
        parse_report("2000", body)


@given(st.sampled_from(sorted(data())), _JSON)
def test_any_type_anywhere_in_the_statistics(key: str, value: Any) -> None:
    """The rest is told all the same, and all of it is JSON again."""
    report = parse_report("2000", answer(sent=data(**{key: value})))
    assert report is not None
    assert report.callsign == "W1HUBB"
    assert all(isinstance(link.node, str) and link.node for link in report.links)


@given(st.sampled_from(["stats", "node"]), _JSON)
def test_any_type_in_place_of_a_part(part: str, value: Any) -> None:
    """The other part is enough."""
    report = parse_report("2000", answer(**{part: value}))
    assert report is not None
    assert report.node == json.loads(answer())["node"]["name"]
