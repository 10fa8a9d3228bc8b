"""Why a clip cannot be put on the air, as errors that a user can act on."""

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..const import DOMAIN


class OnAirError(HomeAssistantError):
    """A clip that is not put on the air. `key` is that of the text."""

    key: str

    def __init__(self, **placeholders: str) -> None:
        """Take what the text names."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=self.key,
            translation_placeholders=placeholders,
        )


class MediaRefused(OnAirError, ServiceValidationError):
    """Home Assistant does not fetch that: placeholders `media` and `error`."""

    key = "media_refused"


class MediaNotFetched(OnAirError):
    """Home Assistant could not fetch it: placeholders `media` and `error`."""

    key = "media_not_fetched"


class MediaTooLarge(OnAirError, ServiceValidationError):
    """More bytes than are read: placeholders `media` and `limit` (megabytes)."""

    key = "media_too_large"


class CannotDecode(OnAirError):
    """No sound that can be read: placeholder `error`."""

    key = "cannot_decode"


class ClipSilent(OnAirError, ServiceValidationError):
    """There is nothing to hear in it."""

    key = "clip_silent"


class ClipTooLong(OnAirError, ServiceValidationError):
    """Longer than the node's options allow: placeholder `longest` (seconds)."""

    key = "clip_too_long"


class NeedsHttp(OnAirError):
    """Home Assistant serves https only, and has no port of its own for clips."""

    key = "needs_http"


class ClipPortTaken(OnAirError):
    """The port for clips cannot be listened on: placeholders `port` and `error`."""

    key = "clip_port_taken"


class NoAddress(OnAirError):
    """Nobody knows under which address the server reaches Home Assistant."""

    key = "no_clip_address"


class CannotFetch(OnAirError):
    """The server did not fetch the clip.

    Placeholders: `server`, `address` (scheme, host and port that were offered).
    """

    key = "cannot_fetch"


class FetchRefused(OnAirError):
    """Somebody else than the server asked for the clip, and was refused.

    Placeholders: `server`, `address` (offered), `client` (who asked).
    """

    key = "fetch_refused"
