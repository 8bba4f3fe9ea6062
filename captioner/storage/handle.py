"""The open library file: one thread, one connection, and always the file at its path."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from captioner.core.errors import NewerLibrary, StorageError
from captioner.core.sentence import Sentence
from captioner.storage.opening import BESIDE, Opened, open_library, open_mended
from captioner.storage.owner import Owner
from captioner.storage.schema import failure, is_damage, transaction
from captioner.storage.transfer import put, take
from captioner.storage.worker import Worker

T = TypeVar("T")

_Place = tuple[tuple[int, int] | None, ...]
_NOWHERE: _Place = (None, None, None)


class Handle:
    """Runs calls on the library's connection, in the order asked, in a thread of its own.

    A file that is deleted, replaced or found damaged in mid-session is opened anew, and
    the sessions of this program are written into it: what was told to be saved is there.

    Args:
        worker: The thread.
        path: Where the library is; None for one in memory.
        opened: What was opened there.
        tell: Called on the loop's thread with what the user should know.
    """

    def __init__(
        self,
        worker: Worker,
        path: Path | None,
        opened: Opened,
        tell: Callable[[StorageError], None] | None,
    ) -> None:
        self.owner = Owner(path)
        self.unwritable = opened.unwritable
        self._worker = worker
        self._path = path
        self._connection = opened.connection
        self._place = _place(path)
        self._tell = tell
        self._loop = asyncio.get_running_loop()

    async def read(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """What `job` finds.

        Raises:
            StorageError: The disk fails, or a newer version keeps it in another way.
        """
        try:
            return await self._worker.run(lambda: self._guarded(job))
        except (LookupError, TypeError, ValueError, StorageError) as error:
            if isinstance(self.unwritable, NewerLibrary):
                raise self.unwritable from error
            raise

    async def change(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """What `job` returns, once all of its changes are on disk.

        Raises:
            StorageError: The disk fails or is full, or the library is read only.
        """
        return await self.alone(_whole(job))

    async def alone(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """As `change`, for a job that has transactions of its own."""
        if self.unwritable is not None:
            raise self.unwritable

        def kept() -> T:
            result = self._guarded(job)
            self._guarded(lambda _: None)  # it is written into the file that is there now
            return result

        return await self._worker.run(kept)

    async def close(self) -> None:
        """Let go of the file."""

        def job() -> None:
            self.owner.release()
            self._connection.close()

        try:
            await self._worker.run(lambda: _told(job))
        finally:
            self._worker.stop()

    def _guarded(self, job: Callable[[sqlite3.Connection], T]) -> T:
        def whole() -> T:
            path = None if self.unwritable is not None else self._path
            if path is not None and _place(path) != self._place:
                self._follow(path)
            try:
                return job(self._connection)
            except sqlite3.DatabaseError as error:
                if path is None or not is_damage(error):
                    raise
                self._mend(path)
                return job(self._connection)

        return _told(whole)

    def _follow(self, path: Path) -> None:
        """Go on in the file that is at the path now, which may have to be made."""
        if _place(path)[0] == self._place[0]:  # only its journal went, which is open here still
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()
            self._use(open_library(path))
            return
        before = self._connection
        self._remove_our_journal(path)
        opened = open_library(path)
        if opened.unwritable is not None:
            opened.connection.close()
            raise opened.unwritable
        with suppress(sqlite3.ProgrammingError):  # it was closed before, and nothing else opened
            for whole in take(before, "owner = ?", self.owner.token):
                with transaction(opened.connection):
                    put(opened.connection, whole)
        self._use(opened)
        before.close()
        self.owner.claim_again()
        self._say(
            StorageError(
                "The file of the transcripts was moved, replaced or deleted.",
                "This session is kept in a new one; look for the others where they went.",
            )
        )

    def _mend(self, path: Path) -> None:
        """Set a damaged file aside and go on with what can be read of it."""
        self._connection.close()
        self._place = _NOWHERE
        opened = open_mended(path)
        self._use(opened)
        for notice in opened.notices:
            self._say(StorageError(notice, "Captions go on, and are kept."))

    def _remove_our_journal(self, path: Path) -> None:
        """The journal of the file that went must not be read as that of its successor."""
        for end, ours in zip(BESIDE, self._place[1:], strict=True):
            beside = path.with_name(path.name + end)
            if ours is not None and _identity(beside) == ours:
                beside.unlink()

    def _use(self, opened: Opened) -> None:
        self._connection = opened.connection
        self._place = _place(self._path)

    def _say(self, error: StorageError) -> None:
        if self._tell is not None:
            with suppress(RuntimeError):  # the loop is closed: nobody is there to hear it
                self._loop.call_soon_threadsafe(self._tell, error)


def _whole(job: Callable[[sqlite3.Connection], T]) -> Callable[[sqlite3.Connection], T]:
    def in_transaction(connection: sqlite3.Connection) -> T:
        with transaction(connection):
            return job(connection)

    return in_transaction


def _told(job: Callable[[], T]) -> T:
    """What `job` returns; its failures as what they mean to the user."""
    try:
        return job()
    except sqlite3.Error as error:
        raise failure(error) from error
    except OSError as error:
        raise StorageError(
            Sentence("The transcripts could not be written ({why}).", why=error.strerror),
            "Check the disk.",
        ) from error


def _place(path: Path | None) -> _Place:
    """Which files are at the library's path; equal as long as they are the same ones."""
    if path is None:
        return ()
    return tuple(_identity(path.with_name(path.name + end)) for end in ("", *BESIDE))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
