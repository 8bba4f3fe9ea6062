"""Word boost after decoding: where a term may have been said that was read as something alike.

Only places are found here, generously; the recogniser's own measure of how well the term
fits the sound decides (`engines/moonshine/nearly.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from captioner.core.common_words import is_common
from captioner.core.joins import bare
from captioner.core.sounding import letters_of, likeness, sound_of

_ALIKE, _ALIKE_COMMON = 0.55, 0.7
_MOST = 6
_SURE = 0.85
_HARDLY_SURE, _TELLING_SOUNDS = 0.6, 5
_MORE_WORDS = 2
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Near:
    """A place.

    Attributes:
        alike: How alike they sound, 0 to 1.
        first: The number of its first word.
        count: How many words it has.
        term: What may have been said there, as the user writes it.
        common: Whether all words there are common ones.
        telling: Whether the term has so many sounds, and what was read there is so little sure,
            that it is hardly alike by chance.
    """

    alike: float
    first: int
    count: int
    term: str
    common: bool
    telling: bool


class NearTerms:
    """The user's terms by their sound.

    Args:
        terms: As the user writes them; those under four letters are left alone.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        self._terms = [
            (" ".join(term.split()), len(term.split()), letters, sound_of(letters))
            for term in terms
            if len(letters := letters_of(term)) >= _SHORTEST
        ]

    def places(self, texts: Sequence[str], sure: Sequence[float]) -> list[Near]:
        """Where terms may have been said, the most alike first; none where one is already.

        Args:
            texts: The words that were read.
            sure: How sure each is, 0 to 1; a place ends with a sure word only if another word of
                it is hardly sure.
        """
        found = [
            near
            for first in range(len(texts))
            for count in range(1, len(texts) - first + 1)
            if count <= self._longest and _may_be_wrong(sure[first : first + count])
            for near in self._at(texts[first : first + count], first, sure[first + count - 1])
        ]
        return sorted(found, key=lambda near: -near.alike)[:_MOST]

    @property
    def _longest(self) -> int:
        return max((words for _, words, _, _ in self._terms), default=0) + _MORE_WORDS

    def _at(self, window: Sequence[str], first: int, sure: float) -> list[Near]:
        letters = letters_of("".join(window))
        sound = sound_of(letters)
        if len(letters) < _SHORTEST - 1 or any(each in letters for _, _, each, _ in self._terms):
            return []
        common = all(is_common(bare(text)) for text in window)
        least = _ALIKE_COMMON if common else _ALIKE
        telling = sure < _HARDLY_SURE and not common
        return [
            Near(
                alike, first, len(window), term, common, telling and len(sounds) >= _TELLING_SOUNDS
            )
            for term, words, _, sounds in self._terms
            if len(window) <= words + _MORE_WORDS
            and min(len(sound), len(sounds)) >= least * max(len(sound), len(sounds))
            and (alike := likeness(sound, sounds)) >= least
        ]


def _may_be_wrong(sure: Sequence[float]) -> bool:
    return sure[-1] < _SURE or min(sure) < _HARDLY_SURE
