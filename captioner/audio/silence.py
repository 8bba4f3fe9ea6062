"""Silence as a source: the clock of a recorded session that is played again."""

import asyncio
import time

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk
from captioner.core.sources import SourceInfo, SourceKind

CHUNK = RATE // 50


class Silence:
    """`seconds` of digital silence, at real pace or as fast as it is read."""

    live = False

    def __init__(self, seconds: float, *, fast: bool = False) -> None:
        self.info = SourceInfo(id="silence", label="Silence", kind=SourceKind.FILE)
        self._left = round(seconds * RATE)
        self._at = 0
        self._began = time.monotonic()
        self._fast = fast

    def __aiter__(self) -> "Silence":
        return self

    async def __anext__(self) -> Chunk:
        """The next 20 ms."""
        if self._left <= 0:
            raise StopAsyncIteration
        samples = min(CHUNK, self._left)
        chunk = Chunk(self._at, bytes(samples * BYTES_PER_SAMPLE))
        self._at += samples
        self._left -= samples
        due = self._began + self._at / RATE
        await asyncio.sleep(0 if self._fast else max(0.0, due - time.monotonic()))
        return chunk

    async def close(self) -> None:
        """End it."""
        self._left = 0
