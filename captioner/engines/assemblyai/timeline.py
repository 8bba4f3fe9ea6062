"""Where the sound sent on one connection lies on the session's time line.

A server counts time from the first sample it got on this connection, without the
pauses and holes of the session.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from math import inf

from captioner.core.audio import Chunk, to_ms


class Timeline:
    """The pieces of unbroken sound of one connection, in order.

    Attributes:
        limit_ms: How much of the sound was handed to the network, where that is less than
            all there was so far.
    """

    def __init__(self) -> None:
        self.limit_ms = inf
        self._sent: list[int] = []
        self._session: list[int] = []
        self._samples = 0
        self._total_ms = 0
        self._next: int | None = None

    @property
    def start_ms(self) -> int:
        """Session time of the first sample; 0 as long as there is none."""
        return self._session[0] if self._session else 0

    @property
    def sent_ms(self) -> float:
        """How much sound was sent so far, in ms; nothing can have been said after it."""
        return min(self._total_ms, self.limit_ms)

    def add(self, chunk: Chunk) -> None:
        """Note the next chunk of this connection."""
        if chunk.position != self._next:
            self._sent.append(self._total_ms)
            self._session.append(to_ms(chunk.position))
        self._samples += chunk.samples
        self._total_ms = to_ms(self._samples)
        self._next = chunk.end

    def end(self, ms: float) -> int:
        """The session time of something that ends there; it ends before a hole, not after."""
        return self._place(ms, bisect_left)

    def span(self, start: float, end: float) -> tuple[int, int]:
        """The session times of something that begins and ends there, on either side of a hole.

        Args:
            start: In ms since the connection's first sample.
            end: Likewise; what comes out is never before the start, whatever a server says.
        """
        if self._sent and (last := self._sent[-1]) <= start < end <= self.sent_ms:
            # Nearly every word there is, and half of the time that making words took.
            later = self._session[-1] - last
            return later + round(start), later + round(end)
        begins = self._place(start, bisect_right)
        return begins, max(begins, self._place(end, bisect_left))

    def _place(self, ms: float, find: Callable[[list[int], float], int]) -> int:
        if not self._sent:
            return 0
        # Nothing lies outside what was sent, whatever a server says; NaN is at no place.
        most = self.sent_ms
        inside = ms if 0.0 <= ms <= most else most if ms > most else 0.0
        piece = max(0, find(self._sent, inside) - 1)
        return self._session[piece] + round(inside - self._sent[piece])
