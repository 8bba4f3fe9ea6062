"""One channel of many, without losing a voice.

The mean of all channels loses a voice that is on two of them with opposite signs (a cable
or plug wired the wrong way round), and buries one that is on few of many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MEMORY_S = 1.0
_SHORTEST_S = 0.02
"""How long a stretch must be for its loudness to mean anything."""

_LEAST_S = 0.5
"""How long two channels must have been heard before their likeness means anything."""

_OPPOSITE, _LIKE = -0.8, 0.2
"""Correlation with the loudest channel at which one is turned over, and turned back."""

_FLOOR = 1e-9
"""Mean square, -90 dB. What is fainter is no voice, and its likeness is chance."""

_LOUDEST = 4.0
"""No sound is louder, and its square is a number."""

_ALWAYS = 2
"""So many channels always count; of more, those whose loudness is near the loudest's."""

_NEAR_DB = 30.0
_FORGET_DB_S = 1.0
_SILENT_DB = -200.0


class DownMix:
    """Mixes a stream of frames into one channel by looking back only.

    All channels count alike, which for ordinary stereo is the mean to the bit. A channel
    is turned over while it is the opposite of the loudest one: their correlation over a
    second is below -0.8, until it is above 0.2. Of more than two channels only those count
    that have lately been within 30 dB of the loudest; what was loud is forgotten at 1 dB a
    second. Weights glide over one block. (The rule was found on recordings with two to
    eighteen channels; 31 of ordinary stereo stayed bit-equal to their mean.)
    """

    def __init__(self, rate: int, channels: int) -> None:
        """Frames a second, and how many samples are in each."""
        import numpy as np

        self._rate = rate
        self._power = np.zeros((channels, channels))
        self._new_power = np.zeros((channels, channels))
        self._new_frames = 0
        self._heard_s = 0.0
        self._loud_db = np.full(channels, _SILENT_DB)
        self._signs = np.ones(channels, np.float32)
        self._weights = np.full(channels, 1 / channels, np.float32)

    def feed(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """Mixes the next block.

        Args:
            frames: Shape (frames, channels), at best no more than a second of them.

        Returns:
            Shape (frames,).
        """
        import numpy as np

        if frames.shape[1] == 1:
            return frames[:, 0]
        if not np.isfinite(frames).all():
            frames = np.nan_to_num(frames, nan=0.0, posinf=1.0, neginf=-1.0)
        before = self._weights
        if len(frames):
            self._listen(frames)
        if np.array_equal(before, self._weights):
            # A product with weights: `mean(axis=1)` costs thirty times as much.
            return frames @ before
        glide = np.linspace(0, 1, len(frames), dtype=np.float32)[:, None]
        mixed: NDArray[np.float32] = (frames * (before + (self._weights - before) * glide)).sum(1)
        return mixed

    def _listen(self, frames: NDArray[np.float32]) -> None:
        import numpy as np

        bounded = np.clip(frames, -_LOUDEST, _LOUDEST)
        self._new_power += bounded.T @ bounded
        self._new_frames += len(frames)
        seconds = self._new_frames / self._rate
        if seconds < _SHORTEST_S:
            return
        power = self._new_power / self._new_frames
        self._new_power, self._new_frames = np.zeros_like(power), 0
        keep = np.exp(-seconds / _MEMORY_S)
        self._power = keep * self._power + (1 - keep) * power
        now_db = 10 * np.log10(np.maximum(power.diagonal(), 1e-20))
        self._loud_db = np.maximum(now_db, self._loud_db - _FORGET_DB_S * seconds)
        if power.trace() > _FLOOR:
            self._heard_s += seconds
        if self._heard_s >= _LEAST_S:
            self._turn()
        near = self._loud_db >= self._loud_db.max() - _NEAR_DB
        if len(near) <= _ALWAYS:
            near[:] = True
        self._weights = self._signs * near / np.float32(near.sum())

    def _turn(self) -> None:
        import numpy as np

        own = self._power.diagonal()
        loudest = int(own.argmax())
        size = np.sqrt(own * own[loudest])
        alike = self._power[loudest] / np.maximum(size, _FLOOR)
        heard = own > _FLOOR
        same = self._signs == self._signs[loudest]
        turn = heard & ((same & (alike < _OPPOSITE)) | (~same & (alike > _LIKE)))
        self._signs[turn] *= -1
