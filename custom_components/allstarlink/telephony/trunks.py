"""The registrations of a server with its providers."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
import re

from homeassistant.core import CALLBACK_TYPE, callback

from ..ami.message import Message
from ..asterisk.registrations import (
    REGISTRY_EVENT_NAMES,
    Registration,
    Technology,
    parse_iax_registration,
    parse_pjsip_registration,
    parse_registry_event,
)
from ..listeners import Listeners
from ..names import MAX_TRUNKS, shown_name
from ..registrations.renewals import Renewals

# The lists that tell of all there are
PJSIP_REGISTRATIONS = "PJSIPShowRegistrationsOutbound"
IAX2_REGISTRATIONS = "IAXregistry"
IAX2_PEERS = "IAXpeerlist"

EVENT_NAMES = REGISTRY_EVENT_NAMES

# What chan_iax2.c prints of a registrar whose name has no address yet
_NOWHERE = "(null)"
# What res_pjsip_config_wizard.c appends to the name of a trunk
_WIZARD = re.compile(r"-reg-[0-9]+$")


class Trunks:
    """What lists and events told of the registrations, by key.

    A node's own registration at AllStarLink is none of a trunk.
    """

    def __init__(self, nodes: Callable[[], Collection[str]]) -> None:
        """Know nothing; `nodes` returns the server's own nodes."""
        self._nodes = nodes
        self.known: dict[str, Registration] = {}
        self.lists: dict[str, Callable[[list[Message]], None]] = {
            PJSIP_REGISTRATIONS: self._take_pjsip,
            IAX2_REGISTRATIONS: self._take_iax2,
            IAX2_PEERS: self._take_peers,
        }
        self._peers: dict[str, str] = {}
        self._renewals = Renewals()
        self._listeners = Listeners[[]]()

    @property
    def names(self) -> frozenset[str]:
        """The devices whose calls come from a trunk or go to one."""
        return frozenset(
            device for trunk in self.known.values() for device in self._devices(trunk)
        )

    @property
    def in_doubt(self) -> bool:
        """Whether an IAX2 registration has to be looked at again soon."""
        return self._renewals.in_doubt

    @callback
    def async_listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call when a registration may have changed, or there are more or fewer."""
        return self._listeners.async_add(listener)

    @callback
    def async_notify(self) -> None:
        """Tell all who listen, as when the connection comes and goes."""
        self._listeners.async_notify()

    @callback
    def async_take(self, event: Message) -> None:
        """Take a Registry event; one of a registration that no list had is left alone."""
        told = parse_registry_event(event)
        if told is None:
            return
        for key, known in self.known.items():
            if _identity(known) == _identity(told):
                self.known[key] = replace(known, state=told.state)
                self.async_notify()
                return

    def _take_pjsip(self, rows: list[Message]) -> None:
        # The rows of passwords between them are dropped unread.
        self._take(Technology.PJSIP, map(parse_pjsip_registration, rows))

    def _take_iax2(self, rows: list[Message]) -> None:
        before = [x for x in self.known.values() if x.technology is Technology.IAX2]
        listed = tuple(
            each
            for row in rows
            if (each := parse_iax_registration(row)) and each.registrar != _NOWHERE
        )
        believed = self._renewals.believe(tuple(before), listed)
        self._take(Technology.IAX2, believed)

    def _take(
        self, technology: Technology, listed: Iterable[Registration | None]
    ) -> None:
        others = {
            key: known
            for key, known in self.known.items()
            if known.technology is not technology
        }
        nodes = self._nodes()
        found = {
            trunk_key(each): each
            for each in listed
            if each and each.username not in nodes
        }
        room = max(0, MAX_TRUNKS - len(others))
        # Those that are known stay: a device is a trunk's for good.
        kept = sorted(found, key=lambda key: key not in self.known)[:room]
        self.known = others | {key: found[key] for key in kept}
        self.async_notify()

    def _take_peers(self, rows: list[Message]) -> None:
        """Note who is where: the channel of a call has the name of such a peer."""
        self._peers = {
            row.get("ObjectName"): f"{row.get('IPaddress')}:{row.get('Port')}"
            for row in rows
        }

    def _devices(self, trunk: Registration) -> set[str]:
        if trunk.technology is Technology.PJSIP:
            name = trunk.name or trunk.username
            return {f"PJSIP/{name}", f"PJSIP/{_WIZARD.sub('', name)}"}
        peers = (name for name, at in self._peers.items() if at == trunk.registrar)
        return {f"IAX2/{name}" for name in (trunk.username, *peers)}


def trunk_key(trunk: Registration) -> str:
    """Return what tells a trunk from others, in unique ids."""
    return f"trunk_{trunk.technology}_{trunk_name(trunk)}"


def trunk_name(trunk: Registration) -> str:
    """Return the section of pjsip.conf, or who is registered where."""
    return trunk.name or f"{trunk.username}@{trunk.registrar}"


def trunk_title(trunk: Registration) -> str:
    """Return the name of its device."""
    return f"Trunk {shown_name(trunk_name(trunk))}"


def _identity(trunk: Registration) -> tuple[Technology, str, str]:
    return trunk.technology, trunk.username, trunk.registrar
