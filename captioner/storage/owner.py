"""Tells a session that still runs from one whose program died.

Each program that captions holds a lock on a small file beside the library for as long
as it lives; the system lets go of it however the program ends. SQLite does the locking,
because it does it alike on every system.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from captioner.storage import atomic

_RUNNING = "-running-"


class Owner:
    """This program's claim on the sessions it runs.

    Attributes:
        token: Written beside each session it runs.
    """

    def __init__(self, library: Path | None) -> None:
        self.token = token_hex(8)
        self._library = library
        self._lock: sqlite3.Connection | None = None

    def claim(self) -> None:
        """Hold the lock from now on.

        Raises:
            OSError: The file cannot be made.
            sqlite3.Error: It cannot be locked.
        """
        if self._library is None or self._lock is not None:
            return
        path = self._path(self._library, self.token)
        atomic.reserve(path)
        self._lock = _locked(path)

    def claim_again(self) -> None:
        """Hold the lock again if its file was deleted.

        Raises:
            OSError: The file cannot be made.
            sqlite3.Error: It cannot be locked.
        """
        if self._lock is None or self._library is None:
            return
        if not self._path(self._library, self.token).exists():
            self._lock.close()
            self._lock = None
            self.claim()

    def is_alive(self, token: str) -> bool:
        """Whether the program with this token, this one or another, still runs."""
        return token == self.token or self.is_another_alive(token)

    def is_another_alive(self, token: str) -> bool:
        """Whether another program has this token and still runs."""
        if token == self.token or self._library is None:
            return False
        path = self._path(self._library, token)
        if path.is_symlink() or not path.exists():
            return False
        try:
            _locked(path).close()
        except sqlite3.OperationalError as error:
            return error.sqlite_errorcode == sqlite3.SQLITE_BUSY
        with suppress(OSError):  # a library to be read only
            path.unlink()
        return False

    def forget_dead(self) -> None:
        """Remove the files of programs that died."""
        if self._library is not None:
            for path in self._library.parent.glob(f"{self._library.name}{_RUNNING}*"):
                self.is_another_alive(path.name.rpartition(_RUNNING)[2])

    def release(self) -> None:
        """Let go of the lock."""
        if self._lock is not None and self._library is not None:
            self._lock.close()
            self._lock = None
            self._path(self._library, self.token).unlink(missing_ok=True)

    def _path(self, library: Path, token: str) -> Path:
        return library.with_name(f"{library.name}{_RUNNING}{token}")


def _locked(path: Path) -> sqlite3.Connection:
    """A connection that holds the file's lock until it is closed.

    Raises:
        sqlite3.OperationalError: Another program holds it.
    """
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = MEMORY")  # no second file beside it
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
