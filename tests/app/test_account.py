import pytest

from captioner.app.account import Account
from captioner.core.errors import KeyMissing, KeyRefused
from captioner.core.secret import Secret
from captioner.core.settings import DEFAULTS, Settings
from captioner.storage.secrets import Secrets


class Desk:
    """An account whose service is a list of what it was asked."""

    def __init__(self, **given: str) -> None:
        self.probed: list[str] = []
        self.once: list[tuple[str, str]] = []
        secrets = Secrets({name: Secret(key) for name, key in given.items()})
        self.account = Account(
            secrets,
            lambda: DEFAULTS,
            lambda _: "assemblyai",
            self._probe,
            self._use_token,
            self._make_token,
        )

    async def _probe(self, settings: Settings, secret: Secret) -> str:
        self.probed.append(secret.reveal())
        return "The key works."

    def _use_token(self, service: str, token: Secret) -> None:
        self.once.append((service, token.reveal()))

    async def _make_token(self, settings: Settings, key: Secret, life_s: int) -> Secret:
        return Secret(f"token of {key.reveal()} for {life_s} s")


@pytest.mark.parametrize("text", ["", "   ", "two words", "line\nbreak", "schlüssel"])
async def test_what_cannot_be_a_key_is_refused_before_anything_is_sent(text: str) -> None:
    desk = Desk()
    for attempt in (desk.account.set_key, desk.account.use_token):
        with pytest.raises(KeyRefused, match="cannot be a key"):
            await attempt(text)
    assert desk.once == []


async def test_a_key_is_tested_without_the_white_space_around_it() -> None:
    desk = Desk()
    assert await desk.account.test_key("  abc\n") == "The key works."
    assert desk.probed == ["abc"]


async def test_without_a_text_the_key_that_is_kept_is_tested() -> None:
    desk = Desk(assemblyai="kept")
    await desk.account.test_key()
    assert desk.probed == ["kept"]


async def test_a_token_is_for_the_next_session_of_this_service_only() -> None:
    desk = Desk()
    await desk.account.use_token("token-1")
    assert desk.once == [("assemblyai", "token-1")]


async def test_a_key_that_is_used_once_is_used_until_the_end_and_kept_nowhere() -> None:
    desk = Desk()
    desk.account.use_key(" key-1 ")
    await desk.account.test_key()
    assert desk.probed == ["key-1"]


async def test_a_token_is_made_from_the_key_that_is_typed_or_the_one_that_is_kept() -> None:
    desk = Desk(assemblyai="kept")
    assert (await desk.account.make_token(60, "typed")).reveal() == "token of typed for 60 s"
    assert (await desk.account.make_token(600)).reveal() == "token of kept for 600 s"


async def test_without_a_key_no_token_is_made() -> None:
    class Empty(Secrets):
        async def get(self, service: str) -> Secret | None:
            return None

    desk = Desk()
    desk.account._secrets = Empty()
    with pytest.raises(KeyMissing):
        await desk.account.make_token(60)
