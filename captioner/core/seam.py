"""Joining the words of two recognisers that heard some of the same sound.

Whoever reads on after another one begins a little earlier, so that no word is cut in
half. What both heard must be given once. Where the text does not tell what both heard,
time does. A word of which one side gave a part, as where `real` was given and `real-time`
is heard, is parted: the other side gives the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import inf

from captioner.core.alignment import Heard, Match, aligned, heard, mirrored
from captioner.core.events import Word
from captioner.core.figures import Reading
from captioner.core.parting import Parts, parted
from captioner.core.share import Share

REACH_MS = 6_000
"""Words further from a seam have nothing to do with it."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where the words of the other side end among ours.

    Attributes:
        count: How many leading words are wholly or in part the other side's.
        left: How many letters of the last of them are ours, as `reading` has it.
        reading: What that word was said as.
    """

    count: int
    left: int = 0
    reading: Reading = ()


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
        self._before = heard([word for word in given if word.end_ms > at_ms - REACH_MS])
        self._after: list[Heard] = []

    def first_after(self, words: Sequence[Word]) -> int:
        """How many leading words of an utterance after the seam belong before it."""
        return self._cut_after(words)[0]

    def rest_after(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """What belongs after the seam of the last word that `first_after` counts."""
        return self._cut_after(words)[1].after

    def end_before(self, words: Sequence[Word]) -> int:
        """How many leading words of an utterance before the seam do not belong after it."""
        return self._cut_before(words)[0]

    def rest_before(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """What belongs before the seam of the first word that `end_before` does not count."""
        return self._cut_before(words)[1].before

    def share_after(self, words: Sequence[Word], share: Share) -> Share:
        """What of a share of an utterance belongs after the seam."""
        left = share.of(words)
        return Share((*self.rest_after(left), *share.items[self.first_after(left) :]))

    def share_before(self, words: Sequence[Word], share: Share) -> Share:
        """What of a share of an utterance belongs before the seam."""
        left = share.of(words)
        return Share((*share.items[: self.end_before(left)], *self.rest_before(left)))

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
        count, parts = self._cut_after(words)
        near = len([word for word in words if word.start_ms < self.at_ms + REACH_MS])
        if count != first or not parts.after:
            self._after += _flagged(words[:near], range(first, near))
            return
        split = (*words[: first - 1], *parts.before, *parts.after, *words[first:near])
        given = range(first - 1 + len(parts.before), len(split))
        self._after += _flagged(split, given)

    def keep_before(self, words: Sequence[Word], end: int) -> None:
        """Words before the seam are final; those before index `end` were given."""
        count, parts = self._cut_before(words)
        far = len(words) - len([word for word in words if word.end_ms > self.at_ms - REACH_MS])
        if count != end or not parts.before:
            self._before += _flagged(words[far:], range(end - far))
            return
        split = (*words[far:end], *parts.before, *parts.after, *words[end + 1 :])
        self._before += _flagged(split, range(end - far + len(parts.before)))

    def _cut_after(self, words: Sequence[Word]) -> tuple[int, Parts]:
        """How many words belong before, and the parts of the last of them."""
        near = [word for word in words if word.start_ms < self.at_ms + REACH_MS]
        cut = _foreign(self._before, [*self._after, *heard(near)], self.at_ms)
        count = cut.count - len(self._after)
        if not near or count <= 0:
            return 0, Parts()
        if not cut.left:
            return count, Parts()
        letters = sum(map(len, cut.reading)) - cut.left
        return count, parted(near[count - 1], cut.reading, letters)

    def _cut_before(self, words: Sequence[Word]) -> tuple[int, Parts]:
        """How many words do not belong after, and the parts of the first that does."""
        near = [word for word in words if word.end_ms > self.at_ms - REACH_MS]
        ours = mirrored([*self._before, *heard(near)])
        cut = _foreign(mirrored(self._after), ours, -self.at_ms)
        end = len(words) - min(len(near), cut.count)
        if not cut.left or cut.count > len(near):
            return end, Parts()
        reading = tuple(piece[::-1] for piece in cut.reading[::-1])
        return end, parted(words[end], reading, cut.left)


def _flagged(words: Sequence[Word], given: range) -> list[Heard]:
    return [replace(each, given=index in given) for index, each in enumerate(heard(words))]


def _foreign(other: Sequence[Heard], words: Sequence[Heard], at: int) -> _Cut:
    """How many leading `words` belong to the other side, all of whose words come first."""
    given = [index for index, word in enumerate(other) if word.given]
    matches = aligned(other, words)
    cuts = [_cut(match, other) for match in matches if any(other[i].given for i in match.theirs)]
    cut = max(cuts, key=lambda each: each.count, default=_Cut(0))
    if given and any(given[-1] in match.theirs for match in matches):
        return cut
    ours = [match.mine.start for match in matches if not other[match.theirs.start].given]
    count = cut.count
    while count < min(ours, default=len(words)) and words[count].middle < at:
        count += 1
    return cut if count == cut.count else _Cut(count)


def _cut(match: Match, other: Sequence[Heard]) -> _Cut:
    """Where among our words of a match those end that the other side gave."""
    if match.spoken is None:
        return _Cut(match.mine.stop)
    theirs, mine = match.spoken
    last = max(place for place, i in enumerate(match.theirs) if other[i].given)
    ends = accumulate(sum(map(len, reading)) for reading in mine)
    letters = sum(len(piece) for reading in theirs[: last + 1] for piece in reading)
    place, end = next((place, end) for place, end in enumerate(ends) if end >= letters)
    return _Cut(match.mine.start + place + 1, end - letters, mine[place])
