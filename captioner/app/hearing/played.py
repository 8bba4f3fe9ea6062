"""What was played lately, found by position."""

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk

KEPT = 2 * RATE
"""Samples of what was played that are kept."""


class Played:
    """The last seconds of the other lane; silence where nothing is known of it."""

    def __init__(self) -> None:
        self._pcm = bytearray()
        self._from = 0

    @property
    def end(self) -> int:
        """The position after its last sample."""
        return self._from + self.samples

    @property
    def samples(self) -> int:
        """How much of it is kept."""
        return len(self._pcm) // BYTES_PER_SAMPLE

    def hear(self, chunk: Chunk) -> None:
        """This was played; it may follow a hole."""
        missing = chunk.position - self.end
        if missing > KEPT:
            self._pcm.clear()
            self._from = chunk.position
        else:
            self._pcm += bytes(missing * BYTES_PER_SAMPLE)
        self._pcm += chunk.pcm
        spare = self.samples - KEPT
        if spare > KEPT:  # now and then, not at each piece
            del self._pcm[: spare * BYTES_PER_SAMPLE]
            self._from += spare

    def at(self, position: int, samples: int) -> bytes:
        """What was played from a position on."""
        start, length = (position - self._from) * BYTES_PER_SAMPLE, samples * BYTES_PER_SAMPLE
        before = bytes(min(length, max(0, -start)))
        found = self._pcm[max(0, start) : max(0, start + length)]
        return (before + bytes(found)).ljust(length, b"\0")
