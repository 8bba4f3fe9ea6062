"""Connections whose client does not say what it wants."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.base_protocol import BaseProtocol

LONGEST_S = 10.0
"""How long a client may take, once connected, to send the head of its request."""


class Heads:
    """Drops connections that open and then send half a request, or nothing."""

    def __init__(self) -> None:
        self._awaited: set[BaseProtocol] = set()

    @web.middleware
    async def came(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """A middleware: the head of a request is there."""
        self._awaited.discard(request.protocol)
        return await handler(request)

    def expect(self, protocol: BaseProtocol) -> None:
        """A connection opens."""
        self._awaited.add(protocol)
        asyncio.get_running_loop().call_later(LONGEST_S, self._give_up, protocol)

    def _give_up(self, protocol: BaseProtocol) -> None:
        if protocol in self._awaited:
            self._awaited.discard(protocol)
            if protocol.transport is not None:
                protocol.transport.abort()
