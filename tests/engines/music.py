"""Music, made by the test: chords and a melody of plucked strings."""

import numpy as np

from captioner.core.audio import RATE, to_pcm

_CHORDS = ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14))
_BEAT_S = 0.25


def music(seconds: float) -> bytes:
    """Some seconds of it at -20 dB, as PCM16, mono, 16 kHz."""
    sound = np.zeros(round((seconds + 2) * RATE))
    for beat in range(int(seconds / _BEAT_S)):
        chord = _CHORDS[beat // 8 % 4]
        melody = (chord[beat % 3],) if beat % 2 else (chord[0] - 12, chord[beat // 2 % 3] + 12)
        start = int(beat * _BEAT_S * RATE)
        for tone in melody:
            note = _plucked(261.6 * 2 ** (tone / 12))
            sound[start : start + len(note)] += note
    sound = sound[: round(seconds * RATE)]
    return to_pcm((0.1 * sound / np.sqrt(np.mean(sound**2))).astype(np.float32))


def _plucked(hz: float) -> np.ndarray:
    times = np.arange(int(1.5 * RATE)) / RATE
    overtones = (0.6**n * np.sin(2 * np.pi * hz * (n + 1) * times) for n in range(8))
    return sum(overtones) * np.exp(-2.5 * times) * np.minimum(1, times / 0.005)
