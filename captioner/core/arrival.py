"""Where sample 0 lies on the clock, from when sound arrives.

Sound comes late, never early: the least lateness of the last while tells when a sample was
due. It is looked for anew every half minute, because no device's clock runs like ours: at
100 parts in a million they are 0.36 s apart after an hour.
"""

from math import inf

from captioner.core.audio import RATE

WINDOW_S = 30.0
"""Long enough for a stretch in which the sound came on time, short enough for any drift."""

SLOWLY = 200
"""Sound is made longer or shorter by one part in so many at most: nobody hears that."""


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

    Args:
        session: The session's clock, which somebody else keeps.
    """

    def __init__(self, session: Arrival) -> None:
        self._session = session
        self._own = Arrival()
        self._given = 0

    @property
    def given(self) -> int:
        """By how many samples what came so far has been made longer."""
        return self._given

    def longer(self, end: int, samples: int, at: float) -> int:
        """By how many samples to make a piece longer than it came; below 0 for shorter.

        Args:
            end: The position after it, by the device's own count.
            samples: How long it is.
            at: What the clock reads.
        """
        self._own.heard(end, at)
        if self._own.origin is None or self._session.origin is None:
            return 0
        wanted = round((self._own.origin - self._session.origin) * RATE) - self._given
        most = max(1, samples // SLOWLY)
        longer = max(-most, min(most, wanted))
        self._given += longer
        return longer
