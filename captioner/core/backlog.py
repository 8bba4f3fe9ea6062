"""The sound that has no final yet, kept by its place on the session's time line.

A cut connection or a broken recogniser then costs delay, not words: whoever comes
next reads from the first sample that nobody has dealt with.
"""

from bisect import bisect_right

from captioner.core.audio import BYTES_PER_SAMPLE, Chunk


class Backlog:
    """Chunks in order of position, each sample at most once, never more than `limit`.

    Attributes:
        limit: The most samples it holds; past it the oldest are dropped.
    """

    def __init__(self, limit: int, start: int = 0) -> None:
        self.limit = limit
        self._chunks: list[Chunk] = []
        self._held = 0
        self._end = start

    @property
    def start(self) -> int:
        """The position of the first sample it still holds, or of the next to come."""
        return self._chunks[0].position if self._chunks else self._end

    @property
    def end(self) -> int:
        """The position after the last sample it was given."""
        return self._end

    @property
    def held(self) -> int:
        """How many samples it holds."""
        return self._held

    def append(self, chunk: Chunk) -> tuple[int, int] | None:
        """Keep `chunk`; the range of samples that had to be dropped for it, if any.

        Raises:
            ValueError: The chunk begins before the end of what it was given already.
        """
        if chunk.position < self._end:
            raise ValueError(f"sample {chunk.position} comes after {self._end}")
        self._chunks.append(chunk)
        self._held += chunk.samples
        self._end = chunk.end
        if self._held <= self.limit:
            return None
        dropped_from = self.start
        count = 0
        while self._held > self.limit:
            self._held -= self._chunks[count].samples
            count += 1
        dropped_to = self._chunks[count - 1].end
        del self._chunks[:count]
        return dropped_from, dropped_to

    def release(self, before: int) -> None:
        """Let go of every sample before position `before`."""
        count = bisect_right(self._chunks, before, key=_end)
        self._held -= sum(chunk.samples for chunk in self._chunks[:count])
        del self._chunks[:count]
        if self._chunks and self._chunks[0].position < before:
            self._held -= before - self._chunks[0].position
            self._chunks[0] = _from(self._chunks[0], before)

    def read(self, position: int) -> Chunk | None:
        """The sound at `position` or the first after it; None if there is none yet."""
        index = bisect_right(self._chunks, position, key=_end)
        if index == len(self._chunks):
            return None
        return _from(self._chunks[index], position)


def _from(chunk: Chunk, position: int) -> Chunk:
    """What of `chunk` lies at or after `position`."""
    if chunk.position >= position:
        return chunk
    return Chunk(position, chunk.pcm[(position - chunk.position) * BYTES_PER_SAMPLE :])


def _end(chunk: Chunk) -> int:
    return chunk.end
