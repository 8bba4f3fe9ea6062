"""Which words of two hearings of the same sound are the same words.

The text decides first: the same letters near in time are the same words, wherever words
are parted, whatever became of case, figures, short forms and exact times. A word that is
written differently must be nearer.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from captioner.core.events import Word
from captioner.core.figures import Reading
from captioner.core.readings import letters, readings

NEAR_MS = 800
SHORT_NEAR_MS = 500
FUZZY_NEAR_MS = 300
"""The same word, heard twice, lies no further apart: less so short ones, which come more
often, and those that were written differently."""

_ALIKE = 0.75
_FUZZY = 0.6
_LEAST_PIECE = 3
_SHORT = 3
_LONGER_MS = 100
"""A word of which the other side heard the beginning lasts at least so much longer."""

_CLOSEST = 1.1
_IN_A_ROW = 0.3
_FAR = 0.1
_FARTHEST = 0.3


@dataclass(frozen=True, slots=True)
class Heard:
    """A word as one side heard it; mirrored, times and letters count backwards.

    Attributes:
        letters: Its letters and figures as written.
        start: Where it starts, in ms.
        end: Where it ends.
        readings: What it may have been said as.
        given: Whether its side gave it, rather than leave it to the other side.
    """

    letters: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    given: bool = True

    @property
    def middle(self) -> float:
        """Halfway between start and end."""
        return (self.start + self.end) / 2


def heard(words: Sequence[Word], *, given: bool = True) -> list[Heard]:
    """Successive words for comparing."""
    all_readings = readings([word.text for word in words])
    return [
        Heard(letters(word.text), word.start_ms, word.end_ms, each, given)
        for word, each in zip(words, all_readings, strict=True)
    ]


def mirrored(words: Sequence[Heard]) -> list[Heard]:
    """The words from the last to the first, each from its end to its start."""
    return [
        Heard(
            word.letters[::-1],
            -word.end,
            -word.start,
            tuple(tuple(piece[::-1] for piece in each[::-1]) for each in word.readings),
            word.given,
        )
        for word in reversed(words)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Words of one side that are words of the other.

    Attributes:
        theirs: The indices of the other side's words.
        mine: The indices of ours.
        weight: How sure it is.
        spoken: The reading of each of theirs and of each of ours by which they are the
            same; none where they are only much alike.
        left: How many letters of the last of ours the other side did not hear, as its
            sound ended before.
    """

    theirs: range
    mine: range
    weight: float
    spoken: tuple[tuple[Reading, ...], tuple[Reading, ...]] | None = None
    left: int = 0


def aligned(other: Sequence[Heard], words: Sequence[Heard]) -> list[Match]:
    """Matches in order, so that they agree best altogether."""
    ending: dict[tuple[int, int], list[Match]] = {}
    for theirs in range(len(other)):
        for mine in range(len(words)):
            for match in _matches(other, words, theirs, mine):
                ending.setdefault((match.theirs.stop, match.mine.stop), []).append(match)
    best = [[0.0] * (len(words) + 1) for _ in range(len(other) + 1)]
    paired = [[0.0] * (len(words) + 1) for _ in range(len(other) + 1)]
    chosen: dict[tuple[int, int], Match] = {}
    for i in range(1, len(other) + 1):
        for j in range(1, len(words) + 1):
            for match in ending.get((i, j), ()):
                before = paired[match.theirs.start][match.mine.start]
                row = before + _IN_A_ROW if before else 0.0
                weight = match.weight + max(best[match.theirs.start][match.mine.start], row)
                if weight > paired[i][j]:
                    paired[i][j], chosen[i, j] = weight, match
            best[i][j] = max(best[i - 1][j], best[i][j - 1], paired[i][j])
    return _traced(best, paired, chosen)


def _traced(
    best: list[list[float]], paired: list[list[float]], chosen: dict[tuple[int, int], Match]
) -> list[Match]:
    matches: list[Match] = []
    i, j = len(best) - 1, len(best[0]) - 1
    in_a_row = False
    while i and j:
        if paired[i][j] and (in_a_row or paired[i][j] == best[i][j]):
            matches.append(chosen[i, j])
            i, j = chosen[i, j].theirs.start, chosen[i, j].mine.start
            in_a_row = paired[i][j] > 0 and paired[i][j] + _IN_A_ROW >= best[i][j]
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return matches[::-1]


