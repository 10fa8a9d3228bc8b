"""The reply to `VoterStatus` (chan_voter.c, manager_voter_status; transcripts 24 to 28)."""

from dataclasses import dataclass, field

from ..names import MAX_NODES, MAX_RECEIVERS, normal_name
from .errors import MalformedError
from .xstat import Fields

_MAX_RSSI = 255

# In this order, each at most once, after the name, which may have blanks.
_MIX = " Mix"
_MASTER = " Master"
_ACTIVE_MASTER = " ActiveMaster"
_INACTIVE = " Inactive"


@dataclass(frozen=True, slots=True)
class Receiver:
    """A receiver site of a voting node.

    `rssi` is 0 to 255, 0 without a signal. `mix`: it is mixed with the voted
    one instead of voted for. `active_master`: of those that may give the time,
    the one that does. Not `active`: never heard, or not any more; versions
    before 3.10.1 do not list a receiver that was never heard.
    """

    name: str
    rssi: int
    mix: bool = False
    master: bool = False
    active_master: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class Voter:
    """A node with its receivers, and the name of the voted one while there is one.

    `left_out` are how many receivers there are beyond the limit.
    """

    node: str
    voted: str | None
    receivers: tuple[Receiver, ...]
    left_out: int = 0

    def receiver(self, name: str) -> Receiver | None:
        """Return the receiver of that name, the first if there are several."""
        return next((one for one in self.receivers if one.name == name), None)


@dataclass(slots=True)
class _Reading:
    """A node of which not all is read; `client` has no RSSI yet."""

    node: str
    voted: str | None = None
    client: str | None = None
    receivers: list[Receiver] = field(default_factory=list)
    left_out: int = 0

    def read_client(self, text: str | None) -> None:
        if self.client is not None:
            raise MalformedError(f"VoterStatus of {self.node[:20]!r} is cut short")
        self.client = text

    def read_rssi(self, text: str) -> None:
        if self.client is None:
            raise MalformedError(f"RSSI of nobody at {self.node[:20]!r}")
        if len(self.receivers) < MAX_RECEIVERS:
            self.receivers.append(_receiver(self.client, _rssi(text)))
        else:
            self.left_out += 1
        self.client = None

    def finish(self) -> Voter:
        self.read_client(None)
        return Voter(self.node, self.voted, tuple(self.receivers), self.left_out)


def parse_voterstatus(fields: Fields) -> tuple[Voter, ...]:
    """Return the nodes of a reply, which has one or several without a mark between them.

    Of more nodes and receivers than the limits the first are kept.

    Raises MalformedError when it is cut short. (A server that has none to tell
    of answers with an empty message, which is no reply to anything.)
    """
    nodes: list[_Reading] = []
    for name, value in fields:
        text = value.strip()
        if name == "Node":
            nodes.append(_Reading(text))
        elif not nodes:
            continue
        elif name == "Voted":
            nodes[-1].voted = normal_name(text) or None
        elif name == "Client":
            nodes[-1].read_client(text)
        elif name == "RSSI":
            nodes[-1].read_rssi(text)
    if not nodes:
        raise MalformedError("VoterStatus without Node")
    return tuple(node.finish() for node in nodes[:MAX_NODES])


def _receiver(client: str, rssi: int) -> Receiver:
    flags = {}
    for flag in (_INACTIVE, _ACTIVE_MASTER, _MASTER, _MIX):
        flags[flag] = client.endswith(flag)
        client = client.removesuffix(flag)
    return Receiver(
        normal_name(client),
        rssi,
        mix=flags[_MIX],
        master=flags[_MASTER],
        active_master=flags[_ACTIVE_MASTER],
        active=not flags[_INACTIVE],
    )


def _rssi(text: str) -> int:
    # Not what int() takes beside: signs, underscores, other digits.
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_MAX_RSSI))):
        raise MalformedError(f"RSSI {text[:20]!r}")
    if (rssi := int(text)) > _MAX_RSSI:
        raise MalformedError(f"RSSI {text!r}")
    return rssi
