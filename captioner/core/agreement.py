"""What a partial shows of successive readings, and which of its words are agreed.

A recogniser that reads the open sentence anew at every pass rewrites its last words most
of the time: the sound ends in the middle of a word, so it guesses, often several words
ahead. What helps, in order of its worth (`python -m bench.recogniser` measures it):

- show at most a few words beyond those that two passes agree on, and of these none of which
  the recogniser itself is not sure: that halves what is rewritten and delays nothing else;
- let one pass that reads a shown word differently not yet replace it; two do;
- call a word agreed when it was read alike while some sound came, and for as long as
  something else was read in its place before, and another word follows it: a place that was
  read in several ways is read in one more way most often. A word of which the recogniser is
  very sure is agreed as soon as another follows it, or two passes end with it; of a sure one
  two passes are enough; a doubtful one, that is dotted, waits for so much more that half of
  what finals correct is not agreed yet. Where nobody knows how sure it is, two passes are too
  few: both may end in the same guess.

Only partials are filtered. What is finished comes from the recogniser's own last reading,
so this costs no accuracy; the earlier policy of fixing agreed words for good does [1].

[1] D. Liu et al., Low-Latency Sequence-to-Sequence Speech Recognition and Translation by
    Partial Hypothesis Selection, Interspeech 2020 (local agreement).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from types import MappingProxyType

from captioner.core.events import DOUBTFUL, Word
from captioner.core.joins import MARKS, bare, common_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Steadiness:
    """How eager partials are.

    Attributes:
        guesses: How many words beyond those that two passes agree on are shown.
        least_sure: How sure those must be, 0 to 1, where that is known.
        agreed_after_ms: How much new sound must come, at least, while a word is read
            alike, until it is agreed, where it is not known how sure it is.
        doubtful: Whether words that are not agreed are shown at all.
        patient: Whether a shown word stays until two passes read it differently.
    """

    guesses: int = 0
    least_sure: float = 0.0
    agreed_after_ms: int = 500
    doubtful: bool = True
    patient: bool = True


STEADINESS: Mapping[str, Steadiness] = MappingProxyType(
    {
        "instant": Steadiness(guesses=3, least_sure=0.2, patient=False),
        "balanced": Steadiness(guesses=2, least_sure=0.5),
        "steady": Steadiness(agreed_after_ms=600, doubtful=False),
    }
)
"""By the values of the setting `steadiness`."""

_VERY_SURE = 0.85
_SURE_AFTER_MS, _DOUBTFUL_AFTER_MS = 250, 1500
"""In place of `agreed_after_ms` where it is known how sure a word is."""

_USUAL_PASS_MS = 300
_MS_PER_WORD = 330
"""Where passes are rarer than usual, one word more is shown for so much more new sound."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of the open utterance in the latest reading.

    Attributes:
        key: The word read there, for comparing.
        first_ms: Up to where the sound was heard when a word was first read there.
        since_ms: The same for the first of the readings that are alike up to this word.
    """

    key: str
    first_ms: int
    since_ms: int

    def is_sure(self, heard_ms: int, after_ms: float) -> bool:
        """Whether it was read alike for so much sound, and for as much as it was not."""
        return heard_ms - self.since_ms >= max(after_ms, self.since_ms - self.first_ms)


class Agreement:
    """Turns successive readings of the open utterance into what a partial shows.

    Args:
        steadiness: A key of `STEADINESS`.
    """

    def __init__(self, steadiness: str) -> None:
        self._rule = STEADINESS[steadiness]
        self._heard_ms = 0
        self.reset()

    def configure(self, steadiness: str) -> None:
        """Be as eager as this from the next reading on."""
        self._rule = STEADINESS[steadiness]

    def reset(self) -> None:
        """A new utterance begins."""
        self._places: list[_Place] = []
        self._shown: list[Word] = []
        self._settled = 0
        self._agreed = 0

    def show(
        self, words: Sequence[Word], settled: int, heard_ms: int
    ) -> tuple[tuple[Word, ...], int]:
        """Take in the next reading.

        Args:
            words: The open utterance as it was just read.
            settled: How many leading words the recogniser will not change any more.
            heard_ms: Up to where the sound was heard for this reading.

        Returns:
            The words to show, and how many leading ones are agreed. Agreed words stay,
            in case and punctuation too, until the recogniser settles them; only the mark
            behind the last of them may change.
        """
        if settled != self._settled:  # what was shown of that stretch has been read for good
            self._settled = self._agreed = settled
            self._shown = list(words[:settled])
            del self._places[settled:]
        words = _with_agreed(self._shown[: self._agreed], words, settled)
        keys = [bare(word.text) for word in words]
        alike = max(settled, self._read(keys, heard_ms))
        self._agreed = max(self._agreed, self._sure(words, settled, heard_ms))
        late_ms = heard_ms - self._heard_ms - _USUAL_PASS_MS
        self._shown = self._chosen(words, keys, max(alike, self._agreed), late_ms)
        self._heard_ms = heard_ms
        return self._written(), self._agreed

    def _read(self, keys: Sequence[str], heard_ms: int) -> int:
        """Take in what is read at each place; how many leading words the last reading had too."""
        before = self._places
        alike = common_start(keys, [place.key for place in before])
        firsts = [place.first_ms for place in before[: len(keys)]]
        firsts += [heard_ms] * (len(keys) - len(firsts))
        self._places = before[:alike] + [
            _Place(key, first, heard_ms)
            for key, first in zip(keys[alike:], firsts[alike:], strict=True)
        ]
        return alike

    def _sure(self, words: Sequence[Word], settled: int, heard_ms: int) -> int:
        """How many leading words were read alike for long enough."""
        for index, place in enumerate(self._places[settled:], start=settled):
            followed = index + 1 < len(words)
            after_ms = self._after_ms(words[index]) if followed else _last_after_ms(words[index])
            if not place.is_sure(heard_ms, after_ms):
                return index
        return len(self._places)

    def _after_ms(self, word: Word) -> float:
        if word.confidence is None:
            return self._rule.agreed_after_ms
        if word.confidence >= _VERY_SURE:
            return 0
        return _DOUBTFUL_AFTER_MS if word.confidence < DOUBTFUL else _SURE_AFTER_MS

    def _chosen(
        self, words: list[Word], keys: Sequence[str], sure: int, late_ms: int
    ) -> list[Word]:
        if not self._rule.doubtful:
            return words[: self._agreed]
        same = common_start(keys, [bare(word.text) for word in self._shown])
        if self._rule.patient and sure <= same < len(self._shown):
            return [*words[:same], *self._shown[same:]]
        guesses = self._rule.guesses + max(0, late_ms) // _MS_PER_WORD
        end = max(same, sure)
        while end < min(len(words), sure + guesses) and self._may_show(words[end]):
            end += 1
        return words[:end]

    def _may_show(self, guess: Word) -> bool:
        return guess.confidence is None or guess.confidence >= self._rule.least_sure

    def _written(self) -> tuple[Word, ...]:
        """What is shown, without the full stop or comma that each cut-off reading ends with."""
        if len(self._shown) == self._settled:
            return tuple(self._shown)
        *before, last = self._shown
        return (*before, replace(last, text=last.text.rstrip(MARKS) or last.text))


def _last_after_ms(word: Word) -> float:
    """A last word may be the beginning of a longer one, unless it is very sure."""
    return _SURE_AFTER_MS if (word.confidence or 0.0) >= _VERY_SURE else inf


def _with_agreed(agreed: Sequence[Word], words: Sequence[Word], settled: int) -> list[Word]:
    """The reading, with the agreed words of before in place of what it makes of them."""
    firm, tail = agreed[settled:], words[settled:]
    start = _end_of([bare(w.text) for w in firm], [bare(w.text) for w in tail])
    if firm and start and bare(firm[-1].text) == bare(tail[start - 1].text):
        firm = [*firm[:-1], _with_mark_of(tail[start - 1], firm[-1])]
    return [*words[:settled], *firm, *tail[start:]]


def _with_mark_of(other: Word, word: Word) -> Word:
    """A word with the mark that another reading has behind it: the sound may have ended there."""
    mark = other.text[len(other.text.rstrip(MARKS)) :]
    return replace(word, text=word.text.rstrip(MARKS) + mark)


def _end_of(firm: Sequence[str], reading: Sequence[str]) -> int:
    """How many leading words of `reading` say what `firm` says: fewest edits, then nearest."""
    row = list(range(len(reading) + 1))
    for above, word in enumerate(firm):
        left, row[0] = row[0], above + 1
        for column, other in enumerate(reading, start=1):
            left, row[column] = (
                row[column],
                min(left + (word != other), row[column] + 1, row[column - 1] + 1),
            )
    return min(range(len(row)), key=lambda end: (row[end], abs(end - len(firm))))
