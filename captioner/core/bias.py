"""Word boost while decoding: which tokens the user's terms make more likely.

Terms are followed by letters, not by one way of cutting them into tokens: at each place any
token that begins a term, or goes on with one that has begun, is preferred.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_BEGINS_PER_LETTER = 1.0
_GOES_ON = 5.0
"""Nats that are added to a token's score: enough for what sounds right and is rare."""


@dataclass(frozen=True, slots=True)
class Place:
    """A term that has begun, and how many of its letters are there."""

    term: str
    letters: int

    @property
    def is_whole(self) -> bool:
        """Whether the term is complete."""
        return self.letters == len(self.term)


Begun = frozenset[Place]
"""What the text so far may be in the middle of."""

NOTHING: Begun = frozenset()


class Vocabulary:
    """The tokens by what they spell.

    Args:
        texts: What each token spells; a word begins with a space.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = [text.lower() for text in texts]
        self._tokens: dict[str, list[int]] = {}
        for token, text in enumerate(self.texts):
            self._tokens.setdefault(text, []).append(token)

    def spelling(self, letters: str) -> Iterable[tuple[int, int]]:
        """The tokens that `letters` may begin with, and how many letters each takes."""
        for count in range(1, len(letters) + 1):
            for token in self._tokens.get(letters[:count], ()):
                yield token, count


class Bias:
    """The preferences of one list of terms.

    Args:
        terms: As the user writes them; case does not matter.
        vocabulary: The model's tokens.

    Attributes:
        first: What is added to the score of each token that begins a term.
    """

    def __init__(self, terms: Iterable[str], vocabulary: Vocabulary) -> None:
        self._texts = vocabulary.texts
        self._vocabulary = vocabulary
        self._begins: dict[int, set[Place]] = {}
        for term in (f" {' '.join(term.lower().split())}" for term in terms):
            for token, count in vocabulary.spelling(term):
                if count > 1:
                    self._begins.setdefault(token, set()).add(Place(term, count))
        self.first: Mapping[int, float] = {
            token: _BEGINS_PER_LETTER * len(self._texts[token].strip()) for token in self._begins
        }

    def more(self, begun: Begun) -> Mapping[int, float]:
        """What is added to the score of each token that goes on with what has begun."""
        return {
            token: _GOES_ON
            for place in begun
            for token, _ in self._vocabulary.spelling(place.term[place.letters :])
        }

    def after(self, begun: Begun, token: int) -> Begun:
        """What the text may be in the middle of, or at the end of, after a further token."""
        text = self.text(token)
        further = {
            Place(place.term, place.letters + len(text))
            for place in begun
            if text and place.term.startswith(text, place.letters)
        }
        return frozenset(further | self._begins.get(token, set()))

    def text(self, token: int) -> str:
        """What a token spells, in lower case."""
        return self._texts[token] if token < len(self._texts) else ""

    def ends_word(self, token: int) -> bool:
        """Whether a word may end before this token."""
        return not self.text(token)[:1].isalnum()
