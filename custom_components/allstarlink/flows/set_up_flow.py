"""Adding a server by one paste: a script for the node makes the user that logs in.

set_up -> script -> waiting -> (let in) -> what follows
            ^---- not let in ----+
"""

import asyncio
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
import socket
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import (
    CONF_ADDRESS,
    CONF_HOST,
    CONF_PASSWORD,
    CONF_PORT,
    CONF_SSL,
    CONF_USERNAME,
    CONF_VERIFY_SSL,
)
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)
from homeassistant.util.package import is_docker_env
import voluptuous as vol

from ..ami.dial import is_listening
from ..const import (
    CONF_ALLOW_PLAIN_LOGIN,
    CONF_TELEPHONY,
    DEFAULT_PORT,
    VERIFY_CERTIFICATE,
)
from ..probe import ProbeResult, async_probe, server_of
from ..setup_script import (
    USERNAME,
    NodeSetup,
    Wanted,
    ipv4_address,
    new_secret,
    read_template,
    setup_script,
)
from .form_fields import whole_number
from .server_flow import ServerFlow
from .server_form import async_try, cleaned, error_in, server_title

CONF_WANTED = "wanted"

# Seconds between two looks whether the manager listens, and for one of them
_LOOK = 5.0
# Logins, as servers ban addresses that try often; seconds between two of them
_LOGINS = 6
_BETWEEN_LOGINS = 10.0
# Seconds for which the progress is shown at least, and for all of it
_SHOWN = 1.0
_LOGIN_TIMEOUT = 600.0

# What another login cannot change
_FINAL = ("no_app_rpt", "no_nodes", "not_asterisk", "unknown")

# Networks that container engines make: a node sees another address than ours.
_BRIDGES = (ip_network("172.16.0.0/12"), ip_network("10.88.0.0/16"))

_FIELDS = {
    vol.Required(CONF_HOST): TextSelector(),
    vol.Required(CONF_PORT, default=DEFAULT_PORT): whole_number(1, 65535),
    vol.Required(
        CONF_WANTED, default=[Wanted.WATCH.value, Wanted.CONTROL.value]
    ): SelectSelector(
        SelectSelectorConfig(
            options=[wanted.value for wanted in Wanted],
            multiple=True,
            mode=SelectSelectorMode.LIST,
            translation_key=CONF_WANTED,
        )
    ),
}
_SCHEMA = vol.Schema(_FIELDS)
_SCHEMA_WITH_ADDRESS = vol.Schema(
    {**_FIELDS, vol.Required(CONF_ADDRESS): TextSelector()}
)

# A field, as all of its text can be selected at once; what comes back is not read.
_SCRIPT = "script"
_SCRIPT_SCHEMA = vol.Schema(
    {vol.Optional(_SCRIPT): TextSelector(TextSelectorConfig(multiline=True))}
)


