import asyncio
from pathlib import Path

from captioner.app.sound import BATCH, IN_MEMORY, KEPT_S, Sound
from captioner.core.audio import RATE, Chunk
from captioner.core.errors import StorageError
from captioner.storage.spool import Spool

SECOND = RATE


def second(number: int) -> Chunk:
    """A second of sound whose samples are its number."""
    return Chunk(number * SECOND, number.to_bytes(2, "little") * SECOND)


async def settle(sound: Sound) -> None:
    for _ in range(200):
        await asyncio.sleep(0.001)


async def read_all(sound: Sound, position: int) -> list[Chunk]:
    read: list[Chunk] = []
    while (chunk := await sound.read(position)) is not None:
        read.append(chunk)
        position = chunk.end
    return read


class BrokenSpool:
    async def write(self, pcm: bytes) -> int:
        raise StorageError("The disk is full.", "Make room.")

    async def read(self, place: int, samples: int) -> bytes:
        raise StorageError("The disk fails.", "Check it.")

    async def clear(self) -> None: ...

    async def close(self) -> None: ...


class Forgetful(BrokenSpool):
    async def write(self, pcm: bytes) -> int:
        return 0


async def test_more_than_a_minute_goes_to_the_file_and_comes_back_whole(tmp_path: Path) -> None:
    sound = Sound(lambda: Spool(tmp_path, KEPT_S * RATE))
    work = asyncio.ensure_future(sound.run())
    for number in range(100):
        sound.append(second(number))
    await settle(sound)
    assert sound.in_memory < IN_MEMORY + BATCH
    assert await read_all(sound, 0) == [second(number) for number in range(100)]
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


async def test_a_full_disk_leaves_it_in_memory() -> None:
    sound = Sound(BrokenSpool)
    work = asyncio.ensure_future(sound.run())
    for number in range(100):
        sound.append(second(number))
    await settle(sound)
    assert sound.in_memory == 100 * SECOND
    assert await read_all(sound, 0) == [second(number) for number in range(100)]
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


async def test_a_file_that_cannot_be_read_is_told_as_lost() -> None:
    lost: list[tuple[int, int]] = []
    sound = Sound(Forgetful)
    sound.dropped = lambda start, end: lost.append((start, end))
    work = asyncio.ensure_future(sound.run())
    for number in range(70):
        sound.append(second(number))
    await settle(sound)
    (first, *_) = await read_all(sound, 0)
    assert lost[0] == (0, SECOND)
    assert lost[-1][1] == first.position
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


async def test_after_ten_minutes_the_oldest_is_told_as_dropped() -> None:
    lost: list[tuple[int, int]] = []
    sound = Sound()
    sound.dropped = lambda start, end: lost.append((start, end))
    for number in range(KEPT_S + 1):
        sound.append(second(number))
    assert lost == [(0, SECOND + BATCH)]


def test_sound_that_lies_in_memory_is_had_at_once_as_far_as_there_is_no_hole() -> None:
    sound = Sound()
    for number in (0, 1, 3):
        sound.append(second(number))
    half = SECOND // 2
    assert sound.in_memory_from(half, SECOND + half) == (
        (0).to_bytes(2, "little") * half + (1).to_bytes(2, "little") * half
    )
    assert len(sound.in_memory_from(SECOND, 4 * SECOND)) == 2 * SECOND
    assert sound.in_memory_from(2 * SECOND, 3 * SECOND) == b""
    assert sound.in_memory_from(4 * SECOND, 5 * SECOND) == b""
