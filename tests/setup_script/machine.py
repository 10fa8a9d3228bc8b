"""A node's machine as far as the script sees it: its configuration, and `asterisk`."""

from collections.abc import Collection
from pathlib import Path
import shutil
import subprocess

from custom_components.allstarlink.setup_script import (
    NodeSetup,
    Wanted,
    read_template,
    setup_script,
)

LAYOUTS = Path(__file__).parent / "layouts"

SECRET = "0123456789abcdefghijABCDEFGHIJkl"
ADDRESS = "192.0.2.10"

# Answers as the program does that talks to a running Asterisk, and notes what it is asked.
_ASTERISK = """\
#!/bin/sh
case $1 in -V) echo "Asterisk {version}"; exit ;; esac
echo "$2" >>{log}
case $2 in
  'module show like '*) echo "$(grep -c "module load ${{2#module show like }}" {log}) modules loaded" ;;
esac
"""


def script(wanted: Collection[Wanted] = (Wanted.CONTROL,), secret: str = SECRET) -> str:
    """Return the lines to paste."""
    setup = NodeSetup(secret, ADDRESS, 5038, frozenset(wanted))
    return setup_script(read_template(), setup)


class Machine:
    """A layout in a folder of its own, in place of /etc/asterisk."""

    def __init__(self, folder: Path, layout: str, version: str) -> None:
        """Copy a layout."""
        self.etc = folder / "etc"
        shutil.copytree(LAYOUTS / layout, self.etc)
        self._log = folder / "asked"
        self._log.touch()
        self._programs = folder / "bin"
        self._programs.mkdir()
        program = self._programs / "asterisk"
        program.write_text(_ASTERISK.format(version=version, log=self._log))
        program.chmod(0o755)

    def run(self, pasted: str, *arguments: str, ok: bool = True) -> str:
        """Run the lines as a shell does that they are pasted into; return what they print."""
        done = subprocess.run(
            ["/bin/sh", "-c", pasted, "sh", *arguments],
            env={
                "PATH": f"{self._programs}:/usr/bin:/bin",
                "ASTERISK_ETC": str(self.etc),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            timeout=30,
        )
        assert done.stderr == ""
        assert (done.returncode == 0) is ok, done.stdout
        return done.stdout

    def files(self) -> dict[str, str]:
        """Return the text of each file but the dated copies."""
        return {
            str(path.relative_to(self.etc)): path.read_text()
            for path in sorted(self.etc.rglob("*.conf"))
        }

    def copies(self) -> list[str]:
        """Return the names of the dated copies."""
        return sorted(path.name for path in self.etc.rglob("*.homeassistant"))

    @property
    def asked(self) -> list[str]:
        """What the running Asterisk was asked, the oldest first."""
        return self._log.read_text().splitlines()
