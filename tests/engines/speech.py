"""Sound for engines: real speech, quiet and noise, as a source gives them."""

import asyncio
import random
import struct
import wave
from functools import cache

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, Chunk, Resampler
from captioner.engines.sample import sample_path

BLOCK = RATE // 50


@cache
def spoken(start_s: float, end_s: float) -> bytes:
    """A part of the recogniser's own sample, as PCM16, mono, 16 kHz."""
    with wave.open(str(sample_path())) as file:
        rate, channels = file.getframerate(), file.getnchannels()
        file.setpos(int(start_s * rate))
        frames = file.readframes(int((end_s - start_s) * rate))
    resampler = Resampler(rate, channels=channels)
    return resampler.feed(frames) + resampler.finish()


def quiet(seconds: float) -> bytes:
    """Digital silence."""
    return bytes(int(seconds * RATE) * BYTES_PER_SAMPLE)


def noise(seconds: float, *, peak: int) -> bytes:
    """White noise, the same each time."""
    numbers = random.Random(1)
    count = int(seconds * RATE)
    return struct.pack(f"<{count}h", *(numbers.randint(-peak, peak) for _ in range(count)))


def chunks(pcm: bytes, position: int = 0) -> list[Chunk]:
    """The sound in blocks of 20 ms."""
    step = BLOCK * BYTES_PER_SAMPLE
    return [
        Chunk(position + start // BYTES_PER_SAMPLE, pcm[start : start + step])
        for start in range(0, len(pcm), step)
    ]


class Given:
    """An audio stream of these chunks, as fast as they are taken; then it ends or waits."""

    def __init__(self, *parts: list[Chunk], endless: bool = False) -> None:
        self._chunks = [chunk for part in parts for chunk in part]
        self._endless = endless
        self.taken = asyncio.Event()

    def __aiter__(self) -> "Given":
        return self

    async def __anext__(self) -> Chunk:
        if self._chunks:
            return self._chunks.pop(0)
        self.taken.set()
        if self._endless:
            await asyncio.Event().wait()
        raise StopAsyncIteration
