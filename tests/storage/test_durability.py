"""Crashes, full and stalled disks, damaged files: rows of the table of faults."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from captioner.core.errors import StorageError, UsageError
from captioner.core.transcript import Session
from captioner.storage import schema
from captioner.storage.library import Library
from tests.systems import WINDOWS, only_windows, open_files_go
from tests.transcripts import lost, segment

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)


async def keep(library: Library, *texts: str) -> Session:
    session = await library.begin(STARTED, "ondevice")
    for turn, text in enumerate(texts):
        await library.add(session.id, segment(turn, text, turn * 2_000))
    return await library.end(session.id, seconds=60)


async def texts(library: Library, session_id: str) -> list[str]:
    return [one.text for one in (await library.transcript(session_id)).segments]


async def limit(library: Library, pages: int) -> None:
    """Give the disk room for so many pages in all; 0 frees it."""
    pragma = f"PRAGMA max_page_count = {pages or 2**30}"
    await library._handle.read(lambda connection: connection.execute(pragma))


class Speaking:
    """A program in a process of its own that adds segments without end."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.kept", path],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self._out = self._process.stdout
        self.session_id = self._out.readline().strip()

    def listen(self, segments: int) -> int:
        """Wait for so many; the last that it said was saved."""
        last = -1
        while last + 1 < segments:
            last = int(self._out.readline())
        return last

    def listen_on(self, segments: int) -> int:
        """Wait for so many more."""
        return [int(self._out.readline()) for _ in range(segments)][-1]

    def kill(self) -> int:
        """kill -9; the last that it said was saved."""
        self._process.kill()
        rest = self._out.read().split("\n")[:-1]
        self._process.wait()
        self._out.close()
        return int(rest[-1]) if rest else -1


async def test_kill_9_loses_nothing_that_was_said_to_be_saved(path: Path) -> None:
    for segments in (1, 20, 60):
        program = Speaking(path)
        last = max(program.listen(segments), program.kill())
        library = await Library.open(path)
        (recovered,) = await library.recover()
        assert recovered.id == program.session_id
        kept = await texts(library, recovered.id)
        assert kept[: last + 1] == [f"This is sentence {turn}." for turn in range(last + 1)]
        assert len(kept) <= last + 2
        await library.close()


async def test_a_recovered_session_ends_with_its_last_words_and_says_so(path: Path) -> None:
    program = Speaking(path)
    program.listen(5)
    program.kill()
    library = await Library.open(path)
    (recovered,) = await library.recover()
    assert recovered.seconds == (await library.transcript(recovered.id)).segments[-1].end_ms / 1000
    assert recovered.title.endswith(" s")
    assert (recovered.ended, recovered.running) == (False, False)
    assert await library.recover() == ()
    assert await library.sessions() == (recovered,)
    await library.close()


async def test_a_session_that_still_runs_elsewhere_is_left_alone(path: Path) -> None:
    program = Speaking(path)
    try:
        program.listen(3)
        library = await Library.open(path)
        assert await library.recover() == ()
        (session,) = await library.sessions()
        assert session.running
        with pytest.raises(UsageError, match="still running"):
            await library.delete(session.id)
        await library.close()
    finally:
        program.kill()


async def test_a_killed_program_leaves_no_trace_beside_the_library(path: Path) -> None:
    program = Speaking(path)
    program.kill()
    assert len([name for name in names_in(path.parent) if "-running-" in name]) == 1
    library = await Library.open(path)
    await library.recover()
    await library.close()
    assert names_in(path.parent) == {"transcripts.db"}


async def test_age_does_not_make_a_session_that_runs_a_dead_one(library: Library) -> None:
    session = await library.begin(datetime(1999, 1, 1, tzinfo=UTC), "ondevice")
    assert await library.recover() == ()
    assert (await library.end(session.id, 1)).ended


