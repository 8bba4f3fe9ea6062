"""What one engine run hears: the sound of its stretch, from where that has been dealt with."""

import asyncio
from collections.abc import Callable

from captioner.app.sound import Sound
from captioner.core.audio import BYTES_PER_SAMPLE, Chunk
from captioner.core.stretch import Stretch


class Ear:
    """`captioner.engines.base.AudioStream` over a stretch that is given to it once.

    Args:
        sound: What there is to hear.
        asked: Called when the engine asks for its first sound.

    Attributes:
        stretch: What it hears, once it was given that.
        position: The sample it gives the engine next.
    """

    def __init__(self, sound: Sound, asked: Callable[[], None]) -> None:
        self.stretch: Stretch | None = None
        self.position = 0
        self._sound = sound
        self._asked: Callable[[], None] | None = asked
        self._closed = False
        self._assigned = asyncio.Event()

    def hear(self, stretch: Stretch) -> None:
        """Hear this stretch from where it has been dealt with."""
        self.stretch = stretch
        self.position = stretch.needs_from
        self._assigned.set()

    def close(self) -> None:
        """Hear no more: for the engine the sound is over."""
        self._closed = True
        self._assigned.set()
        self._sound.tell()

    @property
    def is_live(self) -> bool:
        """Whether it hears what is said now, or did until the sound ended."""
        return self.stretch is not None and self.stretch.is_newest

    @property
    def at_end(self) -> bool:
        """Whether there is nothing more to hear."""
        end = self.stretch.end if self.stretch is not None else None
        return self._closed or (end is not None and self.position >= end)

    def __aiter__(self) -> "Ear":
        return self

    async def __anext__(self) -> Chunk:
        """The engine's next sound; StopAsyncIteration at the end of the stretch."""
        if self._asked is not None:
            asked, self._asked = self._asked, None
            asked()
        await self._assigned.wait()
        while not self.at_end:
            news = self._sound.news()
            chunk = await self._sound.read(self.position)
            if chunk is not None and (chunk := self._within(chunk)) is not None:
                self.position = chunk.end
                if self.is_live:
                    self._sound.reached = chunk.end
                return chunk
            if self._is_over():
                break
            await news.wait()
        raise StopAsyncIteration

    def _is_over(self) -> bool:
        """Whether no more sound of the stretch can come; some of it may have been dropped."""
        end = self.stretch.end if self.stretch is not None else None
        if end is None or self._sound.end < end:
            return False
        self.position = end
        return True

    def _within(self, chunk: Chunk) -> Chunk | None:
        """What of `chunk` belongs to the stretch."""
        end = self.stretch.end if self.stretch is not None else None
        if end is None or chunk.end <= end:
            return chunk
        if chunk.position < end:
            return Chunk(chunk.position, chunk.pcm[: (end - chunk.position) * BYTES_PER_SAMPLE])
        self.position = end
        return None
