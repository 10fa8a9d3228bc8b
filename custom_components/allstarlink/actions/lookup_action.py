"""What the action does that asks AllStarLink about a node."""

from dataclasses import asdict

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..control.failures import invalid
from ..lookup.public import is_public
from ..lookup.report import Report
from ..lookup.statistics import async_get_statistics
from ..names import is_node_number

LOOKUP_NODE_SCHEMA = vol.Schema({vol.Required("node"): cv.string})


async def async_lookup_node(call: ServiceCall) -> ServiceResponse:
    """Tell what AllStarLink knows of a public node."""
    node = call.data["node"].strip()
    if not is_node_number(node):
        raise invalid("invalid_node", value=node[:40])
    if not is_public(node):
        raise invalid("lookup_not_public", node=node)
    return _data(await async_get_statistics(call.hass).async_report(node))


def _data(report: Report) -> ServiceResponse:
    data = asdict(report)
    for key in ("since_keyed", "position"):
        del data[key]
    return {
        **data,
        "registered": report.registered and report.registered.isoformat(),
        "updated": report.updated and report.updated.isoformat(),
        "links": [
            {key: value for key, value in link.items() if key != "position"}
            for link in data["links"]
        ],
        "linked_nodes": [link.node for link in report.links],
    }
