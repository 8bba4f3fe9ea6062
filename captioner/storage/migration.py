"""Rewrites the library of an older version; the old one stays until the new one is proven."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from captioner.storage import atomic
from captioner.storage.schema import (
    VERSION,
    connect,
    connect_to_read,
    held,
    transaction,
    version_of,
)
from captioner.storage.transfer import put, take

_KEPT = ".version-"


def rewrite(path: Path) -> None:
    """Put a library of this version in the place of an older one, with all that is in it.

    Until the last step, which is a single rename, the old library is at its place. It is
    kept beside the new one until that has been opened once more.

    Raises:
        StorageError: Another program has it open.
        OSError: The disk fails.
        sqlite3.Error: The disk fails, or is full.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        version = version_of(old)
    if path.with_name(path.name + "-wal").exists():
        raise held()
    new = path.with_name(path.name + ".new")
    _remove(new)
    atomic.reserve(new)
    with closing(connect_to_read(path)) as old, closing(connect(new)) as connection:
        _copy(old, connection)
    kept = path.with_name(f"{path.name}{_KEPT}{version}")
    kept.unlink(missing_ok=True)
    try:
        os.link(path, kept)
    except OSError:  # a disk without links
        shutil.copyfile(path, kept)
        atomic.make_private(kept)
    _remove_beside(path)
    new.replace(path)


def forget_old(path: Path) -> None:
    """Remove what is kept of older versions."""
    with suppress(OSError):
        for kept in path.parent.glob(f"{path.name}{_KEPT}*"):
            kept.unlink()


def of_this_version(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, or one to a copy in memory if it is of an older version."""
    if version_of(connection) >= VERSION:
        return connection
    with closing(connection):
        copy = connect(None)
        _copy(connection, copy)
        return copy


def _copy(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    for whole in take(old, "1"):
        with transaction(new):
            put(new, whole)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _remove_beside(path)


def _remove_beside(path: Path) -> None:
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
