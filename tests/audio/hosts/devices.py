"""Made devices, which send sound in real time to whoever records them."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile

Deliver = Callable[[bytes, int], None]


@dataclass(eq=False)
class Device:
    """A microphone or an output.

    Attributes:
        id: Its lasting identity.
        label: What the system calls it.
        is_input: Whether it is a microphone, which always sends; an output sends what it plays.
        rate: Frames a second.
        channels: Samples in a frame.
        there: Whether it is plugged in.
        stalled: While it is set, what is due waits.
    """

    id: str
    label: str
    is_input: bool
    rate: int = 48_000
    channels: int = 2
    there: bool = True
    stalled: threading.Event = field(default_factory=threading.Event)
    _sound: "np.ndarray[tuple[int], np.dtype[np.int16]] | None" = None
    _began: float = 0.0

    def play(self, path: Path) -> None:
        """Plays a file from now on, on all channels alike."""
        frames, rate = soundfile.read(path, dtype="int16", always_2d=True)
        places = np.arange(len(frames) * self.rate // rate) * rate // self.rate
        self._sound, self._began = frames[places, 0], time.monotonic()

    def frames(self, since: float, count: int) -> bytes | None:
        """What it sends in the `count` frames from `since` on; None for nothing at all."""
        if self.is_input:
            return np.full(count * self.channels, 1, "<i2").tobytes()
        if self._sound is None:
            return None
        start = round((since - self._began) * self.rate)
        part = self._sound[max(0, start) : max(0, start + count)]
        if not len(part):
            return None
        padded = np.zeros(count, np.int16)
        padded[: len(part)] = part
        return np.repeat(padded.astype("<i2"), self.channels).tobytes()


class Pump:
    """Delivers the sound of a device in blocks, in a thread, until it is ended."""

    def __init__(
        self, device: Device, block: int, deliver: Deliver, on_end: Callable[[], None]
    ) -> None:
        self._device = device
        self._block = block
        self._deliver = deliver
        self._on_end = on_end
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="made-device", daemon=True)
        self._thread.start()

    @property
    def active(self) -> bool:
        return self._thread.is_alive()

    def end(self) -> None:
        self._ending.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(5)

    def _run(self) -> None:
        at = time.monotonic()
        length = self._block / self._device.rate
        while not self._ending.wait(max(0.0, at + length - time.monotonic())):
            if not self._device.there:
                self._on_end()
                return
            if self._device.stalled.is_set():
                continue
            pcm = self._device.frames(at, self._block)
            if pcm is not None:
                self._deliver(pcm, self._block)
            at += length
