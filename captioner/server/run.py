"""Runs the service on a real port."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from captioner.core.errors import UsageError
from captioner.core.sentence import Sentence
from captioner.server.access import Access
from captioner.server.guard import Guard
from captioner.server.heads import LONGEST_S, Heads
from captioner.server.options import Options
from captioner.server.recogniser import EngineFactory
from captioner.server.service import Service

SHUTDOWN_S = 5.0
KEEP_S = 15.0
"""How long a connection is kept for a further request."""

_TOKEN_BYTES = 32


@contextlib.asynccontextmanager
async def serving(options: Options, engines: EngineFactory) -> AsyncIterator[str]:
    """Serve while the block runs; gives the server's URL.

    Raises:
        UsageError: The address is in use or not of this machine.
    """
    access = Access(options.key, lambda: secrets.token_urlsafe(_TOKEN_BYTES))
    guard = Guard(host=options.host, tls=options.tls is not None, origins=options.origins)
    service = Service(access, engines, guard=guard, at_once=options.sessions)
    async with listening(service.application, options) as url:
        yield url


@contextlib.asynccontextmanager
async def listening(application: web.Application, options: Options) -> AsyncIterator[str]:
    """Listen for `application` while the block runs; gives the URL.

    Raises:
        UsageError: The address is in use or not of this machine.
    """
    heads = Heads()
    application.middlewares.insert(0, heads.came)
    log = logging.getLogger(__name__)
    log.addFilter(_is_fault_of_ours)
    runner = web.AppRunner(
        application,
        access_log=None,
        logger=log,
        shutdown_timeout=SHUTDOWN_S,
        keepalive_timeout=KEEP_S,
    )
    await runner.setup()
    server: asyncio.Server | None = None
    try:
        server = await _server(runner, heads, options)
        yield _url(options, server.sockets[0].getsockname()[1])
    finally:
        if server is not None:
            server.close()
        await runner.cleanup()


def _is_fault_of_ours(record: logging.LogRecord) -> bool:
    """Not a request that makes no sense: aiohttp would log its words, key and all."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError)


async def _server(runner: web.AppRunner, heads: Heads, options: Options) -> asyncio.Server:
    loop = asyncio.get_running_loop()

    def connected() -> asyncio.Protocol:
        assert runner.server is not None, "the runner is set up"
        protocol = runner.server()
        heads.expect(protocol)
        return protocol

    try:
        return await loop.create_server(
            connected,
            options.host,
            options.port,
            ssl=options.tls,
            ssl_handshake_timeout=None if options.tls is None else LONGEST_S,
        )
    except OSError as error:
        raise UsageError(
            Sentence(
                "Cannot listen on {host} port {port}: {why}.",
                host=options.host,
                port=options.port,
                why=error.strerror,
            ),
            "Choose another with --port.",
        ) from None


def _url(options: Options, port: int) -> str:
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"{'ws' if options.tls is None else 'wss'}://{host}:{port}"
