"""Decoded pieces of a recording in their places, as one stream of mono PCM16 at 16 kHz."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from captioner.core.audio import RATE, Resampler

if TYPE_CHECKING:
    from captioner.audio.track import Frames

_SMALLEST_HOLE_S, _LONGEST_HOLE_S = 0.1, 600.0
_BACK_S = 1.0
"""A time that goes back by more than this, or on by more than the above, has begun anew."""


class Timeline:
    """Puts silence where a recording has nothing, so that later words keep their time.

    The sound of a video may begin after its pictures, a recorded call has holes, and a
    damaged piece is missing.

    Attributes:
        seconds: How much has come so far, silence included.
        filled_s: How much of that is silence put in.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.filled_s = 0.0
        self._began = 0.0
        self._form: tuple[int, int] | None = None
        self._resampler = Resampler(RATE)

    def begin(self) -> None:
        """From now on times are those of another recording, which follows at once."""
        self._began = self.seconds

    def place(self, frames: Frames) -> Iterator[bytes]:
        """Takes the next piece; what is ready of it and of the silence before it."""
        import numpy as np

        rate, channels = frames.rate, frames.floats.shape[1]
        if self._form != (rate, channels):
            yield self.finish()
            self._form = rate, channels
            self._resampler = Resampler(rate)
        for missing in self._hole(frames.at):
            yield self._resampler.feed_frames(
                np.zeros((round(missing * rate), channels), np.float32)
            )
        self.seconds += len(frames.floats) / rate
        yield self._resampler.feed_frames(frames.floats)

    def finish(self) -> bytes:
        """What was held back, at the end of a recording."""
        self._form, held = None, self._resampler.finish()
        self._resampler = Resampler(RATE)
        return held

    def _hole(self, at: float | None) -> Iterator[float]:
        """The seconds that are missing before a piece, at most one at a time."""
        if at is None:
            return
        missing = self._began + at - self.seconds
        if not -_BACK_S < missing < _LONGEST_HOLE_S:
            self._began -= missing
        elif missing >= _SMALLEST_HOLE_S:
            self.filled_s += missing
            while missing > 0:
                piece = min(missing, 1.0)
                self.seconds += piece
                missing -= piece
                yield piece
