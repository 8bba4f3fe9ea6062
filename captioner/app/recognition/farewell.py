"""How long a session that is over waits for its last words."""

from collections.abc import Callable

from captioner.app.recognition.lanes import Lanes
from captioner.app.recognition.stretches import Stretches
from captioner.app.recognition.timers import Timers

PATIENCE_S = 20.0
"""How long after the end of the sound a service may be out of reach."""

SILENT_S = 1.2
"""In a hurry, a service that has not said a word for this long is deaf."""

_ROUNDING_S = 0.01


class Farewell:
    """Ends the waiting when nobody gets any further, or when there is no more time.

    Args:
        lanes: Who still recognises.
        stretches: What still is to be recognised.
        timers: The session's.
        clock: Monotonic seconds.
        take_over: Lets somebody else give the last words, instead of a deaf service.
        give_up: Ends the session without what is left.
    """

    def __init__(
        self,
        lanes: Lanes,
        stretches: Stretches,
        timers: Timers,
        clock: Callable[[], float],
        take_over: Callable[[], None],
        give_up: Callable[[], None],
    ) -> None:
        self._lanes = lanes
        self._stretches = stretches
        self._timers = timers
        self._clock = clock
        self._take_over = take_over
        self._give_up = give_up
        self._said_at = clock()
        self._missing = self._furthest = 0
        self._waits = False

    def wait(self) -> None:
        """Wait for as long as somebody is at work on what is left; once is enough."""
        if not self._waits:
            self._waits = True
            self._gained()
            self._timers.later(PATIENCE_S, self._look)

    def hurry(self, within_s: float) -> None:
        """Wait no longer than this; called again, the shorter time counts."""
        self._said_at = self._clock()
        self._timers.later(SILENT_S, self._take_over_from_the_deaf)
        self._timers.later(within_s, self._give_up)

    def said(self) -> None:
        """The service said something: it is not deaf."""
        self._said_at = self._clock()

    def _take_over_from_the_deaf(self) -> None:
        silent_s = self._clock() - self._said_at
        if silent_s < SILENT_S - _ROUNDING_S:
            self._timers.later(SILENT_S - silent_s, self._take_over_from_the_deaf)
        else:
            self._take_over()

    def _look(self) -> None:
        if self._gained():
            self._timers.later(PATIENCE_S, self._look)
        else:
            self._give_up()

    def _gained(self) -> bool:
        """Whether more has been heard than the last time, be it over ever so many connections."""
        before = self._missing, self._furthest
        self._missing = self._stretches.missing()
        self._furthest = max([self._furthest, *(lane.ear.position for lane in self._lanes)])
        return self._missing < before[0] or self._furthest > before[1]
