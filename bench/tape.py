"""A recogniser that remembers what each pass brought and how long it took.

So several rules can be measured on the very same passes, on a clock of their own: one on
which a pass takes what it took when it was recorded, and nothing else takes time. What a
pass had to wait for other programs is not counted.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from captioner.core.utterance import Line
from captioner.engines.moonshine.base import Recogniser

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray


class Stopwatch:
    """Measures from its making on."""

    def __init__(self) -> None:
        self._began, self._processor = time.perf_counter(), time.process_time()

    def seconds(self) -> float:
        """How long it took, but no longer than processors were busy with it."""
        passed, busy = time.perf_counter() - self._began, time.process_time() - self._processor
        return min(passed, busy)


@dataclass(slots=True)
class Tape:
    """The passes over one clip.

    Attributes:
        passes: What each brought, and the seconds it took, in order.
        again: The same for stretches that were read once more.
        now_s: The clock of whoever plays.
    """

    passes: list[tuple[list[Line], float]] = field(default_factory=list)
    again: list[tuple[Line | None, float]] = field(default_factory=list)
    now_s: float = 0.0

    def clock(self) -> float:
        """The time on this tape's clock."""
        return self.now_s


class Recording:
    """A recogniser, writing a tape. One serves many clips."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self.cuts_long_lines = recogniser.cuts_long_lines
        self.tape = Tape()

    def prefer(self, terms: Sequence[str]) -> None:
        """As the recogniser does."""
        self._recogniser.prefer(terms)

    def add(self, sound: "NDArray[float32]") -> None:
        """As the recogniser does."""
        self._recogniser.add(sound)

    def read_again(self, start: int, end: int) -> Line | None:
        """As the recogniser does."""
        watch = Stopwatch()
        line = self._recogniser.read_again(start, end)
        took = watch.seconds()
        self.tape.now_s += took
        self.tape.again.append((line, took))
        return line

    def close(self) -> None:
        """As the recogniser does."""
        self._recogniser.close()

    def read(self) -> list[Line]:
        """As the recogniser does."""
        watch = Stopwatch()
        lines = self._recogniser.read()
        took = watch.seconds()
        self.tape.now_s += took
        self.tape.passes.append((lines, took))
        return lines

    def restart(self, position: int) -> list[Line]:
        """As the recogniser does; it costs nothing."""
        lines = self._recogniser.restart(position)
        self.tape.passes.append((lines, 0.0))
        return lines


class Playing:
    """A tape in place of the recogniser that it was made with."""

    def __init__(self, tape: Tape, recogniser: Recogniser) -> None:
        self.cuts_long_lines = recogniser.cuts_long_lines
        self.tape = Tape(passes=tape.passes, again=tape.again)
        self._coming, self._coming_again = iter(tape.passes), iter(tape.again)

    def prefer(self, terms: Sequence[str]) -> None:
        """Nothing: what was preferred is on the tape."""

    def add(self, sound: "NDArray[float32]") -> None:
        """Nothing: what the sound brings is on the tape."""

    def read(self) -> list[Line]:
        """The next pass."""
        lines, took = next(self._coming)
        self.tape.now_s += took
        return lines

    def restart(self, position: int) -> list[Line]:  # noqa: ARG002 - it is on the tape
        """The next entry."""
        return self.read()

    def read_again(self, start: int, end: int) -> Line | None:  # noqa: ARG002 - it is on the tape
        """What that brought."""
        line, took = next(self._coming_again)
        self.tape.now_s += took
        return line

    def close(self) -> None:
        """Nothing to free."""
