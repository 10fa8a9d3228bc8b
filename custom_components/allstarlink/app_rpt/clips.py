"""Clips: how app_rpt is made to play one, and what Asterisk says of its media cache.

`rpt localplay` and `rpt playback` take exactly four words, and always answer
Success with no output (transcripts p1, p10_prefetch, p10_modules).
"""

from collections.abc import Iterable
from dataclasses import dataclass
import re

from ..names import is_node_number
from .cli import words_of
from .commands import RefusedError

# The module that fetches what is played from an address
MODULE = "res_http_media_cache"
CHECK_MODULE = f"module show like {MODULE}"

# One word of Asterisk's command line: no blank, quotation mark or backslash
_URI = re.compile(r"https?://[A-Za-z0-9._~:/?&=%\[\]-]{1,380}")
_LOADED = re.compile(r"([0-9]{1,4}) modules? loaded")

_LOCAL, _NETWORK = "localplay", "playback"


@dataclass(frozen=True, slots=True)
class PlayClip:
    """Play a clip by its address: on this node alone, or to all links as well."""

    uri: str
    network: bool

    def __post_init__(self) -> None:
        """Check the address. Raises RefusedError."""
        _check_uri(self.uri)

    def render(self, node: str) -> str:
        """Return the CLI text for this node."""
        _check_node(node)
        return f"rpt {_NETWORK if self.network else _LOCAL} {node} {self.uri}"


@dataclass(frozen=True, slots=True)
class StopClips:
    """Stop what is played, and forget all that a node has yet to play (cop 24)."""

    def render(self, node: str) -> str:
        """Return the CLI text for this node."""
        _check_node(node)
        return f"rpt cmd {node} cop 24 0"


def refresh_command(uri: str) -> str:
    """Return the command that fetches a clip without transmitting."""
    _check_uri(uri)
    return f"media cache refresh {uri}"


def delete_command(uri: str) -> str:
    """Return the command that deletes a clip from the cache."""
    _check_uri(uri)
    return f"media cache delete {uri}"


def is_module_loaded(output: Iterable[str]) -> bool | None:
    """Return whether the module is loaded; None if this is no such list."""
    for line in output:
        if found := _LOADED.fullmatch(line.strip()):
            return int(found[1]) > 0
    return None


def is_refreshed(output: Iterable[str]) -> bool:
    """Return whether the server says that it has the clip (p10_media_cache_refresh)."""
    return any(line.startswith("Refreshed '") for line in output)


def played_node(text: str) -> tuple[str, bool] | None:
    """Return the node on which a CLI command plays a sound, and whether its links hear it.

    None for any other command.
    """
    words = words_of(text)
    if words[:1] != ["rpt"] or not {_LOCAL, _NETWORK} & set(words):
        return None
    node = next((word for word in words if word.isdigit()), "")
    return node, _NETWORK in words


def _check_uri(uri: str) -> None:
    if _URI.fullmatch(uri) is None:
        raise RefusedError("command", uri)


def _check_node(node: str) -> None:
    if not is_node_number(node):
        raise RefusedError("node", node)
