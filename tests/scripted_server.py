"""The product's own server in the test's loop, with a scripted recogniser behind it."""

import contextlib
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence

from captioner.core.settings import Settings
from captioner.engines.base import Engine
from captioner.server.access import Access
from captioner.server.guard import Guard
from captioner.server.options import Options
from captioner.server.run import listening
from captioner.server.script import Line, ScriptEngine
from captioner.server.service import SESSIONS, Service, SessionFactory


class ScriptedServer:
    """What a test may know of its server.

    Attributes:
        access: Who may come in; gives out tokens as the token routes do.
        asked: The settings each recogniser was started with, in order.
        url: The WebSocket address.
        port: Its port.
    """

    def __init__(self, script: Sequence[Line], key: str = "") -> None:
        self.access = Access(key, Mint())
        self.script = tuple(script)
        self.asked: list[Settings] = []
        self.url = ""

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @property
    def http_url(self) -> str:
        """The address of the token routes."""
        return self.url.replace("ws", "http", 1)

    def engine(self, settings: Settings) -> Engine:
        self.asked.append(settings)
        return ScriptEngine(self.script, settings)


class Mint:
    """Makes token texts that a test can read."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self) -> str:
        self._count += 1
        return f"TOKEN-{self._count}"


@contextlib.asynccontextmanager
async def scripted_server(
    script: Sequence[Line] = (),
    *,
    key: str = "",
    tls: ssl.SSLContext | None = None,
    sessions: Mapping[str, SessionFactory] = SESSIONS,
) -> AsyncIterator[ScriptedServer]:
    """Serve `script` while the block runs; the key and TLS as in `captioner serve`."""
    server = ScriptedServer(script, key)
    options = Options(host="localhost" if tls else "127.0.0.1", port=0, key=key, tls=tls)
    guard = Guard(host=options.host, tls=tls is not None)
    service = Service(server.access, server.engine, sessions, guard=guard)
    async with listening(service.application, options) as server.url:
        yield server
