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
from ..names import MAX_EXTENSIONS
from .line import Line

# The lists that tell of all there are
EXTENSIONS = "ExtensionStateList"
ENDPOINTS = "PJSIPShowEndpoints"
DEVICES = "DeviceStateList"

EVENT_NAMES = EXTENSION_EVENT_NAMES | DEVICE_EVENT_NAMES | PEER_EVENT_NAMES

_PJSIP = "PJSIP/"

# Of endpoints, of which one state alone is known
_IN_CALL = (LineState.IN_USE, LineState.BUSY, LineState.ON_HOLD)


class Lines:
    """What lists and events told of the lines, by (extension, context) and by endpoint."""

    def __init__(self) -> None:
        """Know nothing."""
        self.lists: dict[str, Callable[[list[Message]], None]] = {
            EXTENSIONS: self._take_extensions,
            ENDPOINTS: self._take_endpoints,
            DEVICES: self._take_devices,
        }
        self._extensions: dict[tuple[str, str], Extension] = {}
        self._endpoints: dict[str, Endpoint] = {}
        # Of the phones in hints that have other parts, which alone ask for them
        self._devices: dict[str, LineState | None] = {}
        self._in_doubt: set[str] = set()
        self._listeners: dict[Line, Listeners[[]]] = {}

    @property
    def in_doubt(self) -> bool:
        """Whether the states of devices are needed: some hints tell of more than phones."""
        return bool(self._in_doubt)

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

    def in_call(self, line: Line) -> bool:
        """Return whether a phone of a line is in a call, also while one rings."""
        match self._find(line):
            case Extension() as extension:
                return extension.in_call
            case Endpoint() as endpoint:
                return endpoint.state in _IN_CALL
        return False

    def reachable(self, line: Line) -> bool | None:
        """Return whether a call could reach a line, None when the server does not tell."""
        match self._find(line):
            case Extension() as extension:
                return extension.reachable_by(self._device_state)
            case Endpoint() as endpoint:
                return endpoint.reachable
        return None

    def phones(self, line: Line) -> tuple[str, ...]:
        """Return the devices of a line, none when the server does not tell."""
        match self._find(line):
            case Extension() as extension:
                return extension.phones
            case Endpoint() as endpoint:
                return (endpoint.device,)
        return ()

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
            listeners.async_notify()

    def _take_extensions(self, rows: list[Message]) -> None:
        # A hint that is not in the list is gone: no event tells (transcript c18d).
        listed = filter(None, map(parse_extension, rows))
        extensions = {(each.extension, each.context): each for each in listed}
        self._extensions = _bounded(extensions, self._shows_extension)
        self._in_doubt = self._phones_in_doubt()
        self._devices = {
            device: state
            for device, state in self._devices.items()
            if device in self._in_doubt
        }
        self.async_notify()

    def _take_endpoints(self, rows: list[Message]) -> None:
        listed = filter(None, map(parse_endpoint, rows))
        endpoints = {each.name: each for each in listed}
        self._endpoints = _bounded(
            endpoints, lambda name: Line(endpoint=name) in self._listeners
        )
        self.async_notify()

    def _take_devices(self, rows: list[Message]) -> None:
        listed = filter(None, map(parse_device, rows))
        self._devices = {
            each.name: each.state for each in listed if each.name in self._in_doubt
        }
        self.async_notify()

    def _shows_extension(self, place: tuple[str, str]) -> bool:
        extension, context = place
        lines = Line(extension), Line(extension, context)
        return any(line in self._listeners for line in lines)

    def _phones_in_doubt(self) -> set[str]:
        """Return the phones whose hints do not tell whether they can be reached."""
        return {
            phone
            for extension in self._extensions.values()
            if extension.phones != extension.devices
            for phone in extension.phones
        }

    def _device_state(self, device: str) -> LineState | None:
        if device in self._devices:
            return self._devices[device]
        endpoint = self._endpoints.get(device.removeprefix(_PJSIP))
        if endpoint is None or not device.startswith(_PJSIP):
            return None
        return LineState.NOT_IN_USE if endpoint.reachable else LineState.UNAVAILABLE

    def _take_extension(self, event: Message) -> None:
        if (extension := parse_extension(event)) is None:
            return
        place = extension.extension, extension.context
        if extension.state is None:
            self._extensions.pop(place, None)
        elif place in self._extensions or len(self._extensions) < MAX_EXTENSIONS:
            self._extensions[place] = extension
            if extension.phones != extension.devices:
                self._in_doubt.update(extension.phones)
        self._changed(Line(extension.extension))
        self._changed(Line(extension.extension, extension.context))

    def _take_device(self, event: Message) -> None:
        if device := parse_device(event):
            if device.name in self._in_doubt:
                self._devices[device.name] = device.state
                self._tell_hints_of(device.name)
            self._update_endpoint(device.name, lambda _: device.state)

    def _tell_hints_of(self, device: str) -> None:
        for (extension, context), hint in tuple(self._extensions.items()):
            if device in hint.phones:
                self._changed(Line(extension))
                self._changed(Line(extension, context))

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
        if device not in self._devices and device in self._in_doubt:
            self._tell_hints_of(device)

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
            listeners.async_notify()


def _bounded[K, V](listed: dict[K, V], is_shown: Callable[[K], bool]) -> dict[K, V]:
    """Return as many as are kept; those that the user chose are among them."""
    if len(listed) <= MAX_EXTENSIONS:
        return listed
    kept = sorted(listed, key=lambda key: not is_shown(key))[:MAX_EXTENSIONS]
    return {key: listed[key] for key in kept}
