"""The states of a server's extensions and PJSIP endpoints."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from homeassistant.core import CALLBACK_TYPE, callback

from ..ami.message import Message
from ..asterisk.endpoints import PEER_EVENT_NAMES, Endpoint, parse_endpoint, parse_peer
from ..asterisk.extensions import (
    DEVICE_EVENT_NAMES,
    EXTENSION_EVENT_NAMES,
    Extension,
    LineState,
    parse_device,
    parse_extension,
)
from ..listeners import Listeners
from .line import Line

# The lists that tell of all there are
EXTENSIONS = "ExtensionStateList"
ENDPOINTS = "PJSIPShowEndpoints"

EVENT_NAMES = EXTENSION_EVENT_NAMES | DEVICE_EVENT_NAMES | PEER_EVENT_NAMES

_PJSIP = "PJSIP/"


class Lines:
    """What lists and events told of the lines, by (extension, context) and by endpoint."""

    def __init__(self) -> None:
        """Know nothing."""
        self.lists: dict[str, Callable[[list[Message]], None]] = {
            EXTENSIONS: self._take_extensions,
            ENDPOINTS: self._take_endpoints,
        }
        self._extensions: dict[tuple[str, str], Extension] = {}
        self._endpoints: dict[str, Endpoint] = {}
        self._listeners: dict[Line, Listeners[[]]] = {}

    @property
    def known(self) -> list[Line]:
        """All lines of the server, in the order in which people look for them."""
        places = Counter(extension for extension, _ in self._extensions)
        extensions = [
            Line(extension, None if places[extension] == 1 else context)
            for extension, context in self._extensions
        ]
        endpoints = [Line(endpoint=name) for name in self._endpoints]
        return [*sorted(extensions, key=str), *sorted(endpoints, key=str)]

    def resolved(self, line: Line) -> Line | None:
        """Return the line as it is to be called, None if there is none or not just one.

        A context is only named where an extension is in several.
        """
        if line.endpoint:
            return line if line.endpoint in self._endpoints else None
        contexts = self._contexts(line.extension)
        if line.context is not None and line.context not in contexts:
            return None
        if len(contexts) == 1:
            return Line(line.extension)
        return line if line.context else None

    def state(self, line: Line) -> LineState | None:
        """Return the state of a line, None when the server does not tell."""
        known = self._find(line)
        return known.state if known else None

    def reachable(self, line: Line) -> bool | None:
        """Return whether a call could reach a line, None when the server does not tell."""
        known = self._find(line)
        return known.reachable if known else None

    @callback
    def async_listen(self, line: Line, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when the state of a line may have changed."""
        return self._listeners.setdefault(line, Listeners()).async_add(listener)

    @callback
    def async_take(self, event: Message) -> None:
        """Take an event of EVENT_NAMES."""
        match event.event:
            case "ExtensionStatus":
                self._take_extension(event)
            case "DeviceStateChange":
                self._take_device(event)
            case "PeerStatus":
                self._take_peer(event)

    @callback
    def async_notify(self) -> None:
        """Tell all who listen, as when the connection comes and goes."""
        for listeners in list(self._listeners.values()):
            listeners.async_tell()

    def _take_extensions(self, rows: list[Message]) -> None:
        # A hint that is not in the list is gone: no event tells (transcript c18d).
        listed = filter(None, map(parse_extension, rows))
        self._extensions = {(each.extension, each.context): each for each in listed}
        self.async_notify()

    def _take_endpoints(self, rows: list[Message]) -> None:
        listed = filter(None, map(parse_endpoint, rows))
        self._endpoints = {each.name: each for each in listed}
        self.async_notify()

    def _take_extension(self, event: Message) -> None:
        if (extension := parse_extension(event)) is None:
            return
        place = extension.extension, extension.context
        if extension.state is None:
            self._extensions.pop(place, None)
        else:
            self._extensions[place] = extension
        self._changed(Line(extension.extension))
        self._changed(Line(extension.extension, extension.context))

    def _take_device(self, event: Message) -> None:
        if device := parse_device(event):
            self._update_endpoint(device.name, lambda _: device.state)

    def _take_peer(self, event: Message) -> None:
        # The device says more, but it needs a module that may be missing.
        peer = parse_peer(event)
        if peer is None or peer.reachable is None:
            return
        if peer.reachable:
            self._update_endpoint(
                peer.device,
                lambda state: (
                    LineState.NOT_IN_USE if state is LineState.UNAVAILABLE else state
                ),
            )
        else:
            self._update_endpoint(
                peer.device,
                lambda state: (
                    LineState.UNAVAILABLE if state is LineState.NOT_IN_USE else state
                ),
            )

    def _update_endpoint(
        self, device: str, update: Callable[[LineState | None], LineState | None]
    ) -> None:
        name = device.removeprefix(_PJSIP)
        endpoint = self._endpoints.get(name)
        if endpoint is None or name == device:
            return
        self._endpoints[name] = replace(endpoint, state=update(endpoint.state))
        self._changed(Line(endpoint=name))

    def _find(self, line: Line) -> Extension | Endpoint | None:
        if line.endpoint:
            return self._endpoints.get(line.endpoint)
        if line.context is not None:
            return self._extensions.get((line.extension, line.context))
        found = [
            self._extensions[line.extension, context]
            for context in self._contexts(line.extension)
        ]
        # Of several that are not the same phones, nobody knows which was meant.
        return found[0] if len({each.devices for each in found}) == 1 else None

    def _contexts(self, wanted: str) -> list[str]:
        """Return the contexts of an extension."""
        return [
            context for extension, context in self._extensions if extension == wanted
        ]

    def _changed(self, line: Line) -> None:
        if listeners := self._listeners.get(line):
            listeners.async_tell()
