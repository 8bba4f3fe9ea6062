"""Music, made by the test: chords and a melody of plucked strings, over a drum or not."""

import random

import numpy as np

from captioner.core.audio import RATE, to_pcm

_CHORDS = ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14))


def music(seconds: float, piece: int = 0) -> bytes:
    """Some seconds of it at -20 dB, as PCM16, mono, 16 kHz.

    Args:
        seconds: How long.
        piece: Each has its own speed, key, strings and drum.
    """
    chance = random.Random(piece)
    beat_s, key = chance.uniform(0.18, 0.4), chance.randint(-7, 7)
    bright, short, drum = chance.uniform(0.4, 0.7), chance.uniform(1.5, 4), chance.choice((0, 0.5))
    sound = np.zeros(round((seconds + 2) * RATE))
    noise = np.random.default_rng(piece).standard_normal(RATE // 20)
    for beat in range(int(seconds / beat_s)):
        chord = _CHORDS[beat // 8 % 4]
        melody = (chord[beat % 3],) if beat % 2 else (chord[0] - 12, chord[beat // 2 % 3] + 12)
        start = int(beat * beat_s * RATE)
        for tone in melody:
            note = _plucked(261.6 * 2 ** ((tone + key) / 12), bright, short)
            sound[start : start + len(note)] += note
        if beat % 4 == 0:
            sound[start : start + len(noise)] += drum * noise * np.linspace(1, 0, len(noise))
    sound = sound[: round(seconds * RATE)]
    return to_pcm((0.1 * sound / np.sqrt(np.mean(sound**2))).astype(np.float32))


def _plucked(hz: float, bright: float, short: float) -> np.ndarray:
    times = np.arange(int(1.5 * RATE)) / RATE
    overtones = (bright**n * np.sin(2 * np.pi * hz * (n + 1) * times) for n in range(8))
    return sum(overtones) * np.exp(-short * times) * np.minimum(1, times / 0.005)
