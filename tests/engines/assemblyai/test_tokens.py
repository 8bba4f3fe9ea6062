"""Signing in with keys, tokens, and servers that give them or do not."""

import asyncio
import contextlib
import pickle
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest
import trustme
from aiohttp import web

from captioner.core.engines import ENGINES
from captioner.core.errors import (
    CaptionerError,
    KeyMissing,
    KeyRefused,
    KeyUnusable,
    NetworkError,
    RequestRefused,
    ServiceError,
    UsageError,
)
from captioner.core.secret import Secret
from captioner.core.settings import Settings
from captioner.engines.assemblyai import tokens
from captioner.engines.assemblyai.tokens import Credentials
from tests.engines.assemblyai.driving import BOTH, V2, V3, drive
from tests.faulty_server import answer, faulty_server
from tests.scripted_server import scripted_server
from tests.sessions import Sound, words
from tests.systems import strangers_are_refused

KEY = "0123456789abcdef0123456789abcdef"
SCRIPT = words("Can you hear me?", 210, ends_turn=True)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

both = pytest.mark.parametrize("name", BOTH)


@contextlib.asynccontextmanager
async def web_server(handler: Handler) -> AsyncIterator[str]:
    """A token server that answers every question like this; its URL."""
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}/token"
    finally:
        await runner.cleanup()


def says(body: str, status: int = 200, **headers: str) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        kind = "text/html" if body.startswith("<") else "application/json"
        return web.Response(text=body, status=status, content_type=kind, headers=headers)

    return handler


def hidden(key: str = KEY) -> Credentials:
    return Credentials(key=Secret(key))


async def asked_error(handler: Handler) -> CaptionerError:
    async with web_server(handler) as url:
        with pytest.raises(CaptionerError) as failed:
            await tokens.ask(Settings(token_server_url=url))
    return failed.value


class TestSigningIn:
    @both
    async def test_a_key_opens_a_session(self, name: str) -> None:
        async with scripted_server(SCRIPT, key=KEY) as server:
            said = await drive(name, server.url, (Sound(2000),), key=KEY).run()
        assert said.finals == ("Can you hear me?",)

    @both
    async def test_another_key_does_not(self, name: str) -> None:
        async with scripted_server(SCRIPT, key=KEY) as server:
            with pytest.raises(KeyRefused):
                await drive(name, server.url, key="wrong").run()

    async def test_nor_does_none(self) -> None:
        async with scripted_server(SCRIPT, key=KEY) as server:
            with pytest.raises(KeyMissing):
                await drive(V3, server.url).run()

    @pytest.mark.parametrize("status", [401, 403])
    async def test_a_server_that_wants_a_key_says_so_to_whoever_shows_none(
        self, status: int
    ) -> None:
        async with faulty_server() as server:
            server.answers.append(answer(status))
            with pytest.raises(KeyMissing, match="wants a key"):
                await drive(V3, server.url).run()

    @both
    async def test_a_pasted_token_opens_one_session(self, name: str) -> None:
        async with scripted_server(SCRIPT, key=KEY) as server:
            settings = Settings(server_url=server.url)
            token = await tokens.create(name, settings, hidden(), 60)
            one = drive(name, server.url, (Sound(2000),), token=token.reveal())
            assert (await one.run()).finals == ("Can you hear me?",)
            with pytest.raises(KeyRefused, match="used before"):
                await one.engine.run(one.audio, one.audio.wishes, one.said.emit)

    @both
    async def test_a_token_that_was_used_elsewhere_is_refused(self, name: str) -> None:
        async with scripted_server(SCRIPT, key=KEY) as server:
            settings = Settings(server_url=server.url)
            token = (await tokens.create(name, settings, hidden(), 60)).reveal()
            await drive(name, server.url, (), token=token).run()
            with pytest.raises(KeyRefused) as refused:
                await drive(name, server.url, (), token=token).run()
        assert refused.value.advice == "A token serves one session; get a new one."

    @pytest.mark.parametrize("key", ["two words", "line\nbreak", "naïve", "\x00", "x" * 501])
    def test_a_key_that_cannot_be_one_is_refused_and_not_shown(self, key: str) -> None:
        with pytest.raises(KeyUnusable) as refused:
            Credentials(key=Secret(key))
        assert key not in str(refused.value)

    def test_credentials_do_not_show_themselves(self) -> None:
        credentials = Credentials(key=Secret(KEY), token=Secret("TOKEN"))
        for text in (repr(credentials), str(credentials), f"{credentials.key} {vars(credentials)}"):
            assert KEY not in text
            assert "TOKEN" not in text
        with pytest.raises(TypeError):
            pickle.dumps(credentials)


