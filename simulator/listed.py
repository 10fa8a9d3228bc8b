"""The actions that ListCommands lists, as a node server words them.

From the transcripts 30 (a node server) and c11 (the classes that those users do
not have, and the modules of a PBX). Asterisk lists them sorted.
"""

from .listed_14 import ACTIONS_14
from .privileges import CLASSES

# Name, synopsis with its recorded blanks, privilege classes.
_ACTIONS = """
AbsoluteTimeout: Set absolute timeout.  (Priv: system,call,all)
Atxfer: Attended transfer.  (Priv: call,all)
BlindTransfer: Blind transfer channel(s) to the given destination  (Priv: call,all)
Bridge: Bridge two channels already in the PBX.  (Priv: call,all)
BridgeDestroy: Destroy a bridge.  (Priv: <none>)
BridgeInfo: Get information about a bridge.  (Priv: <none>)
BridgeKick: Kick a channel from a bridge.  (Priv: <none>)
BridgeList: Get a list of bridges in the system.  (Priv: <none>)
BridgeTechnologyList: List available bridging technologies and their statuses.  (Priv: <none>)
BridgeTechnologySuspend: Suspend a bridging technology.  (Priv: <none>)
BridgeTechnologyUnsuspend: Unsuspend a bridging technology.  (Priv: <none>)
CancelAtxfer: Cancel an attended transfer.  (Priv: call,all)
Challenge: Generate Challenge for MD5 Auth.  (Priv: <none>)
Command: Execute Asterisk CLI Command.  (Priv: command,all)
CoreSettings: Show PBX core settings (version etc).  (Priv: system,reporting,all)
CoreShowChannelMap: List all channels connected to the specified channel.  (Priv: system,reporting,all)
CoreShowChannels: List currently active channels.  (Priv: system,reporting,all)
CoreStatus: Show PBX core status variables.  (Priv: system,reporting,all)
DBDel: Delete DB entry.  (Priv: system,all)
DBDelTree: Delete DB Tree.  (Priv: system,all)
DBGet: Get DB Entry.  (Priv: system,reporting,all)
DBGetTree: Get DB entries, optionally at a particular family/key  (Priv: system,reporting,all)
DBPut: Put DB entry.  (Priv: system,all)
DialplanExtensionAdd: Add an extension to the dialplan  (Priv: system,all)
DialplanExtensionRemove: Remove an extension from the dialplan  (Priv: system,all)
Events: Control Event Flow.  (Priv: <none>)
ExtensionState: Check Extension Status.  (Priv: call,reporting,all)
ExtensionStateList: List the current known extension states.  (Priv: call,reporting,all)
Filter: Dynamically add filters for the current manager session.  (Priv: system,all)
GetConfig: Retrieve configuration.  (Priv: system,config,all)
GetConfigJSON: Retrieve configuration (JSON format).  (Priv: system,config,all)
Getvar: Gets a channel variable or function value.  (Priv: call,reporting,all)
Hangup: Hangup channel.  (Priv: system,call,all)
IAXnetstats: Show IAX Netstats.  (Priv: system,reporting,all)
IAXpeerlist: List IAX Peers.  (Priv: system,reporting,all)
IAXpeers: List IAX peers.  (Priv: system,reporting,all)
IAXregistry: Show IAX registrations.  (Priv: system,reporting,all)
ListCommands: List available manager commands.  (Priv: <none>)
LocalOptimizeAway: Optimize away a local channel when possible.  (Priv: system,call,all)
LoggerRotate: Reload and rotate the Asterisk logger.  (Priv: system,reporting,all)
Login: Login Manager.  (Priv: <none>)
Logoff: Logoff Manager.  (Priv: <none>)
MailboxCount: Check Mailbox Message Count.  (Priv: call,reporting,all)
MailboxStatus: Check mailbox.  (Priv: call,reporting,all)
ModuleCheck: Check if module is loaded.  (Priv: system,all)
ModuleLoad: Module management.  (Priv: system,all)
Originate: Originate a call.  (Priv: originate,all)
Ping: Keepalive command.  (Priv: <none>)
PlayDTMF: Play DTMF signal on a specific channel.  (Priv: call,all)
PresenceState: Check Presence State  (Priv: call,reporting,all)
PresenceStateList: List the current known presence states.  (Priv: call,reporting,all)
Redirect: Redirect (transfer) a call.  (Priv: call,all)
Reload: Send a reload event.  (Priv: system,config,all)
RptLocalNodes: List local node numbers (Priv: <none>)
RptStatus: Return Rpt Status for CGI (Priv: <none>)
SendFlash: Send a hook flash on a specific channel.  (Priv: call,all)
SendText: Sends a text message to channel. A content type\tcan be optionally specified. If not set it is set to an empty string allowing a custom handler to default it as it sees fit.  (Priv: call,all)
Setvar: Sets a channel variable or function value.  (Priv: call,all)
ShowDialPlan: Show dialplan contexts and extensions  (Priv: config,reporting,all)
Status: List channel status.  (Priv: system,call,reporting,all)
UserEvent: Send an arbitrary event.  (Priv: user,all)
VoterStatus: Return VOTER instance(s) status (Priv: <none>)
WaitEvent: Wait for an event to occur.  (Priv: <none>)
"""


