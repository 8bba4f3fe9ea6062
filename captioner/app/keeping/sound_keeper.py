"""Keeps the sound of a session in pieces, so that its lines can be heard again."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk
from captioner.core.errors import StorageError
from captioner.core.lanes import Lane

PIECE = 10 * RATE
"""Samples of a file: what a crash may cost, and what is written anew for a word off the record."""


class Store(Protocol):
    """The part of `storage.sound_store` that is used; every call blocks."""

    def write(self, session_id: str, lane: Lane, position: int, pcm: bytes) -> None:
        """Keep a piece.

        Raises:
            StorageError: It cannot be written.
        """
        ...

    def silence(self, session_id: str, start: int, end: int) -> None:
        """Leave nothing of a stretch.

        Raises:
            StorageError: It cannot be written.
        """
        ...

    def read(self, session_id: str, lane: Lane, start: int, end: int) -> bytes:
        """What was heard in a stretch; empty if nothing is kept of it.

        Raises:
            StorageError: It cannot be read.
        """
        ...

    def has(self, session_id: str) -> bool:
        """Whether sound of a session is kept."""
        ...


class SoundKeeper:
    """Takes what each lane hears.

    Args:
        store: Where it is kept.
        session_id: Whose sound it is.
        trouble: Told once what fails; captions go on without.
    """

    def __init__(
        self, store: Store, session_id: str, trouble: Callable[[StorageError], None]
    ) -> None:
        self._store, self._id, self._trouble = store, session_id, trouble
        self._open: dict[Lane, tuple[int, bytearray]] = {}
        self._jobs: asyncio.Queue[Callable[[], None]] = asyncio.Queue()
        self._silent = False
        self._failed = False

    def hear(self, lane: Lane, chunk: Chunk) -> None:
        """A lane has heard this."""
        if self._silent or self._failed:
            return
        position, pcm = self._open.get(lane, (chunk.position, bytearray()))
        if position + len(pcm) // BYTES_PER_SAMPLE != chunk.position:
            self._put(lane)
            position, pcm = chunk.position, bytearray()
        pcm += chunk.pcm
        self._open[lane] = (position, pcm)
        if len(pcm) >= PIECE * BYTES_PER_SAMPLE:
            self._put(lane)

    def be_silent(self) -> None:
        """Keep nothing until `speak_again`."""
        self._silent = True

    def speak_again(self) -> None:
        """Keep again what is heard."""
        self._silent = False

    def strike(self, start: int, end: int) -> None:
        """Leave nothing of what was heard between two samples."""
        for position, pcm in self._open.values():
            low, high = max(start, position), min(end, position + len(pcm) // BYTES_PER_SAMPLE)
            if low < high:
                zeros = bytes((high - low) * BYTES_PER_SAMPLE)
                at = (low - position) * BYTES_PER_SAMPLE
                pcm[at : at + len(zeros)] = zeros
        self._jobs.put_nowait(lambda: self._store.silence(self._id, start, end))

    async def run(self) -> None:
        """Write until cancelled."""
        while True:
            await self._do(await self._jobs.get())

    async def flush(self) -> None:
        """Write what there is; the session is over."""
        for lane in list(self._open):
            self._put(lane)
        while not self._jobs.empty():
            await self._do(self._jobs.get_nowait())

    def _put(self, lane: Lane) -> None:
        position, pcm = self._open.pop(lane, (0, bytearray()))
        if pcm:
            piece = bytes(pcm)
            self._jobs.put_nowait(lambda: self._store.write(self._id, lane, position, piece))

    async def _do(self, job: Callable[[], None]) -> None:
        try:
            await asyncio.shield(asyncio.to_thread(job))
        except StorageError as error:
            if not self._failed:
                self._failed = True  # a later strike is still tried
                self._trouble(error)