class TestCreatingATokenFromTheKey:
    @both
    async def test_it_opens_a_session_in_place_of_the_key(self, name: str) -> None:
        async with scripted_server(SCRIPT, key=KEY) as server:
            settings = Settings(server_url=server.url)
            token = await tokens.create(name, settings, hidden(), 60)
        assert token.reveal() == "TOKEN-1"

    @pytest.mark.parametrize(
        ("name", "seconds"),
        [(V3, 0), (V3, 601), (V3, -1), (V2, 59), (V2, 360_001)],
    )
    async def test_a_life_out_of_range_is_refused_before_anything_is_sent(
        self, name: str, seconds: int, unused_tcp_port: int
    ) -> None:
        settings = Settings(server_url=f"ws://127.0.0.1:{unused_tcp_port}")
        with pytest.raises(UsageError, match="cannot live"):
            await tokens.create(name, settings, hidden(), seconds)

    @pytest.mark.parametrize("name", BOTH)
    async def test_the_ends_of_the_range_are_within_it(self, name: str) -> None:
        async with scripted_server(key=KEY) as server:
            for seconds in ENGINES[name].token_s or ():
                await tokens.create(name, Settings(server_url=server.url), hidden(), seconds)

    async def test_it_is_asked_for_as_each_protocol_wants_it(self) -> None:
        asked: list[tuple[str, str, dict[str, str], str, str | None]] = []

        async def handler(request: web.Request) -> web.Response:
            key = request.headers.get("Authorization")
            query, body = dict(request.query), await request.text()
            asked.append((request.method, request.path, query, body, key))
            return web.json_response({"token": "t"})

        async with web_server(handler) as url:
            settings = Settings(server_url=url.removesuffix("/token"))
            for name in BOTH:
                await tokens.create(name, settings, hidden(), 60)
        assert asked == [
            ("GET", "/v3/token", {"expires_in_seconds": "60"}, "", KEY),
            ("POST", "/v2/realtime/token", {}, '{"expires_in":60}', KEY),
        ]

    async def test_it_takes_a_key(self) -> None:
        with pytest.raises(KeyMissing):
            await tokens.create(V3, Settings(), Credentials(), 60)

    @both
    async def test_a_wrong_key_is_refused(self, name: str) -> None:
        async with scripted_server(key=KEY) as server:
            with pytest.raises(KeyRefused):
                await tokens.create(name, Settings(server_url=server.url), hidden("wrong"), 60)

    async def test_nothing_is_sent_unencrypted_to_another_computer(self) -> None:
        settings = Settings(server_url="ws://192.0.2.1")
        with pytest.raises(UsageError, match="Without encryption"):
            await tokens.create(V3, settings, hidden(), 60)


