"""Opening a WebSocket: where to, through what, and with what never."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from websockets.asyncio import client
from websockets.asyncio.client import ClientConnection, HTTPProxyConnection, connect
from websockets.frames import Frame, Opcode
from websockets.protocol import Event, State

from captioner.core.settings import Settings
from captioner.engines.assemblyai import tls
from captioner.engines.assemblyai.endpoint import Endpoint, resolved
from captioner.engines.assemblyai.failures import from_exception
from captioner.engines.proxy import proxy_for, speaks_tls

OPEN_TIMEOUT_S = 4.0
CLOSE_TIMEOUT_S = 0.5
LARGEST_MESSAGE = 2**26
"""A longer one costs the connection; one that is too long to be read costs itself."""
_READ_AT_ONCE = 2**15


class _Discreet(logging.LoggerAdapter[logging.Logger]):
    """A logger that nothing can turn to DEBUG: there, websockets writes the key."""

    def isEnabledFor(self, level: int) -> bool:  # noqa: N802 - logging's name
        return level >= logging.INFO and super().isEnabledFor(level)


class Socket(ClientConnection, asyncio.BufferedProtocol):
    """A WebSocket that takes the short way in and out.

    Half the processor time of a small client goes into system calls and changes of task:
    a ping leaves in the same write as the sound before it, and what comes in is handed
    over at once, without a queue and a task between. It is read into one buffer that stays:
    asyncio's own way sets aside 256 kB for each message, five sixths of what reading takes.
    `create_connection` of websockets is made for a subclass like this.

    Attributes:
        on_message: Gets every message; must not raise. Without it, `recv` does.
        on_pong: Gets the payload of every pong.
        connected: Whether the way to the server was ever open, its encryption included.
    """

    connected = False
    on_message: Callable[[bytes], None] | None = None
    on_pong: Callable[[bytes], None] | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        """As websockets makes it."""
        super().__init__(*given, **named)
        self._read_into = memoryview(bytearray(_READ_AT_ONCE))

    def get_buffer(self, _sizehint: int) -> memoryview:
        """Where asyncio is to write what has come."""
        return self._read_into

    def buffer_updated(self, nbytes: int) -> None:
        """So many bytes have come."""
        self.data_received(bytes(self._read_into[:nbytes]))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, once the way to the server is open."""
        self.connected = True
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """End; after a handshake that failed behind a proxy there is nothing to end."""
        if self.connected:
            super().connection_lost(exc)

    def opened_at(self) -> float:
        """When the connection was opened, in Unix seconds of the server's clock.

        This computer's clock may be wrong, and stands in only where the server tells none.
        """
        if self.response is not None:
            with contextlib.suppress(LookupError, ValueError, OverflowError):
                return parsedate_to_datetime(self.response.headers["Date"]).timestamp()
        return time.time()

    def put(self, message: bytes, ping: bytes | None = None) -> None:
        """Write a binary message, and a ping behind it; does nothing on a closed socket.

        There is no flow control: the caller bounds what is on its way.
        """
        if self.protocol.state is not State.OPEN:
            return
        if message:
            self.protocol.send_binary(message)
        if ping is not None:
            self.protocol.send_ping(ping)
        self.transport.write(b"".join(self.protocol.data_to_send()))

    def process_event(self, event: Event) -> None:
        """Hand a message over; one in pieces, and all that follow, go the long way round."""
        if self.on_message is not None and isinstance(event, Frame):
            if event.opcode is Opcode.TEXT and event.fin:
                self.on_message(bytes(event.data))
                return
            if event.opcode in (Opcode.TEXT, Opcode.BINARY):
                self.on_message = None
        super().process_event(event)

    def acknowledge_pings(self, data: bytes) -> None:
        """Hand a pong over."""
        if self.on_pong is not None:
            self.on_pong(data)


class _ToProxy(HTTPProxyConnection):
    """A connection to a proxy that may end: websockets' own raises into the loop at the end.

    A proxy that closes first is told twice, as the end of its answer and of the connection.
    """

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.reader.eof:
            super().connection_lost(exc)


client.HTTPProxyConnection = _ToProxy  # type: ignore[misc] # websockets offers no other way


class _Connect(connect):
    """Follows no redirect: no service uses them here, and a key must not go elsewhere."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


async def open_socket(
    server: Endpoint, path: str, headers: Mapping[str, str], settings: Settings
) -> Socket:
    """Connect to `path`, which includes the query, on `server`.

    Encrypted connections go the way that `captioner.engines.proxy` says.

    Raises:
        UsageError: The address or the certificate file is not one to use.
        CaptionerError: Any other reason why there is no connection.
    """
    try:
        server = await resolved(server)
        if server.secure:
            return await _connect_securely(server, path, headers, settings)
        *others, last = server.addresses
        for address in others:
            try:
                return await _connect(server, path, headers, proxy=None, host=address)
            except OSError:
                continue
        return await _connect(server, path, headers, proxy=None, host=last)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a sentence
        raise from_exception(error) from None


async def _connect_securely(
    server: Endpoint, path: str, headers: Mapping[str, str], settings: Settings
) -> Socket:
    proxy = proxy_for(server.host, server.port)
    where: dict[str, Any] = {"ssl": tls.context(settings.ca_file), "proxy": None}
    if proxy is None:
        return await _connect(server, path, headers, **where)
    where["proxy"] = proxy.url
    if proxy.kind == "https":
        where["proxy_ssl"] = where["ssl"]
    made: list[Socket] = []

    def make(*what: Any, **more: Any) -> Socket:
        made.append(Socket(*what, **more))
        return made[-1]

    try:
        return await _connect(server, path, headers, create_connection=make, **where)
    except Exception as error:
        if made and (made[-1].connected or speaks_tls(error)):
            raise
        raise proxy.failure(error) from None


async def _connect(server: Endpoint, path: str, headers: Mapping[str, str], **where: Any) -> Socket:
    where.setdefault("create_connection", Socket)
    connection = await _Connect(
        server.websocket + path,
        additional_headers=headers,
        user_agent_header="Captioner",
        compression=None,
        open_timeout=OPEN_TIMEOUT_S,
        close_timeout=CLOSE_TIMEOUT_S,
        ping_interval=None,
        max_size=LARGEST_MESSAGE,
        logger=_Discreet(logging.getLogger("websockets.client")),
        **where,
    )
    assert isinstance(connection, Socket)
    return connection
