"""What an output of a Mac plays, by catap: a tap of Core Audio, from macOS 14.2 on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from captioner.audio.continuity import now
from captioner.audio.host import OnBlock, OnLost
from captioner.audio.played import Played
from captioner.audio.poll import Poll
from captioner.core.audio import to_pcm

if TYPE_CHECKING:
    import numpy as np
    from catap import AudioBuffer, AudioDevice, AudioStreamFormat
    from numpy.typing import NDArray

_BLOCKS_A_SECOND = 20
_TICK_S = 0.05


class Tap:
    """An output that is being recorded."""

    def __init__(self, device: AudioDevice, *, on_block: OnBlock, on_end: OnLost) -> None:
        """Opens and starts it, with blocks of about 50 ms, also while nothing plays.

        Args:
            device: Which; it must have an output.
            on_block: Called for each block, in some thread.
            on_end: Called if it ends by itself, in some thread.

        Raises:
            OSError: It cannot be opened.
            ValueError: It has no output, or a format that cannot be read.
        """
        import catap

        self._on_block = on_block
        self._on_end = on_end
        self._began = now()
        self._lock = threading.Lock()
        self._format: AudioStreamFormat | None = None
        self._sound: Played | None = None
        self._waiting: list[NDArray[np.float32]] = []
        self._session = catap.record_device(device, on_buffer=self._arrived)
        self._session.start()
        self._ticking = Poll(self._tick, _TICK_S)

    def close(self) -> None:
        """Ends it; nothing is called afterwards.

        Raises:
            OSError: The system does not let go of it.
        """
        self._ticking.stop()
        with self._lock:
            if self._sound is not None:
                self._sound.end()
        self._session.close()

    def _arrived(self, buffer: AudioBuffer) -> None:
        """Sound has come, some milliseconds of it; called in the library's thread."""
        with self._lock:
            if buffer.format != self._format:
                self._format, self._waiting = buffer.format, []
                rate, channels = round(buffer.format.sample_rate), buffer.format.num_channels
                self._sound = Played(rate, channels, self._began, self._on_block)
            self._waiting.append(_floats(buffer))
            if sum(map(len, self._waiting)) * _BLOCKS_A_SECOND >= buffer.format.sample_rate:
                self._send()

    def _tick(self) -> None:
        if self._session.capture_failed:
            self._ticking.stop()
            self._on_end()
            return
        with self._lock:
            if self._sound is None:  # nothing has played yet, so its format is not known
                self._sound = Played(48_000, 2, self._began, self._on_block)
            if self._waiting and now() - self._last > _TICK_S:
                self._send()
            self._sound.tick()

    _last = 0.0

    def _send(self) -> None:
        """Hands on what has come; under the lock."""
        import numpy as np

        frames = np.concatenate(self._waiting)
        self._waiting, self._last = [], now()
        if self._sound is not None:
            self._sound.arrived(to_pcm(frames.ravel()), len(frames), overflow=False)


def _floats(buffer: AudioBuffer) -> NDArray[np.float32]:
    """Its frames, each a row of samples from -1 to 1.

    Raises:
        ValueError: They are neither floats of 32 bits nor integers of 16 or 32.
    """
    import numpy as np

    form = buffer.format
    bits = form.bits_per_sample
    if form.is_float and bits == np.finfo(np.float32).bits:
        samples = np.frombuffer(buffer.data, "<f4")
    elif form.is_signed_integer and bits in (16, 32):
        whole = np.frombuffer(buffer.data, f"<i{bits // 8}")
        samples = (whole / np.float32(1 << bits - 1)).astype(np.float32)
    else:
        raise ValueError(f"{form} is no format that is read here")
    return samples.reshape(-1, form.num_channels)
