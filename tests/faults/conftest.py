"""Fixtures of the fault matrix, and its table at the end of a run."""

import pytest

FIGURES = pytest.StashKey[dict[str, tuple[float, float]]]()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> dict[str, tuple[float, float]]:
    """Return where each row leaves the seconds to notice and to recover."""
    return request.config.stash.setdefault(FIGURES, {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures of all rows; with -v only."""
    figures = terminalreporter.config.stash.get(FIGURES, {})
    if not figures or terminalreporter.verbosity < 1:
        return
    terminalreporter.write_sep("=", "fault matrix: seconds to notice, to recover")
    for name, (noticed, recovered) in figures.items():
        terminalreporter.write_line(f"{name:50} {noticed:8.1f} {recovered:8.1f}")
