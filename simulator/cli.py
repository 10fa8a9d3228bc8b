"""`Action: Command`: Asterisk's command line, as far as app_rpt's users need it.

Replies as in transcripts 51, 65, 90, 91 and c21.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import rpt_cli, rpt_cmd, usages
from .output import Output

if TYPE_CHECKING:
    from .server import SimulatedServer

type Command = Callable[[SimulatedServer, list[str]], Output | None]

# manager.c 225 to 231.
_BLACKLIST = ("module load", "module unload", "restart gracefully")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A command: its words, what does it, and how many arguments it takes."""

    words: tuple[str, ...]
    run: Command
    fewest: int = 0
    most: int = 0


def is_blacklisted(text: str) -> bool:
    """Whether the manager interface refuses this command by name."""
    return " ".join(text.lower().split()).startswith(_BLACKLIST)


def run(server: SimulatedServer, text: str) -> Output | None:
    """Run a command line; None if it never answers."""
    words = text.split()
    entry = _find(words)
    if entry is None or not (server.app_rpt or words[0] != "rpt"):
        return Output((_unknown(text, words),), ok=False)
    arguments = words[len(entry.words) :]
    if not entry.fewest <= len(arguments) <= entry.most:
        usage = usages.USAGES.get(" ".join(entry.words))
        return Output(usage or (_unknown(text, words),), ok=False)
    return entry.run(server, arguments)


def _find(words: list[str]) -> _Entry | None:
    typed = _lower(words)
    fitting = [e for e in _COMMANDS if typed[: len(e.words)] == e.words]
    return max(fitting, key=lambda entry: len(entry.words), default=None)


def _lower(words: list[str]) -> tuple[str, ...]:
    """Return words as Asterisk compares them: without regard to case."""
    return tuple(word.lower() for word in words)


def _unknown(text: str, words: list[str]) -> str:
    """Return the real complaint: it quotes one word beyond the first wrong one."""
    known = 0
    typed = _lower(words)
    while known < len(words) and any(
        entry.words[: known + 1] == typed[: known + 1] for entry in _COMMANDS
    ):
        known += 1
    help_for = " ".join(words[: known + 2])
    return (
        f"No such command '{text}' (type 'core show help {help_for}'"
        " for other possible commands)"
    )


def _show_uptime(server: SimulatedServer, arguments: list[str]) -> Output:
    words = _lower(arguments)
    if words not in ((), ("seconds",)):
        return Output(usages.USAGES["core show uptime"], ok=False)
    seconds = int(server.world.now() - server.started)
    text = str(seconds) if words else _in_words(seconds)
    return Output((f"System uptime: {text}", f"Last reload: {text}"))


def _in_words(seconds: int) -> str:
    """Return a duration as Asterisk prints it: `4 minutes, 10 seconds`."""
    parts = []
    for name, length in (
        ("year", 31_536_000),
        ("week", 604_800),
        ("day", 86_400),
        ("hour", 3_600),
        ("minute", 60),
        ("second", 1),
    ):
        count, seconds = divmod(seconds, length)
        if count:
            parts.append(f"{count} {name}{'s' if count > 1 else ''}")
    return ", ".join(parts)


def _show_version(server: SimulatedServer, arguments: list[str]) -> Output:
    return Output(
        (
            (
                "Asterisk 22.10.1+dfsg+~cs6.17.60671434-1 built by nobody"
                " @ buildd.debian.org on a unknown running Linux"
                " on 2026-07-20 21:35:32 UTC"
            ),
        )
    )


def _show_help(server: SimulatedServer, arguments: list[str]) -> Output:
    text = " ".join(arguments)
    return Output(usages.USAGES.get(text, (f"No such command '{text}'.",)))


def _voter_display(server: SimulatedServer, arguments: list[str]) -> Output:
    return Output(usages.USAGES["voter display"], ok=False)


