"""Parting a sentence in which somebody else goes on: readers joined without a pause.

Each pair is read by the shipped recogniser, so that the words and their times are those that
the app has. `python -m bench.parting` runs this section alone.
"""

import json
import sys
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from bench.rooms import RESOURCES
from bench.voices import in_pieces, speech_of_readers
from captioner.app.recognition.parting import Parting
from captioner.app.recognition.windows import Windows
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, to_ms, to_pcm, to_samples
from captioner.core.events import Final
from captioner.core.models import MODELS, SHIPPED
from captioner.core.settings import DEFAULTS
from captioner.core.voices import Voices
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.transcription import Transcription
from captioner.engines.voices.hearing import change_model, voice_model

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

Row = dict[str, object]

_PAIRS, _QUICK_PAIRS = 60, 20
_CUTS = 4
_LEAST_S = 2.5
_BLOCK = RATE // 20
_HOP = RATE // 100
_QUIET = 0.03
"""Hops at an end of a piece with less power than this share of its loud ones are cut off."""

_NEAR_MS = 500


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """How many joins are found, how well, and how many of one reader are parted."""
    spoken = {
        reader: [piece for cut in range(_CUTS) for piece in _long(pcm, cut)]
        for reader, pcm in speech_of_readers().items()
    }
    parter, random = _Parter(), Random(5)
    readers = sorted(reader for reader in spoken if spoken[reader])
    count = _QUICK_PAIRS if quick else _PAIRS
    away: list[list[int]] = []
    while len(away) < count:
        first, second = (random.choice(spoken[each]) for each in random.sample(readers, 2))
        join_ms = to_ms(len(first))
        for parts in parter.sentences(np.concatenate([first, second])):
            if parts[0].start_ms < join_ms < parts[-1].end_ms:
                away.append([abs(part.start_ms - join_ms) for part in parts[1:]])
    alone = [piece for reader in readers for piece in spoken[reader]]
    alone = random.sample(alone, min(count, len(alone)))
    whole = [parts for piece in alone for parts in parter.sentences(piece)]
    return [
        _row("two readers in a sentence, parted", _of_100(away), ""),
        _row(
            f"the same, within {_NEAR_MS / 1000:g} s of the join",
            _of_100([places and min(places) <= _NEAR_MS for places in away]),
            "",
        ),
        _row("one reader in a sentence, parted", _of_100([parts[1:] for parts in whole]), "≤ 2"),
    ]


class _Parter:
    """Reads a stretch, and parts its sentences as the app does."""

    def __init__(self) -> None:
        self._hear = voice_model(RESOURCES)
        self._hear_changes = change_model(RESOURCES)

    def sentences(self, samples: "NDArray[float32]") -> list[list[Final]]:
        """The parts of each finished sentence."""
        pcm = to_pcm(np.concatenate([samples, np.zeros(RATE, np.float32)]))
        parting = Parting(Windows(self._hear), self._hear_changes, Voices())
        found: list[list[Final]] = []
        for final in _finals(pcm):
            start, end = to_samples(final.start_ms), to_samples(final.end_ms)
            said = pcm[BYTES_PER_SAMPLE * start : BYTES_PER_SAMPLE * end]
            places = parting.places(final, said) if parting.may_part(final) else []
            parts = parting.parts(final, said, places) if places else []
            found.append([part.final for part in parts] or [final])
        return found


def _finals(pcm: bytes) -> Sequence[Final]:
    model = MODELS[SHIPPED[0]]
    recogniser = open_recogniser(model, RESOURCES / model.name)
    heard = Transcription(recogniser, DEFAULTS, lambda: 0.0)
    blocks = range(0, len(pcm) // BYTES_PER_SAMPLE, _BLOCK)
    events = [
        event
        for at in blocks
        for event in heard.hear(
            Chunk(at, pcm[BYTES_PER_SAMPLE * at : BYTES_PER_SAMPLE * (at + _BLOCK)])
        )
    ]
    events += heard.finish()
    recogniser.close()
    return [event for event in events if isinstance(event, Final)]


def _long(pcm: bytes, cut: int) -> "list[NDArray[float32]]":
    """Pieces of a reader's speech that begin and end with it."""
    trimmed = map(_trimmed, in_pieces(pcm, Random(cut)))
    return [piece for piece in trimmed if len(piece) >= _LEAST_S * RATE]


def _trimmed(samples: "NDArray[float32]") -> "NDArray[float32]":
    power = (samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP) ** 2).mean(axis=1)
    loud = np.flatnonzero(power > _QUIET * np.quantile(power, 0.9))
    return samples[loud[0] * _HOP : (loud[-1] + 1) * _HOP]


def _of_100(found: Sequence[object]) -> float:
    return 100 * sum(map(bool, found)) / len(found)


def _row(name: str, value: float, goal: str) -> Row:
    return {"parting": name + ", of 100", "value": value, "goal": goal}


if __name__ == "__main__":
    json.dump(rows("--quick" in sys.argv), sys.stdout, indent=1)
