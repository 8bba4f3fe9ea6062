"""The proxy that other tests trust to make a link bad."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.faults import FaultProxy
from tests.systems import not_under_wine


@pytest.fixture
async def echo_port() -> AsyncIterator[int]:
    writers = []

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        try:
            while data := await reader.read(65536):
                writer.write(data)
        except OSError:
            pass
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for writer in writers:
        writer.transport.abort()
    await asyncio.sleep(0)


class Client:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def to(cls, link: FaultProxy) -> "Client":
        return cls(*await asyncio.open_connection("127.0.0.1", link.port))

    async def echoed(self, data: bytes) -> bytes:
        self.writer.write(data)
        return await asyncio.wait_for(self.reader.readexactly(len(data)), 5)


async def test_a_good_link_carries_everything_both_ways(echo_port: int) -> None:
    async with FaultProxy(echo_port) as link:
        client = await Client.to(link)
        sent = bytes(range(256)) * 1000
        assert await client.echoed(sent) == sent
        assert link.connections == 1
        client.writer.close()


@not_under_wine("there a reset is told as an end")
async def test_reset_ends_open_connections_at_once(echo_port: int) -> None:
    async with FaultProxy(echo_port) as link:
        client = await Client.to(link)
        await client.echoed(b"hello")
        link.reset()
        with pytest.raises(ConnectionResetError):
            await asyncio.wait_for(client.reader.readexactly(1), 5)
        client.writer.close()


async def test_refuse_turns_new_connections_away_until_accept(echo_port: int) -> None:
    async with FaultProxy(echo_port) as link:
        client = await Client.to(link)
        await link.refuse()
        with pytest.raises(ConnectionRefusedError):
            await Client.to(link)
        assert await client.echoed(b"still open") == b"still open"
        await link.accept()
        other = await Client.to(link)
        assert await other.echoed(b"back") == b"back"
        client.writer.close()
        other.writer.close()


async def test_a_black_hole_moves_nothing_and_loses_nothing(echo_port: int) -> None:
    async with FaultProxy(echo_port) as link:
        client = await Client.to(link)
        await client.echoed(b"hello")
        link.black_hole = True
        client.writer.write(b"later")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.reader.readexactly(5), 0.1)
        link.black_hole = False
        assert await asyncio.wait_for(client.reader.readexactly(5), 5) == b"later"
        client.writer.close()


async def test_delay_holds_each_piece_back_both_ways(echo_port: int) -> None:
    async with FaultProxy(echo_port) as link:
        client = await Client.to(link)
        await client.echoed(b"hello")
        link.delay_s = 0.05
        before = asyncio.get_running_loop().time()
        await client.echoed(b"hello")
        assert asyncio.get_running_loop().time() - before >= 0.1
        client.writer.close()


async def test_throttle_limits_the_rate(echo_port: int) -> None:
    async with FaultProxy(echo_port) as link:
        client = await Client.to(link)
        link.bytes_per_s = 100_000
        before = asyncio.get_running_loop().time()
        await client.echoed(bytes(20_000))
        assert asyncio.get_running_loop().time() - before >= 0.1
        client.writer.close()


async def test_corrupt_damages_what_the_server_says(echo_port: int) -> None:
    async with FaultProxy(echo_port) as link:
        client = await Client.to(link)
        link.corrupt = True
        assert await client.echoed(b"hello") == b"helln"
        client.writer.close()
