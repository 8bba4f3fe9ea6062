"""The session's time line: where sound is put on it, and why there is none elsewhere.

Positions are samples. Where nothing was heard, they jump by the clock.
"""

from collections.abc import Callable
from typing import Protocol

from captioner.core.arrival import Arrival
from captioner.core.audio import RATE, Chunk, to_ms
from captioner.core.sentence import Sentence
from captioner.core.transcript import Gap, GapKind

SMALLEST_HOLE = RATE // 5
"""Samples. A shorter hole is the time a device takes to open, not a loss."""

LATEST_START = 2 * RATE
"""Samples. What one lane lacks at its start because its device took longer is no loss."""

_BUSY = Sentence("the computer was too busy to record")

Clock = Callable[[], float]
Hole = tuple[GapKind, str]
"""Why nothing is heard."""


class Sink(Protocol):
    """Where sound goes; the part of `Sound` that is used."""

    live: bool
    """Whether it comes when it comes; a file waits for its reader instead."""

    @property
    def end(self) -> int:
        """The position after the last sample that came."""
        ...

    @property
    def reached(self) -> int:
        """How far whoever captions what is said now has read."""
        ...

    def append_as_long(self, chunk: Chunk, samples: int) -> None:
        """Take a piece in that is to be made so many samples long; it may follow a hole."""
        ...


class TimeLine:
    """Takes every sound in at its place, and tells of every stretch that is not heard.

    Args:
        sound: Where it goes.
        lost: Told of every stretch that is not heard.
        clock: Monotonic seconds.
        arrival: The session's clock; unknown yet, the first sample is its start.

    Attributes:
        sound: As given.
        arrival: As given.
        hole: Why nothing is heard now; None while something is, and before the first sound.
    """

    def __init__(
        self, sound: Sink, lost: Callable[[Gap], None], clock: Clock, arrival: Arrival
    ) -> None:
        self.sound = sound
        self.arrival = arrival
        self.hole: Hole | None = None
        self._lost = lost
        self._clock = clock
        self._told_until = 0

    @property
    def told_until(self) -> int:
        """Up to which position it is known what was heard and why not."""
        return max(self.sound.end, self._told_until)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it yet, neither sound nor why there is none."""
        return self.sound.end == 0 and self.hole is None

    def came(self, chunk: Chunk) -> float:
        """The clock's reading at which a chunk came that is given now."""
        return self._clock() - chunk.waited_s

    def place(self, due: int) -> int:
        """Where the first chunk of a source is put, due there by the clock."""
        if self.is_blank:
            return self._begin(max(0, due))
        self._tell_hole_until(due)
        return self.told_until

    def keep(self, chunk: Chunk, samples: int) -> None:
        """Take a chunk in, made so many samples long; what is missing before it is told."""
        if chunk.position > self.told_until:
            self._tell(chunk.position, GapKind.LOST, _BUSY)
        self.sound.append_as_long(chunk, samples)

    def tell_hole(self) -> None:
        """Tell why nothing was heard until now, if so; what follows has another reason."""
        self._tell_hole_until(self.arrival.due(self._clock()))

    def _begin(self, at: int) -> int:
        """The first sound; another lane may have begun a moment before it."""
        self._told_until = at if at < LATEST_START else 0
        return at

    def _tell_hole_until(self, due: int) -> None:
        """Tell why nothing was heard before `due`, unless it is too short to be a loss."""
        why, self.hole = self.hole, None
        least = 1 if why is not None and why[0] is not GapKind.LOST else SMALLEST_HOLE
        if why is not None and due - self.told_until >= least:
            self._tell(due, *why)

    def _tell(self, until: int, kind: GapKind, reason: str) -> None:
        start, self._told_until = self.told_until, until
        self._lost(Gap(start_ms=to_ms(start), end_ms=to_ms(until), kind=kind, reason=reason))
