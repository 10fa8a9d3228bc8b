"""Constants for the AllStarLink integration."""

from typing import Final

DOMAIN: Final = "allstarlink"

# One config subentry of this type for each node of a server
SUBENTRY_TYPE_NODE: Final = "node"

# One config subentry of this type for each extension or endpoint that is shown
SUBENTRY_TYPE_EXTENSION: Final = "extension"

# One config subentry of this type for each station that is a device
SUBENTRY_TYPE_STATION: Final = "station"

# Subentry data: the node number, a string of digits
CONF_NODE: Final = "node"
CONF_FAVORITES: Final = "favorites"

# Subentry data: an extension with its context, or a PJSIP endpoint
CONF_EXTENSION: Final = "extension"
CONF_CONTEXT: Final = "context"
CONF_ENDPOINT: Final = "endpoint"

# Subentry data: a station by its callsign, its node numbers (a list of strings), or
# both; and whether the nodes of all servers hear it
CONF_CALLSIGN: Final = "callsign"
CONF_NODES: Final = "nodes"
CONF_ALL_SERVERS: Final = "all_servers"

# Entry options, some of them also subentry data
CONF_POLL_INTERVAL: Final = "poll_interval"
CONF_ADAPTIVE_POLLING: Final = "adaptive_polling"

# Entry options for control: rules for the action `command`, and whether the
# action `send_action` is allowed
CONF_ALLOWED_COMMANDS: Final = "allowed_commands"
CONF_ALLOW_SEND_ACTION: Final = "allow_send_action"

# Entry options for telephony: whether there is any, the trunks that do not
# register, and what the action `originate` may call
CONF_TELEPHONY: Final = "telephony"
CONF_TRUNKS: Final = "trunks"
CONF_ALLOWED_ORIGINATE: Final = "allowed_originate"

# Entry option: whether the list of nodes that AllStarLink publishes is used
CONF_USE_DIRECTORY: Final = "use_directory"

# Entry option for names: nodes that only this user knows, a list of mappings
# {"node", "name", "description"}
CONF_PRIVATE_NODES: Final = "private_nodes"

# Entry options for assistants: whether they may control nodes, and whether there are
# sentences about nodes
CONF_ASSIST_CONTROL: Final = "assist_control"
CONF_ASSIST_SENTENCES: Final = "assist_sentences"
DEFAULT_ASSIST_SENTENCES: Final = True

# Entry options nested in a section of their own
CONF_CONNECTION: Final = "connection"
CONF_RETRY_INITIAL: Final = "retry_initial"
CONF_RETRY_MAX: Final = "retry_max"
CONF_DO_NOT_POLL: Final = "do_not_poll"
CONF_SECOND_HOST: Final = "second_host"
CONF_SECOND_PORT: Final = "second_port"
CONF_SECOND_CERTIFICATE: Final = "second_certificate_sha256"

# Entry data beside those of Home Assistant: whether a server without the MD5
# login gets the password as it is, and the SHA-256 digest (hexadecimal) of the
# only certificate that is accepted
CONF_ALLOW_PLAIN_LOGIN: Final = "allow_plain_login"
CONF_CERTIFICATE_SHA256: Final = "certificate_sha256"

# Entry data: what `verify_ssl` may be
VERIFY_CERTIFICATE: Final = "verify"
PINNED_CERTIFICATE: Final = "pinned"
ANY_CERTIFICATE: Final = "off"

DEFAULT_PORT: Final = 5038

# Seconds
DEFAULT_POLL_INTERVAL: Final = 60
MIN_POLL_INTERVAL: Final = 10
MAX_POLL_INTERVAL: Final = 3600

# Entry options for servers that send no events (HamVoIP, ASL 1): seconds between
# two polls while a node is linked or keyed, and whether XStat may always be asked
CONF_EVENT_LESS_INTERVAL: Final = "event_less_interval"
CONF_XSTAT_SAFE: Final = "xstat_safe"
DEFAULT_EVENT_LESS_INTERVAL: Final = 1
MIN_EVENT_LESS_INTERVAL: Final = 1
MAX_EVENT_LESS_INTERVAL: Final = 10

# Entry option: whether AllStarLink's statistics are asked about favorites and neighbors
CONF_FAVORITES_SCAN: Final = "favorites_scan"

DEFAULT_ADAPTIVE_POLLING: Final = True
DEFAULT_USE_DIRECTORY: Final = True

# Subentry data: what Home Assistant may put on the air (times in seconds).
# `time_out` is totime of the node's rpt.conf, which cannot be asked for.
CONF_MAY_TRANSMIT: Final = "may_transmit"
CONF_SCOPE: Final = "scope"
CONF_LONGEST_CLIP: Final = "longest_clip"
CONF_TIME_OUT: Final = "time_out"
CONF_PAUSE: Final = "pause"
CONF_QUIET_TIME: Final = "quiet_time"
CONF_LONGEST_WAIT: Final = "longest_wait"
SCOPE_LOCAL: Final = "local"
SCOPE_NETWORK: Final = "network"
DEFAULT_LONGEST_CLIP: Final = 60
DEFAULT_TIME_OUT: Final = 180
MIN_TIME_OUT: Final = 30
MAX_TIME_OUT: Final = 3600
DEFAULT_PAUSE: Final = 30
DEFAULT_QUIET_TIME: Final = 3
DEFAULT_LONGEST_WAIT: Final = 120
