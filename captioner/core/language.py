"""Whether what is said is English, by how sure a recogniser that knows nothing else is.

It makes English words of any speech; but then it is sure of few of them, or says the same
again and again. Measured on recordings, as the mean of minus the logarithm of how sure each word
is: English 0.1, with other voices 5 dB below it up to 0.3; what is made of other languages 0.8
to 1.5, even where it reads like English.

Each word is evidence for or against; since when there is more for than against is looked
for, as in E. S. Page, Continuous Inspection Schemes (1954). So another language is told soon
after it begins, whatever was spoken before.
"""

from collections import deque
from collections.abc import Iterable
from math import log

from captioner.core.events import Word
from captioner.core.joins import bare

_USUAL = 0.5
"""How unsure English words are at most, on average: as `_unsureness`, in nats."""

_MOST = 3.0
"""What one word can say."""

_ENOUGH = 8.0
"""Evidence: so much more unsure than is usual, all words together."""

_SPOKEN_MS = 6_000
"""For so long, at least: a sentence of names is unsure, too. The longest utterance takes
fourteen seconds more, so that twenty are enough."""

_REMEMBERED_MS = 30_000
_UNSURE, _BELIEVED_LAST, _BELIEVED = 0.4, 8, 0.2
_NEVER = 1e-3
_BROKEN_OFF_MS = 60_000


class Language:
    """Judges the finished words of one microphone or meeting.

    A phrase that comes again counts once: what a recogniser repeats it is very sure of.

    Attributes:
        is_doubted: Whether this is hardly English.
    """

    def __init__(self) -> None:
        self.is_doubted = False
        self._words: deque[tuple[str, str, Word]] = deque()
        self._last = ""

    def hear(self, words: Iterable[Word]) -> None:
        """Take in further words.

        Those without confidence say nothing, nor do those that word boost swapped in or that
        fill a hole of before.
        """
        for word in words:
            is_next = not self._words or word.start_ms >= self._words[-1][2].start_ms
            if word.confidence is not None and not word.boosted and is_next:
                self._take(word)
        self._judge()

    def _take(self, word: Word) -> None:
        if self._words and word.start_ms - self._words[-1][2].end_ms > _BROKEN_OFF_MS:
            self._words.clear()
            self.is_doubted = False
        key = bare(word.text)
        self._words.append((self._last, key, word))
        self._last = key
        while word.end_ms - self._words[0][2].start_ms > _REMEMBERED_MS:
            self._words.popleft()

    def _judge(self) -> None:
        said = list({(before, key): word for before, key, word in reversed(self._words)}.values())
        said.reverse()
        if not self.is_doubted:
            self.is_doubted = _is_other(said)
        elif len(said) >= _BELIEVED_LAST and _unsure(said[-_BELIEVED_LAST:]) <= _BELIEVED:
            self.is_doubted = False
            while len(self._words) > _BELIEVED_LAST:  # what was said before is no reason
                self._words.popleft()  # to doubt what follows


def _is_other(words: Iterable[Word]) -> bool:
    """Whether there is enough evidence for another language."""
    evidence, since_ms = 0.0, 0
    for word in words:
        if not evidence:
            since_ms = word.start_ms
        evidence = min(_ENOUGH, max(0.0, evidence + _unsureness(word) - _USUAL))
        if evidence == _ENOUGH and word.end_ms - since_ms >= _SPOKEN_MS:
            return True
    return False


def _unsureness(word: Word) -> float:
    return min(_MOST, -log(word.confidence or _NEVER))


def _unsure(words: list[Word]) -> float:
    """The share of words that are hardly sure."""
    return sum((word.confidence or 0.0) < _UNSURE for word in words) / len(words)
