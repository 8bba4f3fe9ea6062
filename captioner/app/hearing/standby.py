"""Waiting for somebody to speak, at the cost of a level meter.

A session in which nobody speaks ends, and its billed connection with it. The next word
starts a new one; the moments before that word was noticed are part of it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Set

from captioner.app.hearing.feed import REOPEN_EVERY_S
from captioner.app.hearing.source import OpenSource, Source, give_back
from captioner.core.audio import RATE, Chunk, level_of
from captioner.core.errors import AudioError, CaptionerError, SourceGone
from captioner.core.lanes import Lane
from captioner.core.sources import SourceInfo
from captioner.core.watch import SOUND_DB

Sources = Mapping[Lane, OpenSource]

PRE_ROLL = 2 * RATE
"""Samples from before speech was noticed that belong to the new session."""

WITHIN = RATE
LOUD = RATE * 3 // 10
"""So much of the last second must be sound before it counts as speech; a click does not."""


class Overheard:
    """A source that begins with what was heard before it was wanted."""

    live = True

    def __init__(self, source: Source, heard: deque[Chunk]) -> None:
        self._source = source
        self._heard = heard

    @property
    def info(self) -> SourceInfo:
        """What is really recorded."""
        return self._source.info

    async def __anext__(self) -> Chunk:
        """The next chunk."""
        return self._heard.popleft() if self._heard else await self._source.__anext__()

    async def close(self) -> None:
        """Give it back."""
        self._heard.clear()
        await self._source.close()


class Standby:
    """The time between a session in which nobody spoke any more and the next one.

    Args:
        begin: Starts a session from what it is given.
        failed: Told why that was not possible.
    """

    def __init__(
        self,
        begin: Callable[[Sources], Awaitable[None]],
        failed: Callable[[CaptionerError], None],
    ) -> None:
        self._begin = begin
        self._failed = failed
        self._task: asyncio.Task[None] | None = None

    def listen(self, sources: Sources, deaf: Iterable[Lane] = ()) -> None:
        """Begin a session as soon as somebody speaks; called again, to these sources instead.

        Args:
            sources: What each lane of the session is to hear.
            deaf: The lanes that are not listened to before.
        """
        before = self._cancelled()
        self._task = asyncio.create_task(self._wait(sources, frozenset(deaf), before))

    async def end(self) -> None:
        """Listen no more; returns once the sources are given back. Twice is as once."""
        before = self._cancelled()
        if before is not None:
            await asyncio.wait({before})

    def _cancelled(self) -> "asyncio.Task[None] | None":
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        return task

    async def _wait(
        self, sources: Sources, deaf: Set[Lane], before: "asyncio.Task[None] | None"
    ) -> None:
        if before is not None:
            await asyncio.wait({before})
        heard = {lane: each for lane, each in sources.items() if lane not in deaf}
        lane, overheard = await first_speech(heard or sources)
        first: list[Source] = [overheard]

        async def go_on() -> Source:
            return first.pop() if first else await sources[lane]()

        self._task = None  # a session ends what waits for one
        try:
            await self._begin({**sources, lane: go_on})
        except CaptionerError as error:
            self._failed(error)
        finally:
            for source in first:
                await give_back(source)


async def first_speech(sources: Sources) -> tuple[Lane, Overheard]:
    """Wait until somebody speaks; in which lane, and the source with the start of it."""
    waiting = {asyncio.ensure_future(speech(each)): lane for lane, each in sources.items()}
    try:
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()
        await asyncio.wait(waiting)
    found, *others = (one for one in done)
    for other in others:
        await give_back(other.result())
    return waiting[found], found.result()


async def speech(open_source: OpenSource) -> Overheard:
    """Wait until there is sound as of speech; the source it comes from, with its start.

    A source that is lost is opened again as soon as it is back.
    """
    while True:
        try:
            source = await open_source()
        except AudioError:
            await asyncio.sleep(REOPEN_EVERY_S)
            continue
        heard: deque[Chunk] = deque()
        try:
            await _until_speech(source, heard)
        except (SourceGone, StopAsyncIteration):
            await source.close()
            await asyncio.sleep(REOPEN_EVERY_S)
        except BaseException:
            await source.close()
            raise
        else:
            return Overheard(source, heard)


async def _until_speech(source: Source, heard: deque[Chunk]) -> None:
    loud: deque[tuple[int, int]] = deque()
    while sum(samples for _, samples in loud) < LOUD:
        chunk = await source.__anext__()
        heard.append(chunk)
        if level_of(chunk.pcm).rms_db > SOUND_DB:
            loud.append((chunk.end, chunk.samples))
        while loud and loud[0][0] < chunk.end - WITHIN:
            loud.popleft()
        while heard[0].end < chunk.end - PRE_ROLL:
            heard.popleft()
