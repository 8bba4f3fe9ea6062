"""Whether somebody speaks beside the loudspeaker, from two cancellers of one echo.

One subtracts what it knows of the echo and leaves everything else as it is; so it leaves a rest,
and a large one where the devices' clocks differ or the way has just changed. The other one
suppresses that rest too, and with it much of whoever speaks meanwhile, but seldom all of him.
What is left by the first one, more than the rest of an echo, is somebody who speaks, if that one
knows the way well, or else if the other one leaves it nearly as loud; as long as he does, and a
little after, the first one's sound goes on, and that of the other one else.
"""

from collections import deque

from captioner.core.echo import AUDIBLE, FRAME_MS, Need

REST = 0.03
"""More of the loudest that was heard just now than this is left: that is no rest (15 dB)."""

SUPPRESSED = 0.4
"""Less of the rest than this is left by the one that suppresses (-4 dB): that was all echo.

Measured with two devices 100 ppm apart: in an echo alone 1 of 60 loud frames is above, where
somebody speaks beside it 34.
"""

SURE = 0.01
"""Where so little is left of the loudest frames, the way is known (20 dB)."""

_LATELY_S = 3.0
_PAUSES = 0.15
"""So many of the frames at least, lately, are without whoever speaks: he pauses between words."""

_LOUD = 0.5

FADES = 0.8
"""So much of how loud it was counts a frame later: the rest of a syllable lasts as it fades."""

AFTER_MS = 300
"""So long after the last sound of somebody who speaks, he may go on."""


class DoubleTalk:
    """Told frame by frame; all energies are those of one frame.

    Attributes:
        knows: Whether the one that subtracts knows the room.
        there: Whether somebody speaks, as far as it knows.
    """

    def __init__(self) -> None:
        self.there = False
        self._room = Need()
        self._loud = 0.0
        self._after_ms = 0
        self._rests: deque[float] = deque(maxlen=round(_LATELY_S * 1_000 / FRAME_MS))

    @property
    def knows(self) -> bool:
        """See the attributes."""
        return self._room.there

    @property
    def _is_sure(self) -> bool:
        """Whether the one that subtracts knows the way well just now."""
        rests = sorted(self._rests)
        return bool(rests) and rests[int(_PAUSES * len(rests))] < SURE

    def hear(self, played: float, heard: float, left: float, quiet: float) -> None:
        """A frame: what was played, heard, left by the one that subtracts, and by the other."""
        self._room.hear(played, heard, left)
        self._loud = max(heard, FADES * self._loud)
        if played > AUDIBLE and heard > max(AUDIBLE, _LOUD * self._loud):
            self._rests.append(left / heard)
        more = left > max(AUDIBLE, REST * self._loud)
        if more and (self._is_sure or quiet > SUPPRESSED * left):
            self._after_ms = AFTER_MS
        else:
            self._after_ms = max(0, self._after_ms - FRAME_MS)
        self.there = self._after_ms > 0
