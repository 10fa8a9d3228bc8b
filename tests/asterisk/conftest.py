"""Fixtures: a real Asterisk and the simulated one, each fresh for its test."""

from collections.abc import AsyncGenerator
from pathlib import Path
import subprocess

import pytest

from tests.asterisk.exchange import Telephones
from tests.asterisk.real import RealAsterisk
from tests.asterisk.simulated import SimulatedAsterisk
from tests.asterisk.stage import Asterisk
from tests.certificates import Certificate

_ROOT = Path(__file__).parents[2]
# Downloading and unpacking takes some seconds; a mirror may be slow.
_FETCH_LIMIT = 120


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder; the first one may have to fetch Asterisk."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.asterisk)
            item.add_marker(pytest.mark.timeout(_FETCH_LIMIT + 60))


@pytest.fixture(scope="session")
def program() -> Path:
    """Return the program of a real Asterisk, or skip with the reason."""
    # timeout(1) ends what the script has started, too.
    command = ["timeout", str(_FETCH_LIMIT), str(_ROOT / "scripts/asterisk")]
    fetched = subprocess.run(command, capture_output=True, check=False, text=True)
    if fetched.returncode:
        reason = fetched.stderr.strip().rpartition("\n")[2] or "it took too long"
        pytest.skip(f"Asterisk could not be fetched: {reason}")
    return Path(fetched.stdout.strip())


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Return the certificate of the TLS ports, good for 127.0.0.1."""
    return Certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
async def real(
    program: Path, tmp_path: Path, certificate: Certificate
) -> AsyncGenerator[RealAsterisk]:
    """Return a real Asterisk that runs."""
    server = RealAsterisk(program, tmp_path, certificate)
    try:
        await server.start()
        yield server
    finally:
        server.end()


@pytest.fixture
async def simulated(certificate: Certificate) -> AsyncGenerator[SimulatedAsterisk]:
    """Return a simulated Asterisk that runs."""
    server = SimulatedAsterisk(certificate)
    await server.start()
    yield server
    await server.end()


@pytest.fixture(params=["real", "simulated"])
def asterisk(request: pytest.FixtureRequest) -> Asterisk:
    """Return a running Asterisk: each test sees a real one, then the simulated one."""
    server: Asterisk = request.getfixturevalue(request.param)
    return server


@pytest.fixture
async def telephones(
    program: Path, tmp_path: Path, certificate: Certificate
) -> AsyncGenerator[Telephones]:
    """Return a real PBX with phones around it, all running."""
    both = Telephones(program, tmp_path, certificate)
    try:
        await both.start()
        yield both
    finally:
        both.end()