def _matches(
    other: Sequence[Heard], words: Sequence[Heard], theirs: int, mine: int
) -> Iterator[Match]:
    """All matches that begin with these two words."""
    one, two = other[theirs], words[mine]
    if max(one.start - two.end, two.start - one.end) > NEAR_MS:
        return
    both = range(theirs, theirs + 1), range(mine, mine + 1)
    rest = _rest(one, two) if both[0].stop == len(other) else 0
    alike = _FUZZY if rest else _likeness(one, two)
    likeness = alike * (1 - _apart(one, one, two, two) / FUZZY_NEAR_MS)
    if likeness > 0:
        spoken = (((one.letters,),), ((two.letters,),)) if rest else None
        yield Match(theirs=both[0], mine=both[1], weight=likeness, spoken=spoken, left=rest)
    for walk in _walks(other, words, theirs, mine):
        last, end = other[theirs + len(walk.theirs) - 1], words[mine + len(walk.mine) - 1]
        left = len(walk.lead)
        apart = abs(one.start - two.start) if left else _apart(one, last, two, end)
        long = sum(map(len, _pieces(walk.theirs))) > _SHORT
        weight = _CLOSEST - apart / (NEAR_MS if long else SHORT_NEAR_MS)
        if weight > 0:
            further = len(walk.theirs) + len(walk.mine) - 2
            yield Match(
                theirs=range(theirs, theirs + len(walk.theirs)),
                mine=range(mine, mine + len(walk.mine)),
                weight=weight + _IN_A_ROW * further - min(_FARTHEST, _FAR * walk.rank),
                spoken=(walk.theirs, walk.mine),
                left=left,
            )


def _apart(first: Heard, last: Heard, mine_first: Heard, mine_last: Heard) -> int:
    """How far apart two hearings of the same words are, in ms.

    A recogniser is often wrong about where the sound of a word beside a silence begins or
    ends, rarely about both: the nearer edge counts.
    """
    return min(abs(first.start - mine_first.start), abs(last.end - mine_last.end))


@dataclass(frozen=True, slots=True)
class _Walk:
    """How far two rows of words have the same letters.

    Attributes:
        theirs: The readings of the other side's words so far.
        mine: Those of ours.
        lead: The letters that one side is ahead of the other.
        ahead: Whether that side is theirs.
        rank: How far from the usual readings these are.
    """

    theirs: tuple[Reading, ...]
    mine: tuple[Reading, ...]
    lead: str
    ahead: bool
    rank: int

    def after(self, reading: Reading, rank: int) -> "_Walk | None":
        """With the next word of the side that is behind; None where the letters differ."""
        text = "".join(reading)
        if not (self.lead.startswith(text) or text.startswith(self.lead)):
            return None
        theirs = self.theirs if self.ahead else (*self.theirs, reading)
        mine = (*self.mine, reading) if self.ahead else self.mine
        ahead = self.ahead == (len(text) <= len(self.lead))
        lead = self.lead[len(text) :] or text[len(self.lead) :]
        return _Walk(theirs, mine, lead, ahead, self.rank + rank)


def _walks(
    other: Sequence[Heard], words: Sequence[Heard], theirs: int, mine: int
) -> Iterator[_Walk]:
    """The shortest rows from two words on that have the same letters."""
    under_way = deque(
        _Walk((each,), (), "".join(each), ahead=True, rank=rank)
        for rank, each in enumerate(other[theirs].readings)
    )
    while under_way:
        walk = under_way.popleft()
        side, place = (
            (words, mine + len(walk.mine)) if walk.ahead else (other, theirs + len(walk.theirs))
        )
        if place == len(side):
            if not walk.ahead and len(walk.lead) in _borders(walk.mine[-1]):
                yield walk
            continue
        for rank, reading in enumerate(side[place].readings):
            further = walk.after(reading, rank) if walk.mine or any(reading) else None
            if further is None:
                continue
            if further.lead:
                under_way.append(further)
            else:
                yield further


def _likeness(one: Heard, other: Heard) -> float:
    """How surely two words that may be written differently are the same word."""
    short, long = sorted((one.letters, other.letters), key=len)
    if not short:
        return 0.0
    piece = len(short) >= _LEAST_PIECE and (long.startswith(short) or long.endswith(short))
    if piece or _is_part(one, other) or _is_part(other, one):
        return _FUZZY
    return _FUZZY if SequenceMatcher(None, one.letters, other.letters).ratio() >= _ALIKE else 0.0


def _rest(one: Heard, other: Heard) -> int:
    """How many letters of the other word follow after those of the first, the last heard."""
    rest = len(other.letters) - len(one.letters)
    begins = bool(one.letters) and other.letters.startswith(one.letters)
    longer = rest >= _LEAST_PIECE and other.end - one.end >= _LONGER_MS
    return rest if begins and longer else 0


def _is_part(one: Heard, other: Heard) -> bool:
    """Whether the first may be the beginning or the end of the second."""
    return any(
        part in (whole[: len(part)], whole[-len(part) :])
        for whole in other.readings
        for part in one.readings
        if part
    )


def _borders(reading: Reading) -> set[int]:
    """After how many letters from its end a word may be parted."""
    return set(accumulate(len(piece) for piece in reading[:0:-1]))


def _pieces(spoken: tuple[Reading, ...]) -> Iterator[str]:
    return (piece for reading in spoken for piece in reading)
