"""Opens the library whatever state it is in; nothing that was written is thrown away."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from captioner.core.errors import StorageError
from captioner.core.sentence import Sentence
from captioner.storage import atomic, migration
from captioner.storage.pages import Pages
from captioner.storage.salvage import salvage
from captioner.storage.schema import (
    BUSY_S,
    VERSION,
    connect,
    connect_to_read,
    disk_full,
    failure,
    held,
    is_damage,
    version_of,
)

BESIDE = ("-wal", "-shm")
"""The ends of the names of SQLite's own files beside the library."""

QUICKLY_CHECKED_BYTES = 16 * 1024 * 1024
"""A library that is not larger is checked from end to end before it is used."""

LEAST_ROOM_BYTES = 256 * 1024
"""With less room on the disk, that is why the library cannot be opened."""

_SHARING_VIOLATION = 32
"""Windows moves no file that a program has open."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open library.

    Attributes:
        connection: Its database.
        notices: One sentence for each thing the user should know.
        unwritable: Why it can be read only; None where it can be written.
    """

    connection: sqlite3.Connection
    notices: tuple[str, ...] = ()
    unwritable: StorageError | None = None


def open_library(path: Path | None) -> Opened:
    """The library, to be read only where it cannot be written.

    A damaged file is kept as `.bad-<n>`; what can be read in it is in the new one. The
    library of an older version is rewritten; the old file stays until the new one is proven.

    Raises:
        StorageError: It can neither be opened nor made, nor read.
    """
    if path is None:
        return Opened(connect(None))
    try:
        return _told(path, lambda: _open_or_mend(path))
    except StorageError as error:
        readable = _to_read(path)
        if readable is None:
            raise
        return Opened(
            readable,
            (Sentence("{why} Transcripts can be read, not written.", why=error.title),),
            error,
        )


def open_mended(path: Path) -> Opened:
    """A new library with what can be read of the damaged one.

    Raises:
        StorageError: It cannot be made.
    """
    return _told(path, lambda: _mended(path))


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the database passes SQLite's own check."""
    row = connection.execute("PRAGMA quick_check(1)").fetchone()
    return bool(row[0] == "ok")


def _open_or_mend(path: Path) -> Opened:
    _make_private(path)
    version = _version(path)
    if version is None:
        return _mended(path)
    if 0 < version < VERSION:
        migration.rewrite(path)
    else:
        migration.forget_old(path)
    return Opened(connect(path))


def _told(path: Path, opening: Callable[[], Opened]) -> Opened:
    """What `opening` opens; its failures as what they mean to the user."""
    try:
        return opening()
    except sqlite3.Error as error:
        if not is_damage(error) and _is_full(path.parent):
            raise disk_full() from error
        raise failure(error) from error
    except OSError as error:
        if _is_full(path.parent):
            raise disk_full() from error
        if getattr(error, "winerror", 0) == _SHARING_VIOLATION:
            raise held() from error
        raise StorageError(
            Sentence(
                "The transcripts cannot be kept in {path} ({why}).", path=path, why=error.strerror
            ),
            "Check the disk, or start with --profile and a folder of your own.",
        ) from error


def _is_full(folder: Path) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(folder).free < LEAST_ROOM_BYTES
    return False


def _make_private(path: Path) -> None:
    """Make the file before SQLite does: its journals take over its permissions.

    Raises:
        StorageError: Something that is no file of ours is in its place.
        OSError: It cannot be made.
    """
    if not path.parent.is_dir():
        atomic.make_private_folder(path.parent)
    for end in ("", *BESIDE):
        if path.with_name(path.name + end).is_symlink():
            raise StorageError(
                Sentence("{path} is a link, which Captioner does not follow.", path=path),
                "Put the file itself there, or start with --profile and a folder of your own.",
            )
    with suppress(FileExistsError):
        atomic.reserve(path)
    if not path.is_file():
        raise StorageError(
            Sentence("{path} is in the place of the transcripts and no file.", path=path),
            "Move it away, or start with --profile and a folder of your own.",
        )
    atomic.make_private(path)


def _version(path: Path) -> int | None:
    """The version of the library, 0 for an empty file, None for a damaged one.

    An empty file beside a journal was emptied; SQLite would throw the journal away.
    """
    journal = path.with_name(path.name + "-wal")
    if not path.stat().st_size and journal.exists() and journal.stat().st_size:
        return None
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_S)) as connection:
            small = path.stat().st_size <= QUICKLY_CHECKED_BYTES
            return version_of(connection) if not small or is_sound(connection) else None
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return None
        raise


def _mended(path: Path) -> Opened:
    aside = _set_aside(path)
    _make_private(path)
    connection = connect(path)
    try:
        count = salvage(aside, connection)
    except BaseException:
        connection.close()
        raise
    saved = {0: Sentence("No sessions"), 1: Sentence("1 session")}.get(
        count, Sentence("{n} sessions", n=count)
    )
    return Opened(
        connection,
        (
            Sentence(
                "The transcripts were damaged. {saved} could be saved; the old file is {name}.",
                saved=saved,
                name=aside.name,
            ),
        ),
    )


def _set_aside(path: Path) -> Path:
    aside = atomic.set_aside(path)
    for suffix in BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + suffix))
    return aside


def _to_read(path: Path) -> sqlite3.Connection | None:
    """A connection that writes nothing anywhere; None where nothing can be read."""
    if path.is_symlink() or not path.is_file():
        return None
    with suppress(sqlite3.Error):
        return migration.of_this_version(connect_to_read(path))
    with suppress(sqlite3.Error, OSError, MemoryError):
        image = Pages(path, path.with_name(path.name + "-wal"), size=None).image()
        return migration.of_this_version(connect_to_read(image))
    return None
