"""The library's database: its tables, how it is opened, and what its failures mean."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from captioner.core.errors import NewerLibrary, StorageError
from captioner.core.sentence import Sentence

VERSION = 4
BUSY_S = 5.0
"""How long a call waits while another program writes."""

BUSY_TO_READ_S = 0.2
"""How long reading alone waits for a program that lets nobody else in."""

PAGE_BYTES = 4096

PARTS = ("segments", "gaps", "marks", "speakers")
"""The tables of what a session is made of."""

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
    owner TEXT NOT NULL,
    hidden INTEGER NOT NULL DEFAULT 0
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
    heard TEXT,
    heard_words BLOB,
    lane TEXT NOT NULL DEFAULT '',
    given TEXT,
    UNIQUE (session, turn)
);
CREATE TABLE gaps (
    session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    lane TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (session, start_ms, kind, lane)
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
CREATE TABLE vocabulary (
    number INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
);
CREATE TABLE said (
    word INTEGER NOT NULL,
    session INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (word, session)
) WITHOUT ROWID;
"""


def connect(path: Path | None) -> sqlite3.Connection:
    """A connection with the library's tables; None keeps everything in memory.

    A commit is on disk when it returns (WAL with full synchronisation), and what is
    deleted is overwritten.

    Raises:
        StorageError: A newer version of Captioner made this library.
        sqlite3.Error: It cannot be opened.
    """
    connection = _connected(":memory:" if path is None else str(path.absolute()), BUSY_S)
    try:
        if not version_of(connection):
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "fullfsync = ON",  # macOS: through the drive's own cache as well
            "foreign_keys = ON",
            "secure_delete = ON",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        _create_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(source: Path | bytes) -> sqlite3.Connection:
    """A connection to a library, or to the content of one, that writes to no file.

    Raises:
        sqlite3.Error: It cannot be read.
    """
    if isinstance(source, bytes):
        connection = _connected(":memory:", 0)
        connection.deserialize(source)
    else:
        connection = _connected(f"{source.absolute().as_uri()}?mode=ro", BUSY_TO_READ_S)
    try:
        connection.execute("SELECT id FROM sessions LIMIT 1").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(target: str, timeout_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        target, timeout=timeout_s, isolation_level=None, uri=target.startswith("file:")
    )
    connection.row_factory = sqlite3.Row
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


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the tables; 0 for a database without any."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error means that the file itself is damaged."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def failure(error: sqlite3.Error) -> StorageError:
    """What a failed call means to the user."""
    match _code(error):
        case sqlite3.SQLITE_FULL:
            return disk_full()
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return held()
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StorageError(
                "The transcripts cannot be written.", "Check who may write to their folder."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return StorageError(
                "The transcripts are damaged.", "Start Captioner again; it saves what it can."
            )
        case _:
            return StorageError(
                Sentence("The transcripts could not be read or written ({why}).", why=error),
                "Check the disk.",
            )


def disk_full() -> StorageError:
    """There is no room for what is to be written."""
    return StorageError("The disk is full.", "Make room; what is unsaved is saved then.")


def held() -> StorageError:
    """Another program has it open, and does not let us do what we want."""
    return StorageError("Another program holds the transcripts.", "Close it or wait.")


def newer() -> NewerLibrary:
    """A newer program made it."""
    return NewerLibrary("A newer version of Captioner made these transcripts.", "Update Captioner.")


def _create_tables(connection: sqlite3.Connection) -> None:
    if version_of(connection) == VERSION:
        return
    with transaction(connection):
        version = version_of(connection)  # another program may have been quicker
        if version > VERSION:
            raise newer()
        if version == 0:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for an error that is Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
