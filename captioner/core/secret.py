"""A key or token that does not show itself."""

from typing import NoReturn, SupportsIndex

from captioner.core.errors import KeyRefused
from captioner.core.sentence import Sentence

ASSEMBLYAI_KEY = "ASSEMBLYAI_API_KEY"
"""The environment variable with AssemblyAI's key, for commands in a terminal."""

SERVER_KEY = "CAPTIONER_SERVER_KEY"
"""The one with the key of a compatible server: `captioner serve` asks for it, clients show it."""


class Secret:
    """Holds a key; only `reveal` gives it out.

    Printed, formatted or logged it reads "Secret(hidden)"; it cannot be pickled or
    copied, so that it reaches no log, file or crash report by accident.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself; call it where the key is sent, and keep no copy."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret is not written down")


def secret_of(text: str) -> Secret:
    """The key or token that a user gave, without the white space around it.

    Raises:
        KeyRefused: It cannot be one.
    """
    key = text.strip()
    wrong = (
        (not key, Sentence("This cannot be a key: it is empty.")),
        (not key.isascii(), Sentence("This cannot be a key: it has letters that no key has.")),
        (" " in key, Sentence("This cannot be a key: it has spaces.")),
        (
            not key.isprintable(),
            Sentence("This cannot be a key: it has line breaks or signs that cannot be seen."),
        ),
    )
    for is_so, title in wrong:
        if is_so:
            raise KeyRefused(title, "Copy the key again and paste it alone.")
    return Secret(key)
