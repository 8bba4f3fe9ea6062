"""Where sample 0 lies on the clock, from when sound arrives.

Sound comes late, never early: the least lateness of the last while tells when a sample was
due. It is looked for anew every half minute, because no device's clock runs like ours: at
100 parts in a million they are 0.36 s apart after an hour.
"""

from math import inf

from captioner.core.audio import RATE

WINDOW_S = 30.0
"""Long enough for a stretch in which the sound came on time, short enough for any drift."""


class Arrival:
    """The clock's reading at which sample 0 was due.

    Args:
        origin: What is known of it from before, None if nothing is.

    Attributes:
        origin: As known now; None before the first sound.
    """

    def __init__(self, origin: float | None = None) -> None:
        self.origin = origin
        self._least = inf if origin is None else origin
        self._least_before = inf
        self._window_ends = -inf

    def heard(self, end: int, at: float) -> None:
        """The sound before position `end` is there when the clock reads `at`."""
        if at >= self._window_ends:
            self._least_before, self._least = self._least, inf
            self._window_ends = at + WINDOW_S
        self._least = min(self._least, at - end / RATE)
        self.origin = min(self._least, self._least_before)

    def due(self, at: float) -> int:
        """The position that sound has reached when the clock reads `at`; 0 before the first."""
        return 0 if self.origin is None else int((at - self.origin) * RATE)
