import pytest

from captioner.core.errors import NetworkError, UsageError
from captioner.core.settings import Settings
from captioner.engines.assemblyai.endpoint import (
    ASSEMBLYAI,
    endpoint,
    origin,
    parse,
    resolved,
    service_name,
)


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("nearest", "streaming.assemblyai.com"),
        ("us", "streaming.us.assemblyai.com"),
        ("eu", "streaming.eu.assemblyai.com"),
    ],
)
def test_a_region_is_a_host_of_assemblyai(region: str, host: str) -> None:
    server = endpoint("assemblyai", Settings(region=region))
    assert server.websocket == f"wss://{host}"
    assert server.http == f"https://{host}"
    assert server.is_assemblyai


def test_a_server_goes_before_the_region() -> None:
    server = endpoint("assemblyai", Settings(region="eu", server_url="wss://captions.example.org"))
    assert server.websocket == "wss://captions.example.org"
    assert not server.is_assemblyai


def test_v2_needs_a_server_of_ones_own() -> None:
    with pytest.raises(UsageError, match="retired"):
        endpoint("assemblyai-v2", Settings())


@pytest.mark.parametrize(
    ("engine", "url", "name"),
    [
        ("assemblyai", "", "AssemblyAI"),
        ("assemblyai", "wss://streaming.eu.assemblyai.com/v3/ws", "AssemblyAI"),
        ("assemblyai", "wss://captions.example.org/v3/ws", "captions.example.org"),
        ("assemblyai-v2", "ws://127.0.0.1:8080", "127.0.0.1:8080"),
        ("assemblyai", "ws://[::1]:9000", "[::1]:9000"),
        ("assemblyai-v2", "", ""),
        ("assemblyai", "nonsense", ""),
    ],
)
def test_a_service_has_a_name_that_the_user_knows(engine: str, url: str, name: str) -> None:
    assert service_name(engine, Settings(server_url=url)) == name


@pytest.mark.parametrize(
    ("url", "websocket"),
    [
        ("ws://127.0.0.1:8080", "ws://127.0.0.1:8080"),
        ("http://127.0.0.1:8080/", "ws://127.0.0.1:8080"),
        ("https://Example.ORG:443/", "wss://example.org"),
        ("wss://example.org/v3/ws", "wss://example.org"),
        ("wss://example.org/api/v2/realtime/ws/", "wss://example.org/api"),
        ("wss://example.org:8443/a/b", "wss://example.org:8443/a/b"),
        ("ws://[::1]:9000", "ws://[::1]:9000"),
        ("wss://bücher.example", "wss://xn--bcher-kva.example"),
        ("wss://example.org.", "wss://example.org"),
        ("ws://localhost:80", "ws://localhost"),
    ],
)
def test_an_address_is_understood(url: str, websocket: str) -> None:
    assert parse(url).websocket == websocket


@pytest.mark.parametrize(
    "url",
    [
        "captions.example.org",
        "ftp://example.org",
        "file:///etc/passwd",
        "wss://",
        "wss:///v3/ws",
        "wss://user@example.org",
        "ws://localhost@evil.example",
        "wss://user:secret@example.org",
        "wss://example.org?token=x",
        "wss://example.org#there",
        "wss://example.org:99999",
        "wss://example.org:port",
        "wss://exa mple.org",
        "wss://example.org\n.evil.example",
        "wss://127.0.0.1\\@evil.example",
        "wss://[::1",
        "wss://exam%70le.org",
        "wss://" + "a" * 70 + ".example",
        "ws://[fe80::1%25eth0]x",
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(url)
    assert refused.value.title.startswith("The server's address")


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("", ASSEMBLYAI),
        ("wss://streaming.assemblyai.com", ASSEMBLYAI),
        ("wss://streaming.eu.assemblyai.com/v3/ws", ASSEMBLYAI),
        ("https://api.assemblyai.com/v2/realtime/ws", ASSEMBLYAI),
        ("wss://streaming.assemblyai.com:8443", "https://streaming.assemblyai.com:8443"),
        ("ws://streaming.assemblyai.com", "http://streaming.assemblyai.com"),
        (
            "wss://streaming.assemblyai.com.evil.example",
            "https://streaming.assemblyai.com.evil.example",
        ),
        ("wss://assemblyai.com", "https://assemblyai.com"),
        ("ws://127.0.0.1:8080/x", "http://127.0.0.1:8080"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ],
)
def test_a_key_belongs_to_one_service(url: str, service: str) -> None:
    assert origin(url) == service


@pytest.mark.parametrize(
    "url",
    [
        "ws://127.0.0.1:1",
        "ws://127.8.9.10:1",
        "ws://[::1]:1",
        "ws://[::ffff:127.0.0.1]:1",
        "ws://localhost:1",
        "ws://127.1:1",
    ],
)
async def test_without_encryption_this_computer_can_be_reached(url: str) -> None:
    server = await resolved(parse(url))
    assert server.addresses


@pytest.mark.parametrize(
    "url",
    [
        "ws://192.0.2.1",
        "ws://0.0.0.0",
        "ws://[::]",
        "ws://[::ffff:192.0.2.4]",
        "ws://[fe80::1]",
        "http://10.0.0.1",
    ],
)
async def test_without_encryption_nothing_else_can(url: str) -> None:
    with pytest.raises(UsageError, match="only a server on this computer"):
        await resolved(parse(url))


async def test_a_name_is_judged_by_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    server = parse("ws://127.0.0.1.evil.example")
    answer("192.0.2.1", monkeypatch=monkeypatch)
    with pytest.raises(UsageError, match="only a server on this computer"):
        await resolved(server)
    answer("127.0.0.1", "192.0.2.1", monkeypatch=monkeypatch)
    with pytest.raises(UsageError, match="only a server on this computer"):
        await resolved(server)
    answer("127.0.0.1", "::1", "127.0.0.1", monkeypatch=monkeypatch)
    assert (await resolved(server)).addresses == ("127.0.0.1", "::1")


async def test_a_name_that_nobody_knows_is_the_networks_fault() -> None:
    with pytest.raises(NetworkError, match="name is not known"):
        await resolved(parse("ws://nobody.invalid"))


async def test_with_encryption_nothing_is_looked_up() -> None:
    server = parse("wss://nobody.invalid")
    assert await resolved(server) == server


def answer(*addresses: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every name stand for these addresses."""

    def look_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(None, None, None, "", (address, 80)) for address in addresses]

    monkeypatch.setattr("socket.getaddrinfo", look_up)
