"""How much louder the loud is than the quiet: little where many talk at once."""

from collections import deque

from captioner.core.audio import RATE

_KEPT = 20 * RATE
_LEAST = 10 * RATE


class LevelRange:
    """The range of the levels of late, between their tenth and ninetieth percentile.

    Measured on recordings: crowds 5 to 8 dB; one voice 10 dB and more, even with a babble
    5 dB under it, and nearly 30 dB in a quiet room; but speech under music of its own
    loudness only 7 dB. So a small range is a reason to doubt, never to drop.

    Args:
        hop: How many samples each level is of.
    """

    def __init__(self, hop: int) -> None:
        self._levels: deque[float] = deque(maxlen=_KEPT // hop)
        self._least = _LEAST // hop

    def hear(self, level_db: float) -> None:
        """Take in the level of the next hop."""
        self._levels.append(level_db)

    @property
    def db(self) -> float:
        """The range of the last twenty seconds; endless before there are ten."""
        if len(self._levels) < self._least:
            return float("inf")
        ordered = sorted(self._levels)
        return ordered[len(ordered) * 9 // 10] - ordered[len(ordered) // 10]
