"""Checks and packs a release: python3 scripts/release.py v0.2.0.

Tag, version of the manifest and the newest section of CHANGELOG.md have to be
the same. Writes allstarlink.zip, as HACS wants it, and notes.md, that section,
to the folder `release`.
"""

import json
from pathlib import Path
import re
import sys
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).resolve().parent.parent
INTEGRATION = ROOT / "custom_components" / "allstarlink"


def main(tag: str, folder: Path) -> None:
    """Write the two files, or end with what does not agree."""
    version = json.loads((INTEGRATION / "manifest.json").read_text())["version"]
    if tag != f"v{version}":
        sys.exit(f"error: the tag is {tag}, the manifest's version {version}")
    newest, notes = newest_section((ROOT / "CHANGELOG.md").read_text())
    if newest != version:
        sys.exit(f"error: CHANGELOG.md begins with {newest}, not with {version}")
    folder.mkdir(exist_ok=True)
    (folder / "notes.md").write_text(notes)
    with ZipFile(folder / "allstarlink.zip", "w", ZIP_DEFLATED) as packed:
        for path in sorted(INTEGRATION.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                packed.write(path, path.relative_to(INTEGRATION))


def newest_section(changelog: str) -> tuple[str, str]:
    """Return the version of the first section that has anything, and its text."""
    for section in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        heading, _, text = section.partition("\n")
        if text.strip():
            return heading.split("]")[0].strip("[ "), text.strip() + "\n"
    return "nothing", ""


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else "none", ROOT / "release")
