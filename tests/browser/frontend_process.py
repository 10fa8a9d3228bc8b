"""A real Home Assistant process with its frontend, and users who are logged in."""

from datetime import UTC, datetime
import json
from pathlib import Path
import shutil
import sys
import time
from typing import Any

from custom_components.allstarlink.directory.cache import Edition, write_copy
from tests.e2e.hass_process import HassProcess
from tests.list_server import listing

# Without `http:`, whose address the frontend would ask to confirm.
_CONFIGURATION = """
homeassistant:
  name: Test
  latitude: 41.71
  longitude: -72.73
  country: US
  time_zone: UTC
automation: !include automations.yaml
config:
frontend:
history:
logbook:
logger:
  default: info
recorder:
  db_url: "sqlite:///{folder}/recorder.db"
system_health:
"""

# Home Assistant's voice assistant loads these two, which have no wheels for Python
# 3.14. Nobody speaks to the tests, so the names will do.
_STAND_INS = {
    "pymicro_vad.py": "class MicroVad:\n    pass\n",
    "pyspeex_noise.py": "class AudioProcessor:\n    pass\n",
}


class FrontendProcess(HassProcess):
    """Home Assistant with its frontend, for the interpreter of the tests."""

    def __init__(self, folder: Path) -> None:
        """Prepare to start it with a fresh config folder."""
        super().__init__(sys.executable, folder)
        port = int(self._url.rsplit(":", 1)[1])
        (folder / "configuration.yaml").write_text(_CONFIGURATION.format(folder=folder))
        (folder / "automations.yaml").write_text("[]\n")
        # Cards show the numbers of nodes that are not listed: 2001 stays 2001.
        copy = folder / ".storage" / "allstarlink.directory"
        write_copy(copy, Edition(checked=datetime.now(UTC)), listing(first=50000))
        self._modules.mkdir()
        for name, text in _STAND_INS.items():
            (self._modules / name).write_text(text)
        self._store("http", 1, {"server_host": ["127.0.0.1"], "server_port": port})
        # The steps after the owner's set up services that no test has a use for.
        done = ["core_config", "analytics", "integration"]
        self._store("onboarding", 4, {"done": done})

    @property
    def url(self) -> str:
        """The address of the frontend."""
        return self._url

    def integration(self) -> Path:
        """Return a copy of the integration that an upgrade may change."""
        folder = self._folder / "custom_components"
        if folder.is_symlink():
            source = folder.resolve()
            folder.unlink()
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder, ignore=ignored)
        return folder / "allstarlink"

    def session(self, token: str | None = None) -> str:
        """Return the script that logs a page in, as the owner if no token is given."""
        tokens = {
            "access_token": token or self._token,
            "token_type": "Bearer",
            "expires_in": 1800,
            "refresh_token": "none",
            "hassUrl": self._url,
            "clientId": f"{self._url}/",
            "expires": (time.time() + 1800) * 1000,
        }
        return f"localStorage.hassTokens = {json.dumps(json.dumps(tokens))};"

    async def add_user(self, name: str, group: str) -> str:
        """Make a user of a group, and return a token of his."""
        socket = await self.websocket()
        created = await socket.call("config/auth/create", name=name, group_ids=[group])
        await socket.call(
            "config/auth_provider/homeassistant/create",
            user_id=created["user"]["id"],
            username=name,
            password=name,
        )
        await socket.close()
        client = {"client_id": f"{self._url}/"}
        flow = await self.post(
            "/auth/login_flow",
            {
                **client,
                "handler": ["homeassistant", None],
                "redirect_uri": f"{self._url}/",
            },
        )
        login = await self.post(
            f"/auth/login_flow/{flow['flow_id']}",
            {**client, "username": name, "password": name},
        )
        tokens = await self._request(
            "POST",
            "/auth/token",
            data={
                "grant_type": "authorization_code",
                "code": login["result"],
                **client,
            },
        )
        token: str = tokens["access_token"]
        return token

    async def add_dashboard(self, path: str, config: dict[str, Any]) -> None:
        """Make a dashboard."""
        socket = await self.websocket()
        await socket.call(
            "lovelace/dashboards/create",
            url_path=path,
            title=path.title(),
            require_admin=False,
            show_in_sidebar=True,
        )
        await socket.call("lovelace/config/save", url_path=path, config=config)
        await socket.close()

    def _store(self, key: str, version: int, data: dict[str, Any]) -> None:
        content = {"version": version, "minor_version": 1, "key": key, "data": data}
        (self._folder / ".storage" / key).write_text(json.dumps(content))
