"""What is kept as a whole: how much it is, how long it stays, and all of it deleted."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from captioner.app.keeping.disk import Disk
from captioner.app.keeping.stock import Stock
from captioner.core.errors import StorageError
from tests.app.stage import holds
from tests.transcripts import segment

NOW = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("library.db*"))


async def disk_with(folder: Path, *days_ago: int) -> Disk:
    disk = Disk(folder / "library.db", lambda _: None)
    await disk.open()
    library = disk.readable()
    for days in days_ago:
        begun = await library.begin(NOW - timedelta(days=days), "ondevice")
        await library.add(begun.id, segment(0, f"Said {days} days ago."))
        await library.end(begun.id, 60.0)
    return disk


async def test_it_tells_where_it_lies_and_how_large_it_is(tmp_path: Path) -> None:
    disk = await disk_with(tmp_path, 0, 1)
    held = await Stock(disk).held()
    assert held.path == tmp_path / "library.db"
    assert held.sessions == 2
    assert held.size == size_of(tmp_path)
    await disk.close()


@pytest.mark.parametrize(("days", "left"), [(0, 4), (1, 2), (7, 3), (30, 4)])
async def test_what_is_older_than_wanted_goes_and_nothing_younger(
    tmp_path: Path, days: int, left: int
) -> None:
    disk = await disk_with(tmp_path, 9, 7, 1, 0)
    assert await Stock(disk).expire(days, NOW) == 4 - left
    assert await disk.readable().count() == left
    await disk.close()


async def test_all_goes_for_good_but_what_runs(tmp_path: Path) -> None:
    disk = await disk_with(tmp_path, 3, 2)
    running = await disk.readable().begin(NOW, "ondevice")
    assert await Stock(disk).delete_all() == 2
    assert [one.id for one in await disk.readable().sessions()] == [running.id]
    await disk.close()
    assert not holds(tmp_path, b"days ago")


async def test_where_there_is_no_library_that_is_said(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "library.db", lambda _: None)
    with pytest.raises(StorageError):
        await Stock(disk).held()
