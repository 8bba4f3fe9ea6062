"""The open utterance: its finished lines as one, and the line that is still being read."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from captioner.core.as_written import AsWritten
from captioner.core.audio import to_ms, to_samples
from captioner.core.boost import Boost
from captioner.core.events import Word
from captioner.core.joins import bare, join, repeated, split, without_loops
from captioner.core.pauses import HOP, Pauses
from captioner.core.word_times import retimed, spread

_LEAST_SOUND = 2 * HOP
_LOOPS_WHILE_OPEN = 2
_LOOPS_WHEN_FINISHED = 5
_OVERLAP = to_samples(60)


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of speech as one pass read it.

    Attributes:
        id: The same in every pass over this stretch.
        texts: What was said, word by word; may be empty.
        start: The session's number of its first sample.
        end: The number of the sample after its last.
        complete: Whether it is finished: later passes leave it as it is.
        sure: For each of `texts` how sure it is, 0 to 1; empty where that is not known.
        boosted: Which of `texts` are there because word boost preferred them.
        silence: How many samples at its end are known to hold no voice.
    """

    id: int
    texts: tuple[str, ...]
    start: int
    end: int
    complete: bool
    sure: tuple[float, ...] = ()
    boosted: frozenset[int] = frozenset()
    silence: int = 0


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
        self._lines: list[Line] = []
        self._previous_end = 0
        self._before: list[Word] = []
        self.boost = boost
        """Swaps boosted terms in, in lines to come."""
        self.as_written = AsWritten(())
        """Gives boosted terms their capitals, in lines to come."""
        self.words: list[Word] = []
        """The words of its finished lines."""
        self.speech_end = 0
        """The sample after the last sound of its finished lines, or of what was before it."""

    def following(self) -> "Utterance":
        """An empty one for what comes after this."""
        after = Utterance(self._pauses, self.boost)
        after.as_written = self.as_written
        after.speech_end = after._previous_end = self.speech_end
        after._before = self.words or self._before
        return after

    def parts(self, longest: int) -> list[list[Line]]:
        """Its finished lines in groups that are best read in one go.

        Args:
            longest: The most samples of one group; it is cut at its longest pauses.
        """
        return self._grouped(self._lines, longest) if self._lines else []

    def again(self, lines: Sequence[Line]) -> "Utterance":
        """The same utterance of other lines: what was read in one go, in order."""
        anew = Utterance(self._pauses, self.boost)
        anew.as_written = self.as_written
        anew.speech_end = anew._previous_end = self._previous_end
        anew._before = self._before
        for line in lines:
            anew.finish_line(line)
        anew.words = retimed(anew.words, self.words)
        anew.speech_end = self.speech_end
        return anew

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
        words = self._timed(line, line.end, _LOOPS_WHILE_OPEN)
        self._passes.append(_Pass(heard, tuple(bare(word.text) for word in words)))
        return self._joined(words, line)

    def finish_line(self, line: Line) -> None:
        """Take over a complete line.

        Args:
            line: The line; one with next to no sound in it is left out.
        """
        end = line.end - line.silence
        stretches = self._sound_of(line.start, end)
        if sum(ended - began for began, ended in stretches) >= _LEAST_SOUND:
            self.words = self._joined(self._timed(line, end, _LOOPS_WHEN_FINISHED), line)
            self.speech_end = stretches[-1][1]
            self._lines.append(line)
        self._passes.clear()

    def _grouped(self, lines: list[Line], longest: int) -> list[list[Line]]:
        if len(lines) == 1 or lines[-1].end - lines[0].start <= longest:
            return [lines]
        pauses = [self._pause_after(line, after) for line, after in pairwise(lines)]
        cut = max(range(len(pauses)), key=lambda place: pauses[place]) + 1
        return [*self._grouped(lines[:cut], longest), *self._grouped(lines[cut:], longest)]

    def _pause_after(self, line: Line, after: Line) -> int:
        before = self._pauses.sounding(line.start, line.end)
        behind = self._pauses.sounding(after.start, after.end)
        return behind[0][0] - before[-1][1] if before and behind else 0

    def _joined(self, words: list[Word], line: Line) -> list[Word]:
        """The finished words and those of a further line."""
        words = self.as_written.apply(self.boost.apply(words))
        if self.speech_end - line.start >= _OVERLAP:
            words = words[repeated(self.words or self._before, words) :]
        return join(self.words, words, pause_ms=to_ms(self.begin_of(line) - self.speech_end))

    def _timed(self, line: Line, end: int, loops: int) -> list[Word]:
        words, places = split(line.texts)
        kept = without_loops(words, loops)
        texts, places = [words[each] for each in kept], [places[each] for each in kept]
        return [
            Word(
                text=text,
                start_ms=to_ms(began),
                end_ms=to_ms(ended),
                confidence=line.sure[place] if line.sure else None,
                boosted=place in line.boosted,
            )
            for text, place, (began, ended) in zip(
                texts, places, self._times(texts, line.start, end), strict=True
            )
        ]

    def _times(self, texts: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
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
        return spread(texts, stretches, latest)

    def _sound_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sounding stretches, without what the lines before have taken."""
        return self._pauses.sounding(max(start, self.speech_end), end)
