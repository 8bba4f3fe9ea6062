import os
from pathlib import Path

import pytest

from captioner.core.errors import StorageError
from captioner.storage.spool import Spool
from tests.systems import not_on_windows, only_windows


def sound(value: int, samples: int) -> bytes:
    return value.to_bytes(2, "little") * samples


async def test_what_is_put_away_comes_back(tmp_path: Path) -> None:
    spool = Spool(tmp_path, 100)
    first, second = await spool.write(sound(1, 10)), await spool.write(sound(2, 10))
    assert await spool.read(second, 10) == sound(2, 10)
    assert await spool.read(first + 4, 6) == sound(1, 6)
    await spool.close()


async def test_a_full_ring_begins_anew_over_the_oldest(tmp_path: Path) -> None:
    spool = Spool(tmp_path, 25)
    first = await spool.write(sound(1, 10))
    second = await spool.write(sound(2, 10))
    third = await spool.write(sound(3, 10))
    assert third == first
    assert await spool.read(third, 10) == sound(3, 10)
    assert await spool.read(second, 10) == sound(2, 10)
    await spool.close()


@only_windows
async def test_the_file_goes_with_the_program_that_made_it(tmp_path: Path) -> None:
    spool = Spool(tmp_path, 100)
    await spool.write(sound(1, 10))
    assert len(os.listdir(tmp_path)) == 1  # noqa: PTH208 - no blocking pathlib in a coroutine
    await spool.close()
    assert os.listdir(tmp_path) == []  # noqa: PTH208


@not_on_windows("Windows has no file without a name; it goes when it is closed")
async def test_nobody_finds_the_file(tmp_path: Path) -> None:
    spool = Spool(tmp_path, 100)
    await spool.write(sound(1, 10))
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - no blocking pathlib in a coroutine
    await spool.clear()
    assert await spool.write(sound(2, 5)) == 0
    await spool.close()


async def test_a_disk_without_room_is_a_storage_error(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "gone", 100)
    with pytest.raises(StorageError, match="put away"):
        await spool.write(sound(1, 10))
    spool = Spool(tmp_path, 100)
    await spool.close()
