"""Whether samples that never arrived are missing: their count against the clock."""

import sys
import time

if sys.platform == "linux":

    def now() -> float:
        """Seconds that also pass while the computer sleeps."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

else:

    def now() -> float:
        """Seconds that never jump."""
        return time.monotonic()


_WINDOW_S = 1.0
_LOSS_S = 0.2
_STEADY_S = 0.05


class Continuity:
    """Finds sound that was lost on the way to us.

    A block that comes late is not lost: after a stall the waiting blocks follow in a
    burst. So what counts is the least lateness within a second, by which the burst is
    over. When two seconds in a row agree that it has grown by more than 200 ms, that
    much sound is missing. Slow growth is the device's clock, which may run some hundred
    parts in a million off, and is followed.
    """

    def __init__(self, rate: int) -> None:
        """`rate` in frames a second."""
        self._rate = rate
        self._frames = 0
        self._usual: float | None = None
        self._suspected: float | None = None
        self._window_ends: float | None = None
        self._least = 0.0

    def lost(self, at: float, frames: int) -> int:
        """Takes a block of `frames` that arrived `at` seconds; usually returns 0.

        Returns:
            How many frames were now found to be missing before this block.
        """
        self._frames += frames
        late = at - self._frames / self._rate
        if self._window_ends is None or at >= self._window_ends:
            missing = 0 if self._window_ends is None else self._judge()
            self._frames += missing
            self._window_ends = at + _WINDOW_S
            self._least = late - missing / self._rate
            return missing
        self._least = min(self._least, late)
        return 0

    def _judge(self) -> int:
        grown = 0.0 if self._usual is None else self._least - self._usual
        if grown <= _LOSS_S:
            self._usual, self._suspected = self._least, None
            return 0
        if self._suspected is None or abs(self._least - self._suspected) > _STEADY_S:
            self._suspected = self._least
            return 0
        self._suspected = None
        return round(grown * self._rate)
