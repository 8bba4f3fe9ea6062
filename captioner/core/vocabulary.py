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
    longest = max(map(len, wanted), default=0)
    plain, swapped = dict.fromkeys(wanted.values(), 0), dict.fromkeys(wanted.values(), 0)
    for segment in segments:
        for key, boosted in _found(segment, wanted, longest):
            counts = swapped if boosted else plain
            counts[wanted[key]] += 1
    return {term: Heard(plain[term], swapped[term]) for term in plain}


_Key = tuple[str, ...]


def _key(term: str) -> _Key:
    return tuple(filter(None, map(bare, term.split())))


def _found(segment: Segment, wanted: dict[_Key, str], longest: int) -> Iterator[tuple[_Key, bool]]:
    """The terms of one segment, and whether word boost decided them."""
    heard = [bare(word.text) for word in segment.words]
    place = 0
    while place < len(heard):
        for count in range(min(longest, len(heard) - place), 0, -1):
            key = _known(heard[place : place + count], wanted)
            if key is not None:
                window = segment.words[place : place + count]
                yield key, any(word.boosted for word in window)
                place += count
                break
        else:
            place += 1


def _known(texts: Sequence[str], wanted: dict[_Key, str]) -> _Key | None:
    *first, last = texts
    for ending in (last, last.removesuffix("'s").removesuffix("’s"), last.removesuffix("s")):
        key = (*first, ending)
        if key in wanted:
            return key
    return None
