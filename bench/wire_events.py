"""Events as bytes: those of app_rpt, and those of a busy PBX around them."""

from itertools import cycle, islice

_MOMENT = "Sat Nov 21 01:57:24 2026"

# What calls, bridges and phones make an Asterisk 22 send, as it words it
_PBX = (
    """Event: Newexten
Privilege: dialplan,all
Channel: PJSIP/6001-0000002a
ChannelState: 4
ChannelStateDesc: Ring
CallerIDNum: 6001
CallerIDName: Reception
ConnectedLineNum: <unknown>
ConnectedLineName: <unknown>
Language: en
AccountCode:
Context: internal
Exten: 6002
Priority: {number}
Uniqueid: 1795226244.{number}
Linkedid: 1795226244.{number}
Extension: 6002
Application: Set
AppData: CDR(userfield)={number}""",
    """Event: VarSet
Privilege: dialplan,all
Channel: PJSIP/6001-0000002a
ChannelState: 6
ChannelStateDesc: Up
CallerIDNum: 6001
CallerIDName: Reception
ConnectedLineNum: 6002
ConnectedLineName: Workshop
Language: en
AccountCode:
Context: internal
Exten: 6002
Priority: 3
Uniqueid: 1795226244.{number}
Linkedid: 1795226244.{number}
Variable: BRIDGEPEER
Value: PJSIP/6002-{number:08x}""",
    """Event: RTCPSent
Privilege: reporting,all
Channel: PJSIP/6001-0000002a
ChannelState: 6
ChannelStateDesc: Up
Uniqueid: 1795226244.{number}
To: 192.0.2.6:4001
From: 192.0.2.5:11201
SSRC: 0x3fa21c{number:02x}
PT: 200(SR)
ReportCount: 1
SentNTP: 1795226244.{number}
SentRTP: {number}
SentPackets: 1204
SentOctets: 192640""",
    """Event: DeviceStateChange
Privilege: call,all
Device: PJSIP/{number}
State: INUSE""",
    """Event: BridgeEnter
Privilege: call,all
BridgeUniqueid: 8c1b8b52-4a3f-4a36-b6f1-{number:012x}
BridgeType: basic
BridgeTechnology: simple_bridge
BridgeCreator: <unknown>
BridgeName: <unknown>
BridgeNumChannels: 1
Channel: PJSIP/6001-0000002a
ChannelState: 6
ChannelStateDesc: Up
Uniqueid: 1795226244.{number}
Linkedid: 1795226244.{number}""",
)


def rpt_event(name: str, node: str, value: str) -> bytes:
    """Return an event of app_rpt, as transcript 40 has it."""
    return (
        f"Event: {name}\r\nPrivilege: call,all\r\nNode: {node}\r\n"
        "Channel: Local/pseudo@default-00000000;1\r\n"
        f"EventValue: {value}\r\nLastKeyedTime: {_MOMENT}\r\n"
        f"LastTxKeyedTime: {_MOMENT}\r\n\r\n"
    ).encode()


def link_names(count: int) -> list[str]:
    """Return the names of the links that each node has."""
    return [str(2000 + number) for number in range(count)]


def adjacent_links(node: str, names: list[str], keyed: str = "") -> bytes:
    """Return the event for these links, one of which may be keyed."""
    items = [f"{name}T{'K' if name == keyed else 'U'}" for name in names]
    return rpt_event("RPT_ALINKS", node, ",".join([str(len(items)), *items]))


def pbx_events(count: int) -> list[bytes]:
    """Return events that have nothing to do with app_rpt, all of them different."""
    kinds = islice(cycle(_PBX), count)
    return [
        f"{kind.format(number=number)}\n\n".replace("\n", "\r\n").encode()
        for number, kind in enumerate(kinds)
    ]
