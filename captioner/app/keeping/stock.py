"""Everything that is kept: where it lies, how large it is, how long it stays."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from captioner.app.keeping.disk import Disk
from captioner.core.wanted import Wanted
from captioner.storage.sound_store import folder_beside


@dataclass(frozen=True, slots=True)
class Held:
    """What there is.

    Attributes:
        path: The library's file.
        sessions: How many sessions are in it.
        size: Bytes on disk, with everything that belongs to them.
    """

    path: Path
    sessions: int
    size: int


class Stock:
    """The library that lasts, as a whole.

    Args:
        disk: Where it is.
    """

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    async def held(self) -> Held:
        """What there is now.

        Raises:
            StorageError: It cannot be read.
        """
        count = await self._disk.readable().count()
        size = await asyncio.to_thread(_size_of, self._disk.path)
        return Held(self._disk.path, count, size)

    async def expire(self, days: int, now: datetime) -> int:
        """Delete for good what began more than so many days ago; how many sessions that were.

        Args:
            days: 0 keeps everything.
            now: Local time.

        Raises:
            StorageError: The library cannot be written.
        """
        if days <= 0:
            return 0
        last = (now - timedelta(days=days + 1)).date()
        return await self._delete(Wanted(until=last.isoformat()))

    async def delete_all(self) -> int:
        """Delete every session for good but one that runs; how many that were.

        Raises:
            StorageError: The library cannot be written.
        """
        return await self._delete(Wanted())

    async def _delete(self, wanted: Wanted) -> int:
        library = self._disk.readable()
        found = [one.id for one in await library.sessions(wanted) if not one.running]
        if found:
            await library.delete(*found)
        return len(found)


def _size_of(library: Path) -> int:
    """The bytes of its file, its journal, the copies beside it, and the sound of its sessions."""
    beside = library.parent.glob(f"{library.name}*")
    sounds = folder_beside(library).rglob("*")
    return sum(path.stat().st_size for path in (*beside, *sounds) if path.is_file())
