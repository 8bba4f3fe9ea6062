"""A TCP proxy on loopback whose link goes bad on order, for every test that has a network.

async with FaultProxy(server_port) as link:
    ...connect to 127.0.0.1:link.port...
    link.reset()             every connection ends with RST
    await link.refuse()      and new ones are refused, until `await link.accept()`
    link.black_hole = True   connections stay open, nothing moves (it moves on once False)
    link.delay_s = 0.15      each way
    link.bytes_per_s = 2500  each way
    link.corrupt = True      one bit of each piece from the server is flipped
"""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable, Coroutine
from typing import Any, Self

_PIECE = 4096
_ABORT = struct.pack("ii", 1, 0)


class FaultProxy:
    """Forwards TCP from a free loopback port to `target_port`, as badly as it is told."""

    def __init__(self, target_port: int, target_host: str = "127.0.0.1") -> None:
        self.port = 0
        self.connections = 0
        self.corrupt = False
        self.delay_s = 0.0
        self.bytes_per_s: float | None = None
        self._target = (target_host, target_port)
        self._open = asyncio.Event()
        self._open.set()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        await self.accept()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.refuse()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def black_hole(self) -> bool:
        """Whether connections stay open while nothing moves."""
        return not self._open.is_set()

    @black_hole.setter
    def black_hole(self, black: bool) -> None:
        if black:
            self._open.clear()
        else:
            self._open.set()

    async def accept(self) -> None:
        """Take connections (again), always on the same port."""
        self._server = await asyncio.start_server(
            lambda reader, writer: self._spawn(self._serve(reader, writer)),
            "127.0.0.1",
            self.port,
            limit=_PIECE,
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Refuse new connections; open ones live on."""
        if self._server is not None:
            self._server.close()
            await asyncio.sleep(0)
            self._server = None

    def reset(self) -> None:
        """End every open connection with RST on both sides."""
        for writer in list(self._writers):
            sock = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
            writer.transport.abort()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        ends = [writer]
        self._writers.add(writer)
        try:
            await self._open.wait()
            far_reader, far_writer = await asyncio.open_connection(*self._target, limit=_PIECE)
            ends.append(far_writer)
            self._writers.add(far_writer)
            await asyncio.gather(
                self._pump(reader, far_writer, lambda data: data),
                self._pump(far_reader, writer, self._damaged),
            )
        except OSError:
            self.reset()
        finally:
            for end in ends:
                self._writers.discard(end)
                end.close()
            await asyncio.gather(*(end.wait_closed() for end in ends), return_exceptions=True)

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        changed: Callable[[bytes], bytes],
    ) -> None:
        """Carry one direction until either end is gone; a piece leaves `delay_s` after it came."""
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(16)

        async def receive() -> None:
            data = b"-"
            while data:
                await self._open.wait()
                try:
                    data = await reader.read(_PIECE)
                except OSError:
                    data = b""
                await pieces.put((loop.time() + self.delay_s, data))

        receiving = asyncio.create_task(receive())
        try:
            while True:
                due, data = await pieces.get()
                await asyncio.sleep(due - loop.time())
                await self._open.wait()
                if not data:
                    break
                await self._write(writer, changed(data))
        except OSError:
            pass
        finally:
            receiving.cancel()
            writer.close()

    def _damaged(self, data: bytes) -> bytes:
        return data[:-1] + bytes([data[-1] ^ 1]) if self.corrupt else data

    async def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        await writer.drain()
        if self.bytes_per_s:
            await asyncio.sleep(len(data) / self.bytes_per_s)
