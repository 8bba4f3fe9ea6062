"""The session's sound between those who hear it and those who recognise it."""

import asyncio

from captioner.core.audio import Chunk
from captioner.core.backlog import Backlog


class Sound:
    """The backlog, and the news that there is more in it.

    Attributes:
        reached: How far whoever captions what is said now has read.
    """

    def __init__(self, backlog: Backlog) -> None:
        self.reached = backlog.end
        self._backlog = backlog
        self._news = asyncio.Event()

    @property
    def end(self) -> int:
        """The position after the last sample that was heard."""
        return self._backlog.end

    def append(self, chunk: Chunk) -> tuple[int, int] | None:
        """Keep `chunk`; the range of samples that had to be dropped for it, if any."""
        dropped = self._backlog.append(chunk)
        self.tell()
        return dropped

    def release(self, before: int) -> None:
        """Let go of what has been dealt with."""
        self._backlog.release(before)

    async def read(self, position: int) -> Chunk | None:
        """The sound at `position` or the first after it; None if there is none yet."""
        return self._backlog.read(position)

    def tell(self) -> None:
        """Wake whoever waits for news."""
        told, self._news = self._news, asyncio.Event()
        told.set()

    async def news(self) -> None:
        """Wait until there is more sound, or the end of a stretch of it."""
        await self._news.wait()
