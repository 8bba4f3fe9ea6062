"""A proxy on loopback that speaks HTTP CONNECT, SOCKS4a and SOCKS5, as badly as it is told.

    async with proxy_server(port) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url("socks5"))

Whatever name a client asks for, it is taken to `port` of this computer.
"""

import asyncio
import contextlib
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

_SOCKS4, _SOCKS5 = 4, 5
_NO_SIGN_IN, _PASSWORD, _NOTHING = 0, 2, 255
_GRANTED4, _REJECTED4 = 90, 91
_NOT_ALLOWED = 2


@dataclass
class ProxyServer:
    """What a test may know of its proxy, and order.

    Attributes:
        target: The port that everything is taken to.
        sign_in: Name and password that it wants, None for none.
        answer: What it says to anybody in place of its protocol; None for that.
        refuses: Whether it lets nobody through.
        mute: Whether it takes connections and says nothing.
        asked: The servers that clients asked for, in order.
        port: Its port.
    """

    target: int
    sign_in: tuple[str, str] | None = None
    answer: bytes | None = None
    refuses: bool = False
    mute: bool = False
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def url(self, kind: str, sign_in: str = "") -> str:
        """Its address, as an environment names it."""
        return f"{kind}://{sign_in}127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            first = (await reader.readexactly(1))[0]
            if self.mute:
                await asyncio.Event().wait()
            elif self.answer is not None:
                writer.write(self.answer)
                await writer.drain()
            elif await self._opened(first, reader, writer):
                await _joined(reader, writer, self.target)
        writer.close()

    async def _opened(
        self, first: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        if first == _SOCKS4:
            return await self._socks4(reader, writer)
        if first == _SOCKS5:
            return await self._socks5(reader, writer)
        return await self._http(bytes([first]), reader, writer)

    async def _http(
        self, first: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked.append(head.split()[1])
        known = self.sign_in is None or b64encode(":".join(self.sign_in).encode()).decode() in head
        status = "407 No" if not known else "403 No" if self.refuses else "200 OK"
        writer.write(f"HTTP/1.1 {status}\r\n\r\n".encode())
        return status.startswith("200")

    async def _socks4(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        _, *address = await reader.readexactly(7)
        await reader.readuntil(b"\0")
        port = address[0] << 8 | address[1]
        host = (await reader.readuntil(b"\0"))[:-1].decode()
        self.asked.append(f"{host}:{port}")
        writer.write(bytes([0, _REJECTED4 if self.refuses else _GRANTED4, *bytes(6)]))
        return not self.refuses

    async def _socks5(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        offered = await reader.readexactly((await reader.readexactly(1))[0])
        wanted = _NO_SIGN_IN if self.sign_in is None else _PASSWORD
        writer.write(bytes([_SOCKS5, wanted if wanted in offered else _NOTHING]))
        if wanted not in offered:
            return False
        if self.sign_in is not None:
            _, length = await reader.readexactly(2)
            user = (await reader.readexactly(length)).decode()
            password = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
            known = (user, password) == self.sign_in
            writer.write(bytes([1, 0 if known else 1]))
            if not known:
                return False
        *_, length = await reader.readexactly(5)
        host = (await reader.readexactly(length)).decode()
        port = int.from_bytes(await reader.readexactly(2), "big")
        self.asked.append(f"{host}:{port}")
        writer.write(bytes([_SOCKS5, _NOT_ALLOWED if self.refuses else 0, 0, 1, *bytes(6)]))
        return not self.refuses


@contextlib.asynccontextmanager
async def proxy_server(target: int) -> AsyncIterator[ProxyServer]:
    """A proxy to `target` while the block runs."""
    proxy = ProxyServer(target)
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with contextlib.suppress(asyncio.CancelledError):
            await proxy.serve(reader, writer)
        writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks)


async def _joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: int) -> None:
    from_server, to_server = await asyncio.open_connection("127.0.0.1", target)
    ways = (_forward(reader, to_server), _forward(from_server, writer))
    try:
        await asyncio.gather(*ways)
    finally:
        to_server.transport.abort()


async def _forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65_536):
        writer.write(piece)
        await writer.drain()
    writer.close()
