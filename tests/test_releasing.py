"""What a release needs: one version, one address, and a file that HACS takes."""

import json
from pathlib import Path
import subprocess
import sys
from typing import Any
from zipfile import ZipFile

import pytest

from .documents import ROOT


def _run(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the repository's files, in a repository of its own."""
    names = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True
    ).stdout.decode()
    for name in names.strip("\0").split("\0"):
        if (ROOT / name).is_file() and not name.startswith("tests/transcripts"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for command in (["init", "-q"], ["add", "-A", "-f"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    return tmp_path


def _manifest(root: Path) -> dict[str, Any]:
    path = root / "custom_components" / "allstarlink" / "manifest.json"
    manifest: dict[str, Any] = json.loads(path.read_text())
    return manifest


def test_another_address_leaves_nothing_of_the_former(copy: Path) -> None:
    """In no file of the repository, and the manifest has the new one."""
    owner, _, name = (
        _manifest(copy)["documentation"]
        .removeprefix("https://github.com/")
        .partition("/")
    )
    done = _run(copy / "scripts" / "rename-repository", "some-club/asl-nodes")
    assert done.returncode == 0, done.stderr
    for former in (f"{owner}/", f"@{owner}", f"{owner}%2F", f"{name}/", f"{name}#"):
        found = subprocess.run(
            ["git", "-C", str(copy), "grep", "-lF", former],
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.stdout == "", former
    manifest = _manifest(copy)
    assert manifest["documentation"] == "https://github.com/some-club/asl-nodes"
    assert manifest["issue_tracker"].endswith("some-club/asl-nodes/issues")
    assert manifest["codeowners"] == ["@some-club"]


def test_no_address_is_a_usage_error(copy: Path) -> None:
    """And nothing is written."""
    done = _run(copy / "scripts" / "rename-repository", "only-a-name")
    assert "usage" in done.stderr
    assert done.returncode == 1
    assert _manifest(copy) == _manifest(ROOT)


def test_a_release_has_one_version(copy: Path) -> None:
    """Of tag, manifest and changelog; the file holds the integration at its top."""
    version = _manifest(copy)["version"]
    script = copy / "scripts" / "release.py"
    changelog = copy / "CHANGELOG.md"

    assert "the tag is v9.9.9" in _run(script, "v9.9.9").stderr
    changelog.write_text(
        f"# Changelog\n\n## [Unreleased]\n\n- New.\n\n## [{version}]\n"
    )
    assert "begins with Unreleased" in _run(script, f"v{version}").stderr
    assert not (copy / "release").exists()

    changelog.write_text(
        f"# Changelog\n\n## [Unreleased]\n\n## [{version}] - 2026-12-01\n\n- New.\n\n"
        "## [0.0.1]\n\n- Old.\n"
    )
    done = _run(script, f"v{version}")
    assert done.returncode == 0, done.stderr
    assert (copy / "release" / "notes.md").read_text() == "- New.\n"
    with ZipFile(copy / "release" / "allstarlink.zip") as packed:
        names = packed.namelist()
        assert json.loads(packed.read("manifest.json")) == _manifest(copy)
    assert {"__init__.py", "translations/en.json", "frontend/allstarlink.js"} <= {
        *names
    }
    hacs = json.loads((copy / "hacs.json").read_text())
    assert (hacs["zip_release"], hacs["filename"]) == (True, "allstarlink.zip")
