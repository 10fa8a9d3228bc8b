"""What the action does that asks AllStarLink about a node."""

from dataclasses import asdict

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..control.failures import invalid
from ..lookup.report import Report
from ..lookup.statistics import async_get_statistics
from ..names import is_node_number

LOOKUP_NODE_SCHEMA = vol.Schema({vol.Required("node"): cv.string})

# Below are private nodes, from the second on EchoLink's
_FIRST_PUBLIC, _FIRST_ECHOLINK = 2000, 3_000_000


async def async_lookup_node(call: ServiceCall) -> ServiceResponse:
    """Tell what AllStarLink knows of a public node."""
    node = call.data["node"].strip()
    if not is_node_number(node):
        raise invalid("invalid_node", value=node[:40])
    if not _FIRST_PUBLIC <= int(node) < _FIRST_ECHOLINK:
        raise invalid("lookup_not_public", node=node)
    return _data(await async_get_statistics(call.hass).async_report(node))


def _data(report: Report) -> ServiceResponse:
    return {
        **asdict(report),
        "registered": report.registered and report.registered.isoformat(),
        "updated": report.updated and report.updated.isoformat(),
        "links": [asdict(link) for link in report.links],
        "linked_nodes": [link.node for link in report.links],
    }
