"""The stage of the browser tests."""

from collections.abc import Generator

import pytest
import pytest_socket

from .stage import FIGURES, Stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Generator[Stage]:
    """Return a server, Home Assistant and a browser, the same for a whole module."""
    pytest_socket.enable_socket()
    with Stage(tmp_path_factory.mktemp("hass")) as stage:
        yield stage


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was measured."""
    for figure in FIGURES:
        terminalreporter.write_line(figure)
