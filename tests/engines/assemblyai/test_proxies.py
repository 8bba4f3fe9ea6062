"""The way through proxies: the same for streams, tokens and downloads."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import trustme

from captioner.core.errors import CaptionerError, ProxyFault
from captioner.core.secret import Secret
from captioner.core.settings import Settings
from captioner.engines import proxy as proxy_module
from captioner.engines import web
from captioner.engines.assemblyai import socket, tokens
from captioner.engines.assemblyai.tokens import Credentials
from captioner.engines.proxy import Proxy, proxy_for
from tests.engines.assemblyai.driving import V3, drive
from tests.proxy_server import ProxyServer, proxy_server
from tests.scripted_server import ScriptedServer, scripted_server
from tests.sessions import Sound, words
from tests.systems import strangers_are_refused

HOST = "captions.test"
KEY = "0123456789abcdef0123456789abcdef"
SCRIPT = words("Can you hear me?", 210, ends_turn=True)
KINDS = ("http", "socks5", "socks5h", "socks", "socks4", "socks4a")
VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "socks_proxy", "wss_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ScriptedServer]:
    """A server that has a name which only a proxy knows."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ours.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    async with scripted_server(SCRIPT, key=KEY, tls=context) as serving:
        yield serving


@pytest.fixture
async def proxy(server: ScriptedServer) -> AsyncIterator[ProxyServer]:
    async with proxy_server(server.port) as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(server_url=f"wss://{HOST}", ca_file=str(tmp_path / "ours.pem"))


async def stream(settings: Settings) -> None:
    said = await drive(V3, settings.server_url, (Sound(2000),), settings, key=KEY).run()
    assert said.finals == ("Can you hear me?",)


async def token(settings: Settings) -> None:
    await tokens.create(V3, settings, Credentials(key=Secret(KEY)), 60)


async def download(settings: Settings) -> None:
    url = settings.server_url.replace("wss:", "https:")
    async with web.client(url, ca_file=settings.ca_file, timeout_s=socket.OPEN_TIMEOUT_S) as client:
        assert (await client.get(f"{url}/nowhere")).status_code == httpx.codes.NOT_FOUND


each_way = pytest.mark.parametrize("way", [stream, token, download])


