"""The key of the chosen service: kept in the system's keyring, tested at once."""

from collections.abc import Awaitable, Callable

from captioner.core.errors import KeyMissing
from captioner.core.secret import Secret, secret_of
from captioner.core.settings import Settings
from captioner.storage.secrets import Secrets

Probe = Callable[[Settings, Secret | None], Awaitable[str]]
"""Opens a session with a key, or with a token of the token server, and closes it; what the
user should know of the answer."""


MakeToken = Callable[[Settings, Secret, int], Awaitable[Secret]]
"""Makes a temporary token from a key; its life is in seconds."""


class Account:
    """Sign-in to whatever service the settings name.

    Args:
        secrets: Where keys are kept, one for each service.
        settings: The settings as they are now.
        service: The name of the service that settings lead to.
        probe: Tries a key.
        use_token: Takes a temporary token for the next connection to a service.
        make_token: Makes a temporary token that lives so many seconds from a key.
    """

    def __init__(
        self,
        secrets: Secrets,
        settings: Callable[[], Settings],
        service: Callable[[Settings], str],
        probe: Probe,
        use_token: Callable[[str, Secret], None],
        make_token: MakeToken,
    ) -> None:
        self._secrets = secrets
        self._settings = settings
        self._service = service
        self._probe = probe
        self._use_token = use_token
        self._make_token = make_token

    @property
    def service(self) -> str:
        """The name of the service in use."""
        return self._service(self._settings())

    async def set_key(self, text: str) -> str:
        """Keep a key; what the user should know of where, "" if it is in the keyring.

        Raises:
            KeyRefused: It cannot be a key.
        """
        return await self._secrets.put(self.service, secret_of(text))

    async def store_key(self, text: str) -> None:
        """Keep a key in the keyring, or not at all.

        Raises:
            KeyRefused: It cannot be a key.
            StorageError: The keyring does not take it.
        """
        await self._secrets.store(self.service, secret_of(text))

    async def test_key(self, text: str = "") -> str:
        """Open a session with this key, or the one that is kept; one sentence of success.

        Without a text, a token server is asked where there is one: then no key need be here.

        Raises:
            CaptionerError: The service said no, or cannot be reached.
        """
        settings = self._settings()
        if settings.token_server_url and not text:
            return await self._probe(settings, None)
        return await self._probe(settings, await self._key(text))

    async def _key(self, text: str) -> Secret:
        secret = secret_of(text) if text else await self._secrets.get(self.service)
        if secret is None:
            raise KeyMissing("There is no key yet.", "Enter the key of this service first.")
        return secret

    def use_key(self, text: str) -> None:
        """Sign in with this key until the program ends; it is kept nowhere.

        Raises:
            KeyRefused: It cannot be a key.
        """
        self._secrets.remember(self.service, secret_of(text))

    async def use_token(self, text: str) -> None:
        """Sign in to the next session with a temporary token, which is kept nowhere.

        Raises:
            KeyRefused: It cannot be a token.
        """
        self._use_token(self.service, secret_of(text))

    async def make_token(self, life_s: int, text: str = "") -> Secret:
        """Make a temporary token from this key, or from the one that is kept.

        Args:
            life_s: How long a session can be opened with it, in seconds; see `EngineInfo`.
            text: The key.

        Raises:
            CaptionerError: There is no key, or no token came.
        """
        return await self._make_token(self._settings(), await self._key(text), life_s)

    async def clear_key(self) -> None:
        """Forget the key of the service."""
        await self._secrets.delete(self.service)
