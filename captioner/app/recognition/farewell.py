"""How long a session that is over waits for its last words."""

from collections.abc import Callable

from captioner.app.recognition.shift import Shift
from captioner.app.recognition.shifts import Shifts
from captioner.app.recognition.stretches import Stretches
from captioner.app.recognition.timers import Timers
from captioner.core.errors import CaptionerError, EngineError
from captioner.core.plan import Role

PATIENCE_S = 20.0
"""How long after the end of the sound a service may be out of reach."""

HERE_S = 180.0
"""How long this computer may be at one sentence after the end, however slow it is."""

ABSENT_S = 5.0
"""How long it may be so where the user has ended the session and waits."""

SILENT_S = 1.2
"""In a hurry, a service that has not said a word for this long is deaf."""

_ROUNDING_S = 0.01
_STUCK = EngineError(
    "This computer does not get any further.", "Close other programs, then caption it again."
)


class Farewell:
    """Ends the waiting when nobody gets any further, or when there is no more time.

    Args:
        shifts: Who still recognises.
        stretches: What still is to be recognised.
        timers: The session's.
        clock: Monotonic seconds.
        take_over: Lets somebody else give the last words, instead of a deaf service.
        give_up: Ends the session without what is left, because of this if that is known.
    """

    def __init__(
        self,
        shifts: Shifts,
        stretches: Stretches,
        timers: Timers,
        clock: Callable[[], float],
        take_over: Callable[[], None],
        give_up: Callable[[CaptionerError | None], None],
    ) -> None:
        self._shifts = shifts
        self._stretches = stretches
        self._timers = timers
        self._clock = clock
        self._take_over = take_over
        self._give_up = give_up
        self._said_at = self._gained_at = clock()
        self._missing = self._furthest = self._read = 0
        self._waits = False

    def wait(self) -> None:
        """Wait for as long as somebody is at work on what is left; once is enough."""
        if not self._waits:
            self._waits = True
            self._gained_at = self._clock()
            self._gained()
            self._timers.later(PATIENCE_S, self._look)

    def leave_absent(self) -> None:
        """Wait no longer than `ABSENT_S` for a service to which no connection is open."""
        self._timers.later(ABSENT_S, self._leave_absent)

    def hurry(self, within_s: float) -> None:
        """Wait no longer than this; called again, the shorter time counts."""
        self._said_at = self._clock()
        self._timers.later(SILENT_S, self._take_over_from_the_deaf)
        self._timers.later(within_s, lambda: self._give_up(None))

    def said(self) -> None:
        """The service said something: it is not deaf."""
        self._said_at = self._clock()

    def _take_over_from_the_deaf(self) -> None:
        silent_s = self._clock() - self._said_at
        if silent_s < SILENT_S - _ROUNDING_S:
            self._timers.later(SILENT_S - silent_s, self._take_over_from_the_deaf)
        else:
            self._take_over()

    def _leave_absent(self) -> None:
        if not any(one.ready_at is not None or _starts_here(one) for one in self._shifts):
            self._give_up(None)

    def _look(self) -> None:
        now = self._clock()
        here = any(map(_is_here, self._shifts))
        if self._gained():
            self._gained_at = now
        elif not here or now - self._gained_at > HERE_S - _ROUNDING_S:
            self._give_up(_STUCK if here else None)
            return
        self._timers.later(PATIENCE_S, self._look)

    def _gained(self) -> bool:
        """Whether somebody is at work: more was heard or read than ever, or one is starting here.

        A slow computer may load its recogniser for long, or be at one long sentence. A
        connection that is opened again and again is no gain.
        """
        before = self._missing, self._furthest, self._read
        shifts = list(self._shifts)
        self._missing = self._stretches.missing()
        self._furthest = max([self._furthest, *(shift.ear.position for shift in shifts)])
        self._read = max([self._read, *(shift.heard for shift in shifts)])
        further = self._furthest > before[1] or self._read > before[2]
        return self._missing < before[0] or further or any(map(_starts_here, shifts))


def _is_here(shift: Shift) -> bool:
    """Whether this computer's recogniser is at work, or being built."""
    return shift.role in (Role.HERE, Role.FILLS) and not shift.remote


def _starts_here(shift: Shift) -> bool:
    """Whether this computer's recogniser is being loaded; it takes sound meanwhile."""
    return _is_here(shift) and shift.opened is None