@each_way
@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_proxy_serves_every_connection(
    way: object, kind: str, proxy: ProxyServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", proxy.url(kind))
    await way(settings)  # type: ignore[operator]
    assert set(proxy.asked) == {f"{HOST}:443"}


@each_way
@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_a_proxy_may_want_a_name_and_a_password(
    way: object, kind: str, proxy: ProxyServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy.sign_in = ("me@home", "s:cr/t")
    monkeypatch.setenv("all_proxy", proxy.url(kind, "me%40home:s%3Acr%2Ft@"))
    await way(settings)  # type: ignore[operator]
    monkeypatch.setenv("all_proxy", proxy.url(kind, "me:wrong@"))
    error = await error_of(way, settings)
    assert error.title == "The network's proxy wants a password."
    assert "wrong" not in str(error)
    monkeypatch.setenv("all_proxy", proxy.url(kind))
    assert (await error_of(way, settings)).title == error.title


async def error_of(way: object, settings: Settings) -> CaptionerError:
    with pytest.raises(CaptionerError) as failed:
        await way(settings)  # type: ignore[operator]
    return failed.value


@each_way
@pytest.mark.parametrize("kind", ["http", "socks5", "socks4"])
class TestAProxyThat:
    @pytest.fixture
    def use(self, kind: str, proxy: ProxyServer, monkeypatch: pytest.MonkeyPatch) -> ProxyServer:
        monkeypatch.setenv("https_proxy", proxy.url(kind))
        return proxy

    async def test_lets_nobody_through_is_named(
        self, way: object, use: ProxyServer, settings: Settings
    ) -> None:
        use.refuses = True
        error = await error_of(way, settings)
        assert isinstance(error, ProxyFault)
        assert error.title == "The network's proxy does not let Captioner through."
        assert f"127.0.0.1:{use.port}" in error.advice

    @pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"\x15\x03\x01\x00\x02\x02\x0a"])
    async def test_is_none_is_named(
        self, way: object, use: ProxyServer, settings: Settings, answer: bytes
    ) -> None:
        use.answer = answer
        error = await error_of(way, settings)
        assert error.title == "The network's proxy does not answer as a proxy does."

    async def test_ends_is_no_error_of_the_loop(
        self,
        way: object,
        use: ProxyServer,
        settings: Settings,
    ) -> None:
        raised: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, what: raised.append(what))
        for answer in (b"", b"HTTP/1.1 200 OK\r\n\r\n<html>Please sign in.</html>"):
            use.answer = answer
            error = await error_of(way, settings)
            assert f"127.0.0.1:{use.port}" in error.advice
            await asyncio.sleep(0.05)  # the loop is told of the end later
        assert raised == []

    async def test_says_nothing_is_named(
        self,
        way: object,
        use: ProxyServer,
        settings: Settings,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(socket, "OPEN_TIMEOUT_S", 0.5)
        monkeypatch.setattr(tokens, "TIMEOUT_S", 0.5)
        use.mute = True
        error = await error_of(way, settings)
        assert error.title == "The network's proxy does not answer."

    async def test_is_not_there_is_named(
        self,
        way: object,
        use: ProxyServer,
        kind: str,
        settings: Settings,
        unused_tcp_port: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("https_proxy", f"{kind}://127.0.0.1:{unused_tcp_port}")
        error = await error_of(way, settings)
        assert error.title == "The service cannot be reached."
        assert f"127.0.0.1:{unused_tcp_port}" in error.advice

    @strangers_are_refused
    async def test_leads_to_a_server_nobody_vouches_for_is_not_blamed(
        self, way: object, use: ProxyServer, settings: Settings
    ) -> None:
        stranger = Settings(server_url=settings.server_url)
        if way is download:  # whoever downloads has words of their own for it
            with pytest.raises((httpx.ConnectError, ssl.SSLError)):
                await download(stranger)
        else:
            error = await error_of(way, stranger)
            assert error.title == "This computer does not trust the server's certificate."
        assert use.asked


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ({}, None),
        ({"https": "proxy.test:3128"}, "http://proxy.test:3128"),
        ({"https": "http://Proxy.test"}, "http://proxy.test:80"),
        ({"https": "https://proxy.test"}, "https://proxy.test:443"),
        ({"https": "socks://proxy.test"}, "socks5h://proxy.test:1080"),
        ({"socks": "http://proxy.test:9"}, "socks5h://proxy.test:9"),
        ({"socks": "socks4://proxy.test"}, "socks4a://proxy.test:1080"),
        ({"all": "socks5://a:b@[::1]:9/"}, "socks5h://a:b@[::1]:9"),
        ({"https": "http://one.test", "all": "socks5://two.test"}, "http://one.test:80"),
        ({"http": "http://one.test"}, None),
        ({"https": ""}, None),
    ],
)
def test_what_is_set_is_understood(
    named: dict[str, str], found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proxy_module, "getproxies", lambda: named)
    proxy = proxy_for(HOST, 443)
    assert (None if proxy is None else proxy.url) == found


@pytest.mark.parametrize(
    "text", ["ftp://proxy.test", "http://", "http://p:port", "quic://x", "://"]
)
def test_what_is_no_proxy_is_told_and_not_shown(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", text)
    with pytest.raises(ProxyFault, match="cannot use the proxy"):
        proxy_for(HOST, 443)


def test_what_no_proxy_names_is_reached_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.test:3128")
    monkeypatch.setenv("no_proxy", "captions.test,.inside.test")
    assert proxy_for(HOST, 443) is None
    assert proxy_for("a.inside.test", 8443) is None
    assert proxy_for("outside.test", 443) is not None


def test_a_password_is_shown_nowhere() -> None:
    proxy = Proxy(kind="http", host="proxy.test", port=1, user="me", password="canary")
    assert "canary" not in repr(proxy) + proxy.name
    assert "canary" not in str(proxy.failure(OSError("canary")))
