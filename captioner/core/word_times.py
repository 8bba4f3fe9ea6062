"""Estimating when each word of a line was said, where the recogniser does not tell.

Words are laid over the sounding parts of the line by their length in letters. What is
known from the passes narrows it down: a word cannot end much after the moment up to
which the sound reached in the pass that first read it.
"""

from collections.abc import Sequence

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


def _place(stretches: Sequence[tuple[int, int]], offset: int, *, at_start: bool) -> int:
    """Where `offset` of sounding time lies; between two stretches, as asked."""
    for start, end in stretches[:-1]:
        length = end - start
        if offset < length or (offset == length and not at_start):
            return start + offset
        offset -= length
    return stretches[-1][0] + offset
