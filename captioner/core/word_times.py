"""Estimating when each word of a line was said, where the recogniser does not tell.

Words are laid over the sounding parts of the line by their length in letters. What is
known from the passes narrows it down: a word cannot end much after the moment up to
which the sound reached in the pass that first read it.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from captioner.core.events import Word
from captioner.core.joins import bare

_ROOM_PER_WORD = 1
"""A word takes as long as its letters and this much more."""


def spread(
    texts: Sequence[str], stretches: Sequence[tuple[int, int]], latest: Sequence[int]
) -> list[tuple[int, int]]:
    """Where each word starts and ends.

    Args:
        texts: The words.
        stretches: The sounding parts of the line as (start, end), in order, not empty.
        latest: For each word, where it ends at the latest.

    Returns:
        (start, end) for each word, in order, in the unit of `stretches`; never backwards.
    """
    weights = [len(text) + _ROOM_PER_WORD for text in texts]
    total = sum(weights)
    length = sum(end - start for start, end in stretches)
    times: list[tuple[int, int]] = []
    so_far, before = 0, stretches[0][0]
    for weight, limit in zip(weights, latest, strict=True):
        start = _place(stretches, length * so_far // total, at_start=True)
        so_far += weight
        end = _place(stretches, length * so_far // total, at_start=False)
        start = max(before, min(start, limit))
        before = max(start, min(end, limit))
        times.append((start, before))
    return times


def retimed(words: Sequence[Word], earlier: Sequence[Word]) -> list[Word]:
    """Words read once more, with the times of those that were read alike before.

    While somebody spoke it was seen when each word was first there; a later reading of it
    all cannot tell that.
    """
    keys, known = [bare(w.text) for w in words], [bare(w.text) for w in earlier]
    timed = list(words)
    for block in SequenceMatcher(None, keys, known, autojunk=False).get_matching_blocks():
        for place in range(block.size):
            old = earlier[block.b + place]
            timed[block.a + place] = replace(
                words[block.a + place], start_ms=old.start_ms, end_ms=old.end_ms
            )
    before = 0
    for place, word in enumerate(timed):
        start = max(before, word.start_ms)
        before = max(start, word.end_ms)
        timed[place] = replace(word, start_ms=start, end_ms=before)
    return timed


def _place(stretches: Sequence[tuple[int, int]], offset: int, *, at_start: bool) -> int:
    """Where `offset` of sounding time lies; between two stretches, as asked."""
    for start, end in stretches[:-1]:
        length = end - start
        if offset < length or (offset == length and not at_start):
            return start + offset
        offset -= length
    return stretches[-1][0] + offset
