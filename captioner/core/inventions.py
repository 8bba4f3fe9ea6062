"""Sentences that nobody said.

A recogniser makes of a crowd sentences that it says again and again. Only a phrase of five
words or more that comes three times in a row is suspected: shorter ones are chanted, sung and
stressed by people (*it was the best of times* does not repeat itself word for word).

Of voices that speak no English it makes sentences of which it is not sure.
"""

import math
from collections.abc import Sequence

from captioner.core.events import Word
from captioner.core.joins import bare

_SHORTEST, _LONGEST = 5, 16
_TIMES = 3
REMEMBERED = _LONGEST * _TIMES
"""So many words before may be the beginning of a loop."""

LEAST_WORDS = 8
"""Of fewer words nobody can tell how many were said, unless many talk far away."""

_BELIEVED = -0.85
_NEVER = 1e-3


def repeated_phrases(
    words: Sequence[str], shortest: int = _SHORTEST, times: int = _TIMES
) -> set[int]:
    """The places of the words that say a phrase once more.

    Args:
        words: In the form in which they are compared.
        shortest: How many words a phrase has at least.
        times: How often in a row it comes at least.

    Returns:
        All repetitions but the first, with one at the end that is cut off.
    """
    again: set[int] = set()
    place = 0
    while place < len(words):
        length, end = _loop_at(words, place, shortest, times)
        again.update(range(place + length, end))
        place = max(end, place + 1)
    return again


def is_made_up(words: Sequence[Word], least_words: int = LEAST_WORDS) -> bool:
    """Whether hardly anything of a finished sentence was said: so little of it is sure.

    Judged is the mean logarithm of how sure its words are; what comes again after the same
    word counts once, for of what it repeats a recogniser is sure. Measured on recordings:
    English of eight words and more lies above -0.2, with other voices 5 dB below it above
    -0.75; of voices backwards and of other languages sentences are made that lie below -0.9.
    """
    keys = [bare(word.text) for word in words]
    sure: dict[tuple[str, str], float] = {}
    for before, key, word in zip(["", *keys][: len(keys)], keys, words, strict=True):
        if word.confidence is not None and not word.boosted:
            sure.setdefault((before, key), word.confidence)
    if len(sure) < least_words:
        return False
    return sum(math.log(max(each, _NEVER)) for each in sure.values()) < _BELIEVED * len(sure)


def _loop_at(words: Sequence[str], place: int, shortest: int, times: int) -> tuple[int, int]:
    """The length of the phrase that is repeated from here on, and where that ends; else 0, 0."""
    for length in range(shortest, _LONGEST + 1):
        end = place + length
        while end < len(words) and words[end] == words[end - length]:
            end += 1
        if end - place >= length * times and not _is_periodic(words[place : place + length]):
            return length, end
    return 0, 0


def _is_periodic(phrase: Sequence[str]) -> bool:
    """Whether it is itself a shorter phrase said again and again."""
    return any(phrase[period:] == phrase[:-period] for period in range(1, len(phrase) // 2 + 1))
