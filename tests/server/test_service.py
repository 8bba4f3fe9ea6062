"""The server with real sockets: what only the connection can get right."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import websockets
from aiohttp import web
from websockets.asyncio.client import ClientConnection

from captioner.core.engines import ENGINES
from captioner.core.errors import EngineError
from captioner.core.events import Opened
from captioner.engines.base import AudioStream, Controls, Emit
from captioner.server.access import Access
from captioner.server.options import Options
from captioner.server.run import listening
from captioner.server.service import Service
from tests.guards import HANG_S
from tests.scripted_server import Mint, scripted_server
from tests.sessions import words

V3 = "/v3/ws?sample_rate=16000"
V2 = "/v2/realtime/ws?sample_rate=16000"
ENDS = {V3: {"type": "Terminate"}, V2: {"terminate_session": True}}
CHUNK = bytes(3200)
CLOSE_FRAME = 8

paths = pytest.mark.parametrize("path", [V3, V2], ids=["v3", "v2"])


def connect(url: str) -> websockets.connect:
    return websockets.connect(url, proxy=None, compression=None)


async def rest(client: ClientConnection) -> list[dict[str, Any]]:
    """Everything the server says until it closes."""
    said = []
    try:
        async for message in client:
            said.append(json.loads(message))
    except websockets.ConnectionClosedError:
        pass
    return said


def finals(said: list[dict[str, Any]]) -> list[str]:
    return [
        message.get("transcript", message.get("text"))
        for message in said
        if message.get("end_of_turn") or message.get("message_type") == "FinalTranscript"
    ]


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(HANG_S):
        while not condition():  # noqa: ASYNC110 - what it waits for has no event
            await asyncio.sleep(0.005)


@paths
async def test_the_session_begins_before_any_sound(path: str) -> None:
    async with scripted_server() as server, connect(server.url + path) as client:
        first = json.loads(await client.recv())
    assert first.get("type", first.get("message_type")) in ("Begin", "SessionBegins")


@paths
async def test_a_session_ends_with_close_1000(path: str) -> None:
    async with (
        scripted_server(words("Hello there.", 100)) as server,
        connect(server.url + path) as client,
    ):
        for _ in range(20):
            await client.send(CHUNK)
        await client.send(json.dumps(ENDS[path]))
        said = await rest(client)
    assert finals(said) == ["Hello there."]
    assert said[-1].get("type", said[-1].get("message_type")) in (
        "Termination",
        "SessionTerminated",
    )
    assert client.close_code == 1000


async def test_several_clients_are_served_at_once_and_apart() -> None:
    async def session(path: str, chunks: int) -> list[str]:
        async with connect(server.url + path) as client:
            for _ in range(chunks):
                await client.send(CHUNK)
                await asyncio.sleep(0)
            await client.send(json.dumps(ENDS[path]))
            return finals(await rest(client))

    script = words("one two three four five six", 0, each_ms=300)
    async with scripted_server(script) as server:
        said = await asyncio.gather(
            *(session(path, chunks) for path in (V3, V2) for chunks in (3, 6, 12, 20))
        )
    expected = [["one"], ["one two"], ["one two three four"], ["one two three four five six"]]
    assert said == expected * 2


async def test_force_endpoint_covers_all_sound_sent_before_it() -> None:
    async with (
        scripted_server(words("one two three", 0, each_ms=500)) as server,
        connect(server.url + V3 + "&max_turn_silence=20000") as client,
    ):
        for _ in range(10):
            await client.send(CHUNK)
        await client.send('{"type":"ForceEndpoint"}')
        for _ in range(5):
            await client.send(CHUNK)
        await client.send('{"type":"Terminate"}')
        assert finals(await rest(client)) == ["one two", "three"]


@pytest.mark.parametrize("size", [128 * 1024 + 1, 1024 * 1024 + 1, 5 * 1024 * 1024])
async def test_a_message_that_is_too_big_closes_with_1009(size: int) -> None:
    async with scripted_server() as server, connect(server.url + V3) as client:
        with contextlib.suppress(websockets.ConnectionClosedError):  # closed while it is sent
            await client.send(bytes(size))
        await rest(client)
        assert client.close_code == 1009


@pytest.mark.parametrize(("path", "code"), [(V3, 3008), (V2, 4008)], ids=["v3", "v2"])
async def test_time_alone_ends_a_session(path: str, code: int) -> None:
    async with scripted_server() as server:
        token = server.access.issue_token(60, 0.2, asyncio.get_running_loop().time())
        async with connect(f"{server.url}{path}&token={token}") as client:
            said = await rest(client)
    assert "xpired" in said[-1]["error"]
    assert client.close_code == code


class Engine:
    """An engine that tells whether it runs, and can break."""

    info = ENGINES["ondevice"]

    def __init__(self, error: Exception | None = None) -> None:
        self.running = False
        self.error = error

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        self.running = True
        emit(Opened(engine="test"))
        try:
            async for chunk in audio:
                if chunk.samples and self.error:
                    raise self.error
        finally:
            self.running = False


def service(engine: Engine) -> Service:
    return Service(Access("", Mint()), lambda _: engine)


HERE = Options(host="127.0.0.1", port=0, key="", tls=None)


@paths
@pytest.mark.parametrize("way", ["close", "abort"])
async def test_when_a_client_goes_its_recogniser_stops(path: str, way: str) -> None:
    engine = Engine()
    async with listening(service(engine).application, HERE) as url:
        client = await connect(url + path)
        await client.send(CHUNK)
        await until(lambda: engine.running)
        if way == "close":
            await client.close()
        else:
            client.transport.abort()
        await until(lambda: not engine.running)


@pytest.mark.parametrize(
    "error", [EngineError("It broke.", "Try again."), RuntimeError("a bug")], ids=["known", "bug"]
)
async def test_a_client_is_told_when_its_recogniser_breaks(error: Exception) -> None:
    async with (
        listening(service(Engine(error)).application, HERE) as url,
        connect(url + V3) as client,
    ):
        await client.send(CHUNK)
        said = await rest(client)
        assert said[-1]["error_code"] == client.close_code == 3005


@paths
async def test_when_the_server_goes_it_says_so_to_every_client(path: str) -> None:
    engine = Engine()
    async with listening(service(engine).application, HERE) as url:
        client = await connect(url + path)
        await client.recv()
        reading = asyncio.create_task(rest(client))
    await reading
    assert client.close_code == 1001
    assert not engine.running


async def status(url: str, origin: str | None = None) -> int:
    """What a WebSocket upgrade is answered with."""
    try:
        async with websockets.connect(url + V3, proxy=None, origin=origin):
            return 101
    except websockets.InvalidStatus as error:
        return error.response.status_code


async def test_a_web_page_is_turned_away_and_a_program_is_not() -> None:
    async with scripted_server() as server:
        assert await status(server.url) == 101
        assert await status(server.url, "https://evil.example") == 403
        assert await status(server.url, server.http_url) == 101
        async with httpx.AsyncClient(trust_env=False) as client:
            token = f"{server.http_url}/v3/token?expires_in_seconds=60"
            assert (await client.get(token, headers={"Host": "evil.example"})).status_code == 421
            assert (await client.get(token, headers={"Origin": "null"})).status_code == 403
            several = [("Origin", server.http_url), ("Origin", "https://evil.example")]
            assert (await client.get(token, headers=several)).status_code == 403
            assert (await client.get(token)).status_code == 200


@pytest.mark.parametrize(("path", "code"), [(V3, 3009), (V2, 4102)])
async def test_one_session_too_many_is_refused_in_the_protocols_words(path: str, code: int) -> None:
    limited = Service(Access("", Mint()), lambda _: Engine(), at_once=1)
    async with listening(limited.application, HERE) as url:
        async with connect(url + path) as first:
            await first.recv()
            async with connect(url + path) as second:
                assert "error" in (await rest(second))[-1]
                assert second.close_code == code
        await until(lambda: limited._free == 1)
        async with connect(url + path) as third:
            assert "error" not in json.loads(await third.recv())


async def test_who_waits_at_the_door_takes_no_place_that_is_gone_by_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limited = Service(Access("", Mint()), lambda _: Engine(), at_once=1)
    judged = asyncio.Event()
    waiting: list[web.Request] = []

    async def admit(request: web.Request, _: str) -> float:
        waiting.append(request)
        await judged.wait()
        return 60.0

    monkeypatch.setattr(limited._door, "admit", admit)
    async with listening(limited.application, HERE) as url:
        opening = [asyncio.ensure_future(_opened(url + V3)) for _ in range(3)]
        await until(lambda: len(waiting) == len(opening))
        judged.set()
        clients = await asyncio.gather(*opening)
        said = [json.loads(await client.recv()) for client in clients]
        assert sorted("error" in message for message in said) == [False, True, True]
        await asyncio.gather(*(client.close() for client in clients))
        await until(lambda: limited._free == 1)


async def _opened(url: str) -> ClientConnection:
    return await connect(url)


async def test_an_idle_session_has_no_recogniser() -> None:
    engine = Engine()
    async with listening(service(engine).application, HERE) as url, connect(url + V3) as client:
        await client.recv()
        await client.send(json.dumps({"type": "UpdateConfiguration", "max_turn_silence": 500}))
        await client.send(json.dumps({"type": "KeepAlive"}))
        await client.send(json.dumps({"type": "Terminate"}))
        assert (await rest(client))[-1]["type"] == "Termination"
    assert not engine.running


async def frame(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """A short frame's kind and content."""
    kind, length = await reader.readexactly(2)
    return kind & 0x0F, await reader.readexactly(length)


