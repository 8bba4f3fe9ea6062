"""Sessions where the disk cannot have them: held, told as unsaved, and taken there later."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from captioner.app.keeping.disk import Disk
from captioner.app.keeping.library import Sessions
from captioner.core.errors import StorageError
from captioner.core.file_kinds import KINDS
from captioner.core.transcript import Session
from captioner.storage import exporting
from captioner.storage.library import Library
from tests.fakes import texts
from tests.guards import HANG_S
from tests.transcripts import listed, segment

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "transcripts.db"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("captioner.app.keeping.disk.RETRY_EVERY_S", 0.0)
    monkeypatch.setattr("captioner.app.keeping.beginning.PATIENCE_S", 0.1)
    for place in ("schema", "opening"):
        monkeypatch.setattr(f"captioner.storage.{place}.BUSY_S", 0.3)


async def opened(path: Path) -> Sessions:
    disk = Disk(path, lambda _: None)
    await disk.open()
    return Sessions(
        disk,
        {"txt": KINDS["txt"]},
        lambda transcript, name, to, wish: exporting.write(
            transcript, name, to, wish, overwrite=True
        ),
    )


@pytest.fixture
async def blocked(path: Path) -> AsyncIterator[Sessions]:
    """The library's folder cannot be made: a file is in the way."""
    put_in_the_way(path)
    sessions = await opened(path)
    yield sessions
    await sessions.close()


def put_in_the_way(path: Path) -> None:
    path.parent.touch()


def make_way(path: Path) -> None:
    path.parent.unlink()


async def on_disk(path: Path, session: Session) -> list[str]:
    library = await Library.open(path)
    try:
        return texts((await library.transcript(session.id)).segments)
    finally:
        await library.close()


async def end(sessions: Sessions, session: Session) -> Session:
    return await sessions.end(session, 60.0, 0.0, None)


async def test_without_a_disk_words_are_told_as_unsaved_and_can_be_exported(
    blocked: Sessions, tmp_path: Path
) -> None:
    assert blocked.trouble is not None
    assert "cannot be kept in" in blocked.trouble.title
    session = await blocked.begin(STARTED, "ondevice", keep=True)
    for turn in range(2):
        with pytest.raises(StorageError, match="cannot be kept in"):
            await blocked.add(session.id, segment(turn, f"sentence {turn}"))
    ended = await end(blocked, session)
    assert not blocked.keeps(ended)
    await blocked.export(session.id, "txt", tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text() == "sentence 0\nsentence 1\n"
    assert [one.id for one in await listed(blocked, "sentence")] == [session.id]


async def test_a_session_goes_to_the_disk_whole_as_soon_as_it_can(
    blocked: Sessions, path: Path
) -> None:
    session = await blocked.begin(STARTED, "ondevice", keep=True)
    with pytest.raises(StorageError):
        await blocked.add(session.id, segment(0, "first"))
    await blocked.name_speaker(session.id, "A", "Anna")
    assert await blocked.names() == ["Anna"]
    make_way(path)
    await blocked.add(session.id, segment(1, "second", 1_000))
    assert blocked.trouble is None
    await blocked.add(session.id, segment(2, "third", 2_000))
    ended = await end(blocked, session)
    assert blocked.keeps(ended)
    assert (await blocked.transcript(session.id)).names == {"A": "Anna"}
    assert await blocked.names() == ["Anna"]
    assert [one.id for one in await listed(blocked)] == [session.id]
    assert await on_disk(path, session) == ["first", "second", "third"]


async def test_a_disk_that_is_there_again_at_the_end_has_it_all(
    blocked: Sessions, path: Path
) -> None:
    session = await blocked.begin(STARTED, "ondevice", keep=True)
    with pytest.raises(StorageError):
        await blocked.add(session.id, segment(0, "first"))
    make_way(path)
    assert blocked.keeps(await end(blocked, session))
    assert await on_disk(path, session) == ["first"]


async def test_keep_nothing_needs_no_disk(blocked: Sessions) -> None:
    session = await blocked.begin(STARTED, "ondevice", keep=False)
    await blocked.add(session.id, segment(0, "first"))
    assert texts((await blocked.transcript(session.id)).segments) == ["first"]
    assert not blocked.keeps(await end(blocked, session))


async def test_what_a_newer_version_made_is_read_and_captions_go_on_unsaved(path: Path) -> None:
    sessions = await opened(path)
    old = await sessions.begin(STARTED, "ondevice", keep=True)
    await sessions.add(old.id, segment(0, "before"))
    await end(sessions, old)
    await sessions.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    sessions = await opened(path)
    new = await sessions.begin(STARTED, "ondevice", keep=True)
    with pytest.raises(StorageError, match="A newer version"):
        await sessions.add(new.id, segment(0, "now"))
    assert texts((await sessions.transcript(old.id)).segments) == ["before"]
    assert {one.id for one in await listed(sessions)} == {old.id, new.id}
    await sessions.close()


async def test_a_library_that_is_locked_holds_up_no_start_and_gets_the_session_later(
    path: Path,
) -> None:
    sessions = await opened(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        session = await sessions.begin(STARTED, "ondevice", keep=True)
        with pytest.raises(StorageError, match="Another program holds the transcripts"):
            await sessions.add(session.id, segment(0, "first"))
        other.execute("ROLLBACK")
    await sessions.add(session.id, segment(1, "second", 1_000))
    await end(sessions, session)
    assert await on_disk(path, session) == ["first", "second"]
    await sessions.close()


async def test_a_session_that_began_too_late_leaves_nothing(path: Path) -> None:
    sessions = await opened(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        session = await sessions.begin(STARTED, "ondevice", keep=True)
        other.execute("ROLLBACK")
    await sessions.add(session.id, segment(0, "first"))
    async with asyncio.timeout(HANG_S):
        while len(await listed(sessions)) != 1:  # noqa: ASYNC110 - another program's last write
            await asyncio.sleep(0.01)
    assert [one.id for one in await listed(sessions)] == [session.id]
    await sessions.close()


async def test_the_list_comes_in_pages_and_what_is_in_memory_is_on_the_first(path: Path) -> None:
    sessions = await opened(path)
    kept = [await sessions.begin(STARTED, "ondevice", keep=True) for _ in range(5)]
    fleeting = await sessions.begin(STARTED.replace(year=2027), "ondevice", keep=False)
    pages = [[one.id for one in page] async for page in sessions.pages(size=2)]
    newest_first = [one.id for one in reversed(kept)]
    assert pages == [[fleeting.id, *newest_first[:2]], newest_first[2:4], newest_first[4:]]
    await sessions.close()


@pytest.mark.parametrize("keep", [True, False])
async def test_a_session_that_is_put_away_comes_back_until_it_is_purged(
    path: Path, *, keep: bool
) -> None:
    sessions = await opened(path)
    first = await sessions.begin(STARTED, "ondevice", keep=keep)
    second = await sessions.begin(STARTED, "ondevice", keep=keep)
    for one in (first, second):
        await sessions.add(one.id, segment(0, "Hello."))
        await end(sessions, one)
        await sessions.put_away(one.id)
    assert await listed(sessions) == ()
    await sessions.bring_back(first.id)
    await sessions.purge()
    await sessions.bring_back(second.id)
    assert [one.id for one in await listed(sessions)] == [first.id]
    await sessions.close()
