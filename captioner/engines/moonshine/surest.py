"""Which of several readings of the same sound to believe."""

import math
from collections.abc import Sequence

from captioner.core.inventions import repeated_phrases
from captioner.core.joins import bare, without_loops
from captioner.engines.moonshine.decoding import Decoded
from captioner.engines.moonshine.tokens import words

_LESS, _MORE = 0.75, 1.35
"""One reading is as much as another with so many of its words: a model may stop early, or say
a phrase again and again. A word that is not sure counts for less."""

_MUCH_SURER, _LESS_IF_MUCH_SURER = 0.3, 0.55
"""What is surer by so many nats a token may say less: what it leaves out was made up."""

_LEAST_SURE = 0.6
_DOUBT, _DOUBTED_WORD = -0.1, 0.4
"""Nats a token; how sure the least sure word may be."""

_HOPELESS = -0.5
_NEARLY_AS_SURE = 0.05
_NEVER = -20.0
_ONCE = 1
_LONGEST_REPEAT = 20

_PHRASE, _TWICE, _LOOP = 3, 2, 0.25
"""A phrase of so many words twice in a row is worth a doubt: a model is sure of what it says
again. Where such words are so large a share of all, only a reading that has them too is as good."""


def mean_likely(likely: Sequence[float]) -> float:
    """The mean logarithm of how likely tokens are, in nats."""
    if not likely:
        return _NEVER
    return sum(math.log(max(each, 1e-6)) for each in likely) / len(likely)


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


def is_doubtful(vocabulary: Sequence[bytes], decoded: Decoded) -> bool:
    """Whether it is worth hearing the sound once more in another way."""
    if mean_likely(decoded.likely) < _DOUBT or _again(vocabulary, decoded):
        return True
    return any(word < _DOUBTED_WORD for word in sure(vocabulary, decoded))


def is_hopeless(decoded: Decoded) -> bool:
    """Whether nearly all is made up, so that a lighter model has nothing to say to it."""
    return mean_likely(decoded.likely) < _HOPELESS


def is_as_good(vocabulary: Sequence[bytes], together: Decoded, alone: Decoded) -> bool:
    """Whether to believe what models read together rather than what the better one read alone.

    Where they disagree they are less sure together. A little is no reason not to believe them;
    more means that the lighter one cannot follow.
    """
    as_sure = mean_likely(together.likely) >= mean_likely(alone.likely) - _NEARLY_AS_SURE
    return as_sure and is_as_much(vocabulary, together, [alone])


def is_as_much(vocabulary: Sequence[bytes], decoded: Decoded, others: Sequence[Decoded]) -> bool:
    """Whether it says about as much as all the others together; surely, if they say nothing.

    Not where it goes round in a loop and none of the others does.
    """
    found = _sure_once(vocabulary, decoded)
    theirs = [each for other in others for each in _sure_once(vocabulary, other)]
    if not theirs:
        return is_sure(vocabulary, decoded)
    if _loops(vocabulary, decoded) and not any(_loops(vocabulary, other) for other in others):
        return False
    surer = mean_likely(decoded.likely) - mean_likely(
        [each for other in others for each in other.likely]
    )
    least = _LESS_IF_MUCH_SURER if surer >= _MUCH_SURER else _LESS
    return sum(found) >= least * sum(theirs) and len(found) <= _MORE * len(theirs)


def _sure_once(vocabulary: Sequence[bytes], decoded: Decoded) -> list[float]:
    """How sure each word is, without those that say a phrase again and again."""
    texts, found = _texts(vocabulary, decoded), sure(vocabulary, decoded)
    again = _again(vocabulary, decoded)
    left = [place for place in range(len(texts)) if place not in again]
    once = without_loops([texts[place] for place in left], _ONCE)
    return [found[left[place]] for place in once]


def _loops(vocabulary: Sequence[bytes], decoded: Decoded) -> bool:
    """Whether much of it is a phrase that it says once more."""
    again = _again(vocabulary, decoded)
    return bool(again) and len(again) >= _LOOP * len(_texts(vocabulary, decoded))


def _again(vocabulary: Sequence[bytes], decoded: Decoded) -> set[int]:
    """The places of the words that say a phrase once more."""
    return repeated_phrases([bare(text) for text in _texts(vocabulary, decoded)], _PHRASE, _TWICE)


def _texts(vocabulary: Sequence[bytes], decoded: Decoded) -> list[str]:
    return [text for text, _ in words(vocabulary, decoded.tokens)]


def surest(vocabulary: Sequence[bytes], first: Decoded, second: Decoded) -> Decoded:
    """The reading to believe: the second only if it says as much, more surely or in no loop."""
    if not first.tokens:
        return second if is_sure(vocabulary, second) else first
    if not is_as_much(vocabulary, second, [first]):
        return first
    return max(
        first,
        second,
        key=lambda each: (not _loops(vocabulary, each), mean_likely(each.likely)),
    )


def without_repeat(decoded: Decoded, given: Sequence[int], alone: Sequence[int]) -> Decoded:
    """A reading without what it says once more of the words that it was given.

    Args:
        decoded: What was read after them.
        given: Their tokens.
        alone: What the same sound was read as without them: what is said twice is there, too.
    """
    for count in range(min(_LONGEST_REPEAT, len(given), len(decoded.tokens)), 1, -1):
        again = tuple(given[-count:])
        if decoded.tokens[:count] == again and tuple(alone[:count]) != again:
            return Decoded(
                decoded.tokens[count:],
                decoded.likely[count:],
                frozenset(place - count for place in decoded.boosted if place >= count),
            )
    return decoded
