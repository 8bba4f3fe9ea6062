"""Silence from the clock, for a source that sends nothing while nothing plays."""

_QUIET_S = 0.15
"""So long nothing must have come before silence is made."""

_BEHIND_S = 0.1
"""So far it stays behind the clock, so that sound which then comes finds its place."""

_TICK_S = 0.05
_STALL_S = 0.5


class Filling:
    """How much silence belongs where, of a source with `rate` frames a second.

    In running sound nothing is filled: blocks that come late come all the same.
    """

    def __init__(self, rate: int, at: float) -> None:
        """`at` is when it was opened, in seconds of the clock of all other calls."""
        self._rate = rate
        self._due = at  # until here all has been delivered
        self._last = at  # since then nothing has come
        self._ticked = at
        self._filling = False

    def before(self, at: float, frames: int) -> int:
        """A block of `frames` arrived `at`: how many frames of silence belong before it."""
        owed = self._owed(at - frames / self._rate) if self._filling else 0
        self._due = self._last = at
        self._filling = False
        return owed

    def tick(self, at: float) -> int:
        """Called about every 50 ms: how many frames of silence are due now."""
        passed, self._ticked = at - self._ticked, at
        if passed > _STALL_S:  # the program or the computer stood still
            self._due = self._last = at
        elif passed > 2 * _TICK_S:  # what came meanwhile may still be on its way
            self._last = at
        if at - self._last < _QUIET_S:
            return 0
        owed = self._owed(at - _BEHIND_S)
        if owed:
            self._filling = True
            self._due += owed / self._rate
        return owed

    def _owed(self, until: float) -> int:
        return max(0, round((until - self._due) * self._rate))
