"""The embedded recogniser: delay, steadiness, accuracy and cost, beside its peers.

Live captioning is measured on a virtual clock: sound comes in real time, a pass takes
what it took, without what it waited for other programs.
`python -m bench.recogniser [--quick]` runs this section alone.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.scoring import Score, Shown, quantile
from bench.speech import Clip, clips
from bench.tape import Playing, Recording, Stopwatch, Tape
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk
from captioner.core.events import Event, Final, Partial
from captioner.core.models import MODELS, SHIPPED
from captioner.core.settings import DEFAULTS, Settings
from captioner.engines.base import Control
from captioner.engines.moonshine.open import open_recogniser
from captioner.engines.ondevice import OnDevice
from captioner.engines.reader import INTERVAL
from captioner.engines.transcription import Transcription
from devtools.model import AS_MADE

Row = dict[str, object]

MODEL = Path(__file__).parents[1] / "resources" / "model" / DEFAULTS.model
_LIGHTER = MODEL.parent / SHIPPED[-1]
_CHUNK = RATE // 50
_FAST_S = 600
_QUICK_CLIPS = 4

_BARE = "× bare"
_GOALS = {
    "instant": {
        "delay p50": f"≤ 1.0 {_BARE}",
        "delay p90": f"≤ 1.0 {_BARE}",
        "rewritten": f"≤ 0.8 {_BARE}",
    },
    "balanced": {
        "delay p50": f"≤ 1.4 {_BARE}",
        "firm delay p50": f"≤ 2.5 {_BARE}",
        "rewritten": f"≤ 0.3 {_BARE}",
        "corrected": "≤ 1",
        "last word to final p50": f"≤ 1.0 {_BARE}",
        "word error rate": f"≤ 0.8 {_BARE}",
    },
    "steady": {"delay p50": f"≤ 3.5 {_BARE}", "rewritten": "≤ 1"},
}
"""Of the bare recogniser's figure of the same name; a firm delay of its delay."""

_PROCESSOR_GOALS = {"base-en": f"≤ 1.0 {_BARE}", "tiny-en": f"≤ 0.5 {_BARE}"}


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """All figures of the embedded recogniser; `quick` takes the first few clips."""
    speech = clips()[:_QUICK_CLIPS] if quick else clips()
    recogniser = Recording(open_recogniser(MODELS[MODEL.name], MODEL))
    tapes, base_s = _record(recogniser, speech)
    bare, bare_s = _bare(speech, INTERVAL / RATE)
    _, tiny_s = _record(Recording(open_recogniser(MODELS[_LIGHTER.name], _LIGHTER)), speech)
    found: list[Row] = []
    for steadiness, goals in _GOALS.items():
        score = _score(recogniser, speech, tapes, Settings(steadiness=steadiness))
        found += _against(_figures(score), _figures(bare), steadiness, goals)
    seconds = sum(clip.seconds for clip in speech)
    found += [
        *(
            _row(f"{name}: processor against bare", took / bare_s, _PROCESSOR_GOALS[name])
            for name, took in ((MODEL.name, base_s), (_LIGHTER.name, tiny_s))
        ),
        _row("processor, cores while speech goes on", base_s / seconds, None, bare_s / seconds),
        *_pocketsphinx(speech),
        _row("peer whisper tiny (faster-whisper)", "none: no package here brings its weights"),
        _row("fast pace, times real time", _fast(speech, 60 if quick else _FAST_S), "≥ 5"),
    ]
    return found


def _row(name: str, value: object, goal: str | None = None, peer: object = None) -> Row:
    return {"section": "recogniser", "name": name, "value": value, "goal": goal, "peer": peer}


def _figures(score: Score) -> dict[str, float]:
    """Seconds, and counts per 100 words."""
    return {
        "delay p50": quantile(score.delays, 0.5),
        "delay p90": quantile(score.delays, 0.9),
        "firm delay p50": quantile(score.firm_delays, 0.5),
        "rewritten": score.per_100(score.rewritten),
        "corrected": score.per_100(score.corrected),
        "last word to final p50": quantile(score.final_delays, 0.5),
        "word error rate": score.error_rate,
    }


def _against(
    ours: dict[str, float], bare: dict[str, float], steadiness: str, goals: dict[str, str]
) -> list[Row]:
    """Our figures beside those of the bare recogniser, and as shares of them."""
    rows: list[Row] = []
    for name, value in ours.items():
        peer = bare["delay p50"] if name == "firm delay p50" else bare[name]
        row = _row(f"{steadiness}: {name}", value, goals.get(name), f"bare: {bare[name]:.2f}")
        rows.append({**row, _BARE: value / peer if peer else None})
    return rows


def _record(recogniser: Recording, speech: Sequence[Clip]) -> tuple[list[Tape], float]:
    """The passes over each clip, and the processor seconds all of our code took."""
    tapes = []
    began = time.process_time()
    for clip in speech:
        recogniser.tape = Tape()
        _play(clip, Transcription(recogniser, Settings(), recogniser.tape.clock), recogniser.tape)
        tapes.append(recogniser.tape)
    processor_s = time.process_time() - began
    recogniser.close()
    return tapes, processor_s


def _score(
    recogniser: Recording, speech: Sequence[Clip], tapes: Sequence[Tape], settings: Settings
) -> Score:
    score = Score()
    for clip, recorded in zip(speech, tapes, strict=True):
        playing = Playing(recorded, recogniser)
        transcription = Transcription(playing, settings, playing.tape.clock)
        score.add(clip, _play(clip, transcription, playing.tape))
    return score


