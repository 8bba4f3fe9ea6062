"""Whether somebody speaks beside the loudspeaker, from two cancellers of one echo.

One subtracts what it knows of the echo and leaves everything else as it is; so it leaves a rest.
The other one suppresses that rest too, and with it much of whoever speaks meanwhile. What is
left by the first one, more than its usual rest, is somebody who speaks; as long as he does, and
a little after, its sound goes on, and that of the other one else.
"""

from captioner.core.echo import AUDIBLE, FRAME_MS, Need

REST = 0.03
"""More of the loudest that was heard just now than this is left: that is no rest (15 dB)."""

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

    @property
    def knows(self) -> bool:
        """See the attributes."""
        return self._room.there

    def hear(self, played: float, heard: float, left: float) -> None:
        """A frame: what was played, heard, and left by the one that subtracts."""
        self._room.hear(played, heard, left)
        self._loud = max(heard, FADES * self._loud)
        if left > max(AUDIBLE, REST * self._loud):
            self._after_ms = AFTER_MS
        else:
            self._after_ms = max(0, self._after_ms - FRAME_MS)
        self.there = self._after_ms > 0
