"""What a second lane and voices cost: processor, memory, and how late letters are.

Everything runs in this process, one thing after the other, at the pace of the computer; sound
is the recordings'. `python -m bench.lanes_cost` runs this section alone.
"""

import json
import sys
import time
from collections.abc import Sequence
from statistics import median

import numpy as np
import psutil

from bench.rooms import RESOURCES
from bench.speech import listed, sound
from captioner.app.hearing.echo import EchoFree
from captioner.app.recognition.parting import LISTENED, Part, Parting
from captioner.app.recognition.windows import WINDOW, Windows
from captioner.app.sound import Sound
from captioner.audio.echo import echo_canceller
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, to_pcm, to_samples
from captioner.core.echo import Echoes
from captioner.core.events import Final
from captioner.core.models import MODELS, SHIPPED
from captioner.core.settings import DEFAULTS
from captioner.core.voices import Voices
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.sample import sample_path
from captioner.engines.transcription import Transcription
from captioner.engines.voices.hearing import change_model, voice_model

Row = dict[str, object]

_BLOCK = RATE // 20
_NOISE = 2e-4
"""A microphone into which nobody speaks, at -74 dB."""

_SPEAKERS = ("azgen1", "two_cities", "libri1088")
_TURN = 5 * RATE * BYTES_PER_SAMPLE
_TURNS = 6
"""In half of them three voices would mostly be learnt, for which more is listened to."""

_ROUNDS, _QUICK_ROUNDS = 3, 1
MB = 1e6


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """A lane, a second one into which nobody speaks, and voices told apart, each with its goal."""
    there = {name: path for name, path, _ in listed()} | {"two_cities": sample_path()}
    spoken = [sound(there[name]) for name in _SPEAKERS if name in there]
    pcm = b"".join(
        piece
        for turn in range(_TURNS)
        for piece in (one[turn * _TURN : (turn + 1) * _TURN] for one in spoken)
    )
    quiet = np.random.default_rng(3).normal(0, _NOISE, len(pcm) // BYTES_PER_SAMPLE)
    silent = to_pcm(quiet.astype(np.float32))
    _heard([pcm])  # what is loaded once, and what one lane takes, costs neither of them
    resident = _resident()
    alone, second, voices, late = [list[float]() for _ in range(4)]
    more = 0
    rounds = _QUICK_ROUNDS if quick else _ROUNDS
    for _ in range(rounds):  # in turns: what the machine does meanwhile meets all of them
        one_s, finals = _heard([pcm])
        two_s, _ = _heard([pcm, silent])
        voices_s, waited = _told_apart(pcm, finals)
        more = more or _resident() - resident
        alone.append(one_s * RATE * BYTES_PER_SAMPLE / len(pcm))
        second.append(two_s / one_s)
        voices.append(1 + voices_s / one_s)
        late += waited
    p50, p95 = (float(np.quantile(late, share)) for share in (0.5, 0.95))
    return [
        _row("one lane, processor s per s", median(alone)),
        _row("two lanes, one speaks, against one lane", median(second), "≤ 1.15"),
        _row("one lane with voices, against without", median(voices), "≤ 1.15"),
        _row("letter after its sentence's final, s, p50", p50, "≤ 0.15"),
        _row("letter after its sentence's final, s, p95", p95, "≤ 0.5"),
        _row("memory of the second lane and voices, MB", more / MB, "≤ 60"),
    ]


def _heard(lanes: Sequence[bytes]) -> tuple[float, list[Final]]:
    """Processor seconds for hearing all lanes at once, and what the first one finished.

    A second lane goes through the echo canceller, as the microphone does.
    """
    model = MODELS[SHIPPED[0]]
    recognisers = [open_recogniser(model, RESOURCES / model.name) for _ in lanes]
    heard = [Transcription(one, DEFAULTS, lambda: 0.0) for one in recognisers]
    others, you, cancel = Sound(), Sound(), echo_canceller()
    free = EchoFree(you, others, cancel, Echoes()) if cancel is not None else you
    finals: list[Final] = []
    you.tap = lambda chunk: None if len(heard) == 1 else _drop(heard[1], chunk)
    began = time.process_time()
    for at in range(0, len(lanes[0]) // BYTES_PER_SAMPLE, _BLOCK):
        pieces = [Chunk(at, pcm[2 * at : 2 * (at + _BLOCK)]) for pcm in lanes]
        finals += [event for event in heard[0].hear(pieces[0]) if isinstance(event, Final)]
        if len(lanes) > 1:
            others.append(pieces[0])
            free.append(pieces[1])
            for each in (others, you):
                each.release(each.end)
    finals += [event for event in heard[0].finish() if isinstance(event, Final)]
    spent = time.process_time() - began
    for one in recognisers:
        one.close()
    return spent, finals


def _drop(transcription: Transcription, chunk: Chunk) -> None:
    transcription.hear(chunk)


def _told_apart(pcm: bytes, finals: Sequence[Final]) -> tuple[float, list[float]]:
    """Processor seconds for telling whose each sentence is, and how long that took at its end.

    What lies whole windows before the end was listened to while it was spoken.
    """
    hear, hear_changes, voices = voice_model(RESOURCES), change_model(RESOURCES), Voices()
    for load in (hear, hear_changes):
        load(pcm[: 2 * RATE * BYTES_PER_SAMPLE])
    windows = Windows(hear)
    parting, late = Parting(windows, hear_changes, voices), list[float]()
    began = time.process_time()
    for number, final in enumerate(finals):
        start, end = to_samples(final.start_ms), to_samples(final.end_ms)
        said = pcm[BYTES_PER_SAMPLE * start : BYTES_PER_SAMPLE * end]
        beginning = said[: LISTENED * BYTES_PER_SAMPLE]
        for ahead in range(1, 1 + len(beginning) // (WINDOW * BYTES_PER_SAMPLE)):
            spoken = beginning[: ahead * WINDOW * BYTES_PER_SAMPLE]
            windows.listen(start, spoken, voices.is_sure)
        asked = time.perf_counter()
        places = parting.places(final, said) if parting.may_part(final) else []
        if places:
            parts = parting.parts(final, said, places)
        else:
            parts = [Part(final, windows.listen(start, beginning, voices.is_sure))]
        for more, part in enumerate(parts):
            if (heard := part.sounding) is not None:
                turn, at_s = 100 * number + more, part.final.start_ms / 1000
                voices.hear(turn, heard.embedding, heard.seconds, at_s)
        late.append(time.perf_counter() - asked)
    return time.process_time() - began, late


def _resident() -> int:
    return int(psutil.Process().memory_info().rss)


def _row(name: str, value: float, goal: str = "") -> Row:
    return {"cost of lanes": name, "value": value, "goal": goal}


if __name__ == "__main__":
    json.dump(rows("--quick" in sys.argv), sys.stdout, indent=1)
