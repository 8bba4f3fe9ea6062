"""Two lanes: the loudspeaker in the microphone, two who speak at once, and clocks that differ.

The room is made of a fixed random reverberation behind a delay. `python -m bench.lanes` runs
this section alone.
"""

import json
import sys
from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from bench.rooms import RESOURCES
from bench.speech import listed, normalised, sound
from captioner.app.hearing.echo import EchoFree
from captioner.app.sound import Sound
from captioner.audio.echo import echo_canceller
from captioner.core.arrival import Alignment, Arrival
from captioner.core.audio import RATE, Chunk, to_floats, to_pcm
from captioner.core.echo import Echoes
from captioner.core.events import Event, Final, Word
from captioner.core.models import MODELS, SHIPPED
from captioner.core.settings import DEFAULTS
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.transcription import Transcription

Row = dict[str, object]
Voice = NDArray[np.float32]

_BLOCK = RATE // 20
_DELAY = RATE * 60 // 1000
_LEAD = 8 * RATE
_REVERBERATION_S = 0.15
_NOISE = 1e-3
"""A microphone's own, at -60 dB."""

_THEIRS = ("azgen1", "ss0870", "lj0131", "azgen2")
_MINE = ("jfk", "arctic24", "libri1088")


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """Echo by its loudness, words lost where both speak, and how far two devices come apart."""
    there = {name: path for name, path, _ in listed()}
    theirs = _joined([to_floats(sound(there[name])) for name in _THEIRS if name in there], quick)
    mine = _joined([to_floats(sound(there[name])) for name in _MINE if name in there], quick)
    found: list[Row] = []
    played = len(_words(_read(to_pcm(theirs))))
    for level_db in (0, -6, -12):
        room = _echo(theirs, level_db)
        raw = len(_words(_read(to_pcm(room))))
        left = _you(theirs, room)
        name = f"echo words as You per 100 played, loudspeaker at {level_db} dB"
        found.append(_row(name, 100 * len(left) / played, "≤ 1", f"raw: {100 * raw / played:.0f}"))
    alone = _words(_read(to_pcm(mine)))
    # They speak alone first, so that the canceller knows the room, and then at the same time.
    both = np.concatenate([theirs[-_LEAD:], np.resize(theirs, len(mine))])
    heard = np.concatenate([np.zeros(_LEAD, np.float32), mine])
    found.append(_row("You words lost with headphones per 100", _lost(alone, both, heard), "≤ 5"))
    for level_db in (-6, -12):
        lost = _lost(alone, both, heard + _echo(both, level_db))
        found.append(
            _row(f"You words lost in double talk per 100, echo {level_db} dB", lost, "≤ 5")
        )
    found.append(_row("lanes apart after 8 hours at ±100 ppm, ms", _apart_ms(8.0), "≤ 50"))
    return found


def _lost(alone: Sequence[str], theirs: Voice, heard: Voice) -> float:
    """How many of 100 words that are read of the microphone alone are not there, or are others."""
    return 100 * _missing(alone, _you(theirs, heard)) / len(alone)


def _you(theirs: Voice, heard: Voice) -> list[str]:
    """The words that stand as You: the microphone cleaned, read, and freed of echoed words."""
    cancel = echo_canceller()
    if cancel is None:
        raise SystemExit("There is no echo canceller for this machine.")
    echoes, others, you = Echoes(), Sound(), Sound()
    free = EchoFree(you, others, cancel, echoes)
    cleaned: list[bytes] = []
    you.tap = lambda chunk: cleaned.append(chunk.pcm)
    for at in range(0, len(heard), _BLOCK):
        others.append(Chunk(at, to_pcm(theirs[at : at + _BLOCK])))
        free.append(Chunk(at, to_pcm(heard[at : at + _BLOCK])))
        for each in (others, you):
            each.release(each.end)
    free.flush()
    for final in _read(to_pcm(theirs)):
        echoes.others(final.words, final=True)
    said = _read(b"".join(cleaned))
    own = [final.words[place] for final in said for place in echoes.own(final.words)]
    return _texts(own)


def _read(pcm: bytes) -> list[Final]:
    """What the embedded recogniser finishes, at the pace of speech."""
    model = MODELS[SHIPPED[0]]
    recogniser = open_recogniser(model, RESOURCES / model.name)
    transcription = Transcription(recogniser, DEFAULTS, lambda: 0.0)
    events: list[Event] = []
    for at in range(0, len(pcm) // 2, _BLOCK):
        events += transcription.hear(Chunk(at, pcm[2 * at : 2 * (at + _BLOCK)]))
    events += transcription.finish()
    recogniser.close()
    return [event for event in events if isinstance(event, Final)]


def _echo(voice: Voice, level_db: float) -> Voice:
    """What a microphone hears of a loudspeaker, so many dB below what is played."""
    random = np.random.default_rng(5)
    length = round(_REVERBERATION_S * RATE)
    room = random.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    room[0] = 4.0
    heard = np.convolve(voice, room)[: len(voice)]
    heard *= 10 ** (level_db / 20) * np.sqrt(np.mean(voice**2) / np.mean(heard**2))
    delayed = np.concatenate([np.zeros(_DELAY), heard])[: len(voice)]
    return (delayed + _NOISE * random.standard_normal(len(voice))).astype(np.float32)


def _joined(voices: Sequence[Voice], quick: bool) -> Voice:  # noqa: FBT001 - of the section
    return np.concatenate([voice[: RATE * 8] if quick else voice for voice in voices])


def _words(finals: Sequence[Final]) -> list[str]:
    return _texts([word for final in finals for word in final.words])


def _texts(words: Sequence[Word]) -> list[str]:
    return normalised(" ".join(word.text for word in words))


def _missing(reference: Sequence[str], found: Sequence[str]) -> int:
    """How many words of the reference are not there, or are others."""
    import jiwer

    if not found:
        return len(reference)
    told = jiwer.process_words(" ".join(reference), " ".join(found))
    return int(told.deletions + told.substitutions)


def _apart_ms(hours: float) -> float:
    """How far two devices come apart at the worst, one too fast and one too slow."""
    random, session, worst = Random(7), Arrival(), 0.0
    alignment = Alignment(session)
    for block in range(1, round(hours * 3600) + 1):
        session.heard(block * RATE, block * (1 - 1e-4) + random.random() * 0.04)
        follows = block * (1 + 1e-4)
        alignment.heard(block * RATE, follows + random.random() * 0.04)
        alignment.longer(RATE, quiet=False)
        if block > 60:  # by then it has settled
            apart = abs(block + alignment.shift / RATE - follows / (1 - 1e-4))
            worst = max(worst, apart)
    return worst * 1000


def _row(name: str, value: object, goal: str, peer: object = None) -> Row:
    return {"lanes": name, "value": value, "goal": goal, "peer": peer}


if __name__ == "__main__":
    json.dump(rows("--quick" in sys.argv), sys.stdout, indent=1)
