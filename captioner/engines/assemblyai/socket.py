"""Opening a WebSocket: where to, through what, and with what never."""

import logging
from collections.abc import Mapping, MutableMapping
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from captioner.core.settings import Settings
from captioner.engines.assemblyai import tls
from captioner.engines.assemblyai.endpoint import Endpoint, resolved
from captioner.engines.assemblyai.failures import from_exception

OPEN_TIMEOUT_S = 4.0
CLOSE_TIMEOUT_S = 0.5
LARGEST_MESSAGE = 2 * 2**20


class _Discreet(logging.LoggerAdapter[logging.Logger]):
    """A logger that nothing can turn to DEBUG: there, websockets writes the key."""

    def isEnabledFor(self, level: int) -> bool:  # noqa: N802 - logging's name
        return level >= logging.INFO and super().isEnabledFor(level)

    def process(
        self, msg: object, kwargs: MutableMapping[str, Any]
    ) -> tuple[object, MutableMapping[str, Any]]:
        return msg, kwargs


class _Connect(connect):
    """Follows no redirect: no service uses them here, and a key must not go elsewhere."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


async def open_socket(
    server: Endpoint, path: str, headers: Mapping[str, str], settings: Settings
) -> ClientConnection:
    """Connect to `path`, which includes the query, on `server`.

    Encrypted connections go through the proxy that the environment or the system names.

    Raises:
        UsageError: The address or the certificate file is not one to use.
        CaptionerError: Any other reason why there is no connection.
    """
    try:
        server = await resolved(server)
        if server.secure:
            context = tls.context(settings.ca_file)
            return await _connect(server, path, headers, ssl=context)
        *others, last = server.addresses
        for address in others:
            try:
                return await _connect(server, path, headers, proxy=None, host=address)
            except OSError:
                continue
        return await _connect(server, path, headers, proxy=None, host=last)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a sentence
        raise from_exception(error) from None


async def _connect(
    server: Endpoint, path: str, headers: Mapping[str, str], **where: Any
) -> ClientConnection:
    return await _Connect(
        server.websocket + path,
        additional_headers=headers,
        user_agent_header="Captioner",
        compression=None,
        open_timeout=OPEN_TIMEOUT_S,
        close_timeout=CLOSE_TIMEOUT_S,
        ping_interval=None,
        max_size=LARGEST_MESSAGE,
        logger=_Discreet(logging.getLogger("captioner.socket")),
        **where,
    )
