"""Log mel energies as Kaldi makes them, which the network was trained on.

Kaldi's `compute-fbank-feats` with 80 bands from 20 Hz to 8 kHz on 16 kHz sound: frames of
25 ms every 10 ms, without their mean, pre-emphasised, through a Hamming window, 512 points.
"""

from functools import cache
from typing import TYPE_CHECKING

from captioner.core.audio import RATE

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

FRAME = RATE * 25 // 1000
HOP = RATE // 100
BANDS = 80

_POINTS = 512
_LOWEST_HZ, _HIGHEST_HZ = 20.0, RATE / 2
_PRE_EMPHASIS = 0.97
_FULL_SCALE = 32_768
_LEAST = 1.1920929e-07
"""Kaldi's floor: what one float32 can tell from 1."""


def fbank(sound: "NDArray[float32]") -> "NDArray[float32]":
    """The features of a sound.

    Args:
        sound: 16 kHz, -1 to 1, shape (n,); at least `FRAME` samples.

    Returns:
        Shape (frames, `BANDS`), not centred.
    """
    import numpy as np

    frames = np.lib.stride_tricks.sliding_window_view(sound * np.float32(_FULL_SCALE), FRAME)
    frames = frames[::HOP] - frames[::HOP].mean(axis=1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    windowed = (frames - _PRE_EMPHASIS * before) * np.hamming(FRAME)
    power = np.abs(np.fft.rfft(windowed, _POINTS)) ** 2
    return np.log(np.maximum(power @ _bands().T, _LEAST)).astype(np.float32)


@cache
def _bands() -> "NDArray[float32]":
    """Triangles over the spectrum, evenly spaced in mel: shape (bands, bins)."""
    import numpy as np

    def mel(hertz: "NDArray[float32] | float") -> "NDArray[float32]":
        return np.asarray(1127 * np.log(1 + np.asarray(hertz) / 700), np.float32)

    edges = np.linspace(mel(_LOWEST_HZ), mel(_HIGHEST_HZ), BANDS + 2)[:, None]
    bins = mel(np.arange(_POINTS // 2 + 1, dtype=np.float32) * (RATE / _POINTS))
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
