from dataclasses import replace

import pytest
from aiohttp import web
from keyring.backends import fail

from captioner.cli.keys import Keys, given_keys, service
from captioner.core.errors import KeyMissing
from captioner.core.retry import OpenLimiter
from captioner.core.secret import Secret
from captioner.core.settings import DEFAULTS, Settings
from captioner.engines.assemblyai.tokens import Credentials, create
from captioner.storage.secrets import Secrets
from tests.engines.assemblyai.test_tokens import web_server
from tests.scripted_server import scripted_server

CLOUD = replace(DEFAULTS, engine="assemblyai")


def keys(**given: str) -> Keys:
    return Keys(Secrets({name: Secret(key) for name, key in given.items()}), OpenLimiter())


def key_of(credentials: Credentials | None) -> str | None:
    assert credentials is not None
    return credentials.key.reveal() if credentials.key is not None else None


def token_of(credentials: Credentials | None) -> str | None:
    assert credentials is not None
    token = credentials.take_token()
    return token.reveal() if token is not None else None


async def test_an_engine_of_this_computer_needs_no_credentials() -> None:
    assert await keys(assemblyai="k").credentials(DEFAULTS) is None


async def test_a_token_serves_one_connection_and_then_the_key_does_again() -> None:
    held = keys(assemblyai="the-key")
    held.use_token("assemblyai", Secret("the-token"))
    first, second = await held.credentials(CLOUD), await held.credentials(CLOUD)
    assert (token_of(first), key_of(first)) == ("the-token", None)
    assert (token_of(second), key_of(second)) == (None, "the-key")


async def test_a_key_never_goes_to_another_server() -> None:
    elsewhere = replace(CLOUD, server_url="ws://127.0.0.1:9")
    assert key_of(await keys(assemblyai="the-key").credentials(elsewhere)) is None


async def test_a_probe_opens_a_session_and_ends_it() -> None:
    async with scripted_server(key="right") as server:
        settings = replace(CLOUD, server_url=server.url)
        assert await keys().probe(settings, Secret("right")) == "The key works."


def test_the_key_in_the_environment_is_for_assemblyai_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSEMBLYAI_API_KEY", " from-outside ")
    assert {name: key.reveal() for name, key in given_keys().items()} == {
        service(DEFAULTS): "from-outside"
    }


def test_the_other_key_in_the_environment_is_for_the_server_in_the_settings_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ASSEMBLYAI_API_KEY", raising=False)
    monkeypatch.setenv("CAPTIONER_SERVER_KEY", "private")
    here = replace(CLOUD, server_url="wss://captions.test/v3/ws")
    assert {name: key.reveal() for name, key in given_keys(here).items()} == {
        "https://captions.test": "private"
    }
    assert given_keys(CLOUD) == given_keys(replace(CLOUD, server_url="nonsense")) == {}
    assert service(here) != service(CLOUD)


async def test_a_token_server_is_asked_though_there_is_no_keyring() -> None:
    tokens = replace(CLOUD, token_server_url="https://tokens.test/")
    assert key_of(await without_keyring().credentials(tokens)) is None


async def test_only_assemblyai_itself_cannot_do_without_a_keyring() -> None:
    private = replace(CLOUD, server_url="wss://captions.test")
    assert key_of(await without_keyring().credentials(private)) is None
    with pytest.raises(KeyMissing, match="no keyring"):
        await without_keyring().credentials(CLOUD)


def without_keyring() -> Keys:
    return Keys(Secrets(backend=fail.Keyring), OpenLimiter())


async def test_a_probe_without_a_key_asks_the_token_server() -> None:
    async with scripted_server(key="right") as server:
        token = await create("assemblyai", at(server.url), Credentials(key=Secret("right")), 60)

        async def give(_: web.Request) -> web.Response:
            return web.Response(text=token.reveal())

        async with web_server(give) as url:
            settings = replace(at(server.url), token_server_url=url)
            answer = await without_keyring().probe(settings, None)
    assert answer == "The token server's token works."


def at(url: str) -> Settings:
    return replace(CLOUD, server_url=url)
