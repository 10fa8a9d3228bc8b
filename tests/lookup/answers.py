"""Answers as the statistics service gives them; all stations are invented."""

import json
from typing import Any


def user_node(number: str, **changes: Any) -> dict[str, Any]:
    """Return what the service knows of a node from its registration."""
    return {
        "Node_ID": 74479,
        "User_ID": "W1HUBB",
        "Status": "Active",
        "name": number,
        "ipaddr": "127.0.0.9",
        "port": 4569,
        "regseconds": 1795248172,
        "iptime": "2026-10-07 19:49:05",
        "node_frequency": "Hilltop Hub",
        "node_tone": "",
        "node_remotebase": False,
        "node_freqagile": "0",
        "callsign": "W1HUBB",
        "access_webtransceiver": "1",
        "is_nnx": "No",
        "server": {
            "Server_ID": 44296,
            "Server_Name": "hub-1",
            "Affiliation": "",
            "SiteName": "",
            "Logitude": "-71.2",
            "Latitude": "42.2",
            "Location": "Invented, CT",
            "TimeZone": None,
            "udpport": 4569,
        },
        **changes,
    }


def data(**changes: Any) -> dict[str, Any]:
    """Return what a node sent; it has links to three others."""
    return {
        "apprptuptime": "409053",
        "totalexecdcommands": "7",
        "totalkeyups": "312",
        "totaltxtime": "5021",
        "apprptvers": "3.5.5",
        "timeouts": "1",
        "links": ["2001", "27339", "K3WEB"],
        "keyed": False,
        "time": "1795251553",
        "seqno": "13638",
        "nodes": "T2001,R27339,TK3WEB",
        "totalkerchunks": "12",
        "keytime": "40",
        "linkedNodes": [
            user_node("2001", callsign="K1PARR", node_frequency="Parrot"),
            user_node("27339", callsign="W1RIVER", node_frequency="", server=None),
        ],
        **changes,
    }


def answer(number: str = "2000", *, sent: Any = None, **parts: Any) -> bytes:
    """Return a whole answer; `parts` take the place of its own."""
    return json.dumps(
        {
            "stats": {
                "id": 31620,
                "node": int(number),
                "data": data() if sent is None else sent,
                "created_at": "2024-04-03T15:06:30.000000Z",
                "updated_at": "2026-11-21T06:59:13.000000Z",
                "user_node": user_node(number),
            },
            "node": user_node(number),
            "keyups": [],
            "time": 1.2359619140625,
            **parts,
        }
    ).encode()
