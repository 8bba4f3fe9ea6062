from dataclasses import replace

import pytest

from captioner.cli.keys import Keys, given_keys, service
from captioner.core.retry import OpenLimiter
from captioner.core.secret import Secret
from captioner.core.settings import DEFAULTS
from captioner.engines.assemblyai.tokens import Credentials
from captioner.storage.secrets import Secrets
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
    held.use_once("assemblyai", Secret("the-token"))
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
