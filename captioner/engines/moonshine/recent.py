"""What was read for good of late: later sound is heard with it, and its words are kept."""

from collections import deque
from dataclasses import dataclass

from captioner.core.audio import RATE
from captioner.engines.moonshine.decoding import Decoded

_LONGEST = 14 * RATE
"""So much is read in one go; the models get worse beyond 15 s."""

_FARTHEST = 3 * RATE
"""After so much quiet something else begins."""

_KEPT = 16


@dataclass(frozen=True, slots=True)
class Read:
    """A stretch and its words.

    Attributes:
        start: The session's number of its first sample.
        end: The number of the sample after its last.
        decoded: Its tokens.
    """

    start: int
    end: int
    decoded: Decoded


class Recent:
    """The stretches that were read for good of late, in order."""

    def __init__(self) -> None:
        self._reads: deque[Read] = deque(maxlen=_KEPT)

    def add(self, read: Read) -> None:
        """Take in a stretch, in place of those that it holds; later ones stay."""
        others = (each for each in self._reads if not read.start <= each.start < read.end)
        self._reads = deque(sorted([*others, read], key=lambda each: each.start), maxlen=_KEPT)

    def forget(self) -> None:
        """Other sound begins."""
        self._reads.clear()

    def within(self, start: int, end: int) -> list[Read]:
        """The stretches that lie between two samples."""
        return [read for read in self._reads if start <= read.start and read.end <= end]

    def before(self, start: int, end: int) -> tuple[int, list[int]]:
        """Where to hear from, so that `start` to `end` is heard with what was said before it.

        Returns:
            A sample, and the tokens of what lies between it and `start`.
        """
        first, tokens = start, list[int]()
        for read in reversed(self._reads):
            if read.end > start:
                continue
            if end - read.start > _LONGEST or first - read.end > _FARTHEST:
                break
            first, tokens = read.start, [*read.decoded.tokens, *tokens]
        return first, tokens
