"""Boosted terms as the user writes them: `iPhone`, not `Iphone`."""

from collections.abc import Sequence
from dataclasses import replace

from captioner.core.events import Word
from captioner.core.joins import bare


class AsWritten:
    """Gives terms that were recognised the user's own capitals.

    Args:
        terms: Names and phrases as they shall be written.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        spelt = [term.split() for term in terms if bare(term)]
        self._terms = {tuple(map(bare, term)): term for term in spelt}
        self._longest = max(map(len, self._terms), default=0)

    def apply(self, words: Sequence[Word]) -> list[Word]:
        """The words, each term in them as it shall be written; longer terms go first."""
        written = list(words)
        keys = [bare(word.text) for word in words]
        place = 0
        while place < len(words):
            for count in range(min(self._longest, len(words) - place), 0, -1):
                term = self._terms.get(tuple(keys[place : place + count]))
                if term is not None:
                    for each, text in enumerate(term, start=place):
                        written[each] = replace(words[each], text=_as(text, words[each].text))
                    place += count
                    break
            else:
                place += 1
        return written


def _as(term: str, heard: str) -> str:
    """A word of a term in place of the same word, with the punctuation around that."""
    start = heard.lower().find(bare(heard))
    return heard[:start] + term + heard[start + len(bare(heard)) :]
