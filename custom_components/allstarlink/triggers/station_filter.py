"""Which stations are meant: node numbers, callsigns, the local receiver."""

from collections.abc import Iterable
from typing import Any

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..node import Node

ANYONE = "anyone"

# What app_rpt adds to the callsign of who comes in by phone or web (transcript 61)
_PHONE = "-p"


def _name(value: Any) -> str:
    name = str(value).strip()
    if isinstance(value, (dict, list, bool)) or not name:
        raise vol.Invalid(f"{value!r} is neither a node number nor a callsign")
    return name


# A node number, a callsign or `local`, or a list of them
NAMES = vol.All(cv.ensure_list, [_name])


class StationFilter:
    """Stations by name; without a name, or with `anyone`, all of them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take node numbers and callsigns in any case, and `local`."""
        self._names = {name.casefold() for name in names}
        self._anyone = not self._names or ANYONE in self._names

    def matches(self, node: Node, name: str) -> bool:
        """Tell whether a link of a node, or `local`, is meant by its name or callsign.

        N0CALL means N0CALL-P too.
        """
        if self._anyone:
            return True
        callsign = node.stations.callsign_of(name) or name
        name = name.casefold()
        return not self._names.isdisjoint(
            {name, name.removesuffix(_PHONE), callsign.casefold()}
        )
