"""How each of the user's words does: heard as it is, swapped in by word boost, or never.

Words are compared without case and punctuation, in the plural and with an 's too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from captioner.core.joins import bare
from captioner.core.transcript import Segment


@dataclass(frozen=True, slots=True)
class Heard:
    """How often a term stands in captions.

    Attributes:
        plain: How often it was recognised as it is.
        swapped: How often word boost decided it.
    """

    plain: int = 0
    swapped: int = 0


def report(terms: Iterable[str], segments: Iterable[Segment]) -> dict[str, Heard]:
    """How often each of `terms` was said in `segments`; a word counts for its longest term."""
    wanted = {_key(term): term for term in terms if _key(term)}
    begun: dict[str, list[_Key]] = {}
    for key in sorted(wanted, key=len, reverse=True):
        begun.setdefault(key[0], []).append(key)
    plain, swapped = dict.fromkeys(wanted.values(), 0), dict.fromkeys(wanted.values(), 0)
    for segment in segments:
        for key, boosted in _found(segment, begun):
            counts = swapped if boosted else plain
            counts[wanted[key]] += 1
    return {term: Heard(plain[term], swapped[term]) for term in plain}


_Key = tuple[str, ...]


def _key(term: str) -> _Key:
    return tuple(filter(None, map(bare, term.split())))


def _found(segment: Segment, begun: dict[str, list[_Key]]) -> Iterator[tuple[_Key, bool]]:
    """The terms of one segment, and whether word boost decided them.

    Args:
        segment: What was said.
        begun: The terms by their first word, long ones first.
    """
    heard = [bare(word.text) for word in segment.words]
    place = 0
    while place < len(heard):
        key = _term_at(heard, place, begun)
        count = len(key or (place,))
        if key is not None:
            yield key, any(word.boosted for word in segment.words[place : place + count])
        place += count


def _term_at(heard: Sequence[str], place: int, begun: dict[str, list[_Key]]) -> _Key | None:
    """The longest term that begins at this word; its last word may have an ending."""
    for first in _stems(heard[place]):
        for key in begun.get(first, ()):
            here = tuple(heard[place : place + len(key)])
            if len(here) == len(key) and here[:-1] == key[:-1] and key[-1] in _stems(here[-1]):
                return key
    return None


def _stems(word: str) -> tuple[str, ...]:
    possessive = word.removesuffix("'s").removesuffix("’s")
    return word, possessive, word.removesuffix("s")
