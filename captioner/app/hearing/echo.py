"""The microphone's sound without the loudspeaker's, on its way into the session."""

from collections import deque
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
        self._played: deque[Chunk] = deque()
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
        while self._first < self._end:
            self._give(min(FRAME, self._end - self._first))

    @property
    def _first(self) -> int:
        """The position of the first sample that waits."""
        return self._end - len(self._waiting) // BYTES_PER_SAMPLE

    def _play(self, chunk: Chunk) -> None:
        self._played.append(chunk)
        while self._played[0].end < chunk.end - KEPT:
            self._played.popleft()
        self._go_on()

    def _go_on(self) -> None:
        played = self._played[-1].end if self._played else 0
        while self._end - self._first >= FRAME and (
            self._first + FRAME <= played or self._end - self._first > PATIENCE
        ):
            self._give(FRAME)

    def _give(self, samples: int) -> None:
        first, length = self._first, samples * BYTES_PER_SAMPLE
        heard, self._waiting = self._waiting[:length], self._waiting[length:]
        if samples == FRAME:
            played = self._played_at(first)
            left = self._cancel(heard, played)
            before, after = energy_of(heard), energy_of(left)
            self._echoes.cancelled(to_ms(first), before, after)
            self._need.hear(energy_of(played), before, after)
            heard = left if self._need.there else heard
        self._sound.append(Chunk(first, heard))

    def _played_at(self, position: int) -> bytes:
        """What was played in a frame; silence where that is not known."""
        found = bytearray(FRAME * BYTES_PER_SAMPLE)
        for chunk in self._played:
            start, end = max(position, chunk.position), min(position + FRAME, chunk.end)
            if start < end:
                piece = chunk.pcm[
                    (start - chunk.position) * BYTES_PER_SAMPLE : (end - chunk.position)
                    * BYTES_PER_SAMPLE
                ]
                at = (start - position) * BYTES_PER_SAMPLE
                found[at : at + len(piece)] = piece
        return bytes(found)
