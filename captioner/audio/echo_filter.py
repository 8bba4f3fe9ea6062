"""An echo canceller that only subtracts: it never spoils who speaks beside the loudspeaker.

A frequency-domain Kalman filter in partitioned blocks (Enzner and Vary, 2006; Kuech and others,
2014). How fast it learns follows from how sure it is of the room and how much is heard that was
not played, so that it needs no detector of double talk.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BLOCK = 320
"""Samples at once: 20 ms at 16 kHz."""

_PARTS = 20
"""Blocks of what was played that are remembered: an echo up to 0.4 s late."""

_STAYS = 0.998
"""How much of what is known of the room still holds a block later.

Two devices' clocks differ by 100 ppm, so that a room is another one after a second.
"""

_ELSEWHERE = 1.0
"""How likely the way is at another time next, against where it is now.

A device that stumbles plays the same later from then on. Where only what is known may change,
a filter that is sure of silence before and after it never finds it again.
"""

_SMOOTH = 0.5
"""How much of the spectrum beside the echo is that of the block before."""

_LEAST = 1e-10
_BINS = BLOCK + 1


class EchoFilter:
    """Learns the way from loudspeaker to microphone as it goes. Samples are in [-1, 1)."""

    def __init__(self) -> None:
        self._played = np.zeros((_PARTS, _BINS), np.complex64)
        self._way = np.zeros((_PARTS, _BINS), np.complex64)
        self._doubt = np.ones((_PARTS, _BINS), np.float32)
        self._beside = np.full(_BINS, 1e-3, np.float32)
        self._last = np.zeros(BLOCK, np.float32)

    def play(self, played: Floats) -> None:
        """`BLOCK` samples were played of which the microphone hears nothing."""
        self._played = np.roll(self._played, 1, axis=0)
        self._played[0] = np.fft.rfft(np.concatenate([self._last, played]))
        self._last = played

    def left_of(self, heard: Floats, played: Floats) -> Floats:
        """What is left of `BLOCK` samples once what was played is subtracted."""
        self.play(played)
        echo = np.fft.irfft((self._way * self._played).sum(axis=0))[BLOCK:]
        left = (heard - echo).astype(np.float32)
        self._learn(left)
        return left

    def _learn(self, left: Floats) -> None:
        error = np.fft.rfft(np.concatenate([np.zeros(BLOCK, np.float32), left]))
        beside = _SMOOTH * self._beside + (1 - _SMOOTH) * np.abs(error) ** 2
        self._beside = beside.astype(np.float32)
        power = np.abs(self._played) ** 2
        step = self._doubt / ((self._doubt * power).sum(axis=0) / 2 + self._beside + _LEAST)
        change = np.fft.irfft(step * np.conj(self._played) * error, axis=1)
        change[:, BLOCK:] = 0  # a way of one block, not around its end
        self._way = _STAYS * (self._way + np.fft.rfft(change, axis=1)).astype(np.complex64)
        known = _STAYS**2 * (1 - step * power / 2) * self._doubt
        way = np.abs(self._way) ** 2
        changes = (1 - _STAYS**2) * (way + _ELSEWHERE * way.mean(axis=0))
        self._doubt = (known + changes + _LEAST).astype(np.float32)
