"""An Asterisk that plays clips from its cache, and records what is heard of them."""

from pathlib import Path
from typing import override

from tests.asterisk.real import RealAsterisk

_MODULES = """\
[modules]
autoload = no
load = pbx_config.so
load = res_timing_timerfd.so
load = format_wav.so
load = app_playback.so
load = app_record.so
load = res_curl.so
load = res_http_media_cache.so
"""
_DIALPLAN = """\
[listener]
exten = s,1,Answer()
same = n,Record({recording},0,10,kq)
"""


class MediaAsterisk(RealAsterisk):
    """Has the modules that the documents ask for, as a node has them (p10_modules)."""

    @property
    def recording(self) -> Path:
        """What the listener has heard."""
        return self._folder / "heard.wav"

    @property
    def cached(self) -> list[Path]:
        """The files in its cache."""
        return sorted((self._folder / "cache").iterdir())

    @override
    def _configure(self) -> None:
        (self._folder / "cache").mkdir()
        super()._configure()
        with (self._folder / "asterisk.conf").open("a") as file:
            file.write(f"astcachedir = {self._folder / 'cache'}\n")
        self._write("modules.conf", _MODULES)
        self._write("extensions.conf", _DIALPLAN.format(recording=self.recording))
