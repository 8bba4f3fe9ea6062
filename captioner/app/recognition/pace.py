"""Whether a connection takes the sound as fast as it comes."""

from collections.abc import Callable

from captioner.core.audio import RATE

LATE = 2 * RATE
"""Samples that wait to be sent. Beyond this captions come late for as long as it lasts."""

FOR_S = 1.5
GAINED = RATE // 4
"""Sound that waits is made up for at 1.25 times real time at least; if in 1.5 s not even so
much was gained, the network is too slow."""

AGAIN_S = 60.0
LONGEST_S = 600.0
FORGIVEN_S = 1800.0
"""After this long without trouble a slow network is forgotten."""


class Pace:
    """Watches the sound that waits for the connection that captions what is said now.

    Args:
        clock: Monotonic seconds.

    Attributes:
        late_s: How many seconds of sound wait for a network that is too slow; else 0.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.late_s = 0
        self._clock = clock
        self._connection: object = None
        self._least = 0
        self._least_at = clock()
        self._again_s = AGAIN_S
        self._left_at = clock()

    def too_slow(self, connection: object, waiting: int) -> bool:
        """Whether this connection falls behind; `waiting` in samples."""
        now = self._clock()
        gained = waiting <= self._least - GAINED
        if connection is not self._connection or waiting <= LATE or gained:
            self._connection, self._least, self._least_at = connection, waiting, now
            self.late_s = 0
            return False
        if now - self._least_at < FOR_S:
            return False
        self.late_s = waiting // RATE
        return True

    def again_s(self) -> float:
        """How long until it is worth trying again: longer each time."""
        now = self._clock()
        if now - self._left_at > self._again_s + FORGIVEN_S:
            self._again_s = AGAIN_S
        self._left_at = now
        wait_s, self._again_s = self._again_s, min(LONGEST_S, self._again_s * 2)
        return wait_s
