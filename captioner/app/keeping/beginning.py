"""How a session begins on disk, without waiting for a disk that takes too long."""

import asyncio
from contextlib import suppress
from datetime import datetime

from captioner.app.keeping.disk import Disk
from captioner.core.errors import StorageError
from captioner.core.transcript import Session

PATIENCE_S = 1.0
"""How long the start of a session waits for the disk."""


class Beginning:
    """Begins sessions, and takes back what came too late.

    Args:
        disk: The library that lasts.
    """

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._late: set[asyncio.Task[Session]] = set()

    async def begin(self, started: datetime, engine: str) -> Session | None:
        """A session on disk; None if the disk takes too long over it.

        Raises:
            StorageError: The disk cannot take it.
        """
        disk = await self._disk.writable()
        beginning = asyncio.create_task(disk.begin(started, engine))
        await asyncio.wait({beginning}, timeout=PATIENCE_S)
        if beginning.done():
            return beginning.result()
        self._late.add(beginning)
        beginning.add_done_callback(self._undo)
        return None

    def _undo(self, beginning: asyncio.Task[Session]) -> None:
        """Forget a session that began too late."""
        self._late.discard(beginning)
        if not beginning.cancelled() and beginning.exception() is None:
            undoing = asyncio.create_task(self._forgotten(beginning.result()))
            self._late.add(undoing)
            undoing.add_done_callback(self._late.discard)

    async def _forgotten(self, session: Session) -> Session:
        with suppress(StorageError):
            await self._disk.readable().delete(session.id)
        return session
