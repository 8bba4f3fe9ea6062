"""The latest sound of a stream, found by the session's numbers of its samples."""

from typing import TYPE_CHECKING

from captioner.core.audio import RATE

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

KEPT = 30 * RATE
"""How much sound is kept at least: more than an utterance has."""

_ROOM = 8 * RATE
"""What is kept moves only once so much more has come: moved at each hop of 32 ms, 60 MB a second
were copied for a stream in which nobody speaks."""


class Kept:
    """Sound at 16 kHz, samples from -1 to 1.

    Attributes:
        end: The session's number of the sample after the last one.
    """

    def __init__(self) -> None:
        import numpy as np

        self.end = 0
        self._samples: NDArray[float32] = np.empty(KEPT + _ROOM, np.float32)
        self._count = 0

    @property
    def first(self) -> int:
        """The number of the first sample that is kept."""
        return self.end - self._count

    def add(self, sound: "NDArray[float32]") -> None:
        """Take in what follows, shape (n,); of more than `KEPT` samples the last ones stay."""
        self.end += len(sound)
        sound = sound[-KEPT:]
        if self._count + len(sound) > len(self._samples):
            stays = KEPT - len(sound)
            self._samples[:stays] = self._samples[self._count - stays : self._count]
            self._count = stays
        self._samples[self._count : self._count + len(sound)] = sound
        self._count += len(sound)

    def restart(self, position: int) -> None:
        """Other sound begins, at this sample."""
        self.end, self._count = position, 0

    def between(self, start: int, end: int) -> "NDArray[float32]":
        """The sound between two samples, as far as it is kept, shape (n,)."""
        first = self.first
        return self._samples[: self._count][max(0, start - first) : max(0, end - first)].copy()
