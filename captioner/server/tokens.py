"""Temporary tokens: each opens one session, within its time."""

from collections.abc import Callable
from dataclasses import dataclass


class TokenRefused(Exception):
    """A token that has expired or has opened its session already."""


@dataclass(slots=True)
class _Token:
    expires: float
    longest_s: float
    used: bool = False


class Tokens:
    """The tokens this server gave out and has not forgotten.

    A token is remembered for a while after its time, so that its holder learns why it
    is refused. Times are seconds of one monotonic clock.
    """

    REMEMBERED_S = 3600.0

    def __init__(self, mint: Callable[[], str]) -> None:
        """`mint` makes a text nobody can guess."""
        self._mint = mint
        self._tokens: dict[str, _Token] = {}

    def __contains__(self, text: str) -> bool:
        return text in self._tokens

    def issue(self, expires_in_s: float, longest_s: float, now: float) -> str:
        """A new token for one session of at most `longest_s`, opened within `expires_in_s`."""
        self._tokens = {
            text: token
            for text, token in self._tokens.items()
            if now < token.expires + self.REMEMBERED_S
        }
        text = self._mint()
        self._tokens[text] = _Token(now + expires_in_s, longest_s)
        return text

    def redeem(self, text: str, now: float) -> float:
        """Use a token up.

        Returns:
            How long its session may last, in seconds.

        Raises:
            TokenRefused: It is not one of ours, has expired, or was used before.
        """
        token = self._tokens.get(text)
        if token is None or token.used or now > token.expires:
            raise TokenRefused
        token.used = True
        return token.longest_s
