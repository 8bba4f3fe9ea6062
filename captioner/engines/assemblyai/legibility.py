"""Whether what a service says can be read, and for how long it could not be."""

UNREAD_S = 5.0
"""A service of which nothing can be read for this long captions nothing, and is left."""

_APART_S = 2 * UNREAD_S
_DOUBTED_MS = 10_000.0


class Legibility:
    """Messages that can be read and messages that cannot, of one connection.

    One that cannot be read costs itself. It is a service gone wrong only where such
    messages follow each other and nothing is understood between them.
    """

    def __init__(self) -> None:
        self._since: float | None = None
        self._last = 0.0
        self._doubted_ms = 0.0

    def understood(self) -> None:
        """Words could be read."""
        self._since = None
        self._doubted_ms = 0.0

    def garbled(self, now: float, sent_ms: float) -> None:
        """A message could not be read, when so much sound had been sent."""
        if self._since is None or now - self._last > _APART_S:
            self._since = now
        self._last = now
        self._doubted_ms = sent_ms + _DOUBTED_MS

    def doubts(self, ms: float) -> bool:
        """Whether it is open that nobody spoke until there: what was lost may have been words."""
        return ms < self._doubted_ms

    @property
    def unread_s(self) -> float:
        """Seconds from the first to the last message of those that could not be read."""
        return 0.0 if self._since is None else self._last - self._since

    @property
    def is_lost(self) -> bool:
        """Whether nothing could be read for too long."""
        return self._since is not None and self.unread_s >= UNREAD_S
