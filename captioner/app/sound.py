"""The session's sound between those who hear it and those who recognise it."""

import asyncio
from collections.abc import Callable

from captioner.core.audio import Chunk
from captioner.core.backlog import Backlog


class Sound:
    """The backlog, and the news that there is more in it.

    Attributes:
        reached: How far whoever captions what is said now has read.
        dropped: Called with the range of samples that had to be thrown away.
    """

    def __init__(self, backlog: Backlog) -> None:
        self.reached = backlog.end
        self.dropped: Callable[[int, int], None] = lambda _start, _end: None
        self._backlog = backlog
        self._news = asyncio.Event()

    @property
    def end(self) -> int:
        """The position after the last sample that was heard."""
        return self._backlog.end

    def append(self, chunk: Chunk) -> None:
        """Keep `chunk`."""
        dropped = self._backlog.append(chunk)
        if dropped is not None:
            self.dropped(*dropped)
        self.tell()

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

    def news(self) -> asyncio.Event:
        """Set once there is more sound, or the end of a stretch of it."""
        return self._news
