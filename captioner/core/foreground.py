"""Telling a voice in front from the voices of a café behind it.

A voice detector hears the other tables too. Where hardly a hop of late is without a voice,
not even the quietest, what is always there is voices; then, while somebody louder speaks,
only what rises above that is speech. Where all is about as loud nothing is held back: that
may be one voice over music. Measured on recordings with a babble 5 to 15 dB under them: in
the gaps the smoothed level lies 0 to 6 dB above the quietest tenth of the hops, in speech
nearly always higher, and seldom 11 dB below the loudest tenth; where noise is no voice the
gaps are told, and the rule does not act.

Some lines of the other tables come through, for now and then a gap is told in a babble, too.
Such a line is known by its level when it has ended.
"""

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Sequence

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

_FAINTER_DB, _HARDLY_ABOVE_DB = 7.0, 8.0
"""A line behind who speaks: its loudest tenth against the loudest and the quietest of all hops
of late. With a babble 5 to 12 dB under a voice, lines of that voice are 3.4 dB fainter at most,
those made of the babble in its gaps nearly all 8 to 16, and 2 to 8 dB above the quietest."""

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
        background, loudest = self._range()
        level = _decibels(power)
        hears_gaps = self._without > max(_FEWEST, _FEW * count)
        far_above = level >= max(background + _FAR_ABOVE_DB, loudest - _AS_LOUD_DB)
        self.stands_out = hears_gaps and far_above
        if hears_gaps or loudest - background < _RANGE_DB:
            return True
        smoothed = _decibels(sum(self._lately) / len(self._lately))
        return smoothed >= max(background + _ABOVE_DB, loudest - _BELOW_DB)

    def is_behind(self, powers: Sequence[float]) -> bool:
        """Whether a line is fainter than what was said of late and hardly above what always is.

        Args:
            powers: Those of its hops; the latest hop heard is its last.
        """
        if not powers or len(self._hops) < _LEAST:
            return False
        background, loudest = self._range()
        level = _decibels(sorted(powers)[int(len(powers) * _LOUDEST)])
        return level <= min(loudest - _FAINTER_DB, background + _HARDLY_ABOVE_DB)

    def _range(self) -> tuple[float, float]:
        """The quietest and the loudest tenth of the hops of late, in dB."""
        count = len(self._powers)
        quietest, loudest = (self._powers[int(count * tenth)] for tenth in (_QUIETEST, _LOUDEST))
        return _decibels(quietest), _decibels(loudest)

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
