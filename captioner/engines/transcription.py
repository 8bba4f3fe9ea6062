"""From sound to the events of one run, on one thread and without waiting for anything."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from captioner.core.agreement import Agreement
from captioner.core.audio import RATE, Chunk, to_ms, to_samples
from captioner.core.events import Event, Final, Heard, Partial, Word
from captioner.core.joins import split
from captioner.core.settings import Settings
from captioner.engines.moonshine import HOP, Line, Recogniser


class Transcription:
    """One run of the embedded recogniser.

    Sound goes in with `hear`; what is to be said comes back. Passes over the open line
    are made no more often than the machine can bear.

    Args:
        recogniser: A fresh one; it is used up.
        settings: The user's settings; `configure` changes the live ones.
        clock: Seconds, rising; tells how long a pass took.
    """

    INTERVAL = to_samples(300)
    QUIET_INTERVAL = 3 * HOP
    LONGEST_STEP = 2 * RATE
    LONGEST_UTTERANCE = 15 * RATE

    def __init__(
        self, recogniser: Recogniser, settings: Settings, clock: Callable[[], float]
    ) -> None:
        self._recogniser = recogniser
        self._settings = settings
        self._clock = clock
        self._agreement = Agreement(settings.steadiness)
        self._base = 0
        self._position: int | None = None
        self._rest = b""
        self._unread = 0
        self._cost = 0.0
        self._taken = 0
        self._turn = 0
        self._words: list[Word] = []
        self._speech_end = 0
        self._open: Line | None = None
        self._shown: Partial | None = None

    def configure(self, settings: Settings) -> None:
        """Act on the live settings from now on."""
        self._settings = settings
        self._agreement.steadiness = settings.steadiness

    def hear(self, chunk: Chunk) -> list[Event]:
        """Take a chunk in; what there is to say after it."""
        events: list[Event] = []
        if self._position is None:
            self._base = self._position = chunk.position
        elif chunk.position != self._position + len(self._rest) // 2:
            events += self.end_utterance()
            self._rest = b""
            self._base = self._position = chunk.position
        pcm = self._rest + chunk.pcm
        step = HOP * 2
        whole = len(pcm) // step * step
        self._rest = pcm[whole:]
        for start in range(0, whole, self.LONGEST_STEP * 2):
            block = pcm[start : min(start + self.LONGEST_STEP * 2, whole)]
            self._add(block)
            if self._unread >= self._due():
                events += self._read()
        return events

    def end_utterance(self) -> list[Event]:
        """Finish the open utterance now."""
        events = self._read() if self._unread else []
        lines = self._recogniser.cut()
        self._take(lines)
        events += self._finish()
        self._taken = 0
        self._base = self._position or 0
        return events

    def finish(self) -> list[Event]:
        """The sound has ended: what was still open."""
        if self._rest:
            self._add(self._rest + bytes(HOP * 2 - len(self._rest)))
            self._rest = b""
        return self.end_utterance()

    def _due(self) -> int:
        if self._open is None:
            return self.QUIET_INTERVAL
        return max(self.INTERVAL, round(1.3 * self._cost * RATE))

    def _add(self, pcm: bytes) -> None:
        import numpy as np

        self._recogniser.add(np.frombuffer(pcm, "<i2").astype(np.float32) / 32768)
        self._unread += len(pcm) // 2
        assert self._position is not None
        self._position += len(pcm) // 2

    def _read(self) -> list[Event]:
        began = self._clock()
        lines = self._recogniser.read()
        took = self._clock() - began
        self._unread = 0
        events: list[Event] = []
        was_open = self._open
        new = lines[self._taken :]
        for line in new:
            if self._words and self._base + line.start - self._speech_end >= self._threshold():
                events += self._finish()
            if line.complete:
                self._taken += 1
                self._keep(line)
        self._open = new[-1] if new and not new[-1].complete else None
        if self._open or was_open:
            self._cost = took
        assert self._position is not None
        if self._open is None and self._words:
            quiet = self._position - self._speech_end
            long = self._speech_end - to_samples(self._words[0].start_ms) > self.LONGEST_UTTERANCE
            if quiet >= self._threshold() or long:
                events += self._finish()
        events += self._partial()
        return [*events, Heard(until_ms=to_ms(self._position))]

    def _take(self, lines: list[Line]) -> None:
        for line in lines[self._taken :]:
            self._keep(line)
        self._open = None

    def _keep(self, line: Line) -> None:
        self._words += self._timed(line)
        self._speech_end = self._base + line.end - to_samples(260)

    def _timed(self, line: Line) -> list[Word]:
        texts = split(line.text)
        start = to_ms(self._base + line.start) + 200
        end = max(start, to_ms(self._base + line.end) - 200)
        total = sum(len(text) + 1 for text in texts)
        words, so_far = [], 0
        for text in texts:
            began = start + (end - start) * so_far // total
            so_far += len(text) + 1
            words.append(
                Word(text=text, start_ms=began, end_ms=start + (end - start) * so_far // total)
            )
        return words

    def _threshold(self) -> int:
        return to_samples(self._settings.end_utterance_silence_threshold)

    def _partial(self) -> list[Event]:
        if self._settings.disable_partial_transcripts:
            return []
        words = [*self._words, *(self._timed(self._open) if self._open else [])]
        assert self._position is not None
        shown, agreed = self._agreement.show(words, to_ms(self._position))
        partial = Partial(turn=self._turn, words=shown, agreed=agreed)
        if partial == self._shown or (self._shown is None and not shown):
            return []
        self._shown = partial
        return [partial]

    def _finish(self) -> list[Event]:
        words, self._words = tuple(self._words), []
        self._open = None
        events: list[Event] = []
        if words:
            text = " ".join(word.text for word in words)
            events.append(Final(turn=self._turn, words=words, text=text))
        elif self._shown is not None and self._shown.words:
            events.append(Partial(turn=self._turn, words=()))
        if events:
            self._turn += 1
        self._agreement.reset()
        self._shown = None
        return events
