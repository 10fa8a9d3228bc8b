"""Two real Asterisks that call each other over IAX2: a PBX, and the phones around it."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
import socket
from typing import Any, override

from tests.asterisk.real import RealAsterisk
from tests.asterisk.stage import HOST
from tests.certificates import Certificate

# Password of all trunks
SECRET = "tr-unk-s3cret"

_MODULES = """\
[modules]
autoload = no
load = pbx_config.so
load = app_dial.so
load = chan_iax2.so
load = codec_ulaw.so
load = bridge_simple.so
load = res_timing_timerfd.so
load = res_manager_devicestate.so
load = app_directed_pickup.so
load = app_queue.so
load = app_userevent.so
load = app_voicemail.so
load = format_pcm.so
load = func_callerid.so
load = func_devstate.so
load = res_musiconhold.so
"""
# Phones: 1001 answers, 1002 only rings, 1003 is busy.
_PHONES = """\
[phones]
exten = 1001,1,Ringing()
same = n,Wait(0.3)
same = n,Answer()
same = n,Wait(30)
exten = 1002,1,Ringing()
same = n,Wait(30)
exten = 1003,1,Busy(1)
"""
# The PBX dials 100X for a second, 200X for long, 300X through a Local channel, and
# 9100X by its trunk; 600 is a menu, and 601 always busy.
_PBX = f"""\
[phones]
exten = _100X,1,Dial(IAX2/phone/${{{{EXTEN}}}},1)
exten = _200X,1,Dial(IAX2/phone/100${{{{EXTEN:3}}}},20)
exten = _300X,1,Dial(Local/200${{{{EXTEN:3}}}}@phones,20)
exten = _9100X,1,Dial(IAX2/ctrunk:{SECRET}@{HOST}:{{other}}/${{{{EXTEN:1}}}},20)
exten = 600,1,Answer()
same = n,Wait(30)
exten = 601,1,Busy(1)
exten = 602,1,Set(CALLERID(num)=5550100)
same = n,Set(CALLERID(name)=Office: ann@example.org)
same = n,Dial(IAX2/phone/1001,20)
exten = 603,1,PickupChan(IAX2/phone)
exten = 604,1,Queue(team,,,,1)
exten = 605,1,VoiceMail(1001@default,s)
exten = 606,1,UserEvent(Doorbell,Door: front)
same = n,Answer()
same = n,Wait(1)
exten = 607,1,Set(DEVICE_STATE(Custom:DND1004)=INUSE)
same = n,Answer()
same = n,Wait(1)
exten = 1001,hint,IAX2/phone
exten = 1004,hint,IAX2/nobody&Custom:DND1004
exten = 1005,hint,Custom:Night
"""
_QUEUES = """\
[general]
[team]
strategy = ringall
timeout = 10
retry = 1
member => IAX2/phone/1002
"""
_VOICEMAIL = """\
[general]
format = ulaw
minsecs = 0
maxsilence = 0
[default]
1001 => 1234,Alice
"""
_IAX2 = f"""\
[general]
bindport = {{own}}
bindaddr = {HOST}
requirecalltoken = no
disallow = all
allow = ulaw

[user](!)
type = user
secret = {SECRET}
context = phones

[provider](user)
[ctrunk](user)
[pbx](user)

[phone]
type = peer
host = {HOST}
port = {{other}}
username = pbx
secret = {SECRET}
"""


class Exchange(RealAsterisk):
    """An Asterisk that calls, and is called by, another one."""

    def __init__(
        self,
        program: Path,
        folder: Path,
        certificate: Certificate,
        dialplan: str,
        ports: tuple[int, int],
    ) -> None:
        """Configure it; `ports` are its own IAX2 port and the other's."""
        folder.mkdir()
        self._dialplan = dialplan
        self.iax_port, self._other = ports
        super().__init__(program, folder, certificate)

    @override
    def _configure(self) -> None:
        super()._configure()
        ports = {"own": self.iax_port, "other": self._other}
        self._write("modules.conf", _MODULES)
        self._write("extensions.conf", self._dialplan.format(**ports))
        self._write("iax.conf", _IAX2.format(**ports))
        self._write("queues.conf", _QUEUES)
        self._write("voicemail.conf", _VOICEMAIL)


class Telephones:
    """A PBX and the phones and the provider that call it, both running."""

    def __init__(self, program: Path, folder: Path, certificate: Certificate) -> None:
        """Configure both."""
        one, two = _udp_ports()
        self.pbx = Exchange(program, folder / "pbx", certificate, _PBX, (one, two))
        self._phones = Exchange(
            program, folder / "phones", certificate, _PHONES, (two, one)
        )

    async def start(self) -> None:
        """Start both."""
        await asyncio.gather(self.pbx.start(), self._phones.start())

    def end(self) -> None:
        """End both."""
        self.pbx.end()
        self._phones.end()

    async def call_in(self, number: str, caller: str, **headers: str) -> None:
        """Let the provider call the PBX; the caller hangs up a second after the answer."""
        channel = f"IAX2/provider:{SECRET}@{HOST}:{self.pbx.iax_port}/{number}"
        await _originate(self._phones, channel, caller, headers)

    async def redirect(self, channel: str, number: str) -> None:
        """Send a channel of the PBX elsewhere, as a panel does."""
        where: Any = {"Context": "phones", "Exten": number, "Priority": "1"}
        reply = await self.pbx._ask("Redirect", Channel=channel, **where)
        assert b"Redirect successful" in reply

    async def call(self, number: str, caller: str, **headers: str) -> None:
        """Let the PBX itself dial a number, through a Local channel."""
        await _originate(self.pbx, f"Local/{number}@phones/n", caller, headers)


async def _originate(
    server: Exchange, channel: str, caller: str, headers: Mapping[str, str]
) -> None:
    asked = {
        "Channel": channel,
        "CallerID": f'"Caller" <{caller}>',
        "Application": "Wait",
        "Data": "1",
        "Async": "true",
        **headers,
    }
    reply = await server._ask("Originate", until=b"queued", **asked)
    assert b"Response: Success" in reply


def _udp_ports() -> tuple[int, int]:
    kind = socket.AF_INET, socket.SOCK_DGRAM
    with socket.socket(*kind) as one, socket.socket(*kind) as two:
        one.bind((HOST, 0))
        two.bind((HOST, 0))
        return one.getsockname()[1], two.getsockname()[1]
