"""The web service: both protocols' WebSockets and token routes on one port."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from aiohttp import web

from captioner.server.access import LONGEST_S, Access, AccessRefused
from captioner.server.connection import Connection
from captioner.server.door import Door
from captioner.server.guard import Guard
from captioner.server.options import SESSIONS as SESSIONS_AT_ONCE
from captioner.server.recogniser import EngineFactory
from captioner.server.session import ProtocolRules, Request
from captioner.server.token_routes import add_token_routes
from captioner.server.v2_session import V2Session
from captioner.server.v3_session import V3Session

SessionFactory = Callable[[Request], ProtocolRules]

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
        access: Who may have a session.
        engines: Makes the recogniser of each session.
        sessions: Path → the rules spoken there.
        guard: Who may ask at all.
        at_once: How many sessions there may be at once.
    """

    def __init__(
        self,
        access: Access,
        engines: EngineFactory,
        sessions: Mapping[str, SessionFactory] = SESSIONS,
        *,
        guard: Guard | None = None,
        at_once: int = SESSIONS_AT_ONCE,
    ) -> None:
        self._door = Door(access)
        self._engines = engines
        self._guard = guard or Guard(host="localhost", tls=False)
        self._free = at_once
        self._connections: set[Connection] = set()
        self.application = web.Application(middlewares=[self._check])
        for path, rules in sessions.items():
            self.application.router.add_get(path, self._handler(rules))
        add_token_routes(self.application, self._door)
        self.application.on_shutdown.append(self._leave)

    def _handler(
        self, rules: SessionFactory
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            asked = await self._asked(request)
            taken = 0 if asked.refusal or asked.full else 1
            self._free -= taken
            try:
                socket = web.WebSocketResponse(
                    heartbeat=PING_S, timeout=CLOSE_S, compress=False, max_msg_size=LARGEST_MESSAGE
                )
                await socket.prepare(request)
                await self._serve(Connection(socket, rules(asked), self._engines))
            finally:
                self._free += taken
            return socket

        return handle

    async def _serve(self, connection: Connection) -> None:
        self._connections.add(connection)
        try:
            await connection.serve()
        finally:
            self._connections.discard(connection)

    @web.middleware
    async def _check(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Nothing is done for whoever may not ask."""
        host, origins = request.headers.get("Host", ""), request.headers.getall("Origin", [None])
        if not all(self._guard.admits(host, origin) for origin in origins):
            if self._guard.knows(host):
                raise web.HTTPForbidden(text="This page may not come in.\n")
            raise web.HTTPMisdirectedRequest(text="This server does not go by that name.\n")
        return await handler(request)

    async def _asked(self, request: web.Request) -> Request:
        query = dict(request.query)
        refusal, longest_s = "", LONGEST_S
        full = self._free < 1
        if not full:
            try:
                longest_s = await self._door.admit(request, query.pop("token", ""))
                full = self._free < 1  # it may have waited at the door
            except AccessRefused as refused:
                refusal = refused.text
        return Request(
            id=str(uuid.uuid4()),
            query=query,
            refusal=refusal,
            full=full,
            longest_s=longest_s,
            began=datetime.now(UTC),
            now=asyncio.get_running_loop().time(),
        )

    async def _leave(self, _: web.Application) -> None:
        for connection in self._connections:
            connection.leave()
