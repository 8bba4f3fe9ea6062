"""Telling a voice in front from the voices of a café behind it.

A voice detector hears the other tables too. Where hardly a hop of late is without a voice,
not even the quietest, what is always there is voices; then, while somebody louder speaks,
only what rises above that is speech. Where all is about as loud nothing is held back: that
may be one voice over music. Measured on recordings with a babble 5 to 15 dB under them: in
the gaps the smoothed level lies 0 to 6 dB above the quietest tenth of the hops, in speech
nearly always higher, and seldom 11 dB below the loudest tenth; where noise is no voice the
gaps are told, and the rule does not act.
"""

import math
from bisect import bisect_left, insort
from collections import deque

from captioner.core.audio import RATE
from captioner.core.pauses import HOP

_KEPT = 10 * RATE // HOP
_LEAST = RATE // HOP
_SMOOTHED = 7
_NO_VOICE = 0.2
_FEW, _FEWEST = 0.01, 2
_QUIETEST, _LOUDEST = 0.1, 0.9
_ABOVE_DB, _BELOW_DB = 6.0, 11.0
_RANGE_DB = 9.0
"""A crowd alone has less between its quietest and its loudest tenth: see `LevelRange`."""

_FAR_ABOVE_DB, _AS_LOUD_DB = 12.0, 12.0
_NEXT_TO_NOTHING = 1e-9


class Foreground:
    """Follows one stream of sound, hop by hop."""

    def __init__(self) -> None:
        self._hops: deque[tuple[float, bool]] = deque()
        self._powers: list[float] = []
        self._lately: deque[float] = deque(maxlen=_SMOOTHED)
        self._without = 0
        self.stands_out = False
        """Whether the latest hop is as loud as speech of late, and far above what is no voice."""

    def hear(self, likely: float, power: float) -> bool:
        """Take in the next hop; whether a voice in it is in front.

        Args:
            likely: How likely it holds a voice, 0 to 1.
            power: Its mean square, or anything in proportion.
        """
        self._remember(power, without=likely < _NO_VOICE)
        count = len(self._hops)
        if count < _LEAST:
            return True
        background = _decibels(self._powers[int(count * _QUIETEST)])
        loudest = _decibels(self._powers[int(count * _LOUDEST)])
        level = _decibels(power)
        hears_gaps = self._without > max(_FEWEST, _FEW * count)
        far_above = level >= max(background + _FAR_ABOVE_DB, loudest - _AS_LOUD_DB)
        self.stands_out = hears_gaps and far_above
        if hears_gaps or loudest - background < _RANGE_DB:
            return True
        smoothed = _decibels(sum(self._lately) / len(self._lately))
        return smoothed >= max(background + _ABOVE_DB, loudest - _BELOW_DB)

    def _remember(self, power: float, *, without: bool) -> None:
        self._lately.append(power)
        self._hops.append((power, without))
        insort(self._powers, power)
        self._without += without
        if len(self._hops) > _KEPT:
            oldest, was_without = self._hops.popleft()
            del self._powers[bisect_left(self._powers, oldest)]
            self._without -= was_without


def _decibels(power: float) -> float:
    return 10 * math.log10(power + _NEXT_TO_NOTHING)
