"""Sentences that a recogniser makes of a crowd and says again and again.

Only a phrase of five words or more that comes three times in a row is suspected: shorter
ones are chanted, sung and stressed by people (*it was the best of times* does not repeat
itself word for word).
"""

from collections.abc import Sequence

_SHORTEST, _LONGEST = 5, 16
_TIMES = 3
REMEMBERED = _LONGEST * _TIMES
"""So many words before may be the beginning of a loop."""


def repeated_phrases(words: Sequence[str]) -> set[int]:
    """The places of the words that say a phrase once more.

    Args:
        words: In the form in which they are compared.

    Returns:
        All repetitions but the first, with one at the end that is cut off.
    """
    again: set[int] = set()
    place = 0
    while place < len(words):
        length, end = _loop_at(words, place)
        again.update(range(place + length, end))
        place = max(end, place + 1)
    return again


def _loop_at(words: Sequence[str], place: int) -> tuple[int, int]:
    """The length of the phrase that is repeated from here on, and where that ends; else 0, 0."""
    for length in range(_SHORTEST, _LONGEST + 1):
        end = place + length
        while end < len(words) and words[end] == words[end - length]:
            end += 1
        if end - place >= length * _TIMES and not _is_periodic(words[place : place + length]):
            return length, end
    return 0, 0


def _is_periodic(phrase: Sequence[str]) -> bool:
    """Whether it is itself a shorter phrase said again and again."""
    return any(phrase[period:] == phrase[:-period] for period in range(1, len(phrase) // 2 + 1))
