"""How much louder the loud is than the quiet: little where many talk at once."""

from collections import deque

from captioner.core.audio import RATE

_HOP = 512
_KEPT = 20 * RATE // _HOP
_LEAST = 10 * RATE // _HOP


class LevelRange:
    """The range of the levels of late, between their tenth and ninetieth percentile.

    Measured on recordings: crowds 5 to 8 dB; one voice 10 dB and more, even with a babble
    5 dB under it, and nearly 30 dB in a quiet room; but speech under music of its own
    loudness only 7 dB. So a small range is a reason to doubt, never to drop.
    """

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=_KEPT)

    def hear(self, level_db: float) -> None:
        """Take in the level of the next hop of 32 ms."""
        self._levels.append(level_db)

    @property
    def db(self) -> float:
        """The range of the last twenty seconds; endless before there are ten."""
        if len(self._levels) < _LEAST:
            return float("inf")
        ordered = sorted(self._levels)
        return ordered[len(ordered) * 9 // 10] - ordered[len(ordered) // 10]
