"""Opens the library whatever state it is in; nothing that was written is thrown away."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from captioner.core.errors import StorageError
from captioner.core.sentence import Sentence
from captioner.storage import atomic, search
from captioner.storage.schema import TABLES, connect, failure, is_damage, is_sound, transaction

_BESIDE = ("-wal", "-shm")


def open_library(path: Path | None) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """A sound library, and a sentence for each thing the user should know.

    A damaged file is kept as `.bad-<n>`; what can be read in it is in the new one.

    Raises:
        StorageError: It can neither be opened nor made.
    """
    try:
        if path is None:
            return _opened(None), ()
        _make_private(path)
        if not _is_damaged(path):
            return _opened(path), ()
        aside = _set_aside(path)
        _make_private(path)
        connection = _opened(path)
    except sqlite3.Error as error:
        raise failure(error) from error
    except OSError as error:
        raise StorageError(
            Sentence(
                "The transcripts cannot be kept in {path} ({why}).", path=path, why=error.strerror
            ),
            "Check the disk, or start with --profile and a folder of your own.",
        ) from error
    saved = _salvage(aside, connection)
    return connection, (
        Sentence(
            "The transcripts were damaged. {saved} could be saved; the old file is {name}.",
            saved=saved,
            name=aside.name,
        ),
    )


def _opened(path: Path | None) -> sqlite3.Connection:
    connection = connect(path)
    search.prepare(connection)
    return connection


def _make_private(path: Path) -> None:
    """Make the file before SQLite does: its journals take over its permissions."""
    path.parent.mkdir(mode=atomic.PRIVATE_FOLDER, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        atomic.reserve(path)
    if path.is_file():
        path.chmod(atomic.PRIVATE_FILE)


def _is_damaged(path: Path) -> bool:
    try:
        with closing(connect(path)) as connection:
            return not is_sound(connection)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return True
        raise


def _set_aside(path: Path) -> Path:
    aside = atomic.set_aside(path)
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + suffix))
    return aside


def _salvage(damaged: Path, connection: sqlite3.Connection) -> Sentence:
    """Copy what can be read into the new library; how many sessions that is, in words."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(damaged, isolation_level=None)) as old:
        for table in TABLES:
            _copy(old, connection, table)
    count = int(connection.execute("SELECT COUNT(*) FROM sessions").fetchone()[0])
    if count == 0:
        return Sentence("No sessions")
    return Sentence("1 session") if count == 1 else Sentence("{n} sessions", n=count)


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> None:
    """Read a table from both ends, each up to the first damaged page."""
    columns = [row[1] for row in new.execute(f"PRAGMA table_info({table})")]
    insert = (
        f"INSERT OR IGNORE INTO {table} ({', '.join(columns)})"  # noqa: S608 - our own names
        f" VALUES ({', '.join('?' * len(columns))})"
    )
    with transaction(new):
        for order in ("ASC", "DESC"):
            with suppress(sqlite3.Error):
                for row in old.execute(
                    f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid {order}"  # noqa: S608
                ):
                    with suppress(sqlite3.Error):  # a segment whose session is lost, a bad value
                        new.execute(insert, row)
