import pytest

from captioner.app.account import Account
from captioner.core.errors import KeyRefused
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
            secrets, lambda: DEFAULTS, lambda _: "assemblyai", self._probe, self._use_once
        )

    async def _probe(self, settings: Settings, secret: Secret) -> str:
        self.probed.append(secret.reveal())
        return "The key works."

    def _use_once(self, service: str, token: Secret) -> None:
        self.once.append((service, token.reveal()))


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
    assert await desk.account.has_key()
    await desk.account.test_key()
    assert desk.probed == ["kept"]


async def test_a_token_is_for_the_next_session_of_this_service_only() -> None:
    desk = Desk()
    await desk.account.use_token("token-1")
    assert desk.once == [("assemblyai", "token-1")]
