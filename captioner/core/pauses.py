"""Telling the pauses in speech from how loud it is, in steps of one hop."""

from collections import deque

from captioner.core.audio import RATE
from captioner.core.level_range import LevelRange

HOP = 512
"""Samples of one step: 32 ms, as the recogniser's voice detector has it."""

_LOUDEST_FALLS_DB = 1.5 * HOP / RATE
_FLOOR_RISES_DB = 1.0 * HOP / RATE
_BELOW_SPEECH_DB = 25.0
_ABOVE_FLOOR_DB = 3.0
_BACKGROUND_BELOW_DB = 10.0
_FAINTEST_SPEECH_DB = -55.0
_KEPT_HOPS = 60 * RATE // HOP


class Pauses:
    """Which hops of the sound are quiet.

    Quiet is what lies 25 dB under the loudest of late, or within 3 dB of a steady
    background that lies at least 10 dB under it; both follow the sound slowly. It knows
    nothing of voices: that a noise is speech is for the recogniser to say.
    """

    def __init__(self) -> None:
        self._loudest = _FAINTEST_SPEECH_DB
        self._floor = 0.0
        self._first = 0
        self._quiet: deque[bool] = deque()
        self.run = 0
        """How many hops in a row, up to the latest, are quiet."""
        self.levels = LevelRange(HOP)
        """How the levels of late differ."""

    def restart(self, position: int) -> None:
        """The next hop begins at this sample; earlier ones are forgotten."""
        self._first, self.run = position, 0
        self._quiet.clear()

    def hear(self, level_db: float) -> None:
        """Take in the level of the next hop, in dB of full scale."""
        self.levels.hear(level_db)
        self._loudest = max(level_db, self._loudest - _LOUDEST_FALLS_DB, _FAINTEST_SPEECH_DB)
        self._floor = min(level_db, self._floor + _FLOOR_RISES_DB)
        background = min(self._floor + _ABOVE_FLOOR_DB, self._loudest - _BACKGROUND_BELOW_DB)
        limit = max(self._loudest - _BELOW_SPEECH_DB, background)
        quiet = level_db <= limit
        self.run = self.run + 1 if quiet else 0
        self._quiet.append(quiet)
        if len(self._quiet) > _KEPT_HOPS:
            self._quiet.popleft()
            self._first += HOP

    def sounding(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches that are not quiet between two samples, as (start, end), in order."""
        stretches: list[tuple[int, int]] = []
        first = max(0, (start - self._first) // HOP)
        last = min(len(self._quiet), -(-(end - self._first) // HOP))
        for hop in range(first, last):
            if self._quiet[hop]:
                continue
            began = max(start, self._first + hop * HOP)
            ended = min(end, self._first + (hop + 1) * HOP)
            if stretches and stretches[-1][1] == began:
                stretches[-1] = (stretches[-1][0], ended)
            else:
                stretches.append((began, ended))
        return stretches
