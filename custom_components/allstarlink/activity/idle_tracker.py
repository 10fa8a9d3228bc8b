"""Since when a node has been quiet, and since when it has been unavailable."""

from collections.abc import Callable
from dataclasses import dataclass

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..coordinator import NodeCoordinator
from ..moment import Moment
from ..moments import async_now


@dataclass(frozen=True, slots=True)
class _Outage:
    """What a tracker leaves to the next one of its node; see `IdleTracker`."""

    lost_at: Moment | None = None
    restored_at: Moment | None = None
    outage: float | None = None


# Of nodes that are not followed just now, as while their config entry is loaded
# again with a new password.
_OUTAGES: HassKey[dict[str, _Outage]] = HassKey("allstarlink_outages")


class IdleTracker:
    """Tracks one node.

    Quiet is a node on which neither its receiver nor a link is keyed. A quiet
    that was there before an outage goes on after it if the polls know of no
    key-up since.

    `quiet_since` is None while somebody is keyed or nothing is known;
    `last_quiet` is when the last quiet that has ended had begun; `lost_at` is
    when the node became unavailable and `restored_at` when it came back.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        node: NodeCoordinator,
        *,
        device_id: str,
        on_change: Callable[[], None],
    ) -> None:
        """Begin to track a node that has not been polled yet.

        `on_change` is called when one of the times has changed.
        """
        self.last_quiet: Moment | None = None
        last = hass.data.setdefault(_OUTAGES, {}).pop(device_id, _Outage())
        self.lost_at = last.lost_at
        self.restored_at = last.restored_at
        self.outage = last.outage
        self._hass = hass
        self._node = node
        self._device_id = device_id
        self._on_change = on_change
        self._available = False
        self._quiet_since: Moment | None = None
        self._heard: object = None
        self._stop = node.async_add_listener(self._updated)

    @property
    def available(self) -> bool:
        """Whether the state of the node is known."""
        return self._available

    @property
    def quiet_since(self) -> Moment | None:
        """Since when nothing has been keyed; None while that is not known."""
        return self._quiet_since if self._available else None

    def quiet_before(self, talker: str, key_down: Moment) -> float | None:
        """Return the seconds of quiet before a talk, None if unknown.

        Nobody else must have been keyed when it began.
        """
        talking = self._node.data.talking
        later = {talk.talker for talk in talking.talks if key_down <= talk.started}
        if set(talking.keyed) - later - {talker}:
            return 0.0
        if self.last_quiet is None:
            return None
        return max(0.0, round((key_down - self.last_quiet).total_seconds(), 3))

    @callback
    def async_stop(self) -> None:
        """Stop: nothing is known any more, but since when the node was lost."""
        self._stop()
        self._available = False
        last = _Outage(self.lost_at, self.restored_at, self.outage)
        self._hass.data[_OUTAGES][self._device_id] = last
        self._on_change()

    @callback
    def async_forget(self) -> None:
        """Keep nothing of a node that was removed: added again, it begins anew."""
        self._hass.data[_OUTAGES].pop(self._device_id, None)
        self.lost_at = None
        self._on_change()

    @callback
    def _updated(self) -> None:
        now = async_now(self._hass)
        before = (self.quiet_since, self.lost_at, self.restored_at)
        self._follow_availability(now)
        if self._available:
            self._follow_keying(now)
        if before != (self.quiet_since, self.lost_at, self.restored_at):
            self._on_change()

    def _follow_availability(self, now: Moment) -> None:
        available = self._node.available
        if available == self._available:
            return
        self._available = available
        if not available:
            self.lost_at = now
            return
        if self._heard != self._heard_now():
            self._quiet_since = None
        if self.lost_at is not None:
            self.outage = round((now - self.lost_at).total_seconds(), 3)
            self.restored_at, self.lost_at = now, None

    def _follow_keying(self, now: Moment) -> None:
        self._heard = self._heard_now()
        if not self._node.data.talking.keyed:
            self._quiet_since = self._quiet_since or now
        elif self._quiet_since is not None:
            self.last_quiet, self._quiet_since = self._quiet_since, None

    def _heard_now(self) -> object:
        """Return what changes when somebody is heard, on a link or on the air."""
        state = self._node.data
        keyups = state.nodestat.keyups_today if state.nodestat else None
        return state.talking.last_heard, keyups
