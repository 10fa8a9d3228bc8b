"""What the server knows of registrations and EchoLink stations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Registration:
    """An HTTP registration of a node, a row of `rpt show registrations`."""

    host: str
    username: str
    perceived: str = "<Unregistered>"
    refresh: int = 60
    state: str = "Registered"


@dataclass(frozen=True, slots=True)
class EchoLinkStation:
    """A row of chan_echolink's database; `name` is what the operator calls it."""

    node: str
    callsign: str
    address: str
    name: str = ""

    @property
    def link_name(self) -> str:
        """The name of a link to it: 3, then its number in six digits."""
        return f"3{self.node:0>6}"

    @property
    def text(self) -> str:
        """The row as `echolink dbget` prints it."""
        return f"{self.node}|{self.callsign}|{self.address}"