@paths
async def test_a_client_that_goes_on_sending_learns_why_it_was_turned_away(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that is cut with something unread may lose what was said last."""
    monkeypatch.setattr("captioner.server.service.CLOSE_S", HANG_S)
    async with scripted_server(key="THE-KEY") as server, asyncio.timeout(HANG_S):
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: WRONG\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
        while (said := await frame(reader))[0] != CLOSE_FRAME:
            pass
        code = said[1][:2]
        for _ in range(1_000):  # more than lies in buffers between the two
            writer.write(b"\x82\xfe\x40\x00" + bytes(4 + 0x4000))
            await writer.drain()
        writer.write(b"\x88\x82" + bytes(4) + code)
        assert await reader.read() == b""
        writer.close()
    assert int.from_bytes(code) == {V3: 1008, V2: 4001}[path]


async def test_half_a_request_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("captioner.server.heads.LONGEST_S", 0.2)
    monkeypatch.setattr("captioner.server.token_routes.BODY_S", 0.2)
    async with scripted_server() as server, asyncio.timeout(HANG_S):
        for sent in (b"", b"GET /v3/ws HTTP/1.1\r\nHost: 127"):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(sent)
            with contextlib.suppress(ConnectionError):
                assert await reader.read() == b""
            writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(
            b"POST /v2/realtime/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
        )
        assert b" 408 " in await reader.readline()
        writer.close()
        async with connect(server.url + V3) as client:
            await asyncio.sleep(0.5)
            await client.send(json.dumps({"type": "Terminate"}))
            assert (await rest(client))[-1]["type"] == "Termination"


@pytest.mark.parametrize(
    "request_line",
    [
        "GET /v3/ws?token=s3cret&keyterms_prompt=\u0663 HTTP/1.1",
        "s3cret",
        f"GET / HTTP/1.1\r\nAuthorization: s3cret{'x' * 20_000}",
        "GET /v3/ws?token=s3cret HTTP/9",
    ],
    ids=["not ascii", "junk", "too long", "version"],
)
async def test_nothing_of_a_request_that_makes_no_sense_is_logged(
    request_line: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with scripted_server() as server, asyncio.timeout(HANG_S):
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(f"{request_line}\r\nHost: localhost\r\n\r\n".encode())
        assert b" 400 " in await reader.readline()
        writer.close()
    assert caplog.text == ""


async def test_wrong_keys_slow_down_and_the_right_one_is_let_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("captioner.server.patience.LONGEST_WAIT_S", 2.0)
    limits = httpx.AsyncClient(trust_env=False, timeout=HANG_S)
    async with scripted_server(key="THE-KEY") as server, limits as http:

        async def tried(key: str) -> tuple[int, str]:
            answer = await http.get(
                f"{server.http_url}/v3/token?expires_in_seconds=60", headers={"Authorization": key}
            )
            return answer.status_code, answer.text

        many = await asyncio.gather(*(tried("WRONG") for _ in range(30)))
        assert {code for code, _ in many} == {401}
        assert sum("Too many" in text for _, text in many) > 15
        async with asyncio.timeout(HANG_S):
            while (await tried("THE-KEY"))[0] != 200:  # noqa: ASYNC110 - it is asked for
                await asyncio.sleep(0.2)
        assert (await tried("THE-KEY"))[0] == 200
