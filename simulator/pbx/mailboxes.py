"""Mailboxes: messages that are left and heard, and the actions that tell (transcript c34)."""

from typing import TYPE_CHECKING

from simulator.faults import Outgoing
from simulator.responses import error, listing, response
from simulator.wire import Header

from .channel import tell

if TYPE_CHECKING:
    from simulator.session import Session
    from simulator.wire import Request

    from .exchange import Pbx


class Mailboxes:
    """The mailboxes of a server: new and old messages by name."""

    def __init__(self, pbx: Pbx) -> None:
        """Take them as they are configured."""
        self._pbx = pbx
        self.new = {each.name: each.new for each in pbx.setup.mailboxes}
        self.old = dict.fromkeys(self.new, 0)

    def leave(self, name: str) -> None:
        """Leave a message."""
        self.new[name] += 1
        self._tell(name)

    def listen(self, name: str) -> None:
        """Listen to all new messages."""
        self.old[name] += self.new[name]
        self.new[name] = 0
        self._tell(name)

    def _tell(self, name: str) -> None:
        tell(
            self._pbx.emit,
            "MessageWaiting",
            ("Mailbox", name),
            ("Waiting", str(int(self.new[name] > 0))),
            ("New", str(self.new[name])),
            ("Old", str(self.old[name])),
        )


def users_list(session: Session, request: Request) -> Outgoing:
    """List the mailboxes of voicemail.conf."""
    pbx = session.server.pbx
    rows = [
        ("VoicemailUserEntry", _entry(pbx, box.name))
        for box in pbx.setup.mailboxes
        if box.listed
    ]
    if not rows:
        return error(request, "There are no voicemail users currently defined.")
    text = "Voicemail user list will follow"
    return listing(request, text, rows, "VoicemailUserEntryComplete")


def _entry(pbx: Pbx, name: str) -> list[Header]:
    box, _, context = name.partition("@")
    return [
        ("VMContext", context),
        ("VoiceMailbox", box),
        ("Fullname", "Alice"),
        ("Email", "(null)"),
        ("NewMessageCount", str(pbx.mailboxes.new[name])),
        ("OldMessageCount", str(pbx.mailboxes.old[name])),
    ]


def count(session: Session, request: Request) -> Outgoing:
    """Count the messages of a mailbox; one that does not exist has none."""
    name = request.get("Mailbox")
    if not name:
        return error(request, "Mailbox not specified")
    boxes = session.server.pbx.mailboxes
    return response(
        request,
        "Success",
        ("Message", "Mailbox Message Count"),
        ("Mailbox", name),
        ("UrgMessages", "0"),
        ("NewMessages", str(boxes.new.get(name, 0))),
        ("OldMessages", str(boxes.old.get(name, 0))),
    )


def show_endpoint(session: Session, request: Request) -> Outgoing:
    """Show a PJSIP endpoint; of its many headers those that anybody here looks at."""
    name = request.get("Endpoint")
    phones = session.server.pbx.setup.phones
    phone = next((each for each in phones if each.number == name), None)
    if phone is None:
        return error(request, f"Unable to retrieve endpoint {name}\n")
    rows: list[tuple[str, list[Header]]] = [
        (
            "EndpointDetail",
            [
                ("ObjectType", "endpoint"),
                ("ObjectName", name),
                ("Mailboxes", phone.mailboxes),
            ],
        ),
        (
            "AuthDetail",
            [
                ("ObjectType", "auth"),
                ("ObjectName", name),
                ("Password", f"p{name}"),
            ],
        ),
        ("AorDetail", [("ObjectType", "aor"), ("ObjectName", name), ("Mailboxes", "")]),
    ]
    text = "Following are Events for each object associated with the Endpoint"
    return listing(request, text, rows, "EndpointDetailComplete")
