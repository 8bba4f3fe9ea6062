"""The microphone's sound without the loudspeaker's, on its way into the session."""

from collections.abc import Callable

from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, energy_of, to_ms
from captioner.core.echo import Echoes, Need

FRAME = RATE // 100
"""Samples that the canceller takes at once."""

PATIENCE = RATE * 3 // 10
"""Samples of the microphone that wait at most for the sound that was played meanwhile."""

KEPT = 2 * RATE
"""Samples of what was played that are kept."""


class EchoFree:
    """Stands for the microphone's sound where it is heard: what comes in goes on cleaned.

    With headphones there is nothing to take out, and what is heard goes on as it is.

    The canceller needs what was played before what was heard of it, so a piece waits until
    the other lane has come as far, a few hundredths of a second.

    Args:
        sound: Where it goes.
        others: What is played.
        cancel: Takes one out of the other, `FRAME` samples at a time.
        echoes: Told how much was taken away.
    """

    def __init__(
        self,
        sound: Sound,
        others: Sound,
        cancel: Callable[[bytes, bytes], bytes],
        echoes: Echoes,
    ) -> None:
        self._sound = sound
        self._cancel = cancel
        self._echoes = echoes
        self._played = bytearray()
        self._played_from = 0
        self._need = Need()
        self._waiting = b""
        self._end = 0
        others.tap = self._play

    @property
    def end(self) -> int:
        """The position after the last sample that came."""
        return self._end

    @property
    def reached(self) -> int:
        """As `Sound` says."""
        return self._sound.reached

    @property
    def live(self) -> bool:
        """As `Sound` says."""
        return self._sound.live

    @live.setter
    def live(self, live: bool) -> None:
        self._sound.live = live

    def append(self, chunk: Chunk) -> None:
        """Take a piece in; it may follow a hole."""
        if chunk.position != self._end:
            self.flush()
        self._end = chunk.end
        self._waiting += chunk.pcm
        self._go_on()

    def flush(self) -> None:
        """Nothing follows for now: let what waits go on as it is."""
        self._give(self._end)

    @property
    def _first(self) -> int:
        """The position of the first sample that waits."""
        return self._end - len(self._waiting) // BYTES_PER_SAMPLE

    def _play(self, chunk: Chunk) -> None:
        missing = chunk.position - self._played_end
        if missing > KEPT:
            self._played.clear()
            self._played_from = chunk.position
        else:
            self._played += bytes(missing * BYTES_PER_SAMPLE)
        self._played += chunk.pcm
        spare = len(self._played) // BYTES_PER_SAMPLE - KEPT
        if spare > KEPT:  # now and then, not at each piece
            del self._played[: spare * BYTES_PER_SAMPLE]
            self._played_from += spare
        self._go_on()

    @property
    def _played_end(self) -> int:
        return self._played_from + len(self._played) // BYTES_PER_SAMPLE

    def _go_on(self) -> None:
        ready = max(self._played_end, self._end - PATIENCE)
        whole = (min(ready, self._end) - self._first) // FRAME
        if whole > 0:
            self._give(self._first + whole * FRAME)

    def _give(self, until: int) -> None:
        """Let what waits go on, up to a position, as one piece."""
        first, pieces = self._first, list[bytes]()
        while self._first < until:
            samples = min(FRAME, until - self._first)
            at, length = self._first, samples * BYTES_PER_SAMPLE
            heard, self._waiting = self._waiting[:length], self._waiting[length:]
            pieces.append(self._cleaned(at, heard) if samples == FRAME else heard)
        if pieces:
            self._sound.append(Chunk(first, b"".join(pieces)))

    def _cleaned(self, at: int, heard: bytes) -> bytes:
        played = self._played_at(at)
        left = self._cancel(heard, played)
        before, after = energy_of(heard), energy_of(left)
        self._echoes.cancelled(to_ms(at), before, after)
        self._need.hear(energy_of(played), before, after)
        self._echoes.heard_at_all = self._need.there
        return left if self._need.there else heard

    def _played_at(self, position: int) -> bytes:
        """What was played in a frame; silence where that is not known."""
        start = (position - self._played_from) * BYTES_PER_SAMPLE
        length = FRAME * BYTES_PER_SAMPLE
        before = bytes(min(length, max(0, -start)))
        found = self._played[max(0, start) : max(0, start + length)]
        return (before + bytes(found)).ljust(length, b"\0")
