"""Registrations of this server with others: by IAX2, by PJSIP, and by HTTP.

Facts are from transcripts c13, c13b, c14, c14b and c21. What each way tells:

- a `Registry` event: a registration became good, or was refused. Each refresh
  of PJSIP's repeats it; an IAX2 registrar that vanishes sends none.
- a row of `IAXregistry` (`RegistryEntry`) or of `iax2 show registry`: how an
  IAX2 registration stands now.
- a row of `PJSIPShowRegistrationsOutbound` (`OutboundRegistrationDetail`). The
  `AuthDetail` rows between them hold passwords in plain text and are dropped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import Final

from ..ami.redaction import redact
from .headers import Headers, text

REGISTRY_EVENT_NAMES: Final = frozenset({"Registry"})

_COUNT: Final = re.compile(r"(\d+) \S+ registrations?\.")


class Technology(StrEnum):
    """By which protocol a server registers; HTTP is app_rpt's own."""

    HTTP = "http"
    IAX2 = "iax2"
    PJSIP = "pjsip"


class RegistrationState(StrEnum):
    """How a registration stands.

    TRYING waits for an answer, which may never come. UNREGISTERED was not tried
    yet, or was given up. HTTP has but REGISTERED and UNREGISTERED, which is
    also said of what is refused.
    """

    REGISTERED = "registered"
    REJECTED = "rejected"
    TRYING = "trying"
    UNREGISTERED = "unregistered"


# IAX2's words (chan_iax2.c, regstate2str), PJSIP's (which says Rejected of a
# registrar that does not answer, too, transcript c14), and those of
# res_rpt_http_registrations.c.
_STATES: Final = {
    "registered": RegistrationState.REGISTERED,
    "rejected": RegistrationState.REJECTED,
    "no authentication": RegistrationState.REJECTED,
    "request sent": RegistrationState.TRYING,
    "auth. sent": RegistrationState.TRYING,
    "timeout": RegistrationState.TRYING,
    "unregistered": RegistrationState.UNREGISTERED,
    "not registered": RegistrationState.UNREGISTERED,
    "stopping": RegistrationState.UNREGISTERED,
    "stopped": RegistrationState.UNREGISTERED,
    "fatal": RegistrationState.REJECTED,
}

_TECHNOLOGIES: Final = {"iax2": Technology.IAX2, "pjsip": Technology.PJSIP}


@dataclass(frozen=True, slots=True)
class Registration:
    """One registration with a registrar.

    `username` is the name that is registered: a node's number, or that of a
    trunk without the `sip:` and the host of its URI. `registrar` is host and
    port. `state` is None for a word that is not known here. `name` is the
    section of pjsip.conf, which only a row tells.
    """

    technology: Technology
    username: str
    registrar: str
    state: RegistrationState | None
    name: str | None = None

    @property
    def registered(self) -> bool:
        """Whether the registrar has accepted it."""
        return self.state is RegistrationState.REGISTERED


def parse_registry_event(event: Headers) -> Registration | None:
    """Return what a Registry event tells, None if it is neither IAX2's nor PJSIP's.

    Asterisk 1.4 names the technology `ChannelDriver`, and says either who has
    registered or with whom (transcript asl2_50): the other name is empty then.
    """
    driver = event.get("ChannelDriver", "").strip().lower()
    if not event.get("ChannelType", "") and driver in _TECHNOLOGIES:
        who, where = text(event, "Username") or "", text(event, "Domain") or ""
        word = registration_state(event.get("Status", ""))
        if not who and not where:
            return None
        return Registration(_TECHNOLOGIES[driver], _user(who), _host(where), word)
    technology = _TECHNOLOGIES.get(event.get("ChannelType", "").strip().lower())
    username, domain = text(event, "Username"), text(event, "Domain")
    if technology is None or username is None or domain is None:
        return None
    state = registration_state(event.get("Status", ""))
    return Registration(technology, _user(username), _host(domain), state)


def parse_iax_registration(row: Headers) -> Registration | None:
    """Return a RegistryEntry row, None if it is not one."""
    username, host = text(row, "Username"), text(row, "Host")
    if username is None or host is None:
        return None
    state = registration_state(row.get("State", ""))
    return Registration(Technology.IAX2, username, host, state)


def parse_pjsip_registration(row: Headers) -> Registration | None:
    """Return an OutboundRegistrationDetail row, None if it is not one (AuthDetail)."""
    client, server = text(row, "ClientUri"), text(row, "ServerUri")
    if client is None or server is None:
        return None
    state = registration_state(row.get("Status", ""))
    name = text(row, "ObjectName")
    return Registration(Technology.PJSIP, _user(client), _host(server), state, name)


def parse_iax_registry_output(
    lines: Iterable[str],
) -> tuple[Registration, ...] | None:
    """Return the rows of `iax2 show registry`; None when it is cut short or another text."""
    return parse_registry_table(lines, Technology.IAX2)


def parse_old_iax_registry_output(
    lines: Iterable[str],
) -> tuple[Registration, ...] | None:
    """Return the rows as Asterisk 1.4 prints them, without a last line with their number.

    The lines must be whole, as a reply is that ends in `--END COMMAND--`
    (transcripts asl2_c21, hv_c21). None when this is another text.
    """
    return parse_registry_table(lines, Technology.IAX2, has_count=False)


def parse_registry_table(
    lines: Iterable[str], technology: Technology, *, has_count: bool = True
) -> tuple[Registration, ...] | None:
    """Return the rows of a CLI command that lists registrations.

    It has a line with the names of the columns, rows that are aligned with
    them, and a last line that tells their number (transcript c21). None when
    one of these is missing, so that nothing is taken for "no registrations".
    """
    columns: Mapping[str, slice] = {}
    found: list[Registration] = []
    for line in lines:
        if count := _COUNT.fullmatch(line.strip()):
            return tuple(found) if columns and count[1] == str(len(found)) else None
        if not columns:
            columns = _columns(line)
            continue
        cells = {name: line[place].strip() for name, place in columns.items()}
        if not cells["Username"] or not cells["Host"]:
            return None
        found.append(
            Registration(
                technology,
                redact(cells["Username"]),
                redact(cells["Host"]),
                registration_state(cells["State"]),
            )
        )
    return tuple(found) if columns and not has_count else None


def registration_state(word: str) -> RegistrationState | None:
    """Return the state for Asterisk's word, None for one that is not known."""
    return _STATES.get(word.strip().lower())


def _columns(head: str) -> Mapping[str, slice]:
    """Return where the columns are, nothing when this is not the line that names them."""
    names = head.split()
    if not {"Host", "Username", "State"} <= set(names):
        return {}
    starts = [match.start() for match in re.finditer(r"\S+", head)]
    ends = [*starts[1:], None]
    return {
        name: slice(start, end)
        for name, start, end in zip(names, starts, ends, strict=True)
    }


def _user(username: str) -> str:
    """Return the user of `sip:user@host:port`, else the name itself."""
    return username.removeprefix("sips:").removeprefix("sip:").partition("@")[0]


def _host(domain: str) -> str:
    """Return host and port of `sip:host:port` or `host:port`."""
    return domain.removeprefix("sips:").removeprefix("sip:").rpartition("@")[2]
