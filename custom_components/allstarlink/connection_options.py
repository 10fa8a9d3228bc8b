"""The options of a server's connection, with defaults for what is not stored."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from .const import CONF_CONNECTION, DEFAULT_PORT

# Lowest and highest value of each option that is a number; times in seconds
LIMITS = {
    "retry_initial": (1, 3600),
    "retry_max": (1, 3600),
    "heartbeat_interval": (1, 600),
    "connect_timeout": (2, 60),
    "login_timeout": (2, 60),
    "action_timeout": (2, 60),
    "failed_polls": (1, 10),
    "history_size": (100, 5000),
}


@dataclass(frozen=True, slots=True)
class ConnectionOptions:
    """How a connection is made and kept; the names are those of the stored options.

    Times are in seconds. `failed_polls` in a row make a node unavailable;
    `history_size` is how many activities a node keeps. `second_host` is where the
    same server is tried when it does not answer at its first address, None if nowhere;
    `second_certificate_sha256` pins its certificate there. With `do_not_poll`, events
    alone tell of nodes.
    """

    retry_initial: int = 5
    retry_max: int = 60
    heartbeat_interval: int = 30
    connect_timeout: int = 10
    login_timeout: int = 10
    action_timeout: int = 10
    failed_polls: int = 3
    history_size: int = 1000
    second_host: str | None = None
    second_port: int = DEFAULT_PORT
    second_certificate_sha256: str | None = None
    do_not_poll: bool = False

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """Return those of a config entry's options."""
        stored = options.get(CONF_CONNECTION, {})
        known = {field.name for field in fields(cls)}
        return cls(**{key: stored[key] for key in stored if key in known})


DEFAULTS = ConnectionOptions()
