"""Whether a connection takes the sound as fast as it comes."""

from collections.abc import Callable

from captioner.core.audio import RATE

LATE = 2 * RATE
"""Samples that wait to be sent. Beyond this captions come late for as long as it lasts."""

FOR_S = 1.5
"""A moment's delay is made up for; what lasts this long is the network's pace."""

AGAIN_S = 60.0
LONGEST_S = 600.0


class Pace:
    """Watches the sound that waits for the connection that captions what is said now.

    Args:
        clock: Monotonic seconds.

    Attributes:
        late_s: How many seconds of sound wait; 0 as long as that is no trouble.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.late_s = 0
        self._clock = clock
        self._late_since: float | None = None
        self._again_s = AGAIN_S

    def too_slow(self, waiting: int) -> bool:
        """Whether it has been too slow for long enough; `waiting` in samples."""
        if waiting <= LATE:
            self.forget()
            return False
        self.late_s = waiting // RATE
        if self._late_since is None:
            self._late_since = self._clock()
        return self._clock() - self._late_since >= FOR_S

    def forget(self) -> None:
        """Another connection captions now, or this one has caught up."""
        self.late_s = 0
        self._late_since = None

    def again_s(self) -> float:
        """How long until it is worth trying again: longer each time."""
        wait_s, self._again_s = self._again_s, min(LONGEST_S, self._again_s * 2)
        return wait_s
