"""What tests that record share."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from captioner.audio.capture import Capture, open_capture
from captioner.core.audio import RATE, Chunk, Level, level_of
from captioner.core.errors import SourceGone
from tests.guards import HANG_S


def ignore(_: Level) -> None:
    """A level nobody looks at."""


@asynccontextmanager
async def capture(
    source: str, *, position: int = 0, on_level: Callable[[Level], None] = ignore
) -> AsyncIterator[Capture]:
    """A capture that is closed at the end."""
    opened = await open_capture(source, position=position, on_level=on_level)
    try:
        yield opened
    finally:
        async with asyncio.timeout(HANG_S):
            await opened.close()


async def next_chunk(opened: Capture) -> Chunk:
    async with asyncio.timeout(HANG_S):
        return await opened.__anext__()


async def some_chunks(opened: Capture, count: int = 5) -> list[Chunk]:
    return [await next_chunk(opened) for _ in range(count)]


async def hear(opened: Capture, wanted: Callable[[bytes], bool]) -> bytes:
    """Records until `wanted` is true of everything heard."""
    heard = b""
    async with asyncio.timeout(HANG_S):
        while not wanted(heard):
            heard += (await opened.__anext__()).pcm
    return heard


async def drain(opened: Capture) -> None:
    """Reads to the end."""
    while True:
        try:
            await next_chunk(opened)
        except StopAsyncIteration:
            return


async def why_lost(opened: Capture) -> str:
    """The sentence with which the stream ends."""
    with pytest.raises(SourceGone) as gone:
        await drain(opened)
    return gone.value.title


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(HANG_S):
        while not condition():  # noqa: ASYNC110 - nobody tells when a thread has ended
            await asyncio.sleep(0.01)


def no_threads() -> bool:
    """Whether every thread of the audio package has ended."""
    return not [thread for thread in threading.enumerate() if "captioner-" in thread.name]


def is_loud(pcm: bytes) -> bool:
    """Whether the last quarter of a second is."""
    return level_of(pcm[-RATE // 2 :]).rms_db > -30
