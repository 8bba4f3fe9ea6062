"""Rooms: the recordings as noise, distance, a telephone and haste make them, read to the end.

Every room is made from the same recordings by fixed random numbers. Word error rates are of
the finals, in percent, beside the vendor's library with its tiny model on the very same sound.
Numbers that were found by trying were tried on every other recording, from the first on; the
figures of the other half stand beside.
`python -m bench.rooms [--quick] [--model NAME]` runs this section alone.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
from numpy.typing import NDArray

from bench.speech import listed, normalised, sound
from captioner.core.audio import RATE, Chunk, Resampler, to_floats, to_pcm
from captioner.core.events import Event, Final
from captioner.core.models import MODELS, SHIPPED
from captioner.core.settings import DEFAULTS
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.transcription import Transcription
from devtools.model import AS_MADE

Row = dict[str, object]
Sound = NDArray[np.floating[Any]]

RESOURCES = Path(__file__).parents[1] / "resources" / "model"
_QUICK = 4

GOALS = {
    "clean": 1.9, "pink noise 10 dB": 4.0, "pink noise 5 dB": 8.0, "babble 10 dB": 7.0,
    "babble 5 dB": 25.0, "far field": 4.0, "telephone": 3.0, "1.2 times as fast": 2.2,
    "-50 dBFS": 2.5,
}  # fmt: skip


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """Word error rates room by room; `quick` takes the first few recordings."""
    return [row for name in SHIPPED for row in of_model(name, quick=quick)]


def of_model(name: str, *, quick: bool = False) -> Iterator[Row]:
    """The rows of one model; the library's beside them."""
    clips = [(sound(path), words) for _, path, words in listed()][: _QUICK if quick else None]
    everyone = np.concatenate([to_floats(pcm) for pcm, _ in clips])
    seconds = processor = 0.0
    for room, make in rooms(everyone).items():
        heard = [(make(to_floats(pcm)), words) for pcm, words in clips]
        began = time.process_time()
        read = [(caption(each, name), words) for each, words in heard]
        ours = error_rate(read)
        processor += time.process_time() - began
        seconds += sum(len(each) for each, _ in heard) / RATE
        library = error_rate((bare(each), words) for each, words in heard)
        row = _row(f"{name}, {room}: wrong words", ours, f"≤ {GOALS[room]}", f"bare: {library:.1f}")
        yield {**row, "other half": error_rate(read[1::2])}
    yield _row(f"{name}: processor seconds a second of sound, at once", processor / seconds)


def rooms(everyone: Sound) -> Mapping[str, Callable[[Sound], Sound]]:
    """What each room makes of a recording; `everyone` is what babble is made of."""

    def noisy(noise: Callable[[int], Sound], snr_db: float) -> Callable[[Sound], Sound]:
        return lambda voice: _mixed(voice, noise(len(voice)), snr_db)

    def babble(length: int) -> Sound:
        starts = np.random.default_rng(2).integers(0, len(everyone), 6)
        return sum((np.resize(np.roll(everyone, -s), length) for s in starts), np.zeros(length))

    return {
        "clean": lambda voice: voice,
        "pink noise 10 dB": noisy(_pink, 10),
        "pink noise 5 dB": noisy(_pink, 5),
        "babble 10 dB": noisy(babble, 10),
        "babble 5 dB": noisy(babble, 5),
        "far field": far,
        "telephone": _telephone,
        "1.2 times as fast": _fast,
        "-50 dBFS": lambda voice: voice * np.float32(10 ** (-50 / 20) / _level(voice)),
    }


def caption(voice: Sound, model: str) -> str:
    """The finals of a recording, which do not depend on how it came."""
    events: list[Event] = []
    settings = replace(DEFAULTS, model=model)
    transcription = Transcription(
        open_recogniser(MODELS[model], RESOURCES / model), settings, lambda: 0.0
    )
    events += transcription.hear(Chunk(0, to_pcm(voice.astype(np.float32))))
    events += transcription.finish()
    return " ".join(event.text for event in events if isinstance(event, Final))


def error_rate(read: Iterable[tuple[str, Sequence[str]]]) -> float:
    """Wrong words in percent, of pairs of what was read and what was said."""
    pairs = list(read)
    said = [" ".join(words) for _, words in pairs]
    return 100 * jiwer.wer(said, [" ".join(normalised(text)) for text, _ in pairs])


def bare(voice: Sound) -> str:
    """What the vendor's library reads in a recording."""
    from moonshine_voice.moonshine_api import ModelArch
    from moonshine_voice.transcriber import Transcriber

    options = {"return_audio_data": "false"}
    transcriber = Transcriber(AS_MADE / "tiny-en", ModelArch.TINY, options=options)
    read = transcriber.transcribe_without_streaming(voice.tolist(), RATE)
    transcriber.close()
    return " ".join(line.text for line in read.lines)


def _level(voice: Sound) -> float:
    return float(np.sqrt((voice.astype(np.float64) ** 2).mean())) or 1.0


def _mixed(voice: Sound, noise: Sound, snr_db: float) -> Sound:
    scale = _level(voice) / _level(noise) / 10 ** (snr_db / 20)
    return np.asarray(voice + noise * scale, np.float32)


def _pink(length: int) -> Sound:
    spectrum = np.fft.rfft(np.random.default_rng(1).normal(size=length))
    spectrum /= np.sqrt(np.maximum(1, np.arange(len(spectrum))))
    return np.asarray(np.fft.irfft(spectrum, length), np.float32)


def far(voice: Sound) -> Sound:
    """Four metres away in a room that rings for 0.6 s, a little noise in it."""
    time_s = np.arange(int(0.6 * RATE)) / RATE
    ring = np.random.default_rng(3).normal(size=len(time_s)) * np.exp(-6.9 * time_s / 0.6)
    ring *= 0.05
    ring[0] = 1.0
    wet = np.asarray(np.fft.irfft(_spectrum(voice, ring), _length(voice, ring)), np.float32)
    return _mixed(wet[: len(voice)], _pink(len(voice)), 25)


def _spectrum(one: Sound, other: Sound) -> NDArray[np.complex128]:
    length = _length(one, other)
    return np.asarray(np.fft.rfft(one, length) * np.fft.rfft(other, length))


def _length(one: Sound, other: Sound) -> int:
    return len(one) + len(other)


def _telephone(voice: Sound) -> Sound:
    """300 to 3,400 Hz, eight bits of mu-law."""
    spectrum = np.fft.rfft(voice)
    hertz = np.fft.rfftfreq(len(voice), 1 / RATE)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    narrow = np.clip(np.fft.irfft(spectrum, len(voice)), -1, 1)
    law = np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log(256)
    steps = np.round(law * 127) / 127
    return np.asarray(np.sign(steps) * (256 ** np.abs(steps) - 1) / 255, np.float32)


def _fast(voice: Sound) -> Sound:
    resampler = Resampler(RATE * 6 // 5)
    return to_floats(resampler.feed(to_pcm(voice.astype(np.float32))) + resampler.finish())


def _row(name: str, value: object, goal: str | None = None, peer: object = None) -> Row:
    return {"section": "rooms", "name": name, "value": value, "goal": goal, "peer": peer}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.rooms", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer recordings")
    parser.add_argument("--model", choices=SHIPPED, default=SHIPPED[0])
    asked = parser.parse_args()
    for row in of_model(asked.model, quick=asked.quick):
        print(json.dumps(row, ensure_ascii=False), flush=True)