class SetUpFlow(ServerFlow):
    """The steps from nothing on the node to a login."""

    _setup: NodeSetup
    _found: ProbeResult
    _options: Mapping[str, Any] = {}
    _secret: str | None = None
    _wants_address = False
    _waiting: asyncio.Task[ProbeResult | None] | None = None
    _wait_errors: Mapping[str, str] = {}

    async def async_step_set_up(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask where the node is, and what Home Assistant is to do there."""
        errors: dict[str, str] = {}
        if user_input is not None:
            self._secret = self._secret or new_secret()
            login = {CONF_USERNAME: USERNAME, CONF_PASSWORD: self._secret}
            error = error_in({**user_input, **login})
            self._data = _server_data({**user_input, **login})
            if not error and (other := self._configured(self._data)):
                return self._async_abort_configured(other)
            address, error = (
                (None, error) if error else await self._async_address(user_input)
            )
            if address is not None:
                wanted = frozenset(map(Wanted, user_input[CONF_WANTED]))
                port = self._data[CONF_PORT]
                self._setup = NodeSetup(self._secret, address, port, wanted)
                if Wanted.TELEPHONY in wanted:
                    self._options = {CONF_TELEPHONY: True}
                return await self.async_step_script()
            errors["base"] = error or "address_unknown"
        schema = _SCHEMA_WITH_ADDRESS if self._wants_address else _SCHEMA
        return self.async_show_form(
            step_id="set_up",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
        )

    async def _async_address(
        self, user_input: Mapping[str, Any]
    ) -> tuple[str | None, str | None]:
        """Return the address that the node sees us come from, or the form's error."""
        if typed := user_input.get(CONF_ADDRESS):
            address = ipv4_address(typed)
            return address, None if address else "invalid_address"
        host = self._data[CONF_HOST]
        try:
            found = await self.hass.loop.getaddrinfo(
                host, None, family=socket.AF_INET, type=socket.SOCK_DGRAM
            )
        except OSError, ValueError:
            return None, "ipv4_only" if ":" in host else "unknown_host"
        node = str(found[0][4][0])
        address = await self.hass.async_add_executor_job(_own_address, node)
        if address is None:
            self._wants_address = True
            return None, "address_unknown"
        return address, None

    async def async_step_script(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the script. To submit is to say that it was run."""
        if user_input is not None:
            return await self.async_step_waiting()
        template = await self.hass.async_add_executor_job(read_template)
        script = setup_script(template, self._setup)
        return self.async_show_form(
            step_id="script",
            data_schema=self.add_suggested_values_to_schema(
                _SCRIPT_SCHEMA, {_SCRIPT: script}
            ),
            description_placeholders={
                "name": server_title(self._data),
                "script": script,
            },
            errors=dict(self._wait_errors),
        )

    async def async_step_waiting(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Wait until the node lets us in."""
        if self._waiting is None:
            self._waiting = self.hass.async_create_task(
                self._async_wait(), "allstarlink set-up"
            )
        if not self._waiting.done():
            return self.async_show_progress(
                step_id="waiting",
                progress_action="waiting",
                description_placeholders={"name": server_title(self._data)},
                progress_task=self._waiting,
            )
        task, self._waiting = self._waiting, None
        if (found := task.result()) is None:
            return self.async_show_progress_done(next_step_id="script")
        self._found = found
        return self.async_show_progress_done(next_step_id="let_in")

    async def async_step_let_in(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Go on with the server that let us in."""
        return await self._async_let_in(self._found)

    async def _async_wait(self) -> ProbeResult | None:
        """Return what a login finds; why there is none is for the form of the script."""
        errors = {"base": "cannot_connect"}
        # The frontend waits for ever if all is over before it shows the progress.
        await asyncio.sleep(_SHOWN)
        try:
            async with asyncio.timeout(_LOGIN_TIMEOUT - _SHOWN):
                await self._async_wait_until_it_listens()
                for attempt in range(_LOGINS):
                    if attempt:
                        await asyncio.sleep(_BETWEEN_LOGINS)
                    errors = {}
                    found = await async_try(async_probe(self._data), errors)
                    if found or errors["base"] in _FINAL:
                        self._wait_errors = errors
                        return found
        except TimeoutError:
            pass
        self._wait_errors = errors
        return None

    async def _async_wait_until_it_listens(self) -> None:
        server = server_of(self._data)
        while True:
            began = self.hass.loop.time()
            try:
                async with asyncio.timeout(_LOOK):
                    if await is_listening(server):
                        return
            except TimeoutError:
                pass
            await asyncio.sleep(max(0.0, began + _LOOK - self.hass.loop.time()))


def _server_data(typed: Mapping[str, Any]) -> dict[str, Any]:
    keys = (CONF_HOST, CONF_PORT, CONF_USERNAME, CONF_PASSWORD)
    return cleaned(
        {
            **{key: typed[key] for key in keys},
            CONF_SSL: False,
            CONF_VERIFY_SSL: VERIFY_CERTIFICATE,
            CONF_ALLOW_PLAIN_LOGIN: False,
        }
    )


def _own_address(node: str) -> str | None:
    """Return the address of this machine towards a node, None where that is another's.

    The same as that of a TCP connection, before anything listens there: a UDP
    socket is connected without a packet. Blocks.
    """
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.connect((node, 9))
            address = str(udp.getsockname()[0])
    except OSError:
        return None
    is_hidden = is_docker_env() and any(
        ip_address(address) in bridge and ip_address(node) not in bridge
        for bridge in _BRIDGES
    )
    return None if is_hidden else address
