"""A recogniser that knows beforehand what will be said: for tests and measurements.

A script has one JSON object a line, in the order of time:
`{"word": "hello", "start_ms": 200, "end_ms": 480, "ends_turn": false}`. Each word comes
out exactly when the sound that holds it has arrived. A turn ends with a word that says
so, after a silence as long as the threshold, when asked to, and with the sound.
"""

import asyncio
from pathlib import Path

import msgspec

from captioner.core.audio import to_ms
from captioner.core.engines import EngineInfo
from captioner.core.errors import UsageError
from captioner.core.events import Final, Heard, Opened, Partial, Word
from captioner.core.sentence import Sentence
from captioner.core.settings import Settings
from captioner.engines.base import AudioStream, Configure, Controls, Emit


class Line(msgspec.Struct, frozen=True):
    """One word of a script.

    Attributes:
        word: What is said.
        start_ms: Where it starts in the sound.
        end_ms: Where it ends.
        ends_turn: Whether the turn ends with it.
    """

    word: str
    start_ms: int
    end_ms: int
    ends_turn: bool = False


def read_script(path: Path) -> tuple[Line, ...]:
    """The words of a script.

    Raises:
        UsageError: There is no such file, or it is not a script.
    """
    try:
        texts = path.read_bytes().splitlines()
    except OSError:
        raise UsageError(
            Sentence("There is no script at {path}.", path=path), "Check the file's name."
        ) from None
    decoder = msgspec.json.Decoder(Line)
    lines: list[Line] = []
    for number, text in enumerate(texts, start=1):
        if not text.strip():
            continue
        try:
            line = decoder.decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _bad(path, number, str(error)) from None
        if not (line.word.strip() and 0 <= line.start_ms <= line.end_ms):
            raise _bad(path, number, "it needs a word and times in order")
        if lines and line.start_ms < lines[-1].start_ms:
            raise _bad(path, number, "it starts before the word above it")
        lines.append(line)
    return tuple(lines)


def _bad(path: Path, number: int, why: str) -> UsageError:
    return UsageError(
        Sentence(
            "Line {number} of {name} is not a word of a script: {why}.",
            number=number,
            name=path.name,
            why=why,
        ),
        'Write lines like {"word": "hello", "start_ms": 200, "end_ms": 480, "ends_turn": false}.',
    )


class ScriptEngine:
    """Says the words of a script as their sound arrives."""

    info = EngineInfo(
        name="script",
        label="Script",
        summary="Says what a file tells it to.",
        live=frozenset({"end_utterance_silence_threshold", "disable_partial_transcripts"}),
        fast=True,
    )

    def __init__(self, script: tuple[Line, ...], settings: Settings) -> None:
        self._settings = settings
        self._coming = list(reversed(script))
        self._open: list[Word] = []
        self._turn = 0

    async def run(self, audio: AudioStream, controls: Controls, emit: Emit) -> None:
        """Follow the sound to its end."""
        wishes = asyncio.create_task(self._obey(controls, emit))
        opened = False
        try:
            async for chunk in audio:
                if not opened:
                    emit(Opened(engine=self.info.name, start_ms=to_ms(chunk.position)))
                    opened = True
                self._hear(to_ms(chunk.end), emit)
            self._end_turn(emit)
        finally:
            wishes.cancel()
            await asyncio.gather(wishes, return_exceptions=True)

    async def _obey(self, controls: Controls, emit: Emit) -> None:
        async for control in controls:
            if isinstance(control, Configure):
                self._settings = control.settings
            else:
                self._end_turn(emit)

    def _hear(self, until_ms: int, emit: Emit) -> None:
        while self._coming and self._coming[-1].end_ms <= until_ms:
            self._end_turn_if_silent(self._coming[-1].start_ms, emit)
            self._say(self._coming.pop(), emit)
        begun_ms = self._coming[-1].start_ms if self._coming else until_ms
        self._end_turn_if_silent(min(begun_ms, until_ms), emit)
        emit(Heard(until_ms=until_ms))

    def _say(self, line: Line, emit: Emit) -> None:
        self._open.append(Word(text=line.word, start_ms=line.start_ms, end_ms=line.end_ms))
        if not self._settings.disable_partial_transcripts:
            words = tuple(self._open)
            emit(Partial(turn=self._turn, words=words, agreed=len(words)))
        if line.ends_turn:
            self._end_turn(emit)

    def _end_turn_if_silent(self, until_ms: int, emit: Emit) -> None:
        """End the turn if nothing was said for long enough before `until_ms`."""
        threshold = self._settings.end_utterance_silence_threshold
        if self._open and until_ms - self._open[-1].end_ms >= threshold:
            self._end_turn(emit)

    def _end_turn(self, emit: Emit) -> None:
        if self._open:
            words = tuple(self._open)
            self._open = []
            emit(Final(turn=self._turn, words=words, text=" ".join(word.text for word in words)))
            self._turn += 1
