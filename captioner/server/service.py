"""The web service: both protocols' WebSockets and token routes on one port."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from aiohttp import web

from captioner.server.access import LONGEST_S, Access, AccessRefused
from captioner.server.connection import Connection
from captioner.server.recogniser import EngineFactory
from captioner.server.session import Request, Session
from captioner.server.token_routes import add_token_routes
from captioner.server.v2_session import V2Session
from captioner.server.v3_session import V3Session

SessionFactory = Callable[[Request], Session]

SESSIONS: Mapping[str, SessionFactory] = MappingProxyType(
    {"/v3/ws": V3Session, "/v2/realtime/ws": V2Session}
)
"""Path → the rules spoken there."""

PING_S = 20.0
"""How often a silent client is asked whether it lives; it must answer within half of this."""

CLOSE_S = 3.0
"""How long a client may take to answer a close."""

LARGEST_MESSAGE = 1024 * 1024
"""Bytes of a message that is read at all; the protocols' own limits are lower."""


class Service:
    """The server without its socket.

    Args:
        access: Who may come in.
        engines: Makes the recogniser of each session.
        sessions: Path → the rules spoken there.
    """

    def __init__(
        self,
        access: Access,
        engines: EngineFactory,
        sessions: Mapping[str, SessionFactory] = SESSIONS,
    ) -> None:
        self._access = access
        self._engines = engines
        self._connections: set[Connection] = set()
        self.application = web.Application()
        for path, rules in sessions.items():
            self.application.router.add_get(path, self._handler(rules))
        add_token_routes(self.application, access)
        self.application.on_shutdown.append(self._leave)

    def _handler(
        self, rules: SessionFactory
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            socket = web.WebSocketResponse(
                heartbeat=PING_S, timeout=CLOSE_S, compress=False, max_msg_size=LARGEST_MESSAGE
            )
            await socket.prepare(request)
            connection = Connection(socket, rules(self._asked(request)), self._engines)
            self._connections.add(connection)
            try:
                await connection.serve()
            finally:
                self._connections.discard(connection)
            return socket

        return handle

    def _asked(self, request: web.Request) -> Request:
        query = dict(request.query)
        now = asyncio.get_running_loop().time()
        refusal, longest_s = "", LONGEST_S
        try:
            shown = request.headers.get("Authorization", "")
            longest_s = self._access.admit(shown, query.pop("token", ""), now)
        except AccessRefused as refused:
            refusal = refused.text
        return Request(
            id=str(uuid.uuid4()),
            query=query,
            refusal=refusal,
            longest_s=longest_s,
            began=datetime.now(UTC),
            now=now,
        )

    async def _leave(self, _: web.Application) -> None:
        for connection in self._connections:
            connection.leave()
