"""Repair issues of a server: what only the user can put right.

Each goes away by itself when its reason does. A refused login is not among
them: Home Assistant asks for another by the reauth flow.
"""

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.const import CONF_USERNAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .ami.errors import AmiError, PlainLoginRefused, TlsFailed
from .const import CONF_NODE, DOMAIN
from .names import shown_name
from .node_subentries import invalid_subentries, node_subentries

EVENTS_MISSING = "events_missing"
_NO_EVENTS = "no_events"
PLAIN_LOGIN_REFUSED = "plain_login_refused"
TLS_FAILED = "tls_failed"
_TELEPHONY_TOO_OLD = "telephony_too_old"
_NODE_MISSING = "node_missing"
_NODE_NAME_INVALID = "node_name_invalid"
NODE_SET_ASIDE = "node_set_aside"
_REPLY_UNREADABLE = "reply_unreadable"
REQUEST_BANNED = "request_banned"
_REGISTRATION_REJECTED = "registration_rejected"


@callback
def async_show_events_missing(
    hass: HomeAssistant, entry: ConfigEntry, is_missing: bool, *, is_old: bool
) -> None:
    """Tell that no events arrive, with the line of manager.conf to change.

    `is_old`: Asterisk 1.4 reads that file at each login, and has no event filters.
    """
    _show(
        hass,
        entry,
        EVENTS_MISSING,
        is_missing,
        is_fixable=True,
        translation_key="events_missing_old" if is_old else EVENTS_MISSING,
        username=entry.data[CONF_USERNAME],
    )


@callback
def async_show_telephony_too_old(
    hass: HomeAssistant, entry: ConfigEntry, is_too_old: bool, least: str
) -> None:
    """Tell that the server's Asterisk is too old for calls to be followed."""
    _show(hass, entry, _TELEPHONY_TOO_OLD, is_too_old, version=least)


@callback
def async_show_reply_unreadable(
    hass: HomeAssistant, entry: ConfigEntry, node: str, line: str | None
) -> None:
    """Tell that replies of a node cannot be read; None withdraws it."""
    is_so, line = line is not None, (line or "").replace("`", "'")
    _show(hass, entry, _REPLY_UNREADABLE, is_so, of=node, node=node, line=line)


@callback
def async_show_no_events(
    hass: HomeAssistant, entry: ConfigEntry, are_missing: bool
) -> None:
    """Tell that the server's app_rpt has no events, so that talks are known by polls."""
    _show(hass, entry, _NO_EVENTS, are_missing)


@callback
def async_show_node_missing(
    hass: HomeAssistant, entry: ConfigEntry, node: str, is_missing: bool
) -> None:
    """Tell that the server does not have a node any more."""
    _show(hass, entry, _NODE_MISSING, is_missing, of=node, node=node)


@callback
def async_show_node_set_aside(
    hass: HomeAssistant, entry: ConfigEntry, node: str, is_set_aside: bool
) -> None:
    """Tell that requests of a node end the session, so that it is asked seldom."""
    _show(
        hass, entry, NODE_SET_ASIDE, is_set_aside, of=node, is_fixable=True, node=node
    )


@callback
def async_show_request_banned(
    hass: HomeAssistant, entry: ConfigEntry, node: str, command: str, is_banned: bool
) -> None:
    """Tell that a request of a node ended the server, so that it is not sent again."""
    _show(
        hass,
        entry,
        REQUEST_BANNED,
        is_banned,
        of=node,
        is_fixable=True,
        node=node,
        command=command,
    )


@callback
def async_show_invalid_nodes(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Tell which stored nodes are left out, for their names are no numbers of nodes."""
    _withdraw_invalid_nodes(hass, entry)
    for subentry in invalid_subentries(entry):
        # It stands in code marks, which it must not end.
        name = shown_name(str(subentry.data.get(CONF_NODE))).replace("`", "'")
        of = subentry.subentry_id
        _show(hass, entry, _NODE_NAME_INVALID, True, of=of, node=name)


def _withdraw_invalid_nodes(hass: HomeAssistant, entry: ConfigEntry) -> None:
    # The subentries may be gone by now.
    beginning = _issue_id(entry, _NODE_NAME_INVALID, "")
    issues = [*ir.async_get(hass).issues]
    for domain, issue_id in issues:
        if domain == DOMAIN and issue_id.startswith(beginning):
            ir.async_delete_issue(hass, DOMAIN, issue_id)


@callback
def async_show_registration_rejected(
    hass: HomeAssistant, entry: ConfigEntry, node: str, is_rejected: bool
) -> None:
    """Tell that a registrar refuses a node, or does not any more."""
    _show(hass, entry, _REGISTRATION_REJECTED, is_rejected, of=node, node=node)


@callback
def async_show_connection(
    hass: HomeAssistant, entry: ConfigEntry, error: AmiError | None
) -> None:
    """Tell why the last attempt to connect cannot succeed without the user; None: it can."""
    _show(
        hass,
        entry,
        TLS_FAILED,
        isinstance(error, TlsFailed),
        is_fixable=True,
        error=str(error),
    )
    refused = isinstance(error, PlainLoginRefused)
    _show(hass, entry, PLAIN_LOGIN_REFUSED, refused, is_fixable=True)


@callback
def async_setup_issues(hass: HomeAssistant) -> None:
    """Withdraw what is told of a connection whenever its entry is not used any more.

    An entry whose set-up failed is never unloaded, and its issues stay until then.
    """

    @callback
    def changed(_change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == DOMAIN and entry.state is ConfigEntryState.NOT_LOADED:
            async_show_connection(hass, entry, None)

    async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, changed)


@callback
def async_clear_issues(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Withdraw all issues of a server that is not followed now."""
    for kind in (EVENTS_MISSING, _NO_EVENTS):
        ir.async_delete_issue(hass, DOMAIN, _issue_id(entry, kind))
    _withdraw_invalid_nodes(hass, entry)
    for node in node_subentries(entry):
        async_clear_node_issues(hass, entry, node)


@callback
def async_clear_node_issues(hass: HomeAssistant, entry: ConfigEntry, node: str) -> None:
    """Withdraw all issues of a node that is not followed now."""
    for kind in (
        _NODE_MISSING,
        NODE_SET_ASIDE,
        REQUEST_BANNED,
        _REPLY_UNREADABLE,
        _REGISTRATION_REJECTED,
    ):
        ir.async_delete_issue(hass, DOMAIN, _issue_id(entry, kind, node))


def _show(
    hass: HomeAssistant,
    entry: ConfigEntry,
    kind: str,
    is_there: bool,
    *,
    of: str = "",
    is_fixable: bool = False,
    translation_key: str = "",
    **placeholders: str,
) -> None:
    issue_id = _issue_id(entry, kind, of)
    if not is_there:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        data={"entry_id": entry.entry_id, "kind": kind, "of": of},
        is_fixable=is_fixable,
        severity=ir.IssueSeverity.WARNING,
        translation_key=translation_key or kind,
        translation_placeholders={"server": entry.title, **placeholders},
    )


def _issue_id(entry: ConfigEntry, kind: str, of: str = "") -> str:
    return "_".join(filter(None, (kind, entry.entry_id, of)))
