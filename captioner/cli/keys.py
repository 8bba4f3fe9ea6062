"""Keys between the keyring, the engines and the account page."""

import contextlib
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from captioner.app.account import Account
from captioner.core.audio import Chunk
from captioner.core.engines import ENGINES
from captioner.core.errors import KeyLocked, KeyMissing, KeyringAbsent, StorageError, UsageError
from captioner.core.events import Event
from captioner.core.retry import OpenLimiter
from captioner.core.secret import ASSEMBLYAI_KEY, SERVER_KEY, Secret
from captioner.core.sentence import Sentence
from captioner.core.settings import DEFAULTS, Settings
from captioner.storage.secrets import Secrets

if TYPE_CHECKING:
    from captioner.engines.assemblyai.tokens import Credentials

VARIABLES = {"assemblyai": ASSEMBLYAI_KEY}
"""Service → the environment variable with its key; every other service has `SERVER_KEY`."""


def variable(name: str) -> str:
    """The environment variable with the key of the service of that name."""
    return VARIABLES.get(name, SERVER_KEY)


def given_keys(settings: Settings = DEFAULTS) -> dict[str, Secret]:
    """The keys in the environment, for commands in a terminal.

    AssemblyAI's is for AssemblyAI, the other for the server that the settings name.
    """
    services = {"assemblyai"}
    if settings.server_url and os.environ.get(SERVER_KEY):
        with contextlib.suppress(UsageError):  # told by whoever connects
            services.add(service(settings))
    keys = {name: os.environ.get(variable(name), "").strip() for name in services}
    return {name: Secret(key) for name, key in keys.items() if key}


def service(settings: Settings) -> str:
    """The name of the service that settings lead to: what its key is kept under.

    Raises:
        UsageError: The server's address is not one.
    """
    from captioner.engines.assemblyai.endpoint import origin

    return origin(settings.server_url)


def service_name(settings: Settings) -> str:
    """What the user calls the service that the settings mean; "" for none."""
    if not ENGINES[settings.engine].needs_key:
        return ""
    from captioner.engines.assemblyai import endpoint

    return endpoint.service_name(settings.engine, settings)


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

    def use_token(self, service: str, token: Secret) -> None:
        """Sign in with `token` when the next connection to `service` is opened."""
        self._tokens[service] = token

    async def credentials(self, settings: Settings) -> "Credentials | None":
        """Token or key for the server in the settings; None for an engine that needs none.

        A token server makes a key needless, and so does a server that wants none: only
        AssemblyAI itself cannot do without a keyring that answers.

        Raises:
            UsageError: The server's address is not one.
            KeyMissing: There is no keyring, or it cannot be asked.
        """
        if not ENGINES[settings.engine].needs_key:
            return None
        from captioner.engines.assemblyai.endpoint import endpoint
        from captioner.engines.assemblyai.tokens import Credentials

        token = self._tokens.pop(service(settings), None)
        if token is not None:
            return Credentials(token=token)
        if settings.token_server_url:
            return Credentials()
        try:
            return Credentials(key=await self.secrets.get(service(settings)))
        except StorageError as error:
            if endpoint(settings.engine, settings).is_assemblyai:
                absent = isinstance(error, KeyringAbsent)
                kind = KeyMissing if absent else KeyLocked
                raise kind(error.title, error.advice) from error
            return Credentials()

    async def probe(self, settings: Settings, secret: Secret | None) -> str:
        """Open a session with `secret`, or a token of the token server, and close it at once.

        Returns:
            One sentence of success.

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
        return Sentence("The key works." if secret else "The token server's token works.")

    async def make_token(self, settings: Settings, key: Secret, life_s: int) -> Secret:
        """Make a temporary token on the server of the settings.

        Raises:
            CaptionerError: No token came.
        """
        from captioner.engines.assemblyai import tokens

        credentials = tokens.Credentials(key=key)
        return await tokens.create(settings.engine, settings, credentials, life_s)


def account_of(keys: Keys, settings: Callable[[], Settings]) -> Account:
    """The account of whatever service the settings name."""
    return Account(keys.secrets, settings, service, keys.probe, keys.use_token, keys.make_token)


class _Nothing:
    """An audio stream that has ended."""

    def __aiter__(self) -> "_Nothing":
        return self

    async def __anext__(self) -> Chunk:
        raise StopAsyncIteration


def _ignore(_: Event) -> None:
    """What a probe is told."""
