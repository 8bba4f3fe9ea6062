"""What an operating system must bring for sound.

To capture on a new system, or *Meeting audio* on one that has microphones only, write
one class with these three methods, choose it in `captioner.audio.devices.this_host`, and
let the tests that every host passes (`tests/audio/hosts`) run on it. A source that needs
another library than PortAudio is opened by the same `open`: it must call `on_block` for
as long as it is open, also while nothing plays, with silence made from the clock
(`captioner.audio.filling`) if its system sends none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from captioner.core.audio import BYTES_PER_SAMPLE
from captioner.core.errors import AudioError
from captioner.core.sources import SourceInfo

BLOCK_MS = 50
"""How long a block is where nobody asks for longer ones."""


@dataclass(frozen=True, slots=True)
class Block:
    """What a device delivered at once.

    Attributes:
        pcm: Interleaved little-endian PCM16.
        rate: Frames a second.
        channels: Samples in a frame.
        at: When it arrived, in seconds of the clock that `Capture` uses.
        overflow: Whether the host says that it lost sound before it.
    """

    pcm: bytes
    rate: int
    channels: int
    at: float
    overflow: bool

    @property
    def frames(self) -> int:
        """How many there are."""
        return len(self.pcm) // (BYTES_PER_SAMPLE * self.channels)


OnBlock = Callable[[Block], None]
OnLost = Callable[[], None]


class Recording(Protocol):
    """A source that is open. Its methods block and are called in worker threads."""

    def why_lost(self) -> AudioError:
        """What happened to it, asked when sound has stopped or `on_lost` was called."""
        ...

    def close(self) -> None:
        """Ends it; `on_block` and `on_lost` are not called afterwards."""
        ...


class Watch(Protocol):
    """Watching for changes, until stopped."""

    def stop(self) -> None:
        """Ends it. Blocks until its thread has ended, at most two seconds."""
        ...


class Host(Protocol):
    """Sound on one operating system."""

    def sources(self) -> tuple[SourceInfo, ...]:
        """Every source, the two roles first. Blocks; never fails."""
        ...

    def open(
        self,
        source: SourceInfo,
        on_block: OnBlock,
        on_lost: OnLost,
        block_ms: int = BLOCK_MS,
    ) -> Recording:
        """Starts recording. Blocks; the callbacks come from other threads.

        `on_lost` is called at most once, when the host knows that this is no longer the
        sound of `source`. Silence of the callbacks is noticed by `Capture`.

        Args:
            source: What to record.
            on_block: Called about every `block_ms`, or more often.
            on_lost: See above.
            block_ms: How long a block is, where the host can choose: each wakes some threads.

        Raises:
            AudioError: It cannot be opened.
        """
        ...

    def watch(self, on_change: Callable[[], None]) -> Watch:
        """Calls `on_change`, in some thread, when devices or defaults may have changed."""
        ...
