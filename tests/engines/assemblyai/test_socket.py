import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from websockets.asyncio.server import ServerConnection, serve

from captioner.core.errors import NetworkError
from captioner.core.settings import DEFAULTS
from captioner.engines.assemblyai.endpoint import Endpoint, parse
from captioner.engines.assemblyai.socket import Socket, open_socket
from tests.guards import HANG_S

Handler = Callable[[ServerConnection], Awaitable[None]]


@contextlib.asynccontextmanager
async def connected(handler: Handler) -> AsyncIterator[Socket]:
    """A socket to a peer that does what `handler` does."""
    async with serve(handler, "127.0.0.1", 0, process_response=without_date) as server:
        port = server.sockets[0].getsockname()[1]
        socket = await open_socket(parse(f"ws://127.0.0.1:{port}"), "/", {}, DEFAULTS)
        try:
            yield socket
        finally:
            await socket.close()


def without_date(_: ServerConnection, __: object, response: object) -> None:
    del response.headers["Date"]  # type: ignore[attr-defined]


async def messages(socket: Socket, count: int) -> list[bytes]:
    """So many messages, whichever way they come."""
    came: asyncio.Queue[bytes] = asyncio.Queue()
    socket.on_message = came.put_nowait

    async def long_way() -> None:
        while True:
            came.put_nowait(await socket.recv(decode=False))

    listening = asyncio.create_task(long_way())
    try:
        async with asyncio.timeout(HANG_S):
            return [await came.get() for _ in range(count)]
    finally:
        listening.cancel()


async def test_messages_keep_their_order_though_some_come_in_pieces() -> None:
    async def say(peer: ServerConnection) -> None:
        await peer.recv()
        await peer.send("one")
        await peer.send(["t", "w", "o"])
        await peer.send("three")
        await peer.send(b"four")
        await peer.send("five")
        await peer.wait_closed()

    async with connected(say) as socket:
        socket.put(b"go on")
        assert await messages(socket, 5) == [b"one", b"two", b"three", b"four", b"five"]


async def test_a_ping_follows_the_message_it_leaves_with() -> None:
    got: list[object] = []

    async def note(peer: ServerConnection) -> None:
        got.append(await peer.recv())
        await peer.wait_closed()

    async with connected(note) as socket:
        pongs: asyncio.Queue[bytes] = asyncio.Queue()
        socket.on_pong = pongs.put_nowait
        socket.put(b"sound", b"1")
        async with asyncio.timeout(HANG_S):
            assert await pongs.get() == b"1"
        assert got == [b"sound"]


async def test_nothing_is_written_to_a_closed_socket() -> None:
    async def go(peer: ServerConnection) -> None:
        await peer.close()

    async with connected(go) as socket:
        await socket.wait_closed()
        socket.put(b"sound", b"1")


async def test_a_server_without_a_clock_is_taken_to_have_ours() -> None:
    async with connected(ServerConnection.wait_closed) as socket:
        assert socket.opened_at() == pytest.approx(time.time(), abs=5)


async def test_every_address_of_this_computer_is_tried(unused_tcp_port: int) -> None:
    """`localhost` often stands for two, and a server listens on one of them."""

    async def answer(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(None, None, None, "", (address, port)) for address in ("::1", "127.0.0.1")]

    loop = asyncio.get_running_loop()
    real = loop.getaddrinfo

    async def look_up(host: str, port: int, **more: object) -> object:
        look = answer if host == "both.example" else real
        return await look(host, port, **more)  # type: ignore[arg-type]

    loop.getaddrinfo = look_up  # type: ignore[method-assign, assignment]
    async with serve(ServerConnection.wait_closed, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        here = Endpoint(host="both.example", port=port, secure=False)
        socket = await open_socket(here, "/", {}, DEFAULTS)
        await socket.close()
    nowhere = Endpoint(host="both.example", port=unused_tcp_port, secure=False)
    with pytest.raises(NetworkError, match="cannot be reached"):
        await open_socket(nowhere, "/", {}, DEFAULTS)