async def test_a_session_with_nothing_in_it_is_forgotten(path: Path) -> None:
    library = await Library.open(path)
    await library.begin(STARTED, "ondevice")
    await library.close()
    library = await Library.open(path)
    assert await library.recover() == ()
    assert await library.sessions() == ()
    await library.close()


async def test_closing_without_an_end_is_recovered_up_to_the_last_gap(path: Path) -> None:
    library = await Library.open(path)
    session = await library.begin(STARTED, "ondevice")
    await library.add(session.id, segment(0, "hello", 1_000))
    await library.add_gap(session.id, lost(2_000, 9_000))
    await library.close()
    library = await Library.open(path)
    (recovered,) = await library.recover()
    assert (recovered.seconds, recovered.finals) == (9.0, 1)
    await library.close()


async def test_two_programs_write_to_one_library(path: Path) -> None:
    program = Speaking(path)
    library = await Library.open(path)
    session = await keep(library, *(f"mine {n}" for n in range(30)))
    program.listen(30)
    last = program.kill()
    assert await texts(library, session.id) == [f"mine {n}" for n in range(30)]
    assert len(await texts(library, program.session_id)) > last
    await library.close()


async def test_many_programs_may_make_the_library_at_once(path: Path) -> None:
    libraries = await asyncio.gather(*(Library.open(path) for _ in range(8)))
    await asyncio.gather(*(keep(library, "hello") for library in libraries))
    assert len(await libraries[0].sessions()) == 8
    assert [library.notices for library in libraries] == [()] * 8
    await asyncio.gather(*(library.close() for library in libraries))


async def test_a_full_disk_is_said_and_the_same_call_works_once_there_is_room(
    library: Library,
) -> None:
    session = await library.begin(STARTED, "ondevice")
    await limit(library, 1)
    long = segment(0, "word " * 5_000)
    for _ in range(3):
        with pytest.raises(StorageError, match="The disk is full"):
            await library.add(session.id, long)
    assert await texts(library, session.id) == []
    await limit(library, 0)
    await library.add(session.id, long)
    assert await texts(library, session.id) == [long.text]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 384 KiB, a third of it taken by something that can go."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=384k", "tmpfs", folder]
    if sys.platform == "win32" or os.geteuid():
        pytest.skip("this user may not mount a small disk")
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    (folder / "filling").write_bytes(bytes(128 * 1024))
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def make_room(disk: Path) -> None:
    (disk / "filling").unlink()


async def fill(library: Library, session_id: str) -> int:
    """Add segments until the disk is full; how many were saved."""
    saved = 0
    with suppress(StorageError):
        while True:
            await library.add(session_id, segment(saved, "word " * 500))
            saved += 1
    return saved


async def test_a_full_file_system_keeps_what_was_saved_and_takes_more_later(disk: Path) -> None:
    library = await Library.open(disk / "transcripts.db")
    session = await library.begin(STARTED, "ondevice")
    saved = await fill(library, session.id)
    assert saved > 0
    with pytest.raises(StorageError, match="The disk is full"):
        await library.add(session.id, segment(saved, "word " * 500))
    assert len(await texts(library, session.id)) == saved
    make_room(disk)
    await library.add(session.id, segment(saved, "and on it goes"))
    assert (await texts(library, session.id))[-1] == "and on it goes"
    await library.close()


async def test_a_session_is_deleted_for_good_where_tidying_up_fails(
    library: Library, path: Path
) -> None:
    def untidied(action: int, name: str | None, *_: object) -> int:
        refused = action == sqlite3.SQLITE_PRAGMA and name == "incremental_vacuum"
        return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK

    unwanted = await keep(library, *["canary phrase"] * 200)
    await library._handle.read(lambda connection: connection.set_authorizer(untidied))
    await library.delete(unwanted.id)
    assert b"canary" not in everything_in(path.parent)


async def test_a_stalled_disk_does_not_hold_up_the_loop_and_loses_nothing(
    library: Library, path: Path
) -> None:
    session = await library.begin(STARTED, "ondevice")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        adding = asyncio.create_task(library.add(session.id, segment(0, "hello")))
        done, _ = await asyncio.wait({adding}, timeout=0.1)
        assert not done
        other.execute("ROLLBACK")
    await adding
    assert await texts(library, session.id) == ["hello"]


