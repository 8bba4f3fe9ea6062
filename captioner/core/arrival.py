"""Where sample 0 lies on the clock, from when sound arrives.

Sound comes late, never early: the least lateness of the last while tells when a sample was
due. It is looked for anew every half minute, because no device's clock runs like ours: at
100 parts in a million they are 0.36 s apart after an hour.
"""

from math import inf

from captioner.core.audio import RATE

WINDOW_S = 30.0
"""Long enough for a stretch in which the sound came on time, short enough for any drift."""

SLOWLY = 800
"""Sound is made longer or shorter by one part in so many at most: neither a reader nor an echo
canceller notices that."""


MUCH = RATE // 100


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


class Alignment:
    """Lets one device's sound follow the session's clock, slowly and without a jump.

    Two devices at 100 parts in a million each way are 0.7 s apart after an hour. So that
    what is said at once stands at the same place in both lanes, a piece of sound is made a
    sample or so longer or shorter where the device runs too fast or too slow.

    Where the device's first sample belongs is known after about a second of it: what comes
    first often comes late.

    Args:
        session: The session's clock, which somebody else keeps.

    Attributes:
        shift: What is added to the device's own count of samples now.
    """

    def __init__(self, session: Arrival) -> None:
        self._session = session
        self._own = Arrival()
        self.shift = 0

    @property
    def wanted(self) -> int:
        """What should be added to the device's own count."""
        if self._own.origin is None or self._session.origin is None:
            return self.shift
        return round((self._own.origin - self._session.origin) * RATE)

    def heard(self, end: int, at: float) -> None:
        """The sound before `end`, by the device's own count, is there when the clock reads `at`."""
        self._own.heard(end, at)

    def longer(self, samples: int, *, quiet: bool) -> int:
        """By how many samples to make a piece longer than it came; below 0 for shorter.

        Where nothing is said, and much is wrong, it is put right at once.
        """
        much = quiet and abs(self.wanted - self.shift) > MUCH
        most = max(1, samples // (2 if much else SLOWLY))
        longer = max(-most, min(most, self.wanted - self.shift))
        self.shift += longer
        return longer
