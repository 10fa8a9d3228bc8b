"""The configuration folder of the demo's Home Assistant."""

from dataclasses import dataclass
from datetime import UTC, datetime
import json
from pathlib import Path
import shutil
from typing import Any

ROOT = Path(__file__).parent.parent

# Who the stations of the scenario are, as the list of all nodes would tell
_NODES = ROOT / "simulator" / "scenarios" / "demo_nodes.txt"

_FILES = {
    "configuration.yaml": """\
homeassistant:
  name: AllStarLink demo
  latitude: 41.71
  longitude: -72.73
  country: US
  unit_system: us_customary
  time_zone: UTC
automation: !include automations.yaml
config:
frontend:
history:
logbook:
logger:
  # Complaints about programs for cameras, which the demo has none of.
  logs:
    haffmpeg: critical
    homeassistant.components.camera.img_util: critical
lovelace:
  dashboards:
    radio-room:
      mode: yaml
      filename: radio-room.yaml
      title: AllStarLink
      icon: mdi:radio-tower
script: !include scripts.yaml
system_health:
""",
    "radio-room.yaml": "strategy:\n  type: custom:allstarlink\n",
    "automations.yaml": "[]\n",
    "scripts.yaml": "",
}

# Home Assistant's voice assistant imports these two, which have no wheels for Python
# 3.14; without them the frontend does not load. Nobody speaks to the demo, so the
# names will do.
_STAND_INS = {
    "pymicro_vad.py": "class MicroVad: ...\n",
    "pyspeex_noise.py": "class AudioProcessor: ...\n",
}


@dataclass(frozen=True)
class Configuration:
    """Where the Home Assistant that listens on this address keeps everything."""

    host: str
    port: int

    @property
    def folder(self) -> Path:
        """Return the configuration folder."""
        return self._top / "config"

    @property
    def log(self) -> Path:
        """Return the file for what Home Assistant prints."""
        return self._top / "home-assistant.log"

    @property
    def stand_ins(self) -> Path:
        """Return the folder of modules for its PYTHONPATH."""
        return self._top / "stand-ins"

    @property
    def _top(self) -> Path:
        return ROOT / ".cache" / "demo" / str(self.port)

    def write(self) -> None:
        """Make the folders anew."""
        shutil.rmtree(self._top, ignore_errors=True)
        _write(self.folder, _FILES)
        _write(self.stand_ins, _STAND_INS)
        (self.folder / "custom_components").symlink_to(ROOT / "custom_components")
        (self.folder / ".storage").mkdir()
        self._store(
            "frontend.system_data", 1, {"core": {"default_panel": "radio-room"}}
        )
        # An address from the YAML file would have to be confirmed in the browser.
        self._store("http", 1, {"server_host": [self.host], "server_port": self.port})
        # The steps after the owner's would set up services that need the internet.
        done = ["core_config", "analytics", "integration"]
        self._store("onboarding", 4, {"done": done})
        self._list_nodes()

    def _store(self, key: str, version: int, data: dict[str, Any]) -> None:
        content = {"version": version, "minor_version": 1, "key": key, "data": data}
        (self.folder / ".storage" / key).write_text(json.dumps(content))

    def _list_nodes(self) -> None:
        """Let the copy of the list of nodes be of now, so that none is fetched."""
        head = {
            "checked": datetime.now(UTC).isoformat(),
            "etag": None,
            "modified": None,
        }
        path = self.folder / ".storage" / "allstarlink.directory"
        path.write_text(f"{json.dumps(head)}\n{_NODES.read_text()}")


def _write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text)
