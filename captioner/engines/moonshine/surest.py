"""Which of several readings of the same sound to believe."""

import math
from collections.abc import Sequence

from captioner.engines.moonshine.decoding import Decoded
from captioner.engines.moonshine.tokens import words

_LESS, _MORE = 0.75, 1.35
"""One reading is as much as another with so many of its words: a model may stop early, or say
a phrase again and again. A word that is not sure counts for less."""

_LEAST_SURE = 0.6
_DOUBT = -0.15
_NEVER = -20.0


def sure(vocabulary: Sequence[bytes], decoded: Decoded) -> list[float]:
    """How sure each word is, 0 to 1."""
    return [
        math.prod(decoded.likely[place] for place in places)
        for _, places in words(vocabulary, decoded.tokens)
    ]


def is_sure(vocabulary: Sequence[bytes], decoded: Decoded) -> bool:
    """Whether there are words, and they would be no noise."""
    found = sure(vocabulary, decoded)
    return bool(found) and sum(found) >= _LEAST_SURE * len(found)


def is_doubtful(decoded: Decoded) -> bool:
    """Whether it is worth hearing the sound once more in another way."""
    return _mean(decoded) < _DOUBT


def is_as_much(vocabulary: Sequence[bytes], decoded: Decoded, others: Sequence[Decoded]) -> bool:
    """Whether it says about as much as all the others together."""
    found = sure(vocabulary, decoded)
    theirs = [each for other in others for each in sure(vocabulary, other)]
    return sum(found) >= _LESS * sum(theirs) and len(found) <= _MORE * len(theirs)


def surest(vocabulary: Sequence[bytes], first: Decoded, second: Decoded) -> Decoded:
    """The reading to believe: the second only if it says as much, and more surely."""
    if not first.tokens:
        return second if is_sure(vocabulary, second) else first
    if not is_as_much(vocabulary, second, [first]):
        return first
    return max(first, second, key=_mean)


def _mean(decoded: Decoded) -> float:
    """The mean logarithm of how likely its tokens are."""
    if not decoded.likely:
        return _NEVER
    return sum(math.log(max(each, 1e-6)) for each in decoded.likely) / len(decoded.likely)
