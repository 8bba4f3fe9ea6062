"""Whether somebody is called by name, or a word is said that matters to the user.

A recogniser rarely gets names right, so what sounds nearly like one counts too, by the rule
that word boost has (`core/boost.py`). Short names count only as they are written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from captioner.core.boost import Boost
from captioner.core.joins import bare

_NEITHER_NAME = frozenset({"a", "i"})
"""The words of one letter; as names they would be called in every sentence."""


@dataclass(frozen=True, slots=True)
class Call:
    """A name that is said.

    Attributes:
        first: The first word of it.
        count: How many words it takes.
        name: As the user writes it.
    """

    first: int
    count: int
    name: str


class Names:
    """Finds names in what is said.

    Args:
        names: Names and words as the user writes them; an empty one counts for nothing.
    """

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._exact = {key: name for name in names if (key := _key(name.split()))}
        for word in _NEITHER_NAME:
            self._exact.pop(word, None)
        self._boost = Boost(names)
        longest = max((key.count(" ") + 1 for key in self._exact), default=0)
        self._longest = max(longest, self._boost.longest)

    def __bool__(self) -> bool:
        return bool(self._exact)

    def calls(self, words: Sequence[str]) -> Iterator[Call]:
        """The names in these words, in their order.

        Args:
            words: As the recogniser wrote them, with their punctuation.
        """
        place = 0
        while place < len(words):
            for count in range(min(self._longest, len(words) - place), 0, -1):
                window = words[place : place + count]
                name = self._exact.get(_key(window)) or self._boost.near(window)
                if name and not (len(name) == 1 and any(map(str.islower, window[0]))):
                    yield Call(place, count, name)
                    place += count
                    break
            else:
                place += 1


def _key(words: Sequence[str]) -> str:
    """How words are compared: "Marta's" calls Marta."""
    key = " ".join(filter(None, map(bare, words)))
    return re.sub(r"['’]s$", "", key)
