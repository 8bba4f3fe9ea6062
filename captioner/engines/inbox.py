"""What an event loop hands over to a worker thread: sound and wishes, in order."""

import asyncio
import threading
from collections import deque
from dataclasses import dataclass

from captioner.core.audio import RATE, Chunk
from captioner.engines.base import Control

_MOST_WAITING = 8 * RATE
_MOST_AT_ONCE = 4 * RATE


@dataclass(frozen=True, slots=True)
class End:
    """The sound has ended."""


Item = Chunk | Control | End


class Inbox:
    """`put`, `room` and `abandon` are for the loop, iterating is for the worker.

    The worker waits for each next item; chunks that follow each other without a hole come
    as one, up to four seconds. It ends after `End`, or at once when abandoned.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._items: deque[Item] = deque()
        self._waiting = 0
        self._changed = threading.Condition()
        self._room = asyncio.Event()
        self._room.set()
        self._over = False

    def put(self, item: Item) -> None:
        """Hand an item over."""
        with self._changed:
            self._items.append(item)
            if isinstance(item, Chunk):
                self._waiting += item.samples
            if self._waiting >= _MOST_WAITING:
                self._room.clear()
            self._changed.notify()

    async def room(self) -> None:
        """Wait until less than eight seconds of sound wait."""
        await self._room.wait()

    @property
    def abandoned(self) -> bool:
        """Whether nothing more is wanted."""
        return self._over

    def abandon(self) -> None:
        """Let the worker end without what still waits."""
        with self._changed:
            self._over = True
            self._changed.notify()

    def __iter__(self) -> "Inbox":
        return self

    def __next__(self) -> Item:
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._over)
            if self._over:
                raise StopIteration
            item = self._items.popleft()
            if isinstance(item, Chunk):
                item = self._joined(item)
            self._over = isinstance(item, End)
        return item

    def _joined(self, first: Chunk) -> Chunk:
        """The first chunk with those that follow it at once."""
        pieces, end = [first.pcm], first.end
        while self._items and end - first.position < _MOST_AT_ONCE:
            following = self._items[0]
            if not isinstance(following, Chunk) or following.position != end:
                break
            pieces.append(following.pcm)
            end = following.end
            self._items.popleft()
        self._waiting -= end - first.position
        if self._waiting < _MOST_WAITING:
            self._loop.call_soon_threadsafe(self._room.set)
        return Chunk(first.position, b"".join(pieces))
