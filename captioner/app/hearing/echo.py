"""The microphone's sound without the loudspeaker's, on its way into the session."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from captioner.app.hearing.played import Played
from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, energy_of, stretched, to_ms
from captioner.core.echo import Cancelled, Echoes, Need

FRAME = RATE // 50
"""Samples that the canceller takes at once."""

AHEAD = RATE // 10
"""Samples by which the canceller is given what was played too early.

Two devices deliver their sound differently late, and how late each is gets known only with time.
A canceller finds an echo up to 0.4 s after what was played, but none that seems to come before it.
"""

BEFORE = 4
"""Frames by which a frame goes on later, so that it is known whether somebody is about to speak."""

PATIENCE = RATE + AHEAD
"""Samples of the microphone that wait at most for the sound that was played meanwhile.

On a busy computer it comes half a second later. Where nothing comes for longer, nothing waits.
"""

SLOWLY = 4
"""Samples a second by which the canceller's two sounds are moved at most: 0.25 ms.

That is more than two devices drift. A canceller that is moved faster keeps up no more.
"""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece as it came, and how long it is to be."""

    position: int
    came: int
    samples: int


class EchoFree:
    """Stands for the microphone's sound where it is heard: what comes in goes on cleaned.

    With headphones there is nothing to take out, and what is heard goes on as it is.

    The canceller needs what was played before what was heard of it, so a piece waits until
    the other lane has come as far, a tenth of a second, or has not come for a second. It hears
    the microphone as it came; only after that a piece is made longer or shorter, to follow the
    session's clock.

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
        cancel: Callable[[bytes, bytes], Cancelled],
        echoes: Echoes,
    ) -> None:
        self._sound = sound
        self._cancel = cancel
        self._echoes = echoes
        self._played = Played()
        self._need = Need()
        self._pieces: deque[_Piece] = deque()
        self._frames: deque[Cancelled] = deque()
        self._waiting, self._clean = b"", b""
        self._end = self._came = self._given = self._ahead = self._moved_at = 0
        self._alone = False
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
        self.append_as_long(chunk, chunk.samples)

    def append_as_long(self, chunk: Chunk, samples: int) -> None:
        """Take a piece in that is to be made so many samples long."""
        if chunk.position != self._end:
            self.flush()
            self._ahead = chunk.position - self._came
        self._pieces.append(_Piece(chunk.position, chunk.samples, samples))
        self._end = chunk.position + samples
        self._waiting += chunk.pcm
        self._came += chunk.samples
        self._go_on()

    def flush(self) -> None:
        """Nothing follows for now: let what waits go on as it is."""
        self._clean_up_to(self._came)
        rest = [self._oldest() for _ in range(len(self._frames))]
        self._clean, self._waiting = b"".join([self._clean, *rest, self._waiting]), b""
        self._give()

    @property
    def _first(self) -> int:
        """How many samples came before the first one that waits."""
        return self._came - len(self._waiting) // BYTES_PER_SAMPLE

    def _play(self, chunk: Chunk) -> None:
        self._played.hear(chunk)
        self._alone = False
        self._go_on()

    def _go_on(self) -> None:
        if self._pieces:
            self._move(self._first)
        known = self._played.end - self._ahead - AHEAD
        self._alone = self._alone or self._came - known > PATIENCE
        ready = self._came if self._alone else known
        whole = (min(ready, self._came) - self._first) // FRAME
        if whole > 0:
            self._clean_up_to(self._first + whole * FRAME)
            self._give()

    def _clean_up_to(self, until: int) -> None:
        pieces = [self._clean]
        while until - self._first >= FRAME:
            at, length = self._first, FRAME * BYTES_PER_SAMPLE
            heard, self._waiting = self._waiting[:length], self._waiting[length:]
            self._frames.append(self._cleaned(at, heard))
            if len(self._frames) > BEFORE:
                pieces.append(self._oldest())
        self._clean = b"".join(pieces)

    def _oldest(self) -> bytes:
        """The oldest frame, as it goes on: who is about to speak begins softly."""
        spoken = any(frame.spoken for frame in self._frames)
        frame = self._frames.popleft()
        return frame.faithful if spoken else frame.quiet

    def _give(self) -> None:
        """Let all pieces go on that are clean as a whole, as one."""
        first, made = self._pieces[0].position if self._pieces else 0, list[bytes]()
        while self._pieces and len(self._clean) >= self._pieces[0].came * BYTES_PER_SAMPLE:
            piece = self._pieces.popleft()
            self._given += piece.came
            length = piece.came * BYTES_PER_SAMPLE
            pcm, self._clean = self._clean[:length], self._clean[length:]
            made.append(stretched(pcm, piece.samples))
        if made:
            self._sound.append(Chunk(first, b"".join(made)))

    def _cleaned(self, at: int, heard: bytes) -> Cancelled:
        played = self._played.at(at + self._ahead + AHEAD, FRAME)
        done = self._cancel(heard, played)
        at_ms = to_ms(self._place_of(at))
        self._echoes.cancelled(at_ms, done.heard, done.left)
        self._need.hear(energy_of(played), done.heard, done.left)
        self._echoes.knows(at_ms, heard=self._need.there)
        return done if self._need.there else replace(done, quiet=heard, faithful=heard)

    def _move(self, at: int) -> None:
        """Follow the session's clock so slowly that the canceller does not notice."""
        apart = self._place_of(at) - at - self._ahead
        if apart and at - self._moved_at >= RATE // SLOWLY:
            self._moved_at = at
            self._ahead += 1 if apart > 0 else -1

    def _place_of(self, at: int) -> int:
        """Where in the session the sample stands before which so many came, to a piece's length."""
        return self._pieces[0].position + at - self._given
