"""Plays a recorded session again: demonstrations, pictures, long runs of tests.

The recording is what `captioner caption --json` prints: one object a line. The sound
it is given is only its clock: an event comes out when the sound has reached its `at`.
"""

from pathlib import Path

import msgspec

from captioner.core.audio import to_ms
from captioner.core.engines import ENGINES
from captioner.core.errors import BadFile, UsageError
from captioner.core.events import Event, Final, Heard, Opened, Partial, Word
from captioner.core.sentence import Sentence
from captioner.core.settings import Settings
from captioner.engines.base import AudioStream, Controls, Emit


class _WordLine(msgspec.Struct):
    text: str
    start_ms: int
    end_ms: int
    confidence: float | None = None


class _Line(msgspec.Struct):
    type: str
    at: float = 0.0
    turn: int = 0
    text: str = ""
    agreed: int = 0
    words: list[_WordLine] = []


def read_recording(path: Path) -> list[tuple[int, Event]]:
    """The partials and finals of a recording, each with the time in ms at which it came.

    Raises:
        UsageError: The file is not there.
        BadFile: It holds no such recording.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        raise UsageError(
            Sentence("There is no recording at {path}.", path=path), "Check the file's name."
        ) from None
    decoder = msgspec.json.Decoder(_Line)
    filled = [line for line in lines if line.strip()]
    try:
        parsed = [decoder.decode(line) for line in filled or [b""]]
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise BadFile(
            Sentence("{name} is not a recorded session.", name=path.name),
            "Make one with: captioner caption FILE --json > recording.jsonl",
        ) from None
    return _in_order([line for line in parsed if line.type in ("partial", "final") and line.words])


def _in_order(lines: list[_Line]) -> list[tuple[int, Event]]:
    """Every final before what is said after it, as engines promise.

    A recording may have it later: a final is printed once it is on disk.
    """
    finals = {line.turn: line for line in lines if line.type == "final"}
    played: list[tuple[int, Event]] = []
    for line in lines:
        for turn in sorted(turn for turn in finals if turn < line.turn):
            played.append((round(line.at * 1000), _event(finals.pop(turn))))
        if line.type == "partial" or finals.pop(line.turn, None) is not None:
            played.append((round(line.at * 1000), _event(line)))
    return played


def _event(line: _Line) -> Event:
    words = tuple(
        Word(text=w.text, start_ms=w.start_ms, end_ms=w.end_ms, confidence=w.confidence)
        for w in line.words
    )
    if line.type == "final":
        return Final(turn=line.turn, words=words, text=line.text)
    return Partial(turn=line.turn, words=words, agreed=line.agreed)


class Replay:
    """The engine that plays `path`."""

    info = ENGINES["replay"]

    def __init__(self, settings: Settings, path: Path) -> None:
        self._partials = not settings.disable_partial_transcripts
        self._events = read_recording(path)

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:  # noqa: ARG002 - a recording takes no wishes
        """Give the recorded events as the sound goes by; the rest when it ends."""
        waiting = iter(self._events)
        following = next(waiting, None)
        opened = False
        offset_ms = 0
        async for chunk in audio:
            if not opened:
                opened = True
                offset_ms = to_ms(chunk.position)
                emit(Opened(engine=self.info.name, start_ms=offset_ms))
            while following is not None and following[0] <= to_ms(chunk.end) - offset_ms:
                self._give(following[1], emit)
                following = next(waiting, None)
            emit(Heard(until_ms=to_ms(chunk.end)))
        while following is not None:
            self._give(following[1], emit)
            following = next(waiting, None)

    def _give(self, event: Event, emit: Emit) -> None:
        if self._partials or not isinstance(event, Partial):
            emit(event)
