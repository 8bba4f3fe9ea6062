"""Word boost after recognising: near-misses become the boosted term.

A recogniser that can be biased (`core/bias.py`) leaves only those where it was too sure of
another word that sounds alike.

A replacement is made only where sound and spelling are both close, never for common words
that stand alone, and never where the term is there already. A missed term costs less than a
wrong one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from captioner.core.common_words import is_common
from captioner.core.events import Word
from captioner.core.joins import bare
from captioner.core.sounding import letters_of, likeness, sound_of

_SHORTEST_TERM = 4
_SHORT_TERM = 6
_MORE_WORDS = 2
_CACHED = 5000


@dataclass(frozen=True, slots=True)
class _Term:
    texts: tuple[str, ...]
    letters: str
    sound: str


@dataclass(frozen=True, slots=True)
class _Closeness:
    """What a near-miss must reach, each from 0 to 1."""

    sound: float
    spelling: float


_LONG = (_Closeness(sound=1.0, spelling=0.45), _Closeness(sound=0.85, spelling=0.55))
_SHORT = (_Closeness(sound=1.0, spelling=0.6),)
_COMMON = (_Closeness(sound=1.0, spelling=0.7),)


class Boost:
    """Swaps boosted terms in for what sounds nearly like them.

    Args:
        terms: Names and phrases as they shall be written. Those under four letters are
            left alone: too much sounds like them.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        self._terms: dict[str, list[_Term]] = {}
        self._exact: set[str] = set()
        self._longest = 0
        self._known: dict[str, _Term | None] = {}
        for text in terms:
            letters = letters_of(text)
            if len(letters) >= _SHORTEST_TERM:
                term = _Term(tuple(text.split()), letters, sound_of(letters))
                self._terms.setdefault(term.sound[0], []).append(term)
                self._exact.add(" ".join(bare(word) for word in term.texts))
                self._longest = max(self._longest, len(term.texts) + _MORE_WORDS)

    def apply(self, words: Sequence[Word]) -> list[Word]:
        """The words, with near-misses replaced and marked; longer ones are preferred."""
        kept: list[Word] = []
        place = 0
        while place < len(words):
            for count in range(min(self._longest, len(words) - place), 0, -1):
                window = words[place : place + count]
                term = self._match(" ".join(bare(word.text) for word in window))
                if term is not None:
                    kept += _written(term, window)
                    place += count
                    break
            else:
                kept.append(words[place])
                place += 1
        return kept

    def near(self, words: Sequence[str]) -> str:
        """The term, as it shall be written, that these words are a near-miss of; "" for none."""
        term = self._match(" ".join(map(bare, words)))
        return " ".join(term.texts) if term is not None else ""

    @property
    def longest(self) -> int:
        """How many words a near-miss may have."""
        return self._longest

    def _match(self, heard: str) -> _Term | None:
        """The term that these words are a near-miss of."""
        if heard not in self._known:
            if len(self._known) >= _CACHED:
                self._known.clear()
            self._known[heard] = self._nearest(heard)
        return self._known[heard]

    def _nearest(self, heard: str) -> _Term | None:
        letters = letters_of(heard)
        texts = heard.split()
        common = all(is_common(text) for text in texts)
        if len(letters) < _SHORTEST_TERM or (common and len(texts) == 1) or self._holds(texts):
            return None
        sound = sound_of(letters)
        best, best_score = None, 0.0
        for term in self._terms.get(sound[0], ()):
            if len(texts) > len(term.texts) + _MORE_WORDS:
                continue
            by_sound = likeness(sound, term.sound)
            if by_sound <= best_score:
                continue
            needs = _COMMON if common else _SHORT if len(term.letters) < _SHORT_TERM else _LONG
            by_spelling = likeness(letters, term.letters)
            if any(by_sound >= n.sound and by_spelling >= n.spelling for n in needs):
                best, best_score = term, by_sound
        return best

    def _holds(self, texts: Sequence[str]) -> bool:
        """Whether a term is there already, alone or among other words, be it in the plural."""
        parts = (
            " ".join(texts[start:end])
            for start in range(len(texts))
            for end in range(start + 1, len(texts) + 1)
        )
        return any(part in self._exact or _singular(part) in self._exact for part in parts)


def _written(term: _Term, window: Sequence[Word]) -> list[Word]:
    """The term in place of the window: its times shared out, the punctuation around it kept."""
    first, last = window[0], window[-1]
    start, length = first.start_ms, last.end_ms - first.start_ms
    opening = first.text[: len(first.text) - len(first.text.lstrip("\"'“(["))]
    closing = last.text[len(last.text.rstrip('.,;:?!…"”)]')) :]
    count = len(term.texts)
    words = [
        replace(
            first,
            text=text,
            start_ms=start + length * index // count,
            end_ms=start + length * (index + 1) // count,
            boosted=True,
        )
        for index, text in enumerate(term.texts)
    ]
    words[0] = replace(words[0], text=opening + words[0].text)
    words[-1] = replace(words[-1], text=words[-1].text + closing)
    return words


def _singular(word: str) -> str:
    return re.sub(r"'?s$", "", word)
