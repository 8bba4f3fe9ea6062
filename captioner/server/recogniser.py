"""The one seam between a session and the engine that serves it."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Self

from captioner.core.audio import RATE, Chunk
from captioner.core.errors import EngineError
from captioner.core.settings import Settings
from captioner.engines.base import Configure, Control, Emit, Engine

EngineFactory = Callable[[Settings], Engine]

LONGEST_BACKLOG_S = 600.0
"""How much sound may wait for a recogniser that cannot keep up."""


class Recogniser:
    """One run of an engine, fed with what comes off the wire.

    The engine starts with the first sound: a session that hears nothing costs nothing. A
    client that sends sound and then a wish means all of that sound, so a wish waits until
    the engine has taken the sound before it.
    """

    def __init__(self, engines: EngineFactory, settings: Settings) -> None:
        self._engines = engines
        self._settings = settings
        self._heard = False
        self._feed = _Feed()

    async def run(self, emit: Emit) -> None:
        """Recognise to the end of the sound.

        Raises:
            CaptionerError: The engine broke.
        """
        if not await self._feed.has_sound():
            return
        engine = self._engines(self._settings)
        await engine.run(self._feed, self._feed.controls, emit)

    def hear(self, chunk: Chunk) -> None:
        """Queue sound.

        Raises:
            EngineError: The engine is hopelessly behind.
        """
        if self._feed.waiting_samples > LONGEST_BACKLOG_S * RATE:
            raise EngineError("This computer cannot keep up.", "Serve fewer clients at once.")
        self._heard = self._heard or chunk.samples > 0
        self._feed.put(chunk)

    def tell(self, control: Control) -> None:
        """Queue a wish; before any sound there is nothing but settings to wish for."""
        if self._heard:
            self._feed.put(control)
        elif isinstance(control, Configure):
            self._settings = control.settings

    def finish(self) -> None:
        """No more sound will come."""
        self._feed.put(None)


class _Feed:
    """Sound, wishes and the end in one line; an `AudioStream`."""

    def __init__(self) -> None:
        self.controls = _Wishes()
        self.waiting_samples = 0
        self._items: deque[Chunk | Control | None] = deque()
        self._came = asyncio.Event()

    def put(self, item: Chunk | Control | None) -> None:
        """Queue a chunk, a wish, or the end (None)."""
        if isinstance(item, Chunk):
            self.waiting_samples += item.samples
        self._items.append(item)
        self._came.set()

    async def has_sound(self) -> bool:
        """Waits for the first sound; False if the end comes before it."""
        while not self.waiting_samples and None not in self._items:
            self._came.clear()
            await self._came.wait()
        return self.waiting_samples > 0

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Chunk:
        while True:
            while not self._items:
                self._came.clear()
                await self._came.wait()
            item = self._items[0]
            if item is None:  # stays at the head: the end is for good
                raise StopAsyncIteration
            self._items.popleft()
            if isinstance(item, Chunk):
                self.waiting_samples -= item.samples
                return item
            self.controls.put(item)
            await asyncio.sleep(0)  # whoever waits for wishes runs before more sound comes


class _Wishes:
    """The wishes whose time has come; a `Controls`."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Control] = asyncio.Queue()

    def put(self, control: Control) -> None:
        """Queue a wish."""
        self._queue.put_nowait(control)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Control:
        return await self._queue.get()
