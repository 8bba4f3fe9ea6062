"""Sound beside the library."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from captioner.core.errors import StorageError
from captioner.core.lanes import Lane
from captioner.storage.library import Library
from captioner.storage.sound_store import SoundStore, folder_beside
from tests.systems import is_private
from tests.transcripts import segment


def sound(start: int, count: int) -> bytes:
    """Samples that tell their own places."""
    return b"".join((1 + place).to_bytes(2, "little") for place in range(start, start + count))


@pytest.fixture
def store(tmp_path: Path) -> SoundStore:
    made = SoundStore(tmp_path / "library.db", bytes, bytes)
    made.write("s1", Lane.ONLY, 100, sound(100, 50))
    made.write("s1", Lane.ONLY, 150, sound(150, 50))
    made.write("s1", Lane.YOU, 100, sound(500, 10))
    return made


def test_a_stretch_is_read_across_files_and_holes_are_silent(store: SoundStore) -> None:
    assert store.read("s1", Lane.ONLY, 140, 160) == sound(140, 20)
    assert store.read("s1", Lane.ONLY, 95, 105) == bytes(10) + sound(100, 5)
    assert store.read("s1", Lane.YOU, 100, 110) == sound(500, 10)


def test_where_nothing_is_kept_there_is_nothing(store: SoundStore) -> None:
    assert store.read("s1", Lane.ONLY, 300, 310) == b""
    assert store.read("other", Lane.ONLY, 0, 10) == b""
    assert store.has("s1")
    assert not store.has("other")


def test_a_stretch_is_silenced_in_every_lane_and_the_rest_stays(store: SoundStore) -> None:
    store.silence("s1", 105, 155)
    assert store.read("s1", Lane.ONLY, 100, 110) == sound(100, 5) + bytes(10)
    assert store.read("s1", Lane.ONLY, 150, 160) == bytes(10) + sound(155, 5)
    assert store.read("s1", Lane.YOU, 100, 110) == sound(500, 5) + bytes(10)


def test_only_its_owner_may_read_it(store: SoundStore, tmp_path: Path) -> None:
    folder = folder_beside(tmp_path / "library.db")
    assert all(is_private(path) for path in (folder, *folder.rglob("*")))


def test_a_disk_that_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "library-sound").write_text("a file in the way")
    store = SoundStore(tmp_path / "library.db", bytes, bytes)
    with pytest.raises(StorageError, match="could not be kept"):
        store.write("s1", Lane.ONLY, 0, b"ab")


async def test_it_goes_with_its_session_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    library = await Library.open(path)
    store = SoundStore(path, bytes, bytes)
    ids = []
    for _ in range(3):
        begun = await library.begin(datetime(2026, 11, 24, 10, 2, tzinfo=UTC), "ondevice")
        await library.add(begun.id, segment(0, "Hello."))
        await library.end(begun.id, 60.0)
        store.write(begun.id, Lane.ONLY, 0, b"ab")
        ids.append(begun.id)
    await library.delete(ids[0])
    await library.hide(ids[1])
    assert [store.has(each) for each in ids] == [False, True, True]  # it may come back
    await library.purge()
    assert [store.has(each) for each in ids] == [False, False, True]
    await library.close()
