"""Other languages: how soon it is said that this is hardly English, and whether English ever is.

Nine languages (`languages.tsv`) are spoken by espeak-ng; `$CAPTIONER_OTHER_SPEECH` may name a
folder with recordings of other languages (`NAME.wav`) that are heard as well. English is that
of the other sections in four rooms and, with accents, of espeak-ng.
`python -m bench.languages [--quick]` runs this section alone.
"""

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np

from bench.rooms import RESOURCES, Sound, rooms
from bench.speech import listed, sound
from captioner.core.audio import RATE, Chunk, to_floats, to_pcm
from captioner.core.events import Event, Final, Heard, Word
from captioner.core.language import Language
from captioner.core.models import MODELS
from captioner.core.settings import DEFAULTS
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.transcription import Transcription

Row = dict[str, object]

_TEXTS = Path(__file__).parent / "languages.tsv"
_ENGLISH = (
    "Good morning, everybody. I am very glad that you could come today. We have worked a lot"
    " during the last months, and I would like to show you what we have done. First we talk about"
    " the new numbers, and then about our plans for the next year. If you have any questions,"
    " please raise your hand. The weather is very nice today, and in the afternoon we all go into"
    " the garden together. There will be coffee and cake."
)
_ACCENTS = ("en-us", "en-gb-scotland", "en-029", "en-us-nyc", "en-gb-x-rp")
_ROOMS = ("clean", "pink noise 5 dB", "babble 5 dB", "telephone")
_STEP, _LONGEST, _QUICK = 2 * RATE, 40 * RATE, 3


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """The figures; `quick` takes fewer of each."""
    few = _QUICK if quick else None
    told = [_told(voice) for voice in list(_others())[:few]]
    english = [_told(voice) is None for voice in list(_english())[:few]]
    late = [each for each in told if each is not None]
    return [
        _row(f"another language told, of {len(told)}", len(late), str(len(told))),
        _row("told after, seconds, at the latest", max(late, default=None), "≤ 20"),
        _row("told after, seconds, p50", median(late) if late else None),
        _row(f"English taken for another, of {len(english)}", english.count(False), "0"),
    ]


def _others() -> Iterator[Sound]:
    for line in _TEXTS.read_text("utf-8").splitlines():
        yield _spoken(*line.split("\t"))
    if folder := os.environ.get("CAPTIONER_OTHER_SPEECH"):
        for path in sorted(Path(folder).glob("*.wav")):
            yield to_floats(sound(path))[:_LONGEST]


def _english() -> Iterator[Sound]:
    for voice in _ACCENTS:
        yield _spoken(voice, _ENGLISH)
    everyone = np.concatenate([to_floats(sound(path)) for _, path, _ in listed()])
    for room in _ROOMS:
        heard = rooms(everyone)[room](everyone)
        for start in range(0, len(heard), _LONGEST):
            yield heard[start : start + _LONGEST]


def _told(voice: Sound) -> float | None:
    """After how many seconds it is said that this is hardly English; None if it never is."""
    recogniser = open_recogniser(MODELS[DEFAULTS.model], RESOURCES / DEFAULTS.model)
    transcription, language = Transcription(recogniser, DEFAULTS, lambda: 0.0), Language()
    for start in range(0, len(voice), _STEP):
        pcm = to_pcm(voice[start : start + _STEP].astype(np.float32))
        for event in transcription.hear(Chunk(start, pcm)):
            language.hear(_words(event))
        if language.is_doubted:
            return min(start + _STEP, len(voice)) / RATE
    return None


def _words(event: Event) -> tuple[Word, ...]:
    """What tells the language, as a session takes it."""
    match event:
        case Final(crowd=False):
            return event.words
        case Heard():
            return tuple(replace(word, confidence=0.0) for word in event.doubted)
        case _:
            return ()


def _spoken(voice: str, text: str) -> Sound:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "said.wav")
        subprocess.run(["espeak-ng", "-v", voice, "-s", "150", "-w", path, text], check=True)
        return to_floats(sound(path))[:_LONGEST]


def _row(name: str, value: object, goal: str | None = None) -> Row:
    return {"section": "languages", "name": name, "value": value, "goal": goal, "peer": None}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.languages", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer of each")
    for row in rows(parser.parse_args().quick):
        print(json.dumps(row, ensure_ascii=False), flush=True)
