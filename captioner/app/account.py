"""The key of the chosen service: kept in the system's keyring, tested at once."""

from collections.abc import Awaitable, Callable

from captioner.core.errors import KeyRefused
from captioner.core.settings import Settings
from captioner.storage.secrets import Secret, Secrets

Probe = Callable[[Settings, Secret], Awaitable[str]]
"""Opens a session with a key and closes it; what the user should know of the answer."""


class Account:
    """Sign-in to whatever service the settings name.

    Args:
        secrets: Where keys are kept, one for each service.
        settings: The settings as they are now.
        service: The name of the service that settings lead to.
        probe: Tries a key.
        use_once: Takes a temporary token for the next connection to a service.
    """

    def __init__(
        self,
        secrets: Secrets,
        settings: Callable[[], Settings],
        service: Callable[[Settings], str],
        probe: Probe,
        use_once: Callable[[str, Secret], None],
    ) -> None:
        self._secrets = secrets
        self._settings = settings
        self._service = service
        self._probe = probe
        self._use_once = use_once

    @property
    def service(self) -> str:
        """The name of the service in use."""
        return self._service(self._settings())

    async def has_key(self) -> bool:
        """Whether there is a key for the service."""
        return await self._secrets.get(self.service) is not None

    async def set_key(self, text: str) -> str:
        """Keep a key; what the user should know of where, "" if it is in the keyring.

        Raises:
            KeyRefused: It cannot be a key.
        """
        return await self._secrets.put(self.service, _key(text))

    async def test_key(self, text: str = "") -> str:
        """Open a session with this key, or the one that is kept; one sentence of success.

        Raises:
            CaptionerError: The service said no, or cannot be reached.
        """
        secret = _key(text) if text else await self._secrets.get(self.service)
        if secret is None:
            raise KeyRefused("There is no key yet.", "Paste the key and press Test.")
        return await self._probe(self._settings(), secret)

    async def use_token(self, text: str) -> None:
        """Sign in to the next session with a temporary token, which is kept nowhere.

        Raises:
            KeyRefused: It cannot be a token.
        """
        self._use_once(self.service, _key(text))

    async def clear_key(self) -> None:
        """Forget the key of the service."""
        await self._secrets.delete(self.service)


def _key(text: str) -> Secret:
    key = text.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise KeyRefused(
            "This cannot be a key: it is empty or has spaces or line breaks.",
            "Copy the key again and paste it alone.",
        )
    return Secret(key)
