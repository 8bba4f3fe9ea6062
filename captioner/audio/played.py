"""The sound of an output that sends nothing while nothing plays, as an unbroken one."""

import threading

from captioner.audio.continuity import now
from captioner.audio.filling import Filling
from captioner.audio.host import Block, OnBlock
from captioner.core.audio import BYTES_PER_SAMPLE


class Played:
    """One stream of it, with silence where it has none."""

    def __init__(self, rate: int, channels: int, began: float, on_block: OnBlock) -> None:
        self._rate, self._channels = rate, channels
        self._filling = Filling(rate, began)
        self._on_block = on_block
        self._lock = threading.Lock()
        self._ended = False

    def arrived(self, pcm: bytes, frames: int, *, overflow: bool) -> None:
        """Sound has come; called in the library's thread."""
        with self._lock:
            at = now()
            self._send(bytes(self._bytes(self._filling.before(at, frames))), at)
            self._send(pcm, at, overflow=overflow)

    def tick(self) -> None:
        """To be called about every 50 ms, in one other thread."""
        with self._lock:
            at = now()
            self._send(bytes(self._bytes(self._filling.tick(at))), at)

    def end(self) -> None:
        """Sends nothing from now on."""
        with self._lock:
            self._ended = True

    def _bytes(self, frames: int) -> int:
        return frames * self._channels * BYTES_PER_SAMPLE

    def _send(self, pcm: bytes, at: float, *, overflow: bool = False) -> None:
        if pcm and not self._ended:
            self._on_block(Block(pcm, self._rate, self._channels, at, overflow))
