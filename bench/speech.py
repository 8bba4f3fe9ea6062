"""The speech that is measured with: sound, reference words, and when each word ends."""

import csv
import os
import re
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from captioner.core.audio import RATE, Resampler, to_pcm
from captioner.engines.sample import SAID, sample_path

QUIET_TAIL_S = 1.5
"""Quiet added after each clip, so that its last sentence is ended by a pause."""

_SPOKEN = {"mister": "mr", "missis": "mrs", "misses": "mrs", "okay": "ok"}
_ONES_TEXT = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS_TEXT = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES, _TENS = _ONES_TEXT.split(), _TENS_TEXT.split()
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SOUNDS = "AE B K D EH F G HH IH JH K L M N AA P K R S T AH V W K IY Z"
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording.

    Attributes:
        name: What it is called in the tables.
        pcm: PCM16, 16 kHz, mono, with a quiet tail of `QUIET_TAIL_S`.
        words: The reference, as `normalised` writes it.
        ends_s: Where each of `words` ends, in seconds.
    """

    name: str
    pcm: bytes
    words: tuple[str, ...]
    ends_s: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """How long it is, tail included."""
        return len(self.pcm) / 2 / RATE


def normalised(text: str) -> list[str]:
    """Words for comparing: lower case, no punctuation, numbers spelt out."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text.lower().replace("’", "'"))
    words: list[str] = []
    for token in re.findall(r"[a-z']+|\d+", text):
        word = token.strip("'")
        if word.isdigit():
            words += _number(int(word))
        elif word:
            words.append(_SPOKEN.get(word, word))
    return words


def clips() -> tuple[Clip, ...]:
    """The recordings, each with the times of its words."""
    return tuple(
        Clip(name, pcm, words, _ends(pcm, words))
        for name, pcm, words in ((name, sound(path), words) for name, path, words in listed())
    )


def sounds() -> bytes:
    """The sound of all recordings, one after the other, as `Clip.pcm` has it."""
    return b"".join(sound(path) for _, path, _ in listed())


def listed() -> list[tuple[str, Path, tuple[str, ...]]]:
    """Name, wave file and reference of each recording.

    They are those of the speech folder, else the one the recogniser's package brings. The
    folder is `$CAPTIONER_SPEECH`, or `shared/speech` beside the checkout; it has a
    `refs.tsv` with the columns `id` and `reference` and a wave file for each id.
    """
    beside = Path(__file__).parents[2] / "shared" / "speech"
    folder = Path(os.environ.get("CAPTIONER_SPEECH", beside))
    if not (folder / "refs.tsv").is_file():
        return [("two_cities", sample_path(), tuple(normalised(SAID)))]
    with (folder / "refs.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        (row["id"], folder / f"{row['id']}.wav", tuple(normalised(row["reference"])))
        for row in rows
    ]


def sound(path: Path) -> bytes:
    """A wave file as `Clip.pcm` has it."""
    import numpy as np

    with wave.open(str(path)) as file:
        rate, channels = file.getframerate(), file.getnchannels()
        raw = file.readframes(file.getnframes())
    resampler = Resampler(rate, channels=channels)
    quiet = np.random.default_rng(1).normal(0, 2e-4, int(QUIET_TAIL_S * RATE))
    return resampler.feed(raw) + resampler.finish() + to_pcm(quiet.astype(np.float32))


def write(path: Path, sounds: Iterable[bytes]) -> None:
    """A wave file of these sounds, each as `Clip.pcm` has it, one after the other."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for pcm in sounds:
            file.writeframes(pcm)


def _ends(pcm: bytes, words: tuple[str, ...]) -> tuple[float, ...]:
    """Where each word ends, by forced alignment with pocketsphinx (10 ms frames)."""
    from pocketsphinx import Decoder

    decoder = Decoder(samprate=RATE, loglevel="FATAL", beam=1e-100, pbeam=1e-100, wbeam=1e-80)
    for word in set(words):
        if decoder.lookup_word(word) is None:
            decoder.add_word(word, _phones(word), update=True)
    decoder.set_align_text(" ".join(words))
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()
    segments = [s for s in decoder.seg() or () if not s.word.startswith(("<", "[", "+"))]
    if [re.sub(r"\(\d+\)$", "", s.word) for s in segments] != list(words):
        raise ValueError("the reference does not fit the sound")
    return tuple((s.end_frame + 1) / 100 for s in segments)


def _phones(word: str) -> str:
    """A crude pronunciation for a word the dictionary lacks: good enough to place it."""
    table = dict(zip(_LETTERS, _SOUNDS.split(), strict=True))
    return " ".join(table[letter] for letter in word if letter in table)


def _number(value: int) -> list[str]:
    """A number as it is said; years in pairs."""
    if value < 20:
        return [_ONES[value]]
    if value < _HUNDRED:
        tens, ones = divmod(value, 10)
        return [_TENS[tens - 2], *([_ONES[ones]] if ones else [])]
    if 1100 <= value < 2000:
        return _number(value // _HUNDRED) + (_number(value % _HUNDRED) if value % _HUNDRED else [])
    if value < 1000:
        rest = value % _HUNDRED
        return [_ONES[value // _HUNDRED], "hundred", *(_number(rest) if rest else [])]
    thousands, rest = divmod(value, 1000)
    return [*_number(thousands), "thousand", *(_number(rest) if rest else [])]
