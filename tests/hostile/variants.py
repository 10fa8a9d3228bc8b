"""What a hostile server says: events at any time, and replies to what it is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..ami.server import Action
from .server import NODESTAT, RIGHTS, XSTAT, Answer

SUCCESS = "Response: Success"


@dataclass(frozen=True, slots=True)
class Variant:
    """Bytes that are sent in a session, and replies instead of healthy ones."""

    stream: bytes = b""
    says: dict[str, Answer] = field(default_factory=dict)


def message(*lines: str) -> bytes:
    """Return the bytes of a message."""
    return ("\r\n".join((*lines, "", ""))).encode()


def event(name: str, value: str, node: str = "1999") -> bytes:
    """Return the bytes of an event of app_rpt."""
    return message(f"Event: {name}", f"Node: {node}", f"EventValue: {value}")


def always(*lines: str) -> Callable[[Action], tuple[str, ...]]:
    """Return what always says the same."""
    return lambda _action: lines


def _links(names: list[str], letters: str = "TU") -> str:
    return ",".join([str(len(names)), *(name + letters for name in names)])


_MANY = [str(2000 + number) for number in range(16_000)]
_CONNS = [f"Conn: {name} 192.0.2.1 0 OUT 00:00:10:000 ESTABLISHED" for name in _MANY]
_ODD = "\u202e\u200b\x1b[2J\x07" * 10


def _xstat(*lines: str) -> Callable[[Action], tuple[str, ...]]:
    names = tuple(line.partition(":")[0] for line in lines)
    rest = [line for line in XSTAT if not line.startswith(names)]
    return always(SUCCESS, "Node: 1999", *lines, *rest)


def _nodestat(**values: str) -> Callable[[Action], tuple[str, ...]]:
    lines = [
        f"{name}: {values[name]}"
        if (name := line.partition(":")[0]) in values
        else line
        for line in NODESTAT
    ]
    return always(SUCCESS, *lines)


VARIANTS: dict[str, Variant] = {
    "16,000 links in an event": Variant(event("RPT_ALINKS", _links(_MANY))),
    "16,000 keyed links in an event": Variant(event("RPT_ALINKS", _links(_MANY, "TK"))),
    "2,000 keyed links in an event": Variant(
        event("RPT_ALINKS", _links(_MANY[:2000], "TK"))
    ),
    "2,000 links that are keyed and not": Variant(
        (
            event("RPT_ALINKS", _links(_MANY[:2000], "TK"))
            + event("RPT_ALINKS", _links(_MANY[:2000]))
        )
        * 3
    ),
    "links of one name": Variant(event("RPT_ALINKS", _links(["2001"] * 5000))),
    "links of two lists in turn": Variant(
        b"".join(
            event("RPT_ALINKS", _links(_MANY[start : start + 200]))
            for start in (0, 200) * 3
        )
    ),
    "100,000 names of a network": Variant(
        event("RPT_LINKS", ",".join(f"T{number}" for number in range(100_000)))
    ),
    "a name of 5,000 digits": Variant(event("RPT_ALINKS", f"1,{'9' * 5000}TU")),
    "a name of 900,000 characters": Variant(
        event("RPT_ALINKS", f"1,{'x' * 900_000}TU")
    ),
    "a name that turns the text round": Variant(event("RPT_ALINKS", f"1,{_ODD}TU")),
    "a count of 5,000 digits": Variant(event("RPT_ALINKS", f"{'9' * 5000},2001TU")),
    "16,000 links in a poll": Variant(says={"XStat": _xstat(*_CONNS)}),
    "names of a network in a poll": Variant(
        says={
            "XStat": _xstat("LinkedNodes: " + ", ".join(f"T{name}" for name in _MANY))
        }
    ),
    "a link that is up for all time": Variant(
        says={
            "XStat": _xstat(
                f"Conn: 2001 192.0.2.1 0 OUT {'9' * 30}:00:00:000 ESTABLISHED"
            )
        }
    ),
    "a link that was called for ever": Variant(
        says={
            "XStat": _xstat(
                f"Conn: 2001 192.0.2.1 {'9' * 5000} OUT 00:00:10:000 ESTABLISHED"
            )
        }
    ),
    "16,000 links that are keyed in a poll": Variant(
        says={
            "XStat": _xstat(*_CONNS),
            "SawStat": always(
                SUCCESS, "Node: 1999", *(f"Conn: {name} 1 1 1" for name in _MANY)
            ),
        }
    ),
    "a poll of another node": Variant(
        says={"XStat": always(SUCCESS, "Node: ../../x", *XSTAT)}
    ),
    "counts beyond all counts": Variant(
        says={"NodeStat": _nodestat(KeyupsToday="9" * 5000, KerchunksToday="-1")}
    ),
    "a last command without end": Variant(
        says={"NodeStat": _nodestat(LastDtmfCommandExecuted="1" * 500_000)}
    ),
    "time of transmission beyond time": Variant(
        says={"NodeStat": _nodestat(TxTimeToday="99999999999:99:99:99")}
    ),
    "100,000 nodes": Variant(
        says={
            "RptStat": always(
                SUCCESS,
                "Nodes: " + ",".join(str(number) for number in range(1999, 102_000)),
                "RptUptime: 00:00:10",
            )
        }
    ),
    "an uptime beyond time": Variant(
        says={"RptStat": always(SUCCESS, "Nodes: 1999", f"RptUptime: {'9' * 40}:00:00")}
    ),
    "10,000 receivers": Variant(
        event("RPT_RXKEYED", "1"),
        says={
            "VoterStatus": always(
                SUCCESS,
                "Node: 1999",
                "Voted: 1",
                *(
                    line
                    for number in range(10_000)
                    for line in (f"Client: {number}", "RSSI: 100")
                ),
            )
        },
    ),
    "a row of a registry without end": Variant(
        message("Event: Registry", "ChannelType: IAX2", f"Username: {'a@b:' * 40_000}"),
        says={
            "Command": always(
                SUCCESS,
                "Message: Command output follows",
                f"Output: {'1.2.3.4:' * 20_000}",
            )
        },
    ),
    "100,000 rows of a registry": Variant(
        message("Event: Registry", "ChannelType: IAX2"),
        says={
            "Command": always(
                SUCCESS,
                "Message: Command output follows",
                *("Output: 127.0.0.1:4569 N 1999 127.0.0.1:4569 60 Registered",)
                * 20_000,
            )
        },
    ),
    "20,000 digits": Variant(event("DTMF", "5") * 20_000),
    "a digit that is a megabyte": Variant(event("DTMF", "5" * 500_000)),
    "5,000 key-ups": Variant(
        (event("RPT_RXKEYED", "1") + event("RPT_RXKEYED", "0")) * 5000
    ),
    "a receiver that is neither": Variant(event("RPT_RXKEYED", "9" * 5000)),
    "5,000 starts": Variant(
        message("Event: FullyBooted", "Status: Fully Booted") * 5000
    ),
    "50,000 events of nobody": Variant(
        message("Event: VarSet", "Variable: x") * 50_000
    ),
    "50,000 events of other nodes": Variant(
        event("RPT_RXKEYED", "1", "../../x") * 50_000
    ),
    "20,000 replies to nothing": Variant(message(SUCCESS, "ActionID: 999999") * 20_000),
    "5,000 registrations": Variant(
        message("Event: Registry", "ChannelType: IAX2", "Username: 1999") * 5000
    ),
    "an event whose name has no end": Variant(message(f"Event: {'RPT_' * 100_000}")),
    "headers without end": Variant(
        message("Event: RPT_RXKEYED", "Node: 1999", *("EventValue: 1",) * 20_000)
    ),
    "no line ever ends": Variant(b"x" * 5_000_000),
    "no message ever ends": Variant(b"Event: RPT_RXKEYED\r\n" * 200_000),
    "noise": Variant(bytes(range(256)) * 20_000),
    "line ends alone": Variant(b"\r\n" * 200_000),
    "zeros": Variant(b"\0" * 1_000_000),
    "rights without end": Variant(
        message("Event: FullyBooted"),
        says={
            "ListCommands": always(
                SUCCESS,
                *(f"{name}: x" for name in RIGHTS),
                *(f"A{number}: x" for number in range(50_000)),
            )
        },
    ),
}
