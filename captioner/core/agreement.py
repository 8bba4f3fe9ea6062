"""What a partial shows of successive readings, and which of its words are agreed.

A recogniser that reads the open sentence anew at every pass rewrites its last words most
of the time: the sound ends in the middle of a word, so it guesses, often several words
ahead. What helps, in order of its worth (`python -m bench.recogniser` measures it):

- show at most a few words beyond those that two passes agree on;
- let one pass that reads a shown word differently not yet replace it; two do;
- call a word agreed when it was read alike while half a second of sound came, and
  another word follows it. Two passes alone are too few: both may end in the same guess.

Only partials are filtered. What is finished comes from the recogniser's own last reading,
so this costs no accuracy; the earlier policy of fixing agreed words for good does [1].

[1] D. Liu et al., Low-Latency Sequence-to-Sequence Speech Recognition and Translation by
    Partial Hypothesis Selection, Interspeech 2020 (local agreement).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from captioner.core.events import Word
from captioner.core.joins import bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Steadiness:
    """How eager partials are.

    Attributes:
        guesses: How many words beyond those that two passes agree on are shown.
        followed_by: How many words must follow a word to call it agreed.
        doubtful: Whether words that are not agreed are shown at all.
        patient: Whether a shown word stays until two passes read it differently.
    """

    guesses: int = 0
    followed_by: int = 1
    doubtful: bool = True
    patient: bool = True


STEADINESS: Mapping[str, Steadiness] = MappingProxyType(
    {
        "instant": Steadiness(guesses=2, patient=False),
        "balanced": Steadiness(guesses=1),
        "steady": Steadiness(followed_by=2, doubtful=False),
    }
)
"""By the values of the setting `steadiness`."""

AGREED_AFTER_MS = 500
"""How much new sound must come while a word is read alike, until it is agreed."""

_USUAL_PASS_MS = 300
_MS_PER_WORD = 330
"""Where passes are rarer than usual, one word more is shown for so much more new sound."""


@dataclass(frozen=True, slots=True)
class _Reading:
    keys: tuple[str, ...]
    heard_ms: int


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
        self._readings: list[_Reading] = []
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
            in case and punctuation too, until the recogniser settles them.
        """
        if settled != self._settled:  # what was shown of that stretch has been read for good
            self._settled = self._agreed = settled
            self._shown = list(words[:settled])
        words = _with_agreed(self._shown[: self._agreed], words, settled)
        reading = _Reading(tuple(bare(word.text) for word in words), heard_ms)
        alike = max(settled, self._alike(reading, 0))
        sure = min(self._alike(reading, AGREED_AFTER_MS), len(words) - self._rule.followed_by)
        self._agreed = max(self._agreed, sure)
        self._shown = self._chosen(words, reading, max(alike, self._agreed))
        self._readings = [*self._recent(heard_ms), reading]
        self._heard_ms = heard_ms
        return self._written(), self._agreed

    def _recent(self, heard_ms: int) -> list[_Reading]:
        """The earlier readings that are still needed: back to one that is old enough."""
        old = [r for r in self._readings if heard_ms - r.heard_ms >= AGREED_AFTER_MS]
        return [*old[-1:], *self._readings[len(old) :]]

    def _alike(self, reading: _Reading, over_ms: int) -> int:
        """How many leading words were read alike while at least so much sound came."""
        least = len(reading.keys)
        for earlier in reversed(self._readings):
            least = min(least, _common(reading.keys, earlier.keys))
            if reading.heard_ms - earlier.heard_ms >= over_ms:
                return least
        return 0

    def _chosen(self, words: list[Word], reading: _Reading, sure: int) -> list[Word]:
        if not self._rule.doubtful:
            return words[: self._agreed]
        same = _common(reading.keys, [bare(word.text) for word in self._shown])
        if self._rule.patient and sure <= same < len(self._shown):
            return [*words[:same], *self._shown[same:]]
        return words[: max(same, sure + self._guesses(reading))]

    def _guesses(self, reading: _Reading) -> int:
        """How many words that only this reading has may be shown."""
        late_ms = max(0, reading.heard_ms - self._heard_ms - _USUAL_PASS_MS)
        return self._rule.guesses + late_ms // _MS_PER_WORD

    def _written(self) -> tuple[Word, ...]:
        """What is shown, without the full stop or comma that each cut-off reading ends with."""
        if len(self._shown) == self._settled:
            return tuple(self._shown)
        *before, last = self._shown
        return (*before, replace(last, text=last.text.rstrip(".,;:?!…") or last.text))


def _with_agreed(agreed: Sequence[Word], words: Sequence[Word], settled: int) -> list[Word]:
    """The reading, with the agreed words of before in place of what it makes of them."""
    firm, tail = agreed[settled:], words[settled:]
    start = _end_of([bare(w.text) for w in firm], [bare(w.text) for w in tail])
    return [*words[:settled], *firm, *tail[start:]]


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


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """How many leading words are the same."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
