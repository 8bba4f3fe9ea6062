"""Libraries that can be read only, that are links, or that an older version made."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from captioner.core.errors import StorageError
from captioner.core.transcript import Session
from captioner.storage import schema
from captioner.storage.library import Library
from tests.systems import is_private, needs_links, not_on_windows
from tests.transcripts import segment

STARTED = datetime(2026, 11, 24, 10, 2, tzinfo=UTC)


async def keep(library: Library, *texts: str) -> Session:
    session = await library.begin(STARTED, "ondevice")
    for turn, text in enumerate(texts):
        await library.add(session.id, segment(turn, text, turn * 2_000))
    return await library.end(session.id, seconds=60)


async def texts(library: Library, session: Session) -> list[str]:
    return [one.text for one in (await library.transcript(session.id)).segments]


def mounted(folder: Path, *options: str) -> bool:
    return (
        sys.platform == "linux"
        and not os.geteuid()
        and not subprocess.run(["mount", *options, folder], capture_output=True).returncode
    )


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[Path]:
    """A folder that `seal` makes read only, as a disk that is locked."""
    folder = tmp_path / "medium"
    folder.mkdir()
    if not mounted(folder, "-t", "tmpfs", "tmpfs"):
        pytest.skip("this user may not mount a disk")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def small_disk(folder: Path, kib: int) -> Iterator[Path]:
    """A disk of so many KiB at this place."""
    folder.mkdir()
    if not mounted(folder, "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs"):
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def names_in(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def link(path: Path, target: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(target)


def seal(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)


def copied(path: Path, folder: Path) -> Path:
    """The library with its journal, as a crash leaves it."""
    for end in ("", "-wal"):
        source = path.with_name(path.name + end)
        if source.exists():
            (folder / source.name).write_bytes(source.read_bytes())
    return folder / path.name


async def test_a_library_on_a_read_only_disk_is_read_with_its_journal(
    path: Path, medium: Path
) -> None:
    library = await Library.open(path)
    session = await keep(library, "hello", "world")
    there = copied(path, medium)
    await library.close()
    seal(medium)
    library = await Library.open(there)
    assert library.unwritable is not None
    assert len(library.notices) == 1
    assert await library.sessions("world") == (session,)
    assert await library.find(session.id) == session
    assert await texts(library, session) == ["hello", "world"]
    with pytest.raises(StorageError):
        await keep(library, "more")
    await library.close()


@pytest.mark.parametrize("free_kib", [0, 24])
async def test_a_library_on_a_full_disk_is_read(path: Path, tmp_path: Path, free_kib: int) -> None:
    library = await Library.open(path)
    session = await keep(library, "hello")
    needed = sum(
        file.stat().st_size for file in path.parent.glob("*.db*") if "shm" not in file.name
    )
    with small_disk(tmp_path / "full", needed // 1024 + free_kib + 4) as disk:
        there = copied(path, disk)
        await library.close()
        library = await Library.open(there)
        assert library.unwritable is not None
        assert library.unwritable.title == "The disk is full."
        assert await texts(library, session) == ["hello"]
        await library.close()


async def test_no_room_for_a_first_library_is_said_as_that(tmp_path: Path) -> None:
    full = pytest.raises(StorageError, match="The disk is full")
    with small_disk(tmp_path / "full", 24) as disk, full:
        await Library.open(disk / "transcripts.db")


async def test_a_library_that_a_program_lets_nobody_into_is_said_as_that(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("captioner.storage.opening.BUSY_S", 0.05)
    await (await Library.open(path)).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        library = await Library.open(path)
        assert library.unwritable is not None
        assert library.unwritable.title == "Another program holds the transcripts."
        await library.close()


@needs_links
@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
async def test_a_link_is_never_followed(path: Path, tmp_path: Path, end: str) -> None:
    target = tmp_path / "somebody's"
    target.write_bytes(b"precious")
    target.chmod(0o644)
    link(path.with_name(path.name + end), target)
    with pytest.raises(StorageError, match="is a link, which Captioner does not follow"):
        await Library.open(path)
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert target.read_bytes() == b"precious"


@needs_links
async def test_a_link_to_nothing_makes_nothing(path: Path, tmp_path: Path) -> None:
    link(path, tmp_path / "nothing")
    with pytest.raises(StorageError, match="is a link"):
        await Library.open(path)
    assert names_in(tmp_path) == [path.parent.name]


FIRST_VERSION = """
CREATE TABLE sessions (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    named INTEGER NOT NULL DEFAULT 0, started TEXT NOT NULL, seconds REAL NOT NULL DEFAULT 0,
    engine TEXT NOT NULL, billed_s REAL NOT NULL DEFAULT 0, heard_s REAL, connected_s REAL,
    ending TEXT, owner TEXT NOT NULL);