async def test_a_library_that_another_program_holds_for_ever_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("captioner.storage.schema.BUSY_S", 0.05)
    library = await Library.open(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="Another program holds the transcripts"):
            await library.begin(STARTED, "ondevice")
    await library.close()


def damage(path: Path, kind: str) -> None:
    """Damage a library as disks do."""
    content = bytearray(path.read_bytes())
    if kind == "header":
        content[:100] = bytes(100)
    elif kind == "first page":
        content[:4096] = bytes(4096)
    elif kind == "page size":
        content[16:18] = b"\x02\x00"
    elif kind == "cut within a page":
        del content[len(content) // 2 + 1_000 :]
    elif kind == "cut short":
        del content[len(content) // 2 :]
    elif kind == "a page in the middle":
        half = len(content) // 2 // 4096 * 4096
        content[half : half + 4096] = b"\xa5" * 4096
    else:
        content[:] = b"garbage"
    path.write_bytes(content)


LEFT = {
    "header": (20, 400),
    "first page": (20, 400),
    "page size": (20, 400),
    "cut within a page": (10, 100),
    "cut short": (10, 100),
    "a page in the middle": (19, 380),
    "garbage": (0, 0),
}
"""How many sessions and finals of 20 and 400 are left at least, whatever the damage."""


@pytest.mark.parametrize("kind", LEFT)
async def test_a_damaged_library_is_kept_aside_and_told(path: Path, kind: str) -> None:
    library = await Library.open(path)
    for n in range(20):
        await keep(library, *(f"sentence {n} {turn} " + "and more " * 20 for turn in range(20)))
    await library.close()
    damage(path, kind)
    before = read(path)
    library = await Library.open(path)
    (notice,) = library.notices
    assert notice.startswith("The transcripts were damaged. ")
    assert notice.endswith("the old file is transcripts.db.bad-1.")
    assert read(path.with_name("transcripts.db.bad-1")) == before
    saved = await library.sessions()
    sessions, finals = LEFT[kind]
    assert len(saved) >= sessions
    assert sum(one.finals for one in saved) >= finals
    assert f"{len(saved) or 'No'} sessions could be saved" in notice
    for one in saved:
        assert len(await texts(library, one.id)) == one.finals
    new = await keep(library, "life goes on")
    assert await library.sessions("life") == (new,)
    await library.close()
    library = await Library.open(path)
    assert library.notices == ()
    await library.close()


async def test_a_damaged_file_is_mended_from_its_journal_after_a_crash(path: Path) -> None:
    program = Speaking(path)
    last = max(program.listen(3), program.kill())
    damage(path, "header")
    library = await Library.open(path)
    assert library.notices == ()
    assert len(await texts(library, program.session_id)) > last
    await library.close()


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("lose", [empty, Path.unlink])
async def test_what_only_the_journal_holds_is_saved_from_it(
    path: Path, lose: Callable[[Path], None]
) -> None:
    program = Speaking(path)
    last = max(program.listen(30), program.kill())
    lose(path)
    library = await Library.open(path)
    assert library.notices[0].startswith("The transcripts were damaged. 1 session")
    assert len(await texts(library, program.session_id)) > last
    await library.close()


@only_windows
async def test_a_damaged_library_that_another_program_has_open_is_left_and_said(
    path: Path,
) -> None:
    other = await Library.open(path)
    await other.delete((await keep(other, "hello")).id)
    damage(path, "garbage")
    with pytest.raises(StorageError, match="Another program holds the transcripts"):
        await Library.open(path)
    with suppress(StorageError):
        await other.close()
    library = await Library.open(path)
    assert library.notices
    await library.close()


@open_files_go
async def test_the_journal_of_a_damaged_file_goes_aside_with_it(path: Path) -> None:
    other = await Library.open(path)
    await other.delete((await keep(other, "hello")).id)  # empties the journal
    damage(path, "garbage")
    library = await Library.open(path)
    assert names_in(path.parent) >= {f"transcripts.db.bad-1{end}" for end in ("", "-wal", "-shm")}
    await library.close()
    with suppress(StorageError):
        await other.close()


async def test_a_library_of_a_newer_version_is_read_and_not_written(path: Path) -> None:
    library = await Library.open(path)
    session = await keep(library, "hello")
    await library.close()
    make_newer(path)
    before = read(path)
    library = await Library.open(path)
    assert library.unwritable is not None
    assert library.unwritable.title == "A newer version of Captioner made these transcripts."
    assert library.notices == (f"{library.unwritable.title} Transcripts can be read, not written.",)
    assert await texts(library, session.id) == ["hello"]
    assert await library.sessions("hello") == (session,)
    for change in (
        library.begin(STARTED, "ondevice"),
        library.add(session.id, segment(1, "more")),
        library.delete(session.id),
        library.recover(),
    ):
        with pytest.raises(StorageError, match="A newer version of Captioner"):
            await change
    await library.close()
    assert read(path) == before


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("ALTER TABLE sessions ADD COLUMN mood TEXT")


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE sessions DROP COLUMN title",
        "ALTER TABLE segments RENAME COLUMN words TO word_list",
        "ALTER TABLE marks RENAME TO notes",
        "UPDATE segments SET words = '[[1]]'",
    ],
)
async def test_what_a_newer_version_keeps_in_another_way_is_said_in_a_sentence(
    change: str, path: Path
) -> None:
    library = await Library.open(path)
    session = await keep(library, "hello")
    await library.close()
    make_newer(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(change)
    library = await Library.open(path)

    async def read_all() -> None:
        await library.sessions("hello")
        await library.transcript(session.id)

    with pytest.raises(StorageError, match="A newer version of Captioner"):
        await read_all()
    await library.close()


async def test_a_place_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    in_the_way = file_at(tmp_path / "file")
    with pytest.raises(StorageError, match="The transcripts cannot be kept in"):
        await Library.open(in_the_way / "transcripts.db")


async def test_a_folder_in_its_place_is_said_in_a_sentence(tmp_path: Path) -> None:
    in_the_way = folder_at(tmp_path / "transcripts.db")
    with pytest.raises(StorageError, match="in the place of the transcripts"):
        await Library.open(in_the_way)
    assert WINDOWS or mode_of(in_the_way) == 0o755


async def test_a_fault_nobody_foresaw_is_said_with_its_cause(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("captioner.storage.segments.insert", fails)
    with pytest.raises(StorageError, match="disk I/O error"):
        await library.add("aaaaa", segment(0, "hello"))


async def test_a_damage_met_while_running_is_said(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object) -> None:
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    monkeypatch.setattr("captioner.storage.listing.select", fails)
    with pytest.raises(StorageError, match="The transcripts are damaged"):
        await library.sessions()


async def test_no_room_for_the_first_session_is_said(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("captioner.storage.atomic.reserve", full)
    with pytest.raises(StorageError, match="No space left on device"):
        await library.begin(STARTED, "ondevice")


async def test_nothing_readable_saves_nothing_and_says_so(path: Path) -> None:
    make_damaged(path)
    library = await Library.open(path)
    assert "No sessions could be saved" in library.notices[0]
    await library.close()


def test_what_is_salvaged_is_every_table() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema._SCHEMA)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        kept = {"sessions", *schema.PARTS}
        assert {name for (name,) in tables} == kept | {"vocabulary", "said"}


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def make_damaged(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"garbage")


def names_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def folder_at(path: Path) -> Path:
    path.mkdir()
    path.chmod(0o755)
    return path


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def file_at(path: Path) -> Path:
    path.touch()
    return path


def read(path: Path) -> bytes:
    return path.read_bytes()
