"""What was missed is recognised in the background, one hole after the other."""

from collections.abc import Callable

from captioner.app.recognition.lane import Build, Lane
from captioner.app.recognition.lanes import Lanes
from captioner.app.recognition.stretches import Stretches
from captioner.app.recognition.timers import Timers
from captioner.core.errors import CaptionerError, NetworkError
from captioner.core.stretch import Stretch

TRIES = 3
DEAF_TRIES = 2
AGAIN_S = 2.0


class Filling:
    """At most one lane that fills in.

    Args:
        lanes: Starts it.
        stretches: Has the holes.
        timers: The session's.
        clock: Monotonic seconds.
        again: Called when it is time for another try.

    Attributes:
        lane: Who fills in now.
    """

    def __init__(
        self,
        lanes: Lanes,
        stretches: Stretches,
        timers: Timers,
        clock: Callable[[], float],
        again: Callable[[], None],
    ) -> None:
        self.lane: Lane | None = None
        self._lanes = lanes
        self._stretches = stretches
        self._timers = timers
        self._clock = clock
        self._again = again
        self._failures = 0
        self._not_before = clock()

    @property
    def hole(self) -> Stretch | None:
        """The first hole at which nobody is at work."""
        free = (hole for hole in self._stretches.holes if self._lanes.on(hole) is None)
        return next(free, None)

    @property
    def due(self) -> Stretch | None:
        """The hole to fill in now, if there is one and nobody fills in yet."""
        waits = self.lane is not None or self._clock() < self._not_before
        return None if waits else self.hole

    def start(self, build: Build, hole: Stretch) -> None:
        """Let an engine of this kind fill it in.

        A service does so over a short connection of its own: in the pauses of a busy talk
        it would take for ever, and a turn would mix what is said now with what was said then.
        """
        self.lane = self._lanes.start(build, hole)

    def failed(self, lane: Lane, hole: Stretch, error: CaptionerError) -> None:
        """The service did not take it; later it may, once the network lets it.

        One that was given all of it and did not give the last words will not the next time
        either, which is tried once: what was shown stands.
        """
        self._failures += not isinstance(error, NetworkError)
        tries = DEAF_TRIES if lane.position >= (hole.end or 0) else TRIES
        if not error.retry or self._failures >= tries:
            self._stretches.lose(hole, error)
            self._failures = 0
        else:
            wait_s = max(AGAIN_S, error.retry_after_s or 0.0)
            self._not_before = self._clock() + wait_s
            self._timers.later(wait_s, self._again)