CREATE TABLE segments (number INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE, turn INTEGER NOT NULL,
    start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, text TEXT NOT NULL, words BLOB NOT NULL,
    speaker TEXT NOT NULL, engine TEXT NOT NULL, UNIQUE (session, turn));
CREATE TABLE gaps (session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (session, start_ms, kind));
CREATE TABLE marks (session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    at_ms INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (session, at_ms));
CREATE TABLE speakers (session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    label TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (session, label));
CREATE VIRTUAL TABLE found USING fts5 (text, content = 'segments', content_rowid = 'number');
INSERT INTO sessions VALUES (7, 'k7p2m', 'Plan', 1, '2026-11-24T10:02:00+01:00', 60.0,
    'ondevice', 0, NULL, NULL, 'ended', 'somebody');
INSERT INTO segments VALUES (1, 7, 0, 0, 500, 'The canary sings.', x'80', 'A', 'ondevice');
INSERT INTO gaps VALUES (7, 600, 900, 'paused', 'paused');
INSERT INTO marks VALUES (7, 700, 'here');
INSERT INTO speakers VALUES (7, 'A', 'Anna');
PRAGMA user_version = 1;
"""


def first_version(path: Path) -> bytes:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(FIRST_VERSION)
    return path.read_bytes()


async def test_a_library_of_an_older_version_is_rewritten_with_all_that_is_in_it(
    path: Path,
) -> None:
    before = first_version(path)
    library = await Library.open(path)
    (session,) = await library.sessions("canary")
    assert (session.id, session.title, session.ended) == ("k7p2m", "Plan", True)
    transcript = await library.transcript("k7p2m")
    assert [one.text for one in transcript.segments] == ["The canary sings."]
    assert [gap.end_ms for gap in transcript.gaps] == [900]
    assert [mark.note for mark in transcript.marks] == ["here"]
    assert transcript.names == {"A": "Anna"}
    await keep(library, "life goes on")
    await library.close()
    kept = path.with_name("transcripts.db.version-1")
    assert bytes_of(kept) == before
    assert is_private(path)
    await (await Library.open(path)).close()  # it is proven
    assert names_in(path.parent) == ["transcripts.db"]


async def test_what_is_deleted_is_gone_from_the_copy_of_the_older_version_too(path: Path) -> None:
    first_version(path)
    library = await Library.open(path)
    await library.delete("k7p2m")
    assert b"canary" not in b"".join(file.read_bytes() for file in path.parent.iterdir())
    await library.close()


async def test_a_library_of_an_older_version_is_read_where_it_cannot_be_rewritten(
    path: Path, medium: Path
) -> None:
    first_version(path)
    there = copied(path, medium)
    seal(medium)
    library = await Library.open(there)
    assert library.unwritable is not None
    assert [one.id for one in await library.sessions("canary")] == ["k7p2m"]
    await library.close()


async def test_a_rewriting_that_is_cut_off_begins_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = first_version(path)

    def fails(place: Path) -> None:
        if place == path:  # all is copied, nothing is replaced
            raise OSError(5, "Input/output error")

    with monkeypatch.context() as failing:
        failing.setattr("captioner.storage.migration._remove_beside", fails)
        library = await Library.open(path)
        assert library.unwritable is not None
        await library.close()
    assert bytes_of(path) == before
    library = await Library.open(path)
    assert len(await library.sessions("canary")) == 1
    await library.close()


def test_the_version_is_the_one_that_these_tests_know() -> None:
    assert schema.VERSION == 4


@pytest.mark.parametrize(
    "what",
    ["folder", pytest.param("pipe", marks=not_on_windows("Windows has no pipes in folders"))],
)
async def test_what_is_no_file_is_said_to_be_in_the_way(tmp_path: Path, what: str) -> None:
    path = tmp_path / "transcripts.db"
    getattr(os, {"folder": "mkdir", "pipe": "mkfifo"}[what])(path)
    with pytest.raises(StorageError, match="is in the place of the transcripts and no file"):
        await Library.open(path)
