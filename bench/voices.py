"""Telling voices apart: conversations made of the recordings, sentence by sentence."""

import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING

from bench.speech import listed, sound
from captioner.app.recognition.parting import LISTENED
from captioner.app.recognition.windows import TellApart, Windows
from captioner.app.resources import resource
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, to_pcm
from captioner.core.timbre import Sounding
from captioner.core.voices import Voices
from captioner.engines.sample import sample_path
from captioner.engines.voices.hearing import voice_model

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

GOALS = {2: "≤ 2", 3: "≤ 4", 4: "≤ 6", 6: ""}
CUTS = 4
SHORTEST_S, LONGEST_S = 2.0, 6.0
CONVERSATION_S = 100.0
ALONE_S = 1200.0
_TWO_PEOPLE = "katiesteve"
_PAUSE = RATE // 2
_CHANGES = 0.8
_NEAR_S = 0.8
_HOP = RATE // 100
_SILENT, _LOUD = 10.0, 0.9
"""Pieces are silent whose loud parts are so much weaker than those of the reader's speech."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of a reader's speech between two quiet places.

    Attributes:
        reader: Who reads it.
        pcm: Its sound.
        seconds: How much of what may be listened to is speech.
    """

    reader: str
    pcm: bytes
    seconds: float

    @property
    def beginning(self) -> bytes:
        """What of it may be listened to."""
        return self.pcm[: LISTENED * BYTES_PER_SAMPLE]

    @property
    def samples(self) -> int:
        """How long it is."""
        return len(self.pcm) // BYTES_PER_SAMPLE


Spoken = dict[str, list[list[Sentence]]]
"""For each reader, the same speech cut in several ways."""


class _Ear:
    """Listens as the app does; the same sound once only, which is not what is measured here."""

    def __init__(self) -> None:
        self._hear = voice_model(resource("model"))
        self._hear(bytes(RATE))  # loads it
        self._heard: dict[bytes, Sounding | None] = {}
        self._spent_s = self._listened_s = 0.0

    def __call__(self, pcm: bytes) -> Sounding | None:
        if pcm not in self._heard:
            began = time.process_time()
            self._heard[pcm] = self._hear(pcm)
            self._spent_s += time.process_time() - began
            self._listened_s += len(pcm) / BYTES_PER_SAMPLE / RATE
        return self._heard[pcm]

    def speech_s(self, pcm: bytes) -> float:
        """How much of what may be listened to of a piece is speech, in seconds."""
        beginning = pcm[: LISTENED * BYTES_PER_SAMPLE]
        whole = Windows(self).listen(0, beginning, lambda _: False)
        return 0.0 if whole is None else whole.seconds

    @property
    def cost(self) -> float:
        """Processor seconds for each second that is listened to."""
        return self._spent_s / self._listened_s


def rows(quick: bool) -> list[dict[str, object]]:  # noqa: FBT001 - the signature of every section
    """Wrongly attributed speech in percent, as told at once and as it stands in the end."""
    ear = _Ear()
    spoken: Spoken = defaultdict(list)
    for reader, pcm in speech_of_readers().items():
        for cut in range(CUTS):
            pieces = map(to_pcm, in_pieces(pcm, Random(cut)))
            made = [Sentence(reader, piece, ear.speech_s(piece)) for piece in pieces]
            spoken[reader].append([sentence for sentence in made if sentence.seconds])
    rounds = 20 if quick else 100
    found: list[dict[str, object]] = []
    for people, goal in GOALS.items():
        if people <= len(spoken):
            talks = [_talk(spoken, people, Random(number)) for number in range(rounds)]
            name = f"{people} in {CONVERSATION_S:g} s"
            found.append({"voices": name, **_judged(talks, ear), "goal": goal})
    for reader, cuts in spoken.items():
        letters = _judged([_alone(cuts)], ear)["letters"]
        name = f"{reader} alone for {ALONE_S / 60:g} min"
        found.append({"voices": name, "letters": letters, "goal": "1"})
    return [*found, {"voices": "network", "CPU s per s listened to": ear.cost}]


def speech_of_readers() -> dict[str, bytes]:
    """All sound of each reader; recordings of one reader begin with the same letters."""
    found: dict[str, bytes] = defaultdict(bytes)
    recordings = {name: path for name, path, _ in listed()} | {"two_cities": sample_path()}
    for name, path in recordings.items():
        reader = re.match("[a-z]+", name)
        if reader is not None and name != _TWO_PEOPLE:
            found[reader[0]] += sound(path)
    return found


