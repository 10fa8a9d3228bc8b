"""The links of a node in the orders in which app_rpt tells of them."""

from .dialect import Dialect
from .links import Link


class LinkList(list[Link]):
    """The links as app_rpt keeps them: the oldest first.

    An old app_rpt puts each new link behind the first one of its list, and does so
    again when it copies the list for XStat (asl2_61).
    """

    def __init__(self, dialect: Dialect) -> None:
        """Begin without a link."""
        super().__init__()
        self._old = dialect.asterisk_14

    def add(self, link: Link) -> None:
        """Put a new link where app_rpt puts it."""
        self.insert(1 if self._old else len(self), link)

    @property
    def reported(self) -> list[Link]:
        """The links in the order of the events, SawStat and LinkedNodes."""
        return self[:] if self._old else self[::-1]

    @property
    def listed(self) -> list[Link]:
        """The links in the order of XStat's Conn lines, without hidden ones."""
        links = [*self[:1], *self[:0:-1]] if self._old else self
        return [link for link in links if not link.hidden]