def _channels_count(server: SimulatedServer, arguments: list[str]) -> Output:
    channels, calls = 46 + len(server.pbx.channels), len(server.pbx.calls)
    return Output(
        (
            f"{channels} active channels",
            f"{calls} active call{'s' * (calls != 1)}",
            "6 calls processed",
        )
    )


def _restart_now(server: SimulatedServer, arguments: list[str]) -> None:
    server.shut_down(restart=True)


def _stop_now(server: SimulatedServer, arguments: list[str]) -> None:
    server.shut_down(restart=False)


def _iax_registry(server: SimulatedServer, arguments: list[str]) -> Output:
    rows = [
        _registration(
            one.setup.host,
            "N",
            one.setup.username,
            one.setup.perceived,
            str(one.setup.refresh),
            one.state,
        )
        for one in server.pbx.who.peer_registrations.values()
    ]
    head = _registration("Host", "dnsmgr", "Username", "Perceived", "Refresh", "State")
    count = f"{len(rows)} IAX2 registration{'s' * (len(rows) != 1)}."
    return Output((head, *rows, count))


def _registration(*columns: str) -> str:
    """Return a line of that table (chan_iax2.c, FORMAT and FORMAT2)."""
    host, dnsmgr, user, perceived, refresh, state = columns
    names = f"{host:<45.45}  {dnsmgr:<6.6}  {user:<10.10}  {perceived:<45.45}"
    return f"{names} {refresh:>8.8}  {state}"


def _nothing(server: SimulatedServer, arguments: list[str]) -> Output:
    return Output()


_MANY = 100
_COMMANDS = (
    _Entry(("core", "show", "uptime"), _show_uptime, most=1),
    _Entry(("core", "show", "version"), _show_version),
    _Entry(("core", "show", "channels", "count"), _channels_count),
    _Entry(("core", "show", "help"), _show_help, 1, _MANY),
    _Entry(("core", "restart", "now"), _restart_now),
    _Entry(("core", "stop", "now"), _stop_now),
    _Entry(("manager", "reload"), _nothing),
    _Entry(("iax2", "show", "registry"), _iax_registry),
    _Entry(("rpt", "localnodes"), rpt_cli.local_nodes),
    _Entry(("rpt", "stats"), rpt_cli.stats, 1, 1),
    _Entry(("rpt", "lstats"), rpt_cli.link_stats, 1, 1),
    _Entry(("rpt", "nodes"), rpt_cli.nodes, 1, 1),
    _Entry(("rpt", "xnode"), rpt_cli.xnode, 1, 1),
    _Entry(("rpt", "lookup"), rpt_cli.lookup, 1, 1),
    _Entry(("rpt", "show", "variables"), rpt_cli.variables, 1, 1),
    _Entry(("rpt", "show", "version"), rpt_cli.version),
    _Entry(("rpt", "show", "registrations"), rpt_cli.registrations),
    _Entry(("rpt", "auth", "show"), rpt_cli.auth, 1, 1),
    _Entry(("rpt", "cmd"), rpt_cmd.command, 3, _MANY),
    _Entry(("rpt", "fun"), rpt_cmd.function, 2, 2),
    _Entry(("rpt", "playback"), _nothing, 2, 2),
    _Entry(("rpt", "localplay"), _nothing, 2, 2),
    _Entry(("rpt", "sendtext"), _nothing, 3, _MANY),
    _Entry(("rpt", "sendall"), _nothing, 2, _MANY),
    _Entry(("rpt", "page"), _nothing, 4, _MANY),
    _Entry(("rpt", "restart"), rpt_cli.restart),
    _Entry(("voter", "display"), _voter_display),
    _Entry(("echolink", "show", "nodes"), rpt_cli.echolink_nodes),
    _Entry(("echolink", "dbget"), rpt_cli.echolink_get, 2, 2),
    _Entry(("echolink", "dbdump"), rpt_cli.echolink_dump),
)
