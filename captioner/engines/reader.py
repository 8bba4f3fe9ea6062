"""Reading sound into lines: when to make a pass, and where to cut."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, level_of, to_floats
from captioner.core.pauses import HOP, Pauses
from captioner.core.utterance import Line
from captioner.engines.moonshine.base import Recogniser

INTERVAL = 10 * HOP
"""How many new samples a pass over an open line waits for, at least."""

_LONGEST_STEP = 4 * RATE
_ROOM_FOR_OTHERS = 2.0
_TIDY_AFTER = 30 * RATE
_TIDY_PAUSE = 2 * RATE
_CUTS = ((9 * RATE, 2 * HOP), (13 * RATE // 2, 3 * HOP), (9 * RATE // 2, 5 * HOP))
"""From which length on an open line is cut in a pause of which length."""

_SHORTEST_PAUSE = 5 * HOP
_DETECTORS_PAUSE = 10 * HOP
"""In a pause so long the voice detector ends a line by itself."""

_HOP_BYTES = HOP * BYTES_PER_SAMPLE


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass brought.

    Attributes:
        finished: Lines that are complete now and were not before, in order.
        open: The line that is being spoken.
        heard: The session's number of the sample after the last one read.
    """

    finished: tuple[Line, ...]
    open: Line | None
    heard: int


class Reader:
    """Gives one run's sound to the recogniser.

    The open line is read anew whenever enough new sound is there, but no more often than
    the machine can bear: a pass waits for more sound than the pass before took time. So
    the captions of a slow machine come less often and never fall further behind.

    A line that gets long is cut in the next short pause where the recogniser would cut it
    in the middle of a word.

    Args:
        recogniser: A fresh one.
        pauses: Hears all that is read.
        clock: Seconds, rising; tells how long a pass took.
    """

    def __init__(self, recogniser: Recogniser, pauses: Pauses, clock: Callable[[], float]) -> None:
        self._recogniser = recogniser
        self._pauses = pauses
        self._clock = clock
        self._rest = b""
        self._unread = b""
        self._cost = 0
        self._finished = 0
        self._open = False
        self._line_start = 0
        self._origin = self.heard = 0
        self.pause = RATE
        """How many samples of pause end an utterance; decides only where that is very short."""
        self.start_at(0)

    @property
    def end(self) -> int:
        """The session's number of the sample after the last one taken in."""
        return self.heard + (len(self._unread) + len(self._rest)) // BYTES_PER_SAMPLE

    def start_at(self, position: int) -> None:
        """Sound goes on at this sample; call `flush` before where there was some."""
        self._finished = 0
        self._restart(position)
        self._pauses.restart(position)
        self.heard = position

    def hear(self, chunk: Chunk) -> Iterator[Reading]:
        """Take in a chunk that starts at `end`; what the passes over it bring."""
        pcm = self._rest + chunk.pcm
        whole = len(pcm) - len(pcm) % _HOP_BYTES
        self._rest = pcm[whole:]
        for start in range(0, whole, _HOP_BYTES):
            hop = pcm[start : start + _HOP_BYTES]
            self._unread += hop
            self._pauses.hear(level_of(hop).rms_db)
            if self._must_cut():
                yield self.cut()
            elif self._due(more=start + _HOP_BYTES < whole):
                yield self._read()
        self._tidy()

    def cut(self) -> Reading:
        """End the open line where the sound now ends."""
        reading = self._read()
        return Reading((*reading.finished, *self._restart(self.heard)), None, self.heard)

    def flush(self) -> Reading:
        """The sound ends here, or a hole begins: read all there is and end the open line."""
        if self._rest:
            self._unread += self._rest.ljust(_HOP_BYTES, b"\0")
            self._rest = b""
        return self.cut()

    def _due(self, *, more: bool) -> bool:
        unread = len(self._unread) // BYTES_PER_SAMPLE
        if unread >= _LONGEST_STEP:
            return True
        if not self._open:  # a pass without an open line costs next to nothing
            return not more
        return unread >= max(INTERVAL, self._cost) and not more

    def _must_cut(self) -> bool:
        if self._pauses.run * HOP >= _DETECTORS_PAUSE:
            self._line_start = self.end  # of the next line: this one has ended by itself
        if not self._open:
            return False
        length = self.end - self._line_start
        cuts = () if self._recogniser.cuts_long_lines else _CUTS
        enough = [pause for least, pause in cuts if length >= least]
        if self.pause < _DETECTORS_PAUSE:
            enough.append(max(self.pause, _SHORTEST_PAUSE))
        return bool(enough) and self._pauses.run * HOP >= min(enough)

    def _read(self) -> Reading:
        if self._unread:
            self._recogniser.add(to_floats(self._unread))
            self.heard += len(self._unread) // BYTES_PER_SAMPLE
            self._unread = b""
        began = self._clock()
        lines = self._recogniser.read()[self._finished :]
        took = self._clock() - began
        finished = tuple(line for line in lines if line.complete)
        self._finished += len(finished)
        still_open = lines[-1] if len(lines) > len(finished) else None
        self._open = still_open is not None
        self._line_start = still_open.start if still_open else self.heard
        if lines:
            self._cost = round(took * RATE * _ROOM_FOR_OTHERS)
        return Reading(finished, still_open, self.heard)

    def _restart(self, position: int) -> tuple[Line, ...]:
        """Start the recogniser's stream anew; the lines it finished by that."""
        lines = self._recogniser.restart(position)[self._finished :]
        self._finished, self._open, self._origin = 0, False, position
        return tuple(lines)

    def _tidy(self) -> None:
        """Let the recogniser forget its lines now and then, when nobody speaks."""
        quiet = not self._open and self._pauses.run * HOP >= _TIDY_PAUSE
        if quiet and not self._unread and self.heard - self._origin >= _TIDY_AFTER:
            self._restart(self.heard)
