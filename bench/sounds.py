"""Sounds that matter: music told in time, and told where there is only speech.

Music is made (pieces of plucked strings, each with its own speed, key and strings); speech is
that of the other sections in five rooms, played end to end.
"""

import random
import time

import numpy as np

from bench.rooms import rooms as made_rooms
from bench.speech import listed, sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, to_floats, to_pcm
from captioner.core.sounds import WINDOW_S, SoundRule
from captioner.engines.sounds import Listen, sound_model
from tests.engines.music import music

Row = dict[str, object]

_SECOND = RATE * BYTES_PER_SAMPLE
_PIECES, _QUICK = 60, 10
_IN_TIME_S = 3.0
_ROOMS = ("clean", "pink noise 10 dB", "babble 10 dB", "far field", "telephone")


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """The two figures, and the processor time of listening; `quick` takes fewer pieces."""
    listen = sound_model()
    if listen is None:
        return []
    pieces = _QUICK if quick else _PIECES
    in_time = sum(_told_in_time(listen, piece) for piece in range(pieces))
    began = time.process_time()
    false, seconds = _false_ones(listen)
    return [
        _row("made music told within 3 s, percent", round(100 * in_time / pieces), "≥ 85"),
        _row("false sounds in an hour of speech", round(false * 3600 / seconds, 1), "0"),
        _row("processor seconds a second", round((time.process_time() - began) / seconds, 4)),
    ]


def _told_in_time(listen: Listen, piece: int) -> bool:
    quiet = random.Random(piece).randint(0, _SECOND // 2) * 2
    pcm = bytes(3 * _SECOND + quiet) + music(6, piece)
    told = _told(listen, pcm)
    return bool(told) and told[0] - (3 + quiet / _SECOND) <= _IN_TIME_S


def _false_ones(listen: Listen) -> tuple[int, float]:
    clips = [to_floats(sound(path)) for _, path, _ in listed()]
    everyone = np.concatenate(clips)
    rooms = made_rooms(everyone)
    spoken = [to_pcm(rooms[room](everyone).astype(np.float32)) for room in _ROOMS]
    return sum(len(_told(listen, pcm)) for pcm in spoken), sum(map(len, spoken)) / _SECOND


def _told(listen: Listen, pcm: bytes) -> list[float]:
    """When a sound was told, in seconds, as a session looks once a second."""
    rule, told = SoundRule(), []
    for second in range(1, len(pcm) // _SECOND + 1):
        window = pcm[: second * _SECOND][-WINDOW_S * _SECOND :]
        if rule.hear(listen(window), second * 1_000) is not None:
            told.append(float(second))
    return told


def _row(name: str, value: object, goal: str | None = None) -> Row:
    return {"section": "sounds", "name": name, "value": value, "goal": goal, "peer": None}
