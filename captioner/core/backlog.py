"""The sound that has no final yet, kept by its place on the session's time line.

A cut connection or a broken recogniser then costs delay, not words: whoever comes
next reads from the first sample that nobody has dealt with. The oldest of it may be put
away in a file; the backlog only knows where.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from captioner.core.audio import BYTES_PER_SAMPLE, Chunk


@dataclass(frozen=True, slots=True)
class PutAway:
    """A piece of sound that lies in a file.

    Attributes:
        position: As of a chunk.
        samples: How many it holds.
        place: Where in the file its first sample lies, in samples.
    """

    position: int
    samples: int
    place: int

    @property
    def end(self) -> int:
        """The number of the first sample after it."""
        return self.position + self.samples


Piece = Chunk | PutAway


class Backlog:
    """Pieces in order of position, each sample at most once, never more than `limit`.

    Args:
        limit: The most samples it holds; past it the oldest are dropped.
        drop: How many more than needed are then dropped, so that it happens seldom.
        start: The position of the first sample to come.
    """

    def __init__(self, limit: int, drop: int = 0, start: int = 0) -> None:
        self._limit = limit
        self._drop = drop
        self._pieces: list[Piece] = []
        self._held = 0
        self._put_away = 0
        self._end = start

    @property
    def start(self) -> int:
        """The position of the first sample it still holds, or of the next to come."""
        return self._pieces[0].position if self._pieces else self._end

    @property
    def end(self) -> int:
        """The position after the last sample it was given."""
        return self._end

    @property
    def held(self) -> int:
        """How many samples it holds, those in the file included."""
        return self._held

    @property
    def in_memory(self) -> int:
        """How many samples it holds in memory."""
        return self._held - self._put_away

    def append(self, chunk: Chunk) -> tuple[int, int] | None:
        """Keep `chunk`; the range of samples that had to be dropped for it, if any.

        Raises:
            ValueError: The chunk begins before the end of what it was given already.
        """
        if chunk.position < self._end:
            raise ValueError(f"sample {chunk.position} comes after {self._end}")
        self._pieces.append(chunk)
        self._held += chunk.samples
        self._end = chunk.end
        if self._held <= self._limit:
            return None
        dropped_from = self.start
        too_much = self._held - self._limit + self._drop
        count = 0
        while too_much > 0:
            too_much -= self._pieces[count].samples
            count += 1
        dropped_to = self._pieces[count - 1].end
        self._forget(count)
        return dropped_from, dropped_to

    def release(self, before: int) -> None:
        """Let go of every sample before position `before`."""
        self._forget(bisect_right(self._pieces, before, key=_end))
        if self._pieces and self._pieces[0].position < before:
            first = self._pieces[0]
            self._forget(1)
            rest = _from(first, before)
            self._pieces.insert(0, rest)
            self._count(rest, 1)

    def read(self, position: int) -> Piece | None:
        """The sound at `position` or the first after it; None if there is none yet."""
        if position >= self._end or not self._pieces:
            return None
        newest = self._pieces[-1]
        if position >= newest.position:  # as good as always: somebody follows what is said
            return _from(newest, position)
        index = bisect_right(self._pieces, position, key=_end)
        return _from(self._pieces[index], position)

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """The unbroken ranges of sound that it holds between two positions, in order."""
        found: list[tuple[int, int]] = []
        for piece in self._pieces[bisect_right(self._pieces, start, key=_end) :]:
            first, last = max(start, piece.position), min(end, piece.end)
            if first >= last:
                break
            if found and found[-1][1] == first:
                first = found.pop()[0]
            found.append((first, last))
        return found

    def oldest(self, samples: int) -> list[Chunk]:
        """The oldest chunks in memory, `samples` of them at most."""
        chunks = [piece for piece in self._pieces if isinstance(piece, Chunk)]
        room = samples

        def fits(chunk: Chunk) -> bool:
            nonlocal room
            room -= chunk.samples
            return room >= 0

        return list(takewhile(fits, chunks))

    def put_away(self, chunks: Sequence[Chunk], place: int) -> None:
        """These chunks lie in the file now, one after the other from `place` on.

        Those that were let go in the meantime are passed over.
        """
        places: dict[int, int] = {}
        for chunk in chunks:
            places[chunk.end] = place + chunk.samples
            place += chunk.samples
        for index, piece in enumerate(self._pieces):
            if isinstance(piece, Chunk) and piece.end in places:
                away = PutAway(piece.position, piece.samples, places[piece.end] - piece.samples)
                self._pieces[index] = away
                self._put_away += away.samples

    def _forget(self, count: int) -> None:
        """Let go of the first pieces."""
        for piece in self._pieces[:count]:
            self._count(piece, -1)
        del self._pieces[:count]

    def _count(self, piece: Piece, sign: int) -> None:
        self._held += sign * piece.samples
        if isinstance(piece, PutAway):
            self._put_away += sign * piece.samples


def _from(piece: Piece, position: int) -> Piece:
    """What of `piece` lies at or after `position`."""
    skipped = position - piece.position
    if skipped <= 0:
        return piece
    if isinstance(piece, PutAway):
        return PutAway(position, piece.samples - skipped, piece.place + skipped)
    return Chunk(position, piece.pcm[skipped * BYTES_PER_SAMPLE :])


def _end(piece: Piece) -> int:
    return piece.end