def _play(clip: Clip, transcription: Transcription, tape: Tape) -> list[Shown]:
    """Caption a clip whose sound comes in real time on the tape's clock."""
    screen = _Screen()
    total = len(clip.pcm) // BYTES_PER_SAMPLE
    position = 0
    while position < total:
        come = max(position + _CHUNK, int(tape.now_s * RATE) // _CHUNK * _CHUNK)
        come = min(come, total)
        tape.now_s = max(tape.now_s, come / RATE)
        pcm = clip.pcm[position * BYTES_PER_SAMPLE : come * BYTES_PER_SAMPLE]
        screen.say(transcription.hear(Chunk(position, pcm)), tape.now_s)
        position = come
    screen.say(transcription.finish(), tape.now_s)
    return screen.history


class _Screen:
    """Finals and the open partial, one after the other, as text."""

    def __init__(self) -> None:
        self.history: list[Shown] = []
        self._finals = ""

    def say(self, events: Sequence[Event], at_s: float) -> None:
        for event in events:
            match event:
                case Final():
                    self._finals += f" {event.text}"
                    self.history.append(Shown(at_s, self._finals, "", final=True))
                case Partial():
                    texts = [word.text for word in event.words]
                    firm = " ".join([self._finals, *texts[: event.agreed]])
                    faint = " ".join(texts[event.agreed :])
                    self.history.append(Shown(at_s, firm, faint, final=False))
                case _:
                    pass


def _bare(speech: Sequence[Clip], interval_s: float) -> tuple[Score, float]:
    """The vendor's own streaming loop, and the processor seconds it took."""
    from moonshine_voice.moonshine_api import ModelArch
    from moonshine_voice.transcriber import Transcriber

    options = {"return_audio_data": "false", "transcription_interval": str(interval_s)}
    folder = AS_MADE / "tiny-en"
    transcriber = Transcriber(folder, ModelArch.TINY, update_interval=interval_s, options=options)
    score, processor_s = Score(), 0.0
    for clip in speech:
        stream = transcriber.create_stream()
        stream.start()
        history, took = _play_bare(clip, stream)
        stream.close()
        processor_s += took
        score.add(clip, history)
    transcriber.close()
    return score, processor_s


def _play_bare(clip: Clip, stream: object) -> tuple[list[Shown], float]:
    from moonshine_voice.transcriber import Stream, TranscriptEvent

    assert isinstance(stream, Stream)
    history: list[Shown] = []
    lines: dict[int, tuple[str, bool]] = {}
    changed = False

    def listen(event: TranscriptEvent) -> None:
        nonlocal changed
        lines[event.line.line_id] = (event.line.text, event.line.is_complete)
        changed = True

    stream.add_listener(listen)
    now_s, processor = 0.0, time.process_time()
    step = _CHUNK * BYTES_PER_SAMPLE
    import numpy as np

    for start in range(0, len(clip.pcm), step):
        sound = np.frombuffer(clip.pcm[start : start + step], "<i2").astype(np.float32) / 32768
        now_s = max(now_s, (start + step) / BYTES_PER_SAMPLE / RATE)
        watch = Stopwatch()
        stream.add_audio(sound.tolist())
        now_s += watch.seconds()
        if changed:
            changed = False
            firm = " ".join(text for text, complete in lines.values() if complete)
            faint = " ".join(text for text, complete in lines.values() if not complete)
            ended = not faint and bool(history) and bool(history[-1].faint)
            history.append(Shown(now_s, firm, faint, final=ended))
    return history, time.process_time() - processor


def _pocketsphinx(speech: Sequence[Clip]) -> list[Row]:
    from pocketsphinx import Decoder

    score, began = Score(), time.process_time()
    for clip in speech:
        decoder = Decoder(samprate=RATE, loglevel="FATAL")
        decoder.start_utt()
        decoder.process_raw(clip.pcm, full_utt=True)
        decoder.end_utt()
        text = decoder.hyp().hypstr if decoder.hyp() else ""
        score.add(clip, [Shown(clip.seconds, text, "", final=True)])
    cores = (time.process_time() - began) / sum(clip.seconds for clip in speech)
    return [
        _row("peer pocketsphinx, whole clips: word error rate", score.error_rate),
        _row("peer pocketsphinx: cores", cores),
    ]


class _Sound:
    """Sound over and over, at once, as a source gives it."""

    def __init__(self, pcm: bytes, seconds: float) -> None:
        self._pcm = pcm
        self._position = 0
        self._end = int(seconds * RATE)

    def __aiter__(self) -> "_Sound":
        return self

    async def __anext__(self) -> Chunk:
        if self._position >= self._end:
            raise StopAsyncIteration
        start = self._position * BYTES_PER_SAMPLE % len(self._pcm)
        pcm = self._pcm[start : start + _CHUNK * BYTES_PER_SAMPLE]
        chunk = Chunk(self._position, pcm)
        self._position = chunk.end
        return chunk


class _NoWishes:
    """Controls that never come."""

    def __aiter__(self) -> "_NoWishes":
        return self

    async def __anext__(self) -> Control:
        await asyncio.Event().wait()
        raise AssertionError


def caption_fast(pcm: bytes, seconds: float, emit: Callable[[Event], None]) -> None:
    """The whole engine, fed as fast as it takes sound."""
    engine = OnDevice(Settings(), MODEL)
    asyncio.run(engine.run(_Sound(pcm, seconds), _NoWishes(), emit))


def _fast(speech: Sequence[Clip], seconds: float) -> float:
    began = time.perf_counter()
    caption_fast(b"".join(clip.pcm for clip in speech), seconds, lambda _: None)
    return seconds / (time.perf_counter() - began)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.recogniser", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer clips")
    for row in rows(parser.parse_args().quick):
        print(json.dumps(row, ensure_ascii=False))
