"""Keys in the operating system's keyring, one for each service."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from captioner.core.errors import KeyringAbsent, KeyringTrouble, StorageError
from captioner.core.secret import Secret
from captioner.core.sentence import Sentence
from captioner.storage.worker import Worker

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

__all__ = ["Secret", "Secrets"]

T = TypeVar("T")

LIMIT_S = 5.0
"""How long a keyring may take; a locked one asks the user and waits for ever."""

NAME = "captioner"
"""What the keyring files our keys under; the service is the user name."""

_NO_KEYRINGS = ("keyring.backends.null", "keyring.backends.fail", "keyrings.alt")
"""They forget, fail, or write keys to a readable file."""


class Secrets:
    """Keeps one key for each service: never one service's key for another.

    A service is "assemblyai" for AssemblyAI's own hosts, and the origin of its address
    for any other server. Where the keyring is absent, locked or refuses, a key is
    remembered until the program ends.

    Args:
        given: Keys for this run that are not to be kept, by service.
        backend: Finds the keyring; called in a thread.
        limit_s: How long it may take.
    """

    def __init__(
        self,
        given: Mapping[str, Secret] | None = None,
        backend: "Callable[[], KeyringBackend] | None" = None,
        limit_s: float = LIMIT_S,
    ) -> None:
        self._remembered = dict(given or {})
        self._backend = backend or _system_keyring
        self._limit_s = limit_s

    async def get(self, service: str) -> Secret | None:
        """The key of a service, None if there is none.

        Raises:
            StorageError: The keyring cannot be asked, and no key is remembered.
        """
        remembered = self._remembered.get(service)
        if remembered is not None:
            return remembered
        value = await self._ask(lambda keyring: keyring.get_password(NAME, service))
        return None if value is None else Secret(value)

    async def put(self, service: str, secret: Secret) -> str:
        """Keep the key of a service in place of the one before.

        Returns:
            "" if the keyring has it; else the sentence that says it is only remembered.
        """
        try:
            await self.store(service, secret)
        except StorageError as error:
            self.remember(service, secret)
            return Sentence(
                "{title} The key is used until Captioner closes, and is not stored.",
                title=error.title,
            )
        return ""

    def remember(self, service: str, secret: Secret) -> None:
        """Use this key of a service until the program ends; it goes into no keyring."""
        self._remembered[service] = secret

    async def store(self, service: str, secret: Secret) -> None:
        """Put the key of a service into the keyring, in place of the one before.

        Raises:
            StorageError: It does not take it.
        """
        await self._ask(lambda keyring: keyring.set_password(NAME, service, secret.reveal()))
        self._remembered.pop(service, None)

    async def keyring(self) -> str:
        """The name of the keyring, once it has answered.

        Raises:
            StorageError: There is none, or it does not answer.
        """

        def look(keyring: "KeyringBackend") -> str:
            keyring.get_password(NAME, "")
            return keyring.name

        return await self._ask(look)

    async def delete(self, service: str) -> None:
        """Forget the key of a service; no fault if there is none.

        Raises:
            StorageError: The keyring cannot be asked, so it may still hold one.
        """
        self._remembered.pop(service, None)

        def forget(keyring: "KeyringBackend") -> None:
            if keyring.get_password(NAME, service) is not None:
                keyring.delete_password(NAME, service)

        await self._ask(forget)

    async def _ask(self, question: "Callable[[KeyringBackend], T]") -> T:
        worker = Worker("keyring")  # one each: the one before may still wait for the user
        try:
            return await asyncio.wait_for(
                worker.run(lambda: _answer(self._backend, question)), self._limit_s
            )
        except TimeoutError:
            raise KeyringTrouble(
                "The keyring does not answer.", "Unlock it, or enter the key again for this run."
            ) from None
        finally:
            worker.stop()


def _answer(
    backend: "Callable[[], KeyringBackend]", question: "Callable[[KeyringBackend], T]"
) -> T:
    from keyring.errors import InitError, KeyringLocked

    try:
        return question(_trusted(backend()))
    except (InitError, KeyringLocked):
        raise KeyringTrouble(
            "The keyring is locked.", "Unlock it, or enter the key again for this run."
        ) from None
    except StorageError:
        raise
    except Exception:  # noqa: BLE001 - backends raise what their bus or system raises
        raise KeyringTrouble(
            "The keyring refused.", "Allow Captioner to use it, or enter the key again."
        ) from None


def _trusted(backend: "KeyringBackend") -> "KeyringBackend":
    """The backend, or the first of a chain of them, that keeps a key and keeps it secret.

    Raises:
        StorageError: There is none.
    """
    for candidate in getattr(backend, "backends", (backend,)):
        if not type(candidate).__module__.startswith(_NO_KEYRINGS):
            found: KeyringBackend = candidate
            return found
    raise KeyringAbsent("This system has no keyring.", "Install one, such as GNOME Keyring.")


def _system_keyring() -> "KeyringBackend":
    from keyring import get_keyring  # a tenth of a second that only this thread spends

    return get_keyring()
