"""`Action: Command`: Asterisk's command line, as far as app_rpt's users need it.

Replies as in transcripts 51, 65, 90, 91 and c21.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import rpt_cli, rpt_commands, usages
from .dialect import HAMVOIP
from .media_cache import MODULE
from .output import Output
from .pbx.lists import iax_peer_rows_14
from .words import words_of

if TYPE_CHECKING:
    from .server import SimulatedServer

type Command = Callable[[SimulatedServer, list[str]], Output | Awaitable[Output] | None]

# manager.c 225 to 231.
_COLUMNS = "Host", "dnsmgr", "Username", "Perceived", "Refresh", "State"
_VERSION_14 = (
    "Asterisk GIT  built by  @ vm on a x86_64 running Linux on 2026-11-30 19:18:46 UTC"
)
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


def run(server: SimulatedServer, text: str) -> Output | Awaitable[Output] | None:
    """Run a command line; None if it never answers, awaitable if it takes its time."""
    words = words_of(text)
    old = server.world.dialect.asterisk_14
    commands = _commands(server)
    entry = _find(words, commands)
    unknown = Output(((_unknown_14 if old else _unknown)(text, words),), ok=False)
    if entry is None:
        return unknown
    arguments = words[len(entry.words) :]
    if not entry.fewest <= len(arguments) <= entry.most:
        usage = (usages.USAGES_14 if old else usages.USAGES).get(" ".join(entry.words))
        return Output(usage, ok=False) if usage else unknown
    return entry.run(server, arguments)


def _commands(server: SimulatedServer) -> tuple[_Entry, ...]:
    """Return the commands of this server."""
    commands: tuple[_Entry, ...] = _COMMANDS
    if server.world.dialect.asterisk_14:
        commands = _COMMANDS_14
        if not server.echolink:
            commands = tuple(x for x in commands if x.words[0] != "echolink")
        if server.world.dialect is HAMVOIP:
            commands = tuple(x for x in commands if x.words != ("rpt", "lookup"))
    if not server.app_rpt:
        commands = tuple(x for x in commands if x.words[0] != "rpt")
    return commands


def _find(words: list[str], commands: tuple[_Entry, ...]) -> _Entry | None:
    typed = _lower(words)
    fitting = [e for e in commands if typed[: len(e.words)] == e.words]
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


def _unknown_14(text: str, words: list[str]) -> str:
    """Return the complaint of Asterisk 1.4, which finds no group of its core."""
    known = words and words[0].lower() in {"rpt", "iax2"}
    help_for = " ".join(words[: 3 if known else 2])
    return (
        f"No such command '{text}' (type 'help {help_for}' for other possible commands)"
    )


def _show_uptime(server: SimulatedServer, arguments: list[str]) -> Output:
    words = _lower(arguments)
    if words not in ((), ("seconds",)):
        return Output(usages.USAGES["core show uptime"], ok=False)
    seconds = int(server.world.now() - server.started)
    text = str(seconds) if words else _in_words(seconds)
    if server.world.dialect.asterisk_14:
        return Output((f"System uptime: {text}{'' if words else ' '}",))
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
    if server.world.dialect.asterisk_14:
        return Output((_VERSION_14,))
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
    values = [
        (
            one.setup.host,
            "N",
            one.setup.username,
            one.setup.perceived,
            str(one.setup.refresh),
            one.state,
        )
        for one in server.pbx.who.peer_registrations.values()
    ]
    if server.world.dialect.asterisk_14:
        rows = [_registration_14(*row) for row in values]
        return Output((_registration_14(*_COLUMNS), *rows))
    rows = [_registration(*row) for row in values]
    head = _registration(*_COLUMNS)
    count = f"{len(rows)} IAX2 registration{'s' * (len(rows) != 1)}."
    return Output((head, *rows, count))


def _registration(*columns: str) -> str:
    """Return a line of that table (chan_iax2.c, FORMAT and FORMAT2)."""
    host, dnsmgr, user, perceived, refresh, state = columns
    names = f"{host:<45.45}  {dnsmgr:<6.6}  {user:<10.10}  {perceived:<45.45}"
    return f"{names} {refresh:>8.8}  {state}"


def _registration_14(*columns: str) -> str:
    """Return a line of the table of Asterisk 1.4 (asl2_c21, hv_c21)."""
    host, dnsmgr, user, perceived, refresh, state = columns
    names = f"{host:<20.20}  {dnsmgr:<6.6}  {user:<10.10}  {perceived:<20.20}"
    return f"{names} {refresh:>8.8}  {state}"


def _iax_peers_14(server: SimulatedServer, arguments: list[str]) -> Output:
    return Output(tuple(iax_peer_rows_14(server.pbx)))


def _media_cache_show(server: SimulatedServer, arguments: list[str]) -> Output:
    if _lower(arguments) == ("all",):
        return Output(tuple(server.media_cache.show_all()))
    return Output(tuple(server.media_cache.show(arguments[0])))


def _media_cache_delete(server: SimulatedServer, arguments: list[str]) -> Output:
    return Output((server.media_cache.delete(arguments[0]),))


async def _media_cache_refresh(server: SimulatedServer, arguments: list[str]) -> Output:
    return Output((await server.media_cache.refresh(arguments[0]),))


def _modules_like(server: SimulatedServer, arguments: list[str]) -> Output:
    """List what of the modules is simulated: the media cache's alone."""
    head = f"{'Module':<30} {'Description':<40} {'Use Count':<10} {'Status':<11} Support Level"
    like = arguments[0].lower()
    if not (server.media_cache.loaded and like in f"{MODULE}.so"):
        return Output((head, "0 modules loaded"))
    what = "HTTP Media Cache Backend"
    row = f"{MODULE + '.so':<30} {what:<40} {0:<10} {'Running':<11} {'core':>13}"
    return Output((head, row, "1 modules loaded"))


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
    _Entry(("rpt", "cmd"), rpt_commands.command, 3, _MANY),
    _Entry(("rpt", "fun"), rpt_commands.function, 2, 2),
    _Entry(("rpt", "playback"), rpt_commands.playback, 2, 2),
    _Entry(("rpt", "localplay"), rpt_commands.localplay, 2, 2),
    _Entry(("media", "cache", "show"), _media_cache_show, 1, 1),
    _Entry(("media", "cache", "delete"), _media_cache_delete, 1, 1),
    _Entry(("media", "cache", "refresh"), _media_cache_refresh, 1, 1),
    _Entry(("module", "show", "like"), _modules_like, 1, 1),
    _Entry(("rpt", "sendtext"), _nothing, 3, _MANY),
    _Entry(("rpt", "sendall"), _nothing, 2, _MANY),
    _Entry(("rpt", "page"), _nothing, 4, _MANY),
    _Entry(("rpt", "restart"), rpt_cli.restart),
    _Entry(("voter", "display"), _voter_display),
    _Entry(("echolink", "show", "nodes"), rpt_cli.echolink_nodes),
    _Entry(("echolink", "dbget"), rpt_cli.echolink_get, 2, 2),
    _Entry(("echolink", "dbdump"), rpt_cli.echolink_dump),
)
# What Asterisk 1.4 or its app_rpt does not have (asl2_90, hv_90)
_NEW = frozenset(
    {"auth", "cache", "display", "like", "manager", "core restart now", "core stop now"}
)
_COMMANDS_14 = (
    *(
        entry
        for entry in _COMMANDS
        if not _NEW & {*entry.words, " ".join(entry.words)}
        and entry.words[:2] != ("rpt", "show")
        and entry.words[-1] not in {"count", "help"}
    ),
    _Entry(("restart", "now"), _restart_now),
    _Entry(("stop", "now"), _stop_now),
    _Entry(("rpt", "showvars"), rpt_cli.variables, 1, 1),
    _Entry(("rpt", "setvar"), rpt_cli.set_variable, 2, _MANY),
    _Entry(("iax2", "show", "peers"), _iax_peers_14),
)
