"""Word boost: terms that are said and read, and terms that nobody said.

Sixty names and terms (`terms.tsv`) are spoken in a sentence each by four voices of flite, or
by two of espeak-ng where that is not installed, in three speeds, in quiet and with pink noise
10 dB below the voice; forty more stand in the list beside them. Synthetic voices are read
worse than people: the share without boost tells how much, and espeak-ng's are read worse than
flite's. Terms that nobody said are counted in the recordings of the other sections.
`python -m bench.boosting [--quick]` runs this alone.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.rooms import RESOURCES, Sound, rooms
from bench.speech import listed, normalised, sound
from captioner.core.audio import RATE, Chunk, to_floats, to_pcm
from captioner.core.events import Final
from captioner.core.models import MODELS
from captioner.core.settings import DEFAULTS
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.transcription import Transcription

Row = dict[str, object]

_TERMS = Path(__file__).parent / "terms.tsv"
_BESIDE = (
    "Siobhan", "Reykjavik", "Nginx", "Ganesan", "Wojciechowski", "Amaterasu", "Elasticsearch",
    "Snowflake", "Datadog", "Jenkins", "Figma", "Miro", "Tableau", "Salesforce", "Harrington",
    "Pemberley", "Brandon", "Willoughby", "Middleton", "Jennings", "Lucy Steele", "Norland Park",
    "Barton Cottage", "tachycardia", "ibuprofen", "warfarin", "prednisone", "hypothalamus",
    "polymerase", "Schrodinger", "Fibonacci", "Bayesian", "entropy", "Lagrangian", "Montenegro",
    "Ljubljana", "Addis Ababa", "Timbuktu", "Wednesday Club", "Bloomsbury",
)  # fmt: skip
_SPEEDS = (0.85, 1.0, 1.2)
_FLITE = ("rms", "slt", "awb", "kal16")
_ESPEAK = ("en-us", "en-gb")
_WORDS_A_MINUTE = 160
_NOISE = "pink noise 10 dB"
_UNSAID_ROOMS = ("clean", "babble 10 dB", _NOISE)
_PAUSE = np.zeros(RATE // 2, np.float32)


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """Shares of said terms, and terms put in wrongly; `quick` takes each term in one way."""
    said = [line.split("\t") for line in _TERMS.read_text("utf-8").splitlines()]
    terms = (*(term for term, _ in said), *_BESIDE)
    found: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for number, (term, sentence) in enumerate(said):
        for way in range(1 if quick else len(_SPEEDS)):
            spoken = _spoken(sentence, number + way, _SPEEDS[(number // 4 + way) % len(_SPEEDS)])
            for room in ("clean", _NOISE):
                heard = rooms(spoken)[room](spoken)
                for boosted in (terms, ()) if way == 0 else (terms,):
                    right = _is_in(term, _read(heard, boosted))
                    found[room, bool(boosted)].append(right)
    put, words = _unsaid(terms)
    return [
        *(
            _row(
                f"boosted terms right, percent, {room}, voices of {_voices()}",
                _percent(found[room, True]),
                "≥ 80",
                f"without boost: {_percent(found[room, False])}",
            )
            for room in ("clean", _NOISE)
        ),
        _row(
            f"terms put where not said, per 1,000 words, list of {len(terms)}",
            round(1000 * put / words, 2),
            "≤ 1",
        ),
    ]


def _unsaid(terms: Sequence[str]) -> tuple[int, int]:
    """How many terms stand in recordings without them, and the words of those."""
    clips = [(to_floats(sound(path)), words) for _, path, words in listed()]
    everyone = np.concatenate([voice for voice, _ in clips])
    put = count = 0
    for room in _UNSAID_ROOMS:
        make = rooms(everyone)[room]
        for voice, said in clips:
            read = _read(make(voice), terms)
            put += sum(_is_in(term, read) for term in terms if not _is_in(term, said))
            count += len(said)
    return put, count


def _is_in(term: str, words: Sequence[str]) -> bool:
    return f" {' '.join(normalised(term))} " in f" {' '.join(words)} "


def _read(voice: Sound, terms: Sequence[str]) -> list[str]:
    settings = replace(DEFAULTS, word_boost=tuple(terms))
    model = settings.model
    recogniser = open_recogniser(MODELS[model], RESOURCES / model)
    transcription = Transcription(recogniser, settings, lambda: 0.0)
    events = transcription.hear(Chunk(0, to_pcm(voice.astype(np.float32))))
    events += transcription.finish()
    return [w for e in events if isinstance(e, Final) for w in normalised(e.text)]


def _voices() -> str:
    return "flite" if shutil.which("flite") else "espeak-ng"


def _spoken(sentence: str, voice: int, speed: float) -> Sound:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "said.wav")
        if _voices() == "flite":
            name, stretch = _FLITE[voice % len(_FLITE)], f"duration_stretch={1 / speed}"
            command = ["flite", "-voice", name, "--setf", stretch, "-t", sentence, "-o", str(path)]
        else:
            name, rate = _ESPEAK[voice % len(_ESPEAK)], str(round(_WORDS_A_MINUTE * speed))
            command = ["espeak-ng", "-v", name, "-s", rate, "-w", str(path), sentence]
        subprocess.run(command, check=True)
        return np.concatenate([_PAUSE, to_floats(sound(path)), _PAUSE])


def _percent(right: Sequence[bool]) -> int:
    return round(100 * sum(right) / len(right))


def _row(name: str, value: object, goal: str | None = None, peer: object = None) -> Row:
    return {"section": "boosting", "name": name, "value": value, "goal": goal, "peer": peer}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.boosting", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="each term in one way")
    for row in rows(parser.parse_args().quick):
        print(json.dumps(row, ensure_ascii=False), flush=True)
