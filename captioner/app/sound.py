"""The session's sound between those who hear it and those who recognise it."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, stretched
from captioner.core.backlog import Backlog, PutAway
from captioner.core.errors import StorageError

KEPT_S = 600
"""Sound that nobody has recognised is kept this long: 19 MB."""

IN_MEMORY = 60 * RATE
BATCH = 5 * RATE
AGAIN_S = 5.0


class Spool(Protocol):
    """A file for what memory should not hold; the part of `storage.spool` that is used."""

    async def write(self, pcm: bytes) -> int:
        """Put sound away; its place. `StorageError` if the disk fails."""
        ...

    async def read(self, place: int, samples: int) -> bytes:
        """Sound that was put away. `StorageError` if the disk fails."""
        ...

    async def clear(self) -> None:
        """Nothing that was put away is wanted any more."""
        ...

    async def close(self) -> None:
        """The file is gone."""
        ...


class Sound:
    """The backlog, the file for the oldest of it, and the news that there is more.

    Args:
        open_spool: Gives the file; None keeps everything in memory.

    Attributes:
        reached: How far whoever captions what is said now has read.
        live: Whether it comes when it comes; a file waits for its reader instead.
        kept: Called with each chunk that comes.
        dropped: Called with the range of samples that had to be thrown away.
        tap: Called with each piece that comes.
    """

    def __init__(self, open_spool: Callable[[], Spool] | None = None) -> None:
        self.reached = 0
        self.live = True
        self.kept: Callable[[Chunk], None] = lambda _chunk: None
        self.dropped: Callable[[int, int], None] = lambda _start, _end: None
        self.tap: Callable[[Chunk], None] = lambda _: None
        self._backlog = Backlog(KEPT_S * RATE, BATCH)
        self._open_spool = open_spool
        self._spool: Spool | None = None
        self._spooled = False
        self._changed = asyncio.Event()
        self._news = asyncio.Event()

    @property
    def end(self) -> int:
        """The position after the last sample that was heard."""
        return self._backlog.end

    @property
    def in_memory(self) -> int:
        """How many samples are kept in memory."""
        return self._backlog.in_memory

    def append(self, chunk: Chunk) -> None:
        """Keep `chunk`."""
        self.kept(chunk)
        self.tap(chunk)
        dropped = self._backlog.append(chunk)
        if dropped is not None:
            self.dropped(*dropped)
        if self._backlog.in_memory >= IN_MEMORY + BATCH:
            self._changed.set()
        self.tell()

    def append_as_long(self, chunk: Chunk, samples: int) -> None:
        """Keep `chunk`, made so many samples long."""
        self.append(Chunk(chunk.position, stretched(chunk.pcm, samples)))

    def release(self, before: int) -> None:
        """Let go of what has been dealt with."""
        self._backlog.release(before)
        if self._spooled and self._backlog.in_memory == self._backlog.held:
            self._changed.set()

    def held(self, start: int, end: int) -> list[tuple[int, int]]:
        """The unbroken ranges of sound between two positions that are kept, in order."""
        return self._backlog.stretches(start, end)

    def in_memory_from(self, start: int, end: int) -> bytes:
        """The sound between two positions, as far as it lies in memory without a hole."""
        pcm = b""
        while len(pcm) < (end - start) * BYTES_PER_SAMPLE:
            position = start + len(pcm) // BYTES_PER_SAMPLE
            piece = self._backlog.read(position)
            if not isinstance(piece, Chunk) or piece.position > position:
                break
            pcm += piece.pcm[: (end - position) * BYTES_PER_SAMPLE]
        return pcm

    async def read(self, position: int) -> Chunk | None:
        """The sound at `position` or the first after it; None if there is none yet."""
        while True:
            piece = self._backlog.read(position)
            if not isinstance(piece, PutAway) or self._spool is None:
                return piece if isinstance(piece, Chunk) else None
            try:
                return Chunk(piece.position, await self._spool.read(piece.place, piece.samples))
            except StorageError:
                position = piece.end
                self.dropped(piece.position, piece.end)

    def tell(self) -> None:
        """Wake whoever waits for news."""
        told, self._news = self._news, asyncio.Event()
        told.set()

    def news(self) -> asyncio.Event:
        """Set once there is more sound, or the end of a stretch of it."""
        return self._news

    async def run(self) -> None:
        """Put the oldest sound away as memory fills, until cancelled."""
        if self._open_spool is None:
            return
        try:
            while True:
                await self._changed.wait()
                self._changed.clear()
                self._spool = self._spool or self._open_spool()
                try:
                    await self._tidy(self._spool)
                except StorageError:
                    await asyncio.sleep(AGAIN_S)  # until then memory holds more
                    self._changed.set()
        finally:
            if self._spool is not None:
                await asyncio.shield(self._spool.close())

    async def _tidy(self, spool: Spool) -> None:
        if self._spooled and self._backlog.in_memory == self._backlog.held:
            self._spooled = False
            await spool.clear()
        while self._backlog.in_memory >= IN_MEMORY + BATCH:
            chunks = self._backlog.oldest(BATCH)
            place = await spool.write(b"".join(chunk.pcm for chunk in chunks))
            self._spooled = True
            self._backlog.put_away(chunks, place)
