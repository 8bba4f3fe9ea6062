"""Word boost while decoding: which tokens the user's terms make more likely.

Terms are followed by letters, not by one way of cutting them into tokens: at each place any
token that begins a term, or goes on with one that has begun, is preferred.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BEGINS_PER_LETTER = 1.0
_GOES_ON = 5.0
"""Nats that are added to a token's score: enough for what sounds right and is rare."""

_LONGEST_TOKEN = 20


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
        self._exact = {text: token for token, text in reversed([*enumerate(texts)]) if text}
        self._tokens: dict[str, list[int]] = {}
        for token, text in enumerate(self.texts):
            self._tokens.setdefault(text, []).append(token)

    def spelling(self, letters: str) -> Iterable[tuple[int, int]]:
        """The tokens that `letters` may begin with, and how many letters each takes."""
        for count in range(1, len(letters) + 1):
            for token in self._tokens.get(letters[:count], ()):
                yield token, count

    def written(self, text: str) -> list[list[int]]:
        """In which tokens a model may write a text, case and all; empty where it cannot.

        Nobody knows its rule for sure. Either it joins letters in the order in which the
        tokens are numbered, as in R. Sennrich et al., Neural Machine Translation of Rare
        Words with Subword Units; or it takes as few tokens as can be.
        """
        ways = [self._joined(text), self._fewest(text)]
        return [list(way) for way in dict.fromkeys(tuple(way) for way in ways if way)]

    def _joined(self, text: str) -> list[int]:
        parts = list(text)
        while True:
            pairs = [self._exact.get(one + other) for one, other in pairwise(parts)]
            first = min((token for token in pairs if token is not None), default=None)
            if first is None:
                break
            at = pairs.index(first)
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return [self._exact[part] for part in parts if all(each in self._exact for each in parts)]

    def _fewest(self, text: str) -> list[int]:
        ways: list[list[int] | None] = [[]]
        for end in range(1, len(text) + 1):
            found = (
                [*way, token]
                for start in range(max(0, end - _LONGEST_TOKEN), end)
                if (way := ways[start]) is not None
                and (token := self._exact.get(text[start:end])) is not None
            )
            ways.append(min(found, key=len, default=None))
        return ways[-1] or []


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
