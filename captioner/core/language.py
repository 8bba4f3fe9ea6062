"""Whether what is said is English, by how sure a recogniser that knows nothing else is.

It makes English words of any speech; but then it is sure of few of them, or says the same
again and again. Measured on recordings: of English words under 5 % are less than 40 % sure,
and under 30 % in loud noise; of those made of nine other languages 35 to 90 %.
"""

from collections import deque
from collections.abc import Iterable

from captioner.core.events import Word
from captioner.core.joins import bare

_UNSURE = 0.4
"""Less than what a crowd's words are lowered to, which may well be English."""

_JUDGED_MS = 30_000
_SPOKEN_MS = 14_000
_NEARLY_ALL, _SPOKEN_AT_LEAST_MS = 0.8, 8_000
"""Where hardly a word is sure, less time is enough."""

_LEAST = 10
_DOUBTED, _BELIEVED = 0.4, 0.2
_BELIEVED_LAST = 8
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

        Those without confidence say nothing, nor do those that fill a hole of before.
        """
        for word in words:
            is_next = not self._words or word.start_ms >= self._words[-1][2].start_ms
            if word.confidence is not None and is_next:
                self._take(word)
        self._judge()

    def _take(self, word: Word) -> None:
        if self._words and word.start_ms - self._words[-1][2].end_ms > _BROKEN_OFF_MS:
            self._words.clear()
            self.is_doubted = False
        key = bare(word.text)
        self._words.append((self._last, key, word))
        self._last = key
        while word.end_ms - self._words[0][2].start_ms > _JUDGED_MS:
            self._words.popleft()

    def _judge(self) -> None:
        said = list({(before, key): word for before, key, word in reversed(self._words)}.values())
        said.reverse()
        if len(said) < _LEAST:
            return
        if self.is_doubted:
            self.is_doubted = _unsure(said[-_BELIEVED_LAST:]) > _BELIEVED
            if not self.is_doubted:  # what was said before is no reason to doubt what follows
                while len(self._words) > _BELIEVED_LAST:
                    self._words.popleft()
        else:
            unsure = _unsure(said)
            spoken_ms = self._words[-1][2].end_ms - self._words[0][2].start_ms
            enough_ms = _SPOKEN_AT_LEAST_MS if unsure >= _NEARLY_ALL else _SPOKEN_MS
            self.is_doubted = unsure >= _DOUBTED and spoken_ms >= enough_ms


def _unsure(words: list[Word]) -> float:
    """The share of words that are hardly sure."""
    return sum((word.confidence or 0.0) < _UNSURE for word in words) / len(words)
