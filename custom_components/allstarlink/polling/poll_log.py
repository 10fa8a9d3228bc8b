"""Failed polls of a server: an error for Home Assistant, and no line in the log.

Home Assistant logs the first failed poll as an error. A server that is away has two
lines of its own instead, one when it goes and one when it is back, and so has a node.
"""

import logging

from homeassistant.helpers.update_coordinator import UpdateFailed

from ..const import DOMAIN


def poll_logger(name: str) -> logging.Logger:
    """Return the logger for a DataUpdateCoordinator of the module `name`.

    What it says of polls is shown as DEBUG. Unexpected errors keep their level.
    """
    logger = logging.getLogger(f"{name}.polls")

    def as_debug(record: logging.LogRecord) -> bool:
        if record.levelno <= logging.DEBUG or record.exc_info:
            return True
        record.levelno, record.levelname = logging.DEBUG, "DEBUG"
        return logger.isEnabledFor(logging.DEBUG)

    if not logger.filters:
        logger.addFilter(as_debug)
    return logger


def poll_failed(server: str, error: Exception) -> UpdateFailed:
    """Return what a coordinator raises when its poll of a server has failed."""
    return UpdateFailed(
        translation_domain=DOMAIN,
        translation_key="server_poll_failed",
        translation_placeholders={"server": server, "error": str(error)},
    )
