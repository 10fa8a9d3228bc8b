"""Why a node did not play a clip, as errors that a user can act on."""

from homeassistant.exceptions import ServiceValidationError

from .errors import OnAirError


class NotAllowed(OnAirError, ServiceValidationError):
    """The node's option is off: placeholder `node`."""

    key = "on_air_not_allowed"


class ScopeNotAllowed(OnAirError, ServiceValidationError):
    """The node's option does not let linked nodes hear it: placeholder `node`."""

    key = "scope_not_allowed"


class QueueIsFull(OnAirError):
    """As many clips wait as may: placeholders `node` and `limit`."""

    key = "clip_queue_full"


class MediaCacheMissing(OnAirError):
    """The server's Asterisk or app_rpt cannot do it: placeholder `server`."""

    key = "on_air_not_supported"


class ModuleMissing(OnAirError):
    """The module that fetches clips is not loaded: placeholders `server` and `line`."""

    key = "media_cache_module_missing"


class WaitedInVain(OnAirError):
    """The node was not quiet in time: placeholders `node` and `seconds`."""

    key = "waited_in_vain"


class NeverKeyed(OnAirError):
    """It was played, but the transmitter did not key: placeholder `node`."""

    key = "never_keyed"


class TransmitterDisabled(OnAirError):
    """The node's transmitter is switched off: placeholder `node`."""

    key = "transmitter_disabled"


class NodeTimedOut(OnAirError):
    """The node's time-out timer has run out: placeholder `node`."""

    key = "node_timed_out"


class OneLoginOnly(OnAirError):
    """The AMI user may log in only once, and the session was needed: placeholder `server`."""

    key = "clip_login_in_use"


class Stopped(OnAirError):
    """Somebody stopped it, or what it needs ended: placeholder `node`."""

    key = "clip_stopped"


class NotReady(OnAirError):
    """It was not made ready in time, by its source or the engine: placeholder `seconds`."""

    key = "clip_not_ready"


class NoSpeechEngine(OnAirError):
    """Home Assistant has no engine to speak with."""

    key = "no_speech_engine"


class UnknownSpeechEngine(OnAirError, ServiceValidationError):
    """There is no engine of that name: placeholder `engine`."""

    key = "unknown_speech_engine"


class SpeechRefused(OnAirError, ServiceValidationError):
    """The engine does not have that language or option: placeholders `engine` and `error`."""

    key = "speech_refused"
