"""The library's database: its tables, how it is opened, and what its failures mean."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from captioner.core.errors import StorageError
from captioner.core.sentence import Sentence

VERSION = 1
BUSY_S = 5.0
"""How long a call waits while another program writes."""

TABLES = ("sessions", "segments", "gaps", "marks", "speakers")

_SCHEMA = """
CREATE TABLE sessions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    named INTEGER NOT NULL DEFAULT 0,
    started TEXT NOT NULL,
    seconds REAL NOT NULL DEFAULT 0,
    engine TEXT NOT NULL,
    billed_s REAL NOT NULL DEFAULT 0,
    heard_s REAL,
    connected_s REAL,
    ending TEXT,
    owner TEXT NOT NULL
);
CREATE TABLE segments (
    number INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    turn INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    text TEXT NOT NULL,
    words BLOB NOT NULL,
    speaker TEXT NOT NULL,
    engine TEXT NOT NULL,
    UNIQUE (session, turn)
);
CREATE TABLE gaps (
    session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (session, start_ms, kind)
);
CREATE TABLE marks (
    session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (session, at_ms)
);
CREATE TABLE speakers (
    session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (session, label)
);
"""


def connect(path: Path | None) -> sqlite3.Connection:
    """A connection with the library's tables; None keeps everything in memory.

    A commit is on disk when it returns (WAL with full synchronisation), and what is
    deleted is overwritten.

    Raises:
        StorageError: A newer version of Captioner made this library.
        sqlite3.Error: It cannot be opened.
    """
    connection = sqlite3.connect(path or ":memory:", timeout=BUSY_S, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "fullfsync = ON",  # macOS: through the drive's own cache as well
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        _create_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled it back already
            connection.execute("ROLLBACK")
        raise


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the database passes SQLite's own check."""
    row = connection.execute("PRAGMA quick_check(1)").fetchone()
    return bool(row[0] == "ok")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error means that the file itself is damaged."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def failure(error: sqlite3.Error) -> StorageError:
    """What a failed call means to the user."""
    match _code(error):
        case sqlite3.SQLITE_FULL:
            return StorageError("The disk is full.", "Make room; what is unsaved is saved then.")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageError("Another program holds the transcripts.", "Close it or wait.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StorageError(
                "The transcripts cannot be written.", "Check who may write to their folder."
            )
        case sqlite3.SQLITE_CONSTRAINT:
            return StorageError("This session is not in the library.", "Start a new one.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return StorageError(
                "The transcripts are damaged.", "Start Captioner again; it saves what it can."
            )
        case _:
            return StorageError(
                Sentence("The transcripts could not be read or written ({why}).", why=error),
                "Check the disk.",
            )


def _create_tables(connection: sqlite3.Connection) -> None:
    if _version(connection) == VERSION:
        return
    with transaction(connection):
        version = _version(connection)  # another program may have been quicker
        if version > VERSION:
            raise StorageError(
                "A newer version of Captioner made these transcripts.", "Update Captioner."
            )
        if version == 0:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for an error that is Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
