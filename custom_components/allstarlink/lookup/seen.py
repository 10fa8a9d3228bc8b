"""What a scan has seen of a node, and what that says now. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .report import Report

# Whoever was keyed in this time was keyed lately
LATELY = timedelta(minutes=5)

# An answer that is older says nothing of now, nor do statistics of a node which
# sends none any more: app_rpt sends them every few minutes
_OLD_ANSWER = timedelta(minutes=15)
_OLD_STATISTICS = timedelta(minutes=15)

# Links of a node that are kept
_MAX_LINKS = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer about a node: what of it is kept, and when it came (UTC).

    `active` is false of a node that is not registered or does not exist; `heard` is
    when it was keyed last, as far as is known; `links` are None unless it sent
    statistics.
    """

    at: datetime
    active: bool | None
    updated: datetime | None
    heard: datetime | None
    keyups: int | None
    links: int | None
    neighbors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """What is known of a node now: registered, keyed in the last minutes, links.

    `time` is when the node sent it, or when the service answered. All is None
    where nothing is known.
    """

    active: bool | None = None
    keyed: bool | None = None
    links: int | None = None
    time: datetime | None = None


UNKNOWN = Activity()


def seen(report: Report | None, at: datetime, before: Seen | None) -> Seen:
    """Return what is kept of an answer; `before` is what was kept of the last one.

    A node whose count of key-ups has grown was keyed between the two.
    """
    if report is None:
        return Seen(at, False, None, None, None, None, ())
    heard = before.heard if before else None
    if report.updated is not None:
        if report.keyed or _was_keyed_since(before, report, at):
            heard = report.updated
        # 0 is what those say that never were keyed, or do not count.
        elif report.since_keyed:
            heard = report.updated - timedelta(seconds=report.since_keyed)
    return Seen(
        at=at,
        active=report.active,
        updated=report.updated,
        heard=heard,
        keyups=report.keyups,
        links=None if report.updated is None else len(report.links),
        neighbors=tuple(link.node for link in report.links[:_MAX_LINKS]),
    )


def activity(known: Seen | None, now: datetime) -> Activity:
    """Return what an answer says of now."""
    if known is None or now - known.at > _OLD_ANSWER:
        return UNKNOWN
    if known.updated is None or now - known.updated > _OLD_STATISTICS:
        return Activity(active=known.active, time=known.updated or known.at)
    return Activity(
        active=known.active,
        keyed=known.heard is not None and now - known.heard <= LATELY,
        links=known.links,
        time=known.updated,
    )


def brought_by(known: Seen | None, now: datetime) -> tuple[tuple[str, ...], int]:
    """Return the links of a neighbor, and how old that is in seconds; none if too old."""
    if known is None or known.updated is None:
        return (), 0
    age = now - known.updated
    if now - known.at > _OLD_ANSWER or age > _OLD_STATISTICS:
        return (), 0
    return known.neighbors, max(round(age.total_seconds()), 0)


def _was_keyed_since(before: Seen | None, report: Report, at: datetime) -> bool:
    if before is None or before.keyups is None or report.keyups is None:
        return False
    return report.keyups > before.keyups and at - before.at <= LATELY