class TestATokenServer:
    @both
    async def test_is_asked_before_each_session(self, name: str) -> None:
        given: list[str] = []
        async with scripted_server(SCRIPT, key=KEY) as server:
            service = Settings(server_url=server.url)

            async def handler(_: web.Request) -> web.Response:
                token = await tokens.create(name, service, hidden(), 60)
                given.append(token.reveal())
                return web.json_response({"token": given[-1]})

            async with web_server(handler) as url:
                settings = replace(service, token_server_url=url)
                for _ in range(2):
                    said = await drive(name, server.url, (Sound(2000),), settings).run()
                    assert said.finals == ("Can you hear me?",)
        assert given == ["TOKEN-1", "TOKEN-2"]

    @both
    async def test_is_asked_once_more_when_its_token_has_expired(self, name: str) -> None:
        async with scripted_server(SCRIPT, key=KEY) as server:
            service = Settings(server_url=server.url)
            good = (await tokens.create(name, service, hidden(), 60)).reveal()
            answers = ["stale", good]

            async def handler(_: web.Request) -> web.Response:
                return web.Response(text=answers.pop(0))

            async with web_server(handler) as url:
                settings = replace(service, token_server_url=url)
                said = await drive(name, server.url, (Sound(2000),), settings).run()
        assert said.finals == ("Can you hear me?",)

    async def test_that_only_has_stale_tokens_is_not_asked_for_ever(self) -> None:
        asked = 0

        async def handler(_: web.Request) -> web.Response:
            nonlocal asked
            asked += 1
            return web.Response(text="stale")

        async with scripted_server(key=KEY) as server, web_server(handler) as url:
            with pytest.raises(KeyRefused):
                await drive(V3, server.url, (), Settings(token_server_url=url)).run()
        assert asked == 2

    @pytest.mark.parametrize("body", ['{"token":"abc.d-e_f="}', '"abc.d-e_f="', " abc.d-e_f=\n"])
    async def test_may_answer_in_several_ways(self, body: str) -> None:
        async with web_server(says(body)) as url:
            token = await tokens.ask(Settings(token_server_url=url))
        assert token.reveal() == "abc.d-e_f="

    @pytest.mark.parametrize(
        "body",
        [
            "<html></html>",
            "",
            "{}",
            '{"token":7}',
            "[1]",
            "two words",
            '{"token":""}',
            "x" * 20_000,
        ],
    )
    async def test_that_answers_something_else_is_told(self, body: str) -> None:
        error = await asked_error(says(body))
        assert type(error) is ServiceError
        assert error.title == "The answer held no token."

    async def test_that_is_broken_is_told(self) -> None:
        assert (await asked_error(says("oops", 500))).title == "The service had a fault."

    @pytest.mark.parametrize(
        ("status", "title"),
        [
            (400, "The token server gave no token."),
            (401, "The token server gave no token."),
            (402, "The token server gave no token."),
            (403, "The token server gave no token."),
            (404, "There is no token server at this address."),
            (405, "There is no token server at this address."),
            (410, "There is no token server at this address."),
            (422, "The token server gave no token."),
        ],
    )
    async def test_that_is_of_the_wrong_kind_refuses_nobodys_key(
        self, status: int, title: str
    ) -> None:
        error = await asked_error(says("no", status))
        assert (type(error), error.title) == (RequestRefused, title)

    async def test_is_named_where_it_fails(self, unused_tcp_port: int) -> None:
        error = await asked_error(says("oops", 500))
        assert error.server.startswith("127.0.0.1:")
        assert error.server in error.advice
        url = f"http://127.0.0.1:{unused_tcp_port}/"
        gone = drive(V3, "", (), Settings(token_server_url=url))
        with pytest.raises(NetworkError) as failed:
            await gone.run()
        assert failed.value.server == f"127.0.0.1:{unused_tcp_port}"

    async def test_may_be_busy(self) -> None:
        error = await asked_error(says("{}", 429, **{"Retry-After": "9"}))
        assert error.retry_after_s == 9

    async def test_does_not_send_anybody_elsewhere(self) -> None:
        async with web_server(says('{"token":"stolen"}')) as elsewhere:
            error = await asked_error(says("", 302, Location=elsewhere))
        assert isinstance(error, NetworkError)

    async def test_that_says_nothing_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tokens, "TIMEOUT_S", 0.1)

        async def handler(_: web.Request) -> web.Response:
            await asyncio.sleep(0.3)
            return web.Response()

        error = await asked_error(handler)
        assert (type(error), error.title) == (NetworkError, "The service does not answer.")

    async def test_that_is_not_there_is_told(self, unused_tcp_port: int) -> None:
        settings = Settings(token_server_url=f"http://localhost:{unused_tcp_port}/")
        with pytest.raises(NetworkError, match="cannot be reached"):
            await tokens.ask(settings)

    @strangers_are_refused
    async def test_that_nobody_vouches_for_is_not_asked(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("localhost").configure_cert(context)
        async with scripted_server(tls=context) as server:
            settings = Settings(token_server_url=f"{server.http_url}/v3/token")
            with pytest.raises(NetworkError, match="does not trust"):
                await tokens.ask(settings)

    @pytest.mark.parametrize(
        "url",
        ["ws://127.0.0.1/t", "127.0.0.1/t", "https://user:x@example.org/", "http://192.0.2.1/"],
    )
    async def test_must_have_an_address_to_trust(self, url: str) -> None:
        with pytest.raises(UsageError):
            await tokens.ask(Settings(token_server_url=url))

    async def test_keeps_its_own_path_and_query(self) -> None:
        asked: list[str] = []

        async def handler(request: web.Request) -> web.Response:
            asked.append(request.path_qs)
            return web.Response(text="t")

        async with web_server(handler) as url:
            await tokens.ask(Settings(token_server_url=f"{url}/?room=1&x=%20"))
        assert asked == ["/token/?room=1&x=%20"]
