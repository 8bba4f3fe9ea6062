"""Parting a word, of which one recogniser gave the beginning or the end."""

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from captioner.core.events import Word
from captioner.core.figures import Reading
from captioner.core.joins import MARKS
from captioner.core.readings import letters

_BETWEEN = "-\u2010\u2011\u2012\u2013\u2014/"


@dataclass(frozen=True, slots=True)
class Parts:
    """A word as two rows of words."""

    before: tuple[Word, ...] = ()
    after: tuple[Word, ...] = ()


def parted(word: Word, reading: Reading, at: int) -> Parts:
    """A word parted after so many letters of what it was said as.

    Args:
        word: The word.
        reading: What it was said as.
        at: After how many letters; more than 0 and fewer than there are.

    Returns:
        The parts as they are written, where the word is written as it is said; else in
        words: `1813` as `eighteen` and `thirteen`.
    """
    total = sum(map(len, reading))
    if "".join(reading) == letters(word.text):
        place = next(
            index for index in range(len(word.text)) if len(letters(word.text[: index + 1])) == at
        )
        texts = [word.text[: place + 1], word.text[place + 1 :].lstrip(_BETWEEN)]
        rows = [[(texts[0], at)], [(texts[1], total - at)]]
    else:
        ends = sorted({0, at, *accumulate(map(len, reading))})
        joined = "".join(reading)
        pieces = [(joined[start:end], end - start) for start, end in pairwise(ends)]
        before = ends.index(at)
        ending = word.text[len(word.text.rstrip(MARKS)) :]
        pieces[-1] = (pieces[-1][0] + ending, pieces[-1][1])
        rows = [pieces[:before], pieces[before:]]
    middle = word.start_ms + round((word.end_ms - word.start_ms) * at / total)
    return Parts(
        tuple(_placed(word, rows[0], word.start_ms, middle)),
        tuple(_placed(word, rows[1], middle, word.end_ms)),
    )


def _placed(word: Word, row: list[tuple[str, int]], start_ms: int, end_ms: int) -> list[Word]:
    """Words of a row, each taking as long as it has letters."""
    total = sum(length for _, length in row)
    times = [
        start_ms + round((end_ms - start_ms) * so_far / total)
        for so_far in accumulate((length for _, length in row), initial=0)
    ]
    return [
        replace(word, text=text, start_ms=start, end_ms=end)
        for (text, _), (start, end) in zip(row, pairwise(times), strict=True)
    ]
