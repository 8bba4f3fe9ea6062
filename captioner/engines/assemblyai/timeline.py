"""Where the sound sent on one connection lies on the session's time line.

A server counts time from the first sample it got on this connection, without the
pauses and holes of the session.
"""

from bisect import bisect_left, bisect_right

from captioner.core.audio import Chunk, to_ms


class Timeline:
    """The pieces of unbroken sound of one connection, in order."""

    def __init__(self) -> None:
        self._sent: list[int] = []
        self._session: list[int] = []
        self._samples = 0
        self._next: int | None = None

    @property
    def start_ms(self) -> int:
        """Session time of the first sample; 0 as long as there is none."""
        return self._session[0] if self._session else 0

    @property
    def sent_ms(self) -> int:
        """How much sound there was so far, in ms."""
        return to_ms(self._samples)

    def add(self, chunk: Chunk) -> None:
        """Note the next chunk of this connection."""
        if chunk.position != self._next:
            self._sent.append(self.sent_ms)
            self._session.append(to_ms(chunk.position))
        self._samples += chunk.samples
        self._next = chunk.end

    def start(self, ms: float) -> int:
        """The session time of something that starts `ms` after the connection's first sample."""
        return self._place(ms, max(0, bisect_right(self._sent, ms) - 1))

    def end(self, ms: float) -> int:
        """The session time of something that ends there; it ends before a hole, not after."""
        return self._place(ms, max(0, bisect_left(self._sent, ms) - 1))

    def _place(self, ms: float, piece: int) -> int:
        if not self._sent:
            return 0
        # Nothing lies outside what was sent, whatever a server says.
        inside = min(max(ms, 0), self.sent_ms)
        return self._session[piece] + round(inside - self._sent[piece])
