"""Joining the words of two recognisers that heard some of the same sound.

Whoever reads on after another one begins a little earlier, so that no word is cut in
half. What both heard must be given once. The text decides first: the same words near in
time are the same words, whatever became of case, punctuation and exact times. Where the
text does not tell, time does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from math import inf

from captioner.core.events import Word

NEAR_MS = 800
SHORT_NEAR_MS = 500
FUZZY_NEAR_MS = 300
"""The same word, heard twice, lies no further apart: less so short ones, which come more
often, and those that were written differently."""

REACH_MS = 6_000
"""Words further from a seam have nothing to do with it."""

_ALIKE = 0.75
_FUZZY = 0.6
_LEAST_PIECE = 3
_SHORT = 3
_CLOSEST = 1.1
_IN_A_ROW = 0.3


@dataclass(frozen=True, slots=True)
class _Heard:
    """A word as one side heard it; on the mirrored side, times count backwards."""

    text: str
    start: int
    end: int
    given: bool = True

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


class Seam:
    """The place where what one recogniser gives ends and what another gives begins.

    The side that is finished second goes by what the first one gave. A word in doubt
    belongs to the side on which its middle lies. Utterances are in the order of their
    beginnings, which two recognisers tell differently: each side keeps to its side.

    Args:
        at_ms: Where it is.
        given: Words before it that were given already.
    """

    def __init__(self, at_ms: int, given: Iterable[Word] = ()) -> None:
        self.at_ms = at_ms
        near = [word for word in given if word.end_ms > at_ms - REACH_MS]
        self._before = [_heard(word) for word in near]
        self._after: list[_Heard] = []

    def first_after(self, words: Sequence[Word]) -> int:
        """How many leading words of an utterance after the seam belong before it."""
        near = [_heard(word) for word in words if word.start_ms < self.at_ms + REACH_MS]
        count = _foreign(self._before, [*self._after, *near], self.at_ms)
        return max(0, count - len(self._after)) if near else 0

    def end_before(self, words: Sequence[Word]) -> int:
        """How many leading words of an utterance before the seam do not belong after it."""
        near = [_heard(word) for word in words if word.end_ms > self.at_ms - REACH_MS]
        ours = [_mirrored(word) for word in reversed((*self._before, *near))]
        after = [_mirrored(word) for word in reversed(self._after)]
        return len(words) - min(len(near), _foreign(after, ours, -self.at_ms))

    def put_before(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """An utterance before the seam, beginning no later than what was given after it."""
        first = min((word.start for word in self._after if word.given), default=inf)
        if not words or words[0].start_ms < first:
            return words
        return (replace(words[0], start_ms=max(0, round(first) - 1)), *words[1:])

    def put_after(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """An utterance after the seam, beginning later than the last word given before it."""
        last = max((word.start for word in self._before if word.given), default=-inf)
        if not words or words[0].start_ms > last:
            return words
        start = round(last) + 1
        moved = replace(words[0], start_ms=start, end_ms=max(start, words[0].end_ms))
        return (moved, *words[1:])

    def keep_after(self, words: Sequence[Word], first: int) -> None:
        """Words after the seam are final; those from index `first` on were given."""
        self._after += [
            _heard(word, given=index >= first)
            for index, word in enumerate(words)
            if word.start_ms < self.at_ms + REACH_MS
        ]

    def keep_before(self, words: Sequence[Word], end: int) -> None:
        """Words before the seam are final; those before index `end` were given."""
        self._before += [
            _heard(word, given=index < end)
            for index, word in enumerate(words)
            if word.end_ms > self.at_ms - REACH_MS
        ]


def _foreign(other: Sequence[_Heard], words: Sequence[_Heard], at: int) -> int:
    """How many leading `words` belong to the other side, all of whose words come first."""
    pairs = _aligned(other, words)
    given = [index for index, word in enumerate(other) if word.given]
    count = max((mine + 1 for theirs, mine in pairs if other[theirs].given), default=0)
    if given and any(theirs == given[-1] for theirs, _ in pairs):
        return count
    left_to_us = (mine for theirs, mine in pairs if not other[theirs].given)
    ours = min(left_to_us, default=len(words))
    while count < ours and words[count].middle < at:
        count += 1
    return count


def _aligned(other: Sequence[_Heard], words: Sequence[_Heard]) -> list[tuple[int, int]]:
    """Pairs of indices of the same words, in order, so that they agree best altogether."""
    best = [[0.0] * (len(words) + 1) for _ in range(len(other) + 1)]
    paired = [[0.0] * (len(words) + 1) for _ in range(len(other) + 1)]
    for i, theirs in enumerate(other, start=1):
        for j, mine in enumerate(words, start=1):
            weight = _same(theirs, mine)
            if weight:
                row = paired[i - 1][j - 1] + _IN_A_ROW if paired[i - 1][j - 1] else 0.0
                paired[i][j] = weight + max(best[i - 1][j - 1], row)
            best[i][j] = max(best[i - 1][j], best[i][j - 1], paired[i][j])
    return _traced(best, paired)


def _traced(best: list[list[float]], paired: list[list[float]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    i, j = len(best) - 1, len(best[0]) - 1
    in_a_row = False
    while i and j:
        if paired[i][j] and (in_a_row or paired[i][j] == best[i][j]):
            pairs.append((i - 1, j - 1))
            before = paired[i - 1][j - 1]
            in_a_row = before > 0 and before + _IN_A_ROW >= best[i - 1][j - 1]
            i, j = i - 1, j - 1
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _same(one: _Heard, other: _Heard) -> float:
    """How surely two words are the same word, 0.0 for not at all.

    A recogniser is often wrong about where the sound of a word beside a silence begins or
    ends, rarely about both: the nearer edge counts.
    """
    apart = min(abs(one.start - other.start), abs(one.end - other.end))
    if apart > NEAR_MS or not one.text or not other.text:
        return 0.0
    likeness = _likeness(one.text, other.text)
    if likeness < 1:
        return max(0.0, likeness * (1 - apart / FUZZY_NEAR_MS))
    near = NEAR_MS if len(one.text) > _SHORT else SHORT_NEAR_MS
    return max(0.0, _CLOSEST - apart / near)


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    piece = len(short) >= _LEAST_PIECE and (long.startswith(short) or long.endswith(short))
    if piece or SequenceMatcher(None, one, other).ratio() >= _ALIKE:
        return _FUZZY
    return 0.0


def _heard(word: Word, *, given: bool = True) -> _Heard:
    letters = "".join(filter(str.isalnum, word.text.casefold()))
    return _Heard(letters, word.start_ms, word.end_ms, given)


def _mirrored(word: _Heard) -> _Heard:
    return _Heard(word.text, -word.end, -word.start, word.given)
