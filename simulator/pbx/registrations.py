"""The registrations of the PBX elsewhere, and the events when they change.

Transcripts c13b, c14 and c18; of class `system`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from simulator.wire import Header, message

from .setup import IaxRegistration, Trunk

if TYPE_CHECKING:
    from .exchange import Pbx

type RegistrationState = Literal["Registered", "Unregistered", "Rejected"]
type IaxRegistrationState = Literal[
    "Registered", "Unregistered", "Rejected", "Request Sent", "Auth. Sent", "Timeout"
]


@dataclass(slots=True)
class Registration:
    """The registration of a trunk at its provider."""

    pbx: Pbx
    trunk: Trunk
    state: RegistrationState = "Registered"

    def become(self, state: RegistrationState) -> None:
        """Change, or refresh, and say so (c13b, c14)."""
        self.state = state
        tell_system(
            self.pbx,
            "Registry",
            ("ChannelType", "PJSIP"),
            ("Username", self.client_uri),
            ("Domain", self.server_uri),
            ("Status", state),
        )

    @property
    def client_uri(self) -> str:
        """Who registers."""
        return f"sip:{self.trunk.username}@{self.trunk.address}"

    @property
    def server_uri(self) -> str:
        """Where it registers."""
        return f"sip:{self.trunk.address}"


@dataclass(slots=True)
class PeerRegistration:
    """A registration of chan_iax2."""

    pbx: Pbx
    setup: IaxRegistration
    state: IaxRegistrationState = "Registered"

    def become(self, state: IaxRegistrationState) -> None:
        """Change; chan_iax2 tells only of an answer from the registrar (c14b)."""
        self.state = state
        if state not in ("Registered", "Rejected"):
            return
        refused: list[Header] = [("Cause", "Registration Refused")]
        if self.pbx.world.dialect.asterisk_14:
            # Of the two names only one (asl2_45b).
            host: Header = ("Domain", self.setup.host)
            user: Header = ("Username", self.setup.username)
            tell_system(
                self.pbx,
                "Registry",
                ("ChannelDriver", "IAX2"),
                user if state == "Rejected" else host,
                ("Status", state),
                *(refused if state == "Rejected" else ()),
            )
            return
        tell_system(
            self.pbx,
            "Registry",
            ("ChannelType", "IAX2"),
            ("Username", self.setup.username),
            ("Domain", self.setup.host),
            ("Status", state),
            *(refused if state == "Rejected" else ()),
        )


def tell_system(pbx: Pbx, event: str, *headers: Header) -> None:
    """Send an event of class `system`."""
    pbx.emit(
        "system", message([("Event", event), ("Privilege", "system,all"), *headers])
    )
