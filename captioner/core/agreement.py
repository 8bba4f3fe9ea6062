"""What a partial shows, and which of its words are agreed."""

from collections.abc import Sequence

from captioner.core.events import Word
from captioner.core.joins import bare


class Agreement:
    """Turns successive readings of the open utterance into what a partial shows."""

    def __init__(self, steadiness: str) -> None:
        self.steadiness = steadiness
        self._last: list[str] = []

    def reset(self) -> None:
        """A new utterance begins."""
        self._last = []

    def show(self, words: Sequence[Word], edge_ms: int) -> tuple[tuple[Word, ...], int]:
        """The words to show, and how many leading ones are agreed."""
        keys = [bare(word.text) for word in words]
        agreed = 0
        for new, old in zip(keys, self._last, strict=False):
            if new != old:
                break
            agreed += 1
        self._last = keys
        return tuple(words), agreed
