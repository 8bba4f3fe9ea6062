"""The files of an open library are deleted, replaced or damaged under it."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from captioner.core.errors import StorageError
from captioner.core.transcript import Session
from captioner.storage.library import Library
from tests.storage.test_durability import Speaking
from tests.systems import only_windows, open_files_go
from tests.transcripts import segment

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)


async def spoken(library: Library, turns: int) -> Session:
    session = await library.begin(STARTED, "ondevice")
    for turn in range(turns):
        await say(library, session, turn)
    return session


async def say(library: Library, session: Session, turn: int) -> None:
    await library.add(session.id, segment(turn, f"sentence {turn}", turn * 2_000))


async def said(library: Library, session: Session) -> list[str]:
    return [one.text for one in (await library.transcript(session.id)).segments]


def sentences(count: int) -> list[str]:
    return [f"sentence {turn}" for turn in range(count)]


def delete_all(path: Path) -> None:
    for file in path.parent.iterdir():
        file.unlink()


def delete_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def delete_the_library(path: Path) -> None:
    path.unlink()


def delete_the_journal(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink()


def delete_beside(path: Path) -> None:
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink()


def move_the_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def replace_by_a_copy(path: Path) -> None:
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


def replace_by_an_empty_file(path: Path) -> None:
    empty = path.with_name("empty")
    empty.touch()
    empty.replace(path)


ATTACKS = (
    delete_all,
    delete_folder,
    delete_the_library,
    delete_the_journal,
    delete_beside,
    move_the_folder,
    replace_by_a_copy,
    replace_by_an_empty_file,
)


@only_windows
@pytest.mark.parametrize("attack", [delete_all, delete_folder, delete_the_library])
async def test_windows_lets_nobody_take_the_library_away_while_it_is_open(
    path: Path, attack: Callable[[Path], None]
) -> None:
    library = await Library.open(path)
    session = await spoken(library, 2)
    with pytest.raises(PermissionError):
        attack(path)
    await say(library, session, 2)
    assert await said(library, session) == sentences(3)
    await library.close()


@open_files_go
@pytest.mark.parametrize("attack", ATTACKS)
async def test_what_was_told_saved_is_in_the_file_that_is_there(
    path: Path, attack: Callable[[Path], None]
) -> None:
    told: list[StorageError] = []
    library = await Library.open(path, told.append)
    session = await spoken(library, 20)
    attack(path)
    await say(library, session, 20)
    await say(library, session, 21)
    with_other = await Library.open(path)  # as a start after kill -9 would find it
    assert await said(with_other, session) == sentences(22)
    await with_other.close()
    ended = await library.end(session.id, 60)
    await library.close()
    journal_only = attack in (delete_the_journal, delete_beside)
    assert len(told) == (0 if journal_only else 1)
    again = await Library.open(path)
    assert again.notices == ()
    assert await again.sessions("sentence 21") == (ended,)
    assert await said(again, ended) == sentences(22)
    await again.close()


@open_files_go
async def test_it_may_happen_again_and_again(path: Path) -> None:
    told: list[StorageError] = []
    library = await Library.open(path, told.append)
    session = await spoken(library, 3)
    for turn in range(3, 9):
        ATTACKS[turn % len(ATTACKS)](path)
        await say(library, session, turn)
    assert await said(library, session) == sentences(9)
    await library.end(session.id, 60)
    await library.close()


@open_files_go
async def test_a_place_that_cannot_be_had_is_said_and_taken_once_it_can(path: Path) -> None:
    library = await Library.open(path)
    session = await spoken(library, 3)
    delete_folder(path)
    path.parent.touch()  # a file in the way
    for _ in range(2):
        with pytest.raises(StorageError):
            await say(library, session, 3)
    path.parent.unlink()
    await say(library, session, 3)
    assert await said(library, session) == sentences(4)
    await library.close()


@open_files_go
async def test_a_backup_that_is_put_back_keeps_its_sessions_and_gets_this_one(path: Path) -> None:
    library = await Library.open(path)
    old = await spoken(library, 2)
    await library.end(old.id, 60)
    await library.close()
    shutil.copyfile(path, path.with_name("backup"))
    library = await Library.open(path)
    await library.delete(old.id)
    session = await spoken(library, 2)
    path.with_name("backup").replace(path)
    await say(library, session, 2)
    assert [one.id for one in await library.sessions()] == [session.id, old.id]
    assert await said(library, session) == sentences(3)
    await library.close()


@open_files_go
async def test_another_program_that_is_killed_after_it_had_told_saved_loses_nothing(
    path: Path,
) -> None:
    program = Speaking(path)
    program.listen(10)
    delete_all(path)
    last = max(program.listen_on(10), program.kill())
    library = await Library.open(path)
    (session,) = await library.recover()
    kept = await said(library, session)
    assert kept[: last + 1] == [f"This is sentence {turn}." for turn in range(last + 1)]
    await library.close()


async def test_damage_met_in_mid_session_is_mended_and_told(path: Path) -> None:
    told: list[StorageError] = []
    library = await Library.open(path, told.append)
    session = await spoken(library, 300)
    await library._handle.read(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    with path.open("r+b") as file:
        file.seek(8 * 4096)
        file.write(b"\xa5" * 4096 * 2)
    await library._handle.read(lambda c: c.execute("PRAGMA shrink_memory").fetchall())
    kept = await said(library, session)
    assert len(kept) > 200
    await say(library, session, 300)
    await asyncio.sleep(0)
    assert (await said(library, session))[-1] == "sentence 300"
    assert ["The transcripts were damaged." in error.title for error in told] == [True]
    await library.close()
