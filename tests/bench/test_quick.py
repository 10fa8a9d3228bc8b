"""The benchmarks' short version: everything runs, and no watched ratio is 30 % worse than it was."""

from pathlib import Path
import subprocess

import pytest

_ROOT = Path(__file__).parent.parent.parent
_PYTHON = _ROOT / ".cache/venv-bench/bin/python"


@pytest.mark.bench
@pytest.mark.skipif(
    not _PYTHON.exists(), reason="scripts/setup bench makes what it needs"
)
@pytest.mark.timeout(290)
def test_quick() -> None:
    """In the environment of the benchmarks, which has the peers."""
    done = subprocess.run(
        [_PYTHON, "-m", "bench", "--quick"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    print(done.stdout)  # noqa: T201  (the table, for whoever asks pytest for it)
    assert done.returncode == 0, done.stdout + done.stderr
