"""Who may have a session: holders of the key or of a token, or anybody."""

import hmac
from collections.abc import Callable

from captioner.server.tokens import TokenRefused, Tokens

LONGEST_S = 10_800.0
"""How long a session may last unless its token says less: AssemblyAI's three hours."""


class AccessRefused(Exception):
    """A client may not come in.

    Attributes:
        missing: Whether it showed nothing at all, rather than something wrong.
        text: The reason in the words of AssemblyAI's v3 service.
    """

    def __init__(self, text: str, *, missing: bool = False) -> None:
        super().__init__(text)
        self.text = text
        self.missing = missing


class Access:
    """Judges what clients show. Times are seconds of one monotonic clock."""

    def __init__(self, key: str, mint: Callable[[], str]) -> None:
        """`key` is what clients must show, "" if none is needed; `mint` makes token texts."""
        self._key = key
        self._tokens = Tokens(mint)

    def admit(self, shown: str, token: str, now: float) -> float:
        """Decide about a session.

        AssemblyAI's Python SDK shows a token in the header meant for the key, so a
        token of ours is one wherever it stands.

        Args:
            shown: The Authorization header, "" if there was none.
            token: The `token` of the query, "" if there was none.
            now: The time.

        Returns:
            How long the session may last, in seconds.

        Raises:
            AccessRefused: The client may not have one.
        """
        if not token and shown in self._tokens:
            token = shown
        if not token:
            self.check_key(shown)
            return LONGEST_S
        try:
            return self._tokens.redeem(token, now)
        except TokenRefused:
            raise AccessRefused("Signature has expired") from None

    def check_key(self, shown: str) -> None:
        """Judge an Authorization header.

        Raises:
            AccessRefused: It is not the key.
        """
        if not self._key:
            return
        if not shown:
            raise AccessRefused("Missing Authorization header", missing=True)
        if not hmac.compare_digest(_bytes(shown), _bytes(self._key)):
            raise AccessRefused("Invalid API key")

    def issue_token(self, expires_in_s: float, longest_s: float, now: float) -> str:
        """A token for one session of at most `longest_s`, to be opened within `expires_in_s`."""
        return self._tokens.issue(expires_in_s, longest_s, now)


def _bytes(text: str) -> bytes:
    """As it came over the wire: a header may hold bytes that are no text."""
    return text.encode(errors="surrogateescape")