def in_pieces(pcm: bytes, random: Random) -> "list[NDArray[float32]]":
    """The sound in pieces of a few seconds, cut at the quietest place near a random length."""
    import numpy as np

    samples = np.frombuffer(pcm, np.int16).astype(np.float32) / np.float32(32_768)
    hops = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP)
    loudness = np.convolve((hops**2).mean(axis=1), np.ones(5), "same")
    speech = float(np.quantile(loudness, _LOUD))
    pieces: list[NDArray[float32]] = []
    start = 0
    while len(loudness) - start > SHORTEST_S * 100:
        about = start + round(random.uniform(SHORTEST_S, LONGEST_S) * 100)
        first = max(start + round(SHORTEST_S * 100), about - round(_NEAR_S * 100))
        near = loudness[first : about + round(_NEAR_S * 100)]
        end = first + int(near.argmin()) if len(near) else len(loudness)
        if float(np.quantile(loudness[start:end], _LOUD)) > speech / _SILENT:
            pieces.append(samples[start * _HOP : end * _HOP])
        start = end
    return pieces


def _talk(spoken: Spoken, people: int, random: Random) -> list[Sentence]:
    """A conversation: mostly somebody else goes on; nobody repeats a piece before all are said."""
    readers = random.sample(sorted(spoken), people)
    left: dict[str, list[Sentence]] = {reader: [] for reader in readers}
    talk: list[Sentence] = []
    while sum(each.seconds for each in talk) < CONVERSATION_S:
        others = [each for each in readers if not talk or each != talk[-1].reader]
        reader = random.choice(others if random.random() < _CHANGES else readers)
        if not left[reader]:
            left[reader] = random.sample(cut := random.choice(spoken[reader]), len(cut))
        talk.append(left[reader].pop())
    return talk


def _alone(cuts: Sequence[list[Sentence]]) -> list[Sentence]:
    """One reader for a long time."""
    once = [sentence for cut in cuts for sentence in cut]
    seconds = sum(sentence.seconds for sentence in once)
    return once * round(ALONE_S / seconds + 0.5)


def _judged(talks: Sequence[list[Sentence]], ear: TellApart) -> dict[str, object]:
    at_once, in_the_end, right, most = 0.0, 0.0, 0, 0
    listened_s = 0.0
    for talk in talks:
        voices, first, last, at = Voices(), dict[int, int](), dict[int, int](), 0
        windows = Windows(ear)
        for number, sentence in enumerate(talk):
            sounding = windows.listen(at, sentence.beginning, voices.is_sure)
            told = {}
            if sounding is not None:
                told = voices.hear(number, sounding.embedding, sounding.seconds, at / RATE)
            at += sentence.samples + _PAUSE
            first |= {number: told[number]} if number in told else {}
            last |= told
        listened_s += windows.listened / RATE
        at_once += _wrong(talk, first)
        in_the_end += _wrong(talk, last)
        letters = len(set(first.values()))
        right += letters == len({sentence.reader for sentence in talk})
        most = max(most, letters)
    return {
        "wrong at once %": round(100 * at_once / len(talks), 4),
        "wrong in the end %": round(100 * in_the_end / len(talks), 4),
        "right number %": 100 * right / len(talks),
        "letters": most,
        "listened to %": 100
        * listened_s
        / sum(each.samples / RATE for talk in talks for each in talk),
    }


def _wrong(talk: Sequence[Sentence], told: dict[int, int]) -> float:
    """The share of speech that has another voice than its reader's, after the best mapping."""
    readers = sorted({sentence.reader for sentence in talk})
    seconds: dict[tuple[str, int], float] = defaultdict(float)
    for number, voice in told.items():
        seconds[talk[number].reader, voice] += talk[number].seconds
    spoken = {
        voice: sum(s for (_, v), s in seconds.items() if v == voice) for voice in told.values()
    }
    main = sorted(spoken, key=lambda voice: -spoken[voice])[: len(readers) + 1]
    main += [-1 - n for n in range(max(0, len(readers) - len(main)))]
    best = max(
        sum(seconds.get(pair, 0.0) for pair in zip(readers, order, strict=True))
        for order in permutations(main, len(readers))
    )
    return 1 - best / sum(sentence.seconds for sentence in talk)
