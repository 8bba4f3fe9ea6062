"""Keys between the keyring, the engines and the account page."""

import os
from typing import TYPE_CHECKING

from captioner.core.audio import Chunk
from captioner.core.engines import ENGINES
from captioner.core.errors import KeyMissing, StorageError
from captioner.core.events import Event
from captioner.core.retry import OpenLimiter
from captioner.core.secret import Secret
from captioner.core.sentence import Sentence
from captioner.core.settings import Settings
from captioner.storage.secrets import Secrets

if TYPE_CHECKING:
    from captioner.engines.assemblyai.tokens import Credentials

VARIABLE = "ASSEMBLYAI_API_KEY"


def given_keys() -> dict[str, Secret]:
    """The key in the environment, for commands in a terminal."""
    key = os.environ.get(VARIABLE, "").strip()
    return {"assemblyai": Secret(key)} if key else {}


def service(settings: Settings) -> str:
    """The name of the service that settings lead to: what its key is kept under.

    Raises:
        UsageError: The server's address is not one.
    """
    from captioner.engines.assemblyai.endpoint import origin

    return origin(settings.server_url)


class Keys:
    """Hands each engine the key of its own server and of no other.

    Args:
        secrets: Where keys are kept.
        opens: Shared by all sessions of this program.
    """

    def __init__(self, secrets: Secrets, opens: OpenLimiter) -> None:
        self.secrets = secrets
        self._opens = opens
        self._tokens: dict[str, Secret] = {}

    def use_once(self, service: str, token: Secret) -> None:
        """Sign in with `token` when the next connection to `service` is opened."""
        self._tokens[service] = token

    async def credentials(self, settings: Settings) -> "Credentials | None":
        """Token or key for the server in the settings; None for an engine that needs none.

        Raises:
            UsageError: The server's address is not one.
            KeyMissing: The keyring cannot be asked.
        """
        if not ENGINES[settings.engine].needs_key:
            return None
        from captioner.engines.assemblyai.endpoint import endpoint
        from captioner.engines.assemblyai.tokens import Credentials

        token = self._tokens.pop(service(settings), None)
        if token is not None:
            return Credentials(token=token)
        try:
            return Credentials(key=await self.secrets.get(service(settings)))
        except StorageError as error:
            # A server on this computer needs no key, so the keyring does not matter.
            if endpoint(settings.engine, settings).secure:
                raise KeyMissing(error.title, error.advice) from error
            return Credentials()

    async def probe(self, settings: Settings, secret: Secret) -> str:
        """Open a session with `secret` and close it at once; one sentence of success.

        Raises:
            CaptionerError: The service said no, or cannot be reached.
        """
        from captioner.engines.assemblyai.client import AssemblyAI
        from captioner.engines.assemblyai.tokens import Credentials
        from captioner.engines.wishes import Wishes

        name = settings.engine if ENGINES[settings.engine].needs_key else "assemblyai"
        credentials = Credentials(key=secret)
        engine = AssemblyAI(ENGINES[name], settings, credentials, opens=self._opens)
        await engine.run(_Nothing(), Wishes(), _ignore)
        return Sentence("The key works.")


class _Nothing:
    """An audio stream that has ended."""

    def __aiter__(self) -> "_Nothing":
        return self

    async def __anext__(self) -> Chunk:
        raise StopAsyncIteration


def _ignore(_: Event) -> None:
    """What a probe is told."""
