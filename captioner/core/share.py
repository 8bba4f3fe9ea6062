"""What of an utterance is given by one recogniser, where another gives what is around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from captioner.core.events import Word


@dataclass(frozen=True, slots=True)
class Share:
    """A row of words of an utterance.

    Attributes:
        items: Words by their index in the utterance; at either end, perhaps, a part of a
            word as a word of its own.
    """

    items: tuple[int | Word, ...]

    @classmethod
    def whole(cls, words: Sequence[Word]) -> "Share":
        """All words of an utterance."""
        return cls(tuple(range(len(words))))

    def of(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The share as words; `words` may be another writing of the utterance."""
        return tuple(words[each] if isinstance(each, int) else each for each in self.items)

    def agreed(self, agreed: int) -> int:
        """How many leading words of it are agreed, if so many of the utterance are."""
        whole = [
            at for at, each in enumerate(self.items) if isinstance(each, int) and each < agreed
        ]
        return max(whole, default=-1) + 1