# The same of modules that app_rpt's own modules.conf does not load.
_OF_MODULES = {
    "res_manager_devicestate": """
DeviceStateList: List the current known device states.  (Priv: call,reporting,all)
""",
    "app_voicemail": """
VoicemailUsersList: List All Voicemail User Information.  (Priv: call,reporting,all)
""",
    "res_parking": """
Park: Park a channel.  (Priv: call,all)
ParkedCalls: List parked calls.  (Priv: call,all)
Parkinglots: Get a list of parking lots  (Priv: call,all)
""",
    "chan_pjsip": """
PJSIPHangup: Hangup an incoming PJSIP channel with a SIP response code  (Priv: system,call,all)
PJSIPQualify: Qualify a chan_pjsip endpoint.  (Priv: system,reporting,all)
PJSIPRegister: Register an outbound registration.  (Priv: system,reporting,all)
PJSIPShowAors: Lists PJSIP AORs.  (Priv: system,all)
PJSIPShowAuths: Lists PJSIP Auths.  (Priv: system,all)
PJSIPShowContacts: Lists PJSIP Contacts.  (Priv: system,all)
PJSIPShowEndpoint: Detail listing of an endpoint and its objects.  (Priv: system,all)
PJSIPShowEndpoints: Lists PJSIP endpoints.  (Priv: system,all)
PJSIPShowRegistrationInboundContactStatuses: Lists ContactStatuses for PJSIP inbound registrations.  (Priv: system,all)
PJSIPShowRegistrationsInbound: Lists PJSIP inbound registrations.  (Priv: system,all)
PJSIPShowRegistrationsOutbound: Lists PJSIP outbound registrations.  (Priv: system,reporting,all)
PJSIPShowResourceLists: Displays settings for configured resource lists.  (Priv: system,all)
PJSIPShowSubscriptionsInbound: Lists inbound subscriptions.  (Priv: system,all)
PJSIPShowSubscriptionsOutbound: Lists outbound subscriptions.  (Priv: system,all)
PJSIPUnregister: Unregister an outbound registration.  (Priv: system,reporting,all)
""",
}


def _needed(synopsis: str) -> frozenset[str]:
    listed = synopsis.rpartition("(Priv: ")[2].removesuffix(")")
    return CLASSES & frozenset(listed.split(","))


def _parse(text: str) -> dict[str, tuple[str, frozenset[str]]]:
    lines = (line.partition(": ") for line in text.strip().splitlines())
    return {name: (synopsis, _needed(synopsis)) for name, _, synopsis in lines}


_MODULE = {
    name.lower(): module
    for module, text in _OF_MODULES.items()
    for name in _parse(text)
}
_ALL = _parse("\n".join(text.strip() for text in (_ACTIONS, *_OF_MODULES.values())))
LISTED = dict(sorted(_ALL.items(), key=lambda item: item[0].lower()))


_LISTED_14 = _parse(ACTIONS_14)


def listed(*, old: bool) -> dict[str, tuple[str, frozenset[str]]]:
    """Return the synopsis and the needed classes of each action; `old` is Asterisk 1.4."""
    return _LISTED_14 if old else LISTED


def module(action: str) -> str | None:
    """Return the module that an action comes with, None for Asterisk's core."""
    return _MODULE.get(action.lower())


def needed(action: str, *, old: bool = False) -> frozenset[str] | None:
    """Return the write classes one of which an action needs; None if unknown."""
    for name, (_, classes) in listed(old=old).items():
        if name.lower() == action.lower():
            return classes
    return None
