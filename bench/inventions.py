"""Words that nobody said: what is read where there is only background.

Each sound is a minute, made from the recordings or by numbers that are the same each time:
eight people talking far away, voices backwards, music, applause, hum, typing. Counted are the
words of finals a minute, beside the vendor's library with its tiny model.
`python -m bench.inventions [--quick]` runs this section alone.
"""

import argparse
import json
from collections.abc import Iterator, Mapping

import numpy as np

from bench.rooms import Sound, bare, caption, far
from bench.speech import listed, normalised, sound
from captioner.core.audio import RATE, to_floats
from captioner.core.settings import DEFAULTS
from tests.engines.music import music

Row = dict[str, object]

_SECONDS, _QUICK_SECONDS = 60, 20
_TALKERS = 8
_GOALS = {"café of eight, far away": "≤ 1"}


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """Invented words a minute, sound by sound; `quick` takes a third of each."""
    return list(_rows(_QUICK_SECONDS if quick else _SECONDS))


def _rows(seconds: int) -> Iterator[Row]:
    for name, made in sounds(seconds).items():
        ours, theirs = (
            len(normalised(read)) for read in (caption(made, DEFAULTS.model), bare(made))
        )
        yield {
            "section": "inventions",
            "name": f"invented words a minute: {name}",
            "value": round(ours * 60 / seconds, 1),
            "goal": _GOALS.get(name, "0"),
            "peer": f"bare: {theirs * 60 / seconds:.1f}",
        }


def sounds(seconds: int) -> Mapping[str, Sound]:
    """Background by name, each as loud as it is there."""
    clips = [to_floats(sound(path)) for _, path, _ in listed()]
    everyone = np.concatenate(clips)
    return {
        "café of eight, far away": _cafe(everyone, seconds),
        "voices backwards": _level(_long(everyone[::-1], seconds), -25),
        "music": to_floats(music(seconds, 3)),
        "applause": _applause(seconds),
        "hum": _hum(seconds),
        "typing": _typing(seconds),
    }


def _cafe(everyone: Sound, seconds: int) -> Sound:
    """Eight talkers who begin in different places, far away in a room that rings."""
    starts = np.random.default_rng(4).integers(0, len(everyone), _TALKERS)
    talkers = [far(_long(np.roll(everyone, -start), seconds)) for start in starts]
    return _level(np.sum(talkers, axis=0), -35)


def _applause(seconds: int) -> Sound:
    """Forty pairs of hands, three claps a second each."""
    rng, made = np.random.default_rng(5), np.zeros(seconds * RATE)
    clap = np.exp(-np.arange(RATE // 50) / 60)
    for at in rng.integers(0, len(made) - len(clap), 120 * seconds):
        made[at : at + len(clap)] += rng.normal(size=len(clap)) * clap
    return _level(made, -25)


def _hum(seconds: int) -> Sound:
    """A mains transformer, and the hiss of its amplifier."""
    times = np.arange(seconds * RATE) / RATE
    tones = sum(np.sin(2 * np.pi * 50 * n * times) / n for n in range(1, 9))
    return _level(tones + 0.05 * np.random.default_rng(6).normal(size=len(times)), -40)


def _typing(seconds: int) -> Sound:
    """Six keys a second, each a click and a thud, over quiet."""
    rng, made = np.random.default_rng(7), np.zeros(seconds * RATE)
    times = np.arange(RATE // 20) / RATE
    for at in rng.integers(0, len(made) - len(times), 6 * seconds):
        thud = np.sin(2 * np.pi * rng.uniform(120, 300) * times) * np.exp(-90 * times)
        click = rng.normal(size=len(times)) * np.exp(-600 * times)
        made[at : at + len(times)] += rng.uniform(0.4, 1) * (thud + click)
    return _level(made + 0.002 * rng.normal(size=len(made)), -38)


def _long(voice: Sound, seconds: int) -> Sound:
    return np.resize(voice, seconds * RATE)


def _level(made: Sound, db: float) -> Sound:
    rms = float(np.sqrt(np.mean(np.asarray(made, np.float64) ** 2)))
    return np.asarray(made * (10 ** (db / 20) / rms), np.float32)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.inventions", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a third of each sound")
    for row in _rows(_QUICK_SECONDS if parser.parse_args().quick else _SECONDS):
        print(json.dumps(row, ensure_ascii=False), flush=True)
