"""A nameless file for sound that waits longer to be recognised than memory should hold it.

The file has no name from the moment it exists, so that nobody else can open it and
nothing is left of it when the program ends, however it ends.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from captioner.core.audio import BYTES_PER_SAMPLE
from captioner.core.errors import StorageError
from captioner.storage.worker import Worker


class Spool:
    """A ring of samples on disk: the oldest are overwritten once it is full.

    Args:
        folder: Where the file is.
        capacity: How many samples it holds.
    """

    def __init__(self, folder: Path, capacity: int) -> None:
        self._capacity = capacity
        self._worker = Worker("spool")
        self._folder = folder
        self._opened: IO[bytes] | None = None
        self._place = 0

    async def write(self, pcm: bytes) -> int:
        """Put sound away; the place of its first sample.

        Raises:
            StorageError: The disk is full or fails.
        """
        samples = len(pcm) // BYTES_PER_SAMPLE
        if self._place + samples > self._capacity:
            self._place = 0
        place = self._place

        def job() -> None:
            file = self._file()
            file.seek(place * BYTES_PER_SAMPLE)
            if file.write(pcm) != len(pcm):
                raise OSError("the disk is full")

        await self._do(job)
        self._place += samples
        return place

    async def read(self, place: int, samples: int) -> bytes:
        """Sound that was put away.

        Raises:
            StorageError: The disk fails.
        """
        pcm = b""

        def job() -> None:
            nonlocal pcm
            file = self._file()
            file.seek(place * BYTES_PER_SAMPLE)
            pcm = file.read(samples * BYTES_PER_SAMPLE)

        await self._do(job)
        return pcm

    async def clear(self) -> None:
        """Nothing that was put away is wanted any more.

        Raises:
            StorageError: The disk fails.
        """
        self._place = 0
        await self._do(lambda: self._file().truncate(0))

    async def close(self) -> None:
        """The file is gone."""
        await self._do(self._close)
        self._worker.stop()

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def _file(self) -> IO[bytes]:
        """The file, made when it is first wanted, in the worker's thread."""
        if self._opened is None:
            opened = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115 - close() closes it
            self._opened = opened
        return self._opened

    async def _do(self, job: Callable[[], object]) -> None:
        try:
            await self._worker.run(job)
        except OSError as error:
            raise StorageError(
                "Sound could not be put away on disk.", "Make room on the disk."
            ) from error
