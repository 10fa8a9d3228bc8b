"""The actions of the PBX; which of them a server knows is a matter of its modules."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import channel_lists, interventions, lists, mailboxes, originate, pjsip_lists

if TYPE_CHECKING:
    from simulator.faults import Outgoing
    from simulator.session import Session
    from simulator.wire import Request

ACTIONS: dict[str, Callable[[Session, Request], Outgoing | None]] = {
    "coreshowchannels": channel_lists.core_show_channels,
    "status": channel_lists.status,
    "parkedcalls": channel_lists.parked_calls,
    "originate": originate.originate,
    "hangup": interventions.hang_up,
    "redirect": interventions.redirect,
    "extensionstatelist": lists.extension_state_list,
    "extensionstate": lists.extension_state,
    "devicestatelist": lists.device_state_list,
    "iaxpeerlist": lists.iax_peer_list,
    "iaxregistry": lists.iax_registry,
    "iaxnetstats": lists.iax_netstats,
    "mailboxcount": mailboxes.count,
    "voicemailuserslist": mailboxes.users_list,
    "pjsipshowendpoint": mailboxes.show_endpoint,
    "pjsipshowendpoints": pjsip_lists.show_endpoints,
    "pjsipshowcontacts": pjsip_lists.show_contacts,
    "pjsipshowregistrationsoutbound": pjsip_lists.show_registrations_outbound,
    "pjsipshowregistrationsinbound": pjsip_lists.show_registrations_inbound,
}
