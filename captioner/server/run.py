"""Runs the service on a real port until it is told to stop."""

import asyncio
import contextlib
import secrets
import signal
from collections.abc import AsyncIterator, Callable

from aiohttp import web

from captioner.core.errors import UsageError
from captioner.core.sentence import Sentence
from captioner.server.access import Access
from captioner.server.options import Options
from captioner.server.recogniser import EngineFactory
from captioner.server.service import Service

SHUTDOWN_S = 5.0
_TOKEN_BYTES = 32


@contextlib.asynccontextmanager
async def serving(options: Options, engines: EngineFactory) -> AsyncIterator[str]:
    """Serve while the block runs; gives the server's URL.

    Raises:
        UsageError: The address is in use or not of this machine.
    """
    access = Access(options.key, lambda: secrets.token_urlsafe(_TOKEN_BYTES))
    async with listening(Service(access, engines).application, options) as url:
        yield url


@contextlib.asynccontextmanager
async def listening(application: web.Application, options: Options) -> AsyncIterator[str]:
    """Listen for `application` while the block runs; gives the URL.

    Raises:
        UsageError: The address is in use or not of this machine.
    """
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN_S)
    await runner.setup()
    site = web.TCPSite(runner, options.host, options.port, ssl_context=options.tls)
    try:
        try:
            await site.start()
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
        yield _url(options, runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def serve(options: Options, engines: EngineFactory, say: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; tells the URL once, when it listens.

    Raises:
        UsageError: As `serving`.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C cancels this task
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serving(options, engines) as url:
        say(url)
        await stop.wait()


def _url(options: Options, port: int) -> str:
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"{'ws' if options.tls is None else 'wss'}://{host}:{port}"
