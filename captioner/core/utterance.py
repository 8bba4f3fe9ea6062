"""The open utterance: its finished lines as one, and the line that is still being read."""

from collections.abc import Sequence
from dataclasses import dataclass

from captioner.core.audio import to_ms, to_samples
from captioner.core.boost import Boost
from captioner.core.events import Word
from captioner.core.joins import bare, join, repeated, split, without_loops
from captioner.core.pauses import HOP, Pauses
from captioner.core.word_times import spread

_LEAST_SOUND = 2 * HOP
_LOOPS_WHILE_OPEN = 2
_LOOPS_WHEN_FINISHED = 5
_OVERLAP = to_samples(60)


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of speech as one pass read it.

    Attributes:
        id: The same in every pass over this stretch.
        text: What was said; may be empty.
        start: The session's number of its first sample.
        end: The number of the sample after its last.
        complete: Whether it is finished: later passes leave it as it is.
    """

    id: int
    text: str
    start: int
    end: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Pass:
    heard: int
    keys: tuple[str, ...]


class Utterance:
    """One utterance while it is open.

    Args:
        pauses: Where the sound is quiet; it must have heard all lines given here.
        boost: Swaps boosted terms in.
    """

    def __init__(self, pauses: Pauses, boost: Boost) -> None:
        self._pauses = pauses
        self._passes: list[_Pass] = []
        self._before: list[Word] = []
        self.boost = boost
        """Acts on lines to come."""
        self.words: list[Word] = []
        """The words of its finished lines."""
        self.speech_end = 0
        """The sample after the last sound of its finished lines, or of what was before it."""

    def following(self) -> "Utterance":
        """An empty one for what comes after this."""
        after = Utterance(self._pauses, self.boost)
        after.speech_end = self.speech_end
        after._before = self.words or self._before
        return after

    @property
    def length(self) -> int:
        """Samples from its first finished word to its last."""
        return self.speech_end - to_samples(self.words[0].start_ms) if self.words else 0

    def begin_of(self, line: Line) -> int:
        """Where the speech of a further line begins."""
        stretches = self._sound_of(line.start, line.end)
        return stretches[0][0] if stretches else line.end

    def read(self, line: Line, heard: int) -> list[Word]:
        """All words, with what a pass over the sound before `heard` made of the open line."""
        texts = without_loops(split(line.text), _LOOPS_WHILE_OPEN)
        words = self._joined(texts, line, line.end)
        self._passes.append(_Pass(heard, tuple(bare(text) for text in texts)))
        return words

    def finish_line(self, line: Line, *, silence: int) -> None:
        """Take over a complete line.

        Args:
            line: The line; one with next to no sound in it is left out.
            silence: How many samples at its end are known to hold no voice.
        """
        end = line.end - silence
        stretches = self._sound_of(line.start, end)
        if sum(ended - began for began, ended in stretches) >= _LEAST_SOUND:
            texts = without_loops(split(line.text), _LOOPS_WHEN_FINISHED)
            self.words = self._joined(texts, line, end)
            self.speech_end = stretches[-1][1]
        self._passes.clear()

    def _joined(self, texts: Sequence[str], line: Line, end: int) -> list[Word]:
        """The finished words and those of a further line."""
        words = self.boost.apply(self._timed(texts, line.start, end))
        if self.speech_end - line.start >= _OVERLAP:
            words = words[repeated(self.words or self._before, words) :]
        return join(self.words, words, pause_ms=to_ms(self.begin_of(line) - self.speech_end))

    def _timed(self, texts: Sequence[str], start: int, end: int) -> list[Word]:
        if not texts:
            return []
        keys = tuple(bare(text) for text in texts)
        latest = [end] * len(texts)
        for earlier in reversed(self._passes):
            for index, (key, other) in enumerate(zip(keys, earlier.keys, strict=False)):
                if key != other:
                    break
                latest[index] = earlier.heard
        stretches = self._sound_of(start, end) or [(min(max(start, self.speech_end), end), end)]
        return [
            Word(text=text, start_ms=to_ms(began), end_ms=to_ms(ended))
            for text, (began, ended) in zip(texts, spread(texts, stretches, latest), strict=True)
        ]

    def _sound_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sounding stretches, without what the lines before have taken."""
        return self._pauses.sounding(max(start, self.speech_end), end)
