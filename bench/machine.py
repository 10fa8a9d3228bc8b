"""What was measured on, and with which versions."""

from importlib.metadata import version
import os
from pathlib import Path
import platform

_PACKAGES = (
    "homeassistant",
    "panoramisk",
    "asterisk-ami",
    "basicami",
    "pyami-asterisk",
)


def machine() -> str:
    """Return processor, memory and system in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB;"
        f" {platform.system()} {platform.release()}"
    )


def versions() -> str:
    """Return the versions of Python, Home Assistant and the peers in a line."""
    packages = [f"{package} {version(package)}" for package in _PACKAGES]
    return ", ".join([f"Python {platform.python_version()}", *packages])


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(": ")[2]
    return platform.machine()
