"""A line while it grows: its front is heard once, not anew in every pass."""

from typing import TYPE_CHECKING

from captioner.engines.moonshine.past import Past
from captioner.engines.moonshine.weights import FRAMES_A_SECOND, Weights

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_NOT_YET = FRAMES_A_SECOND // 2
"""Frames with less sound after them are made anew: what follows decides what was said."""


class Growing:
    """One line of growing sound.

    What comes of it is not quite what comes of all the sound at once: the front was heard
    without what follows it by more than half a second, and now and then a line is read as if it
    ended there. So what is finished is heard once more, at once.

    Args:
        weights: The model.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._front = weights.nothing

    def hear(self, sound: "NDArray[float32]") -> Past:
        """What the decoder attends to.

        Args:
            sound: The line from its beginning on, 16 kHz, shape (n,); as long as the time
                before, or longer.
        """
        heard = self._front.followed_by(self._weights.go_on(sound, self._front))
        self._front = heard.first(max(self._front.frames, heard.frames - _NOT_YET))
        return heard.attended
