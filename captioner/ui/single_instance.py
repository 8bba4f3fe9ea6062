"""One window for each user and profile: a second start, and remote commands, reach the first.

Who holds the lock in the profile is the first, however busy it is. It listens on a socket in a
folder that only this user can write, and whoever is at the other end must be this user, too.
"""

import contextlib
import getpass
import hashlib
import os
import socket
import stat
import struct
import sys
import tempfile
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from captioner.core.remote import REMOTE_COMMANDS

_WAIT_MS = 10_000
"""How long a window that is busy is waited for."""

_PIPES = os.name == "nt"
"""Windows gives names to pipes, not files to sockets, and each user names of his own."""

_FILE = "file "
"""Before the quoted path of a file to caption."""

_LONGEST = 16_384
_LONGEST_PATH = 88
"""Bytes that a socket's path may have on every Unix, with what Qt adds while it makes it."""


class Answer(Enum):
    """What a running window says to a command."""

    OK = "ok"
    UNKNOWN = "unknown"
    LEAVING = "leaving"
    """It is about to end, and does nothing any more."""


def send(command: str, profile: str = "") -> bool:
    """Ask the running window to do something.

    Args:
        command: One of `REMOTE_COMMANDS`.
        profile: The folder of the profile it runs with, "" for the usual one.

    Returns:
        Whether there is a window and it has understood.
    """
    return ask(command, profile, _WAIT_MS) is Answer.OK


def hand_over(path: Path, profile: str) -> bool:
    """Ask the running window to caption this file; whether it will."""
    return send(f"{_FILE}{quote(os.fsencode(path.absolute()))}", profile)


def ask(command: str, profile: str, wait_ms: int) -> Answer | None:
    """As `send`, with the answer; None if there is none within so many milliseconds."""
    for place in _places(profile):
        channel = QLocalSocket()
        channel.connectToServer(place)
        if not channel.waitForConnected(wait_ms) or not _is_ours(channel):
            continue
        channel.write(f"{command}\n".encode())
        channel.waitForBytesWritten(wait_ms)
        told = bytes(channel.readAll().data()) if channel.waitForReadyRead(wait_ms) else b""
        channel.abort()
        return next((answer for answer in Answer if told == f"{answer.value}\n".encode()), None)
    return None


class Instance(QObject):
    """The running window's ear.

    Args:
        profile: As in `send`.
    """

    asked = Signal(str)
    """One of `REMOTE_COMMANDS`."""

    given = Signal(object)
    """The `Path` of a file to caption."""

    def __init__(self, profile: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._leaving = False
        self._lock: int | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self) -> bool:
        """Become the one instance; False if another one lives, be it ever so busy.

        What a crashed one left is removed. Where no folder can hold a socket it is the one
        all the same; nobody will reach it.
        """
        for folder in _own_folders(self._profile):
            with contextlib.suppress(OSError):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if not folder.is_symlink():
                    folder.chmod(0o700)  # refused where it is another user's
        if not self._take_lock():
            return False
        for place in _places(self._profile):
            QLocalServer.removeServer(place)
            if self._server.listen(place):
                break
        return True

    def leave(self) -> None:
        """Answer that nothing is done any more; the place stays taken until `close`."""
        self._leaving = True

    def close(self) -> None:
        """Listen no more; the next one may have the place."""
        self._server.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _take_lock(self) -> bool:
        folder = _run_folder(self._profile)
        if not (folder.is_dir() if _PIPES else _is_private(folder)):
            return True
        if self._lock is None:
            self._lock = _locked(folder / "lock")
        return self._lock is not None

    def _answer(self) -> None:
        channel = self._server.nextPendingConnection()
        if channel is not None:
            channel.disconnected.connect(channel.deleteLater)
            if _is_ours(channel):
                channel.readyRead.connect(lambda: self._read(channel))
            else:
                channel.abort()

    def _read(self, channel: QLocalSocket) -> None:
        if not channel.canReadLine() and channel.bytesAvailable() < _LONGEST:
            return  # the rest is still on its way
        command = bytes(channel.read(_LONGEST).data()).decode("utf-8", "replace").strip()
        is_file = command.startswith(_FILE)
        known = is_file or command in REMOTE_COMMANDS
        answer = Answer.LEAVING if self._leaving else Answer.OK if known else Answer.UNKNOWN
        channel.write(f"{answer.value}\n".encode())
        channel.flush()
        if answer is Answer.OK and is_file:
            self.given.emit(Path(os.fsdecode(unquote_to_bytes(command.removeprefix(_FILE)))))
        elif answer is Answer.OK:
            self.asked.emit(command)


def _places(profile: str) -> Iterator[str]:
    """Where the socket may be, the best place first."""
    whose = f"{getpass.getuser()}\n{_identity(profile)}"
    name = f"captioner-{hashlib.sha256(whose.encode()).hexdigest()[:16]}"
    if _PIPES:
        yield name
        return
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    for folder in (*([Path(runtime)] if runtime else []), *_own_folders(profile)):
        if _is_private(folder) and len(os.fsencode(folder / name)) <= _LONGEST_PATH:
            yield str(folder / name)


def _identity(profile: str) -> str:
    """One profile is one, however its path is spelled."""
    if not profile:
        data = QStandardPaths.StandardLocation.GenericDataLocation
        profile = f"{QStandardPaths.writableLocation(data)}/captioner"
    return os.path.normcase(os.path.realpath(profile))


def _own_folders(profile: str) -> tuple[Path, ...]:
    """The profile's own, and one for where its path is too long for a socket."""
    return _run_folder(profile), Path(tempfile.gettempdir(), f"captioner-{getpass.getuser()}")


def _run_folder(profile: str) -> Path:
    return Path(_identity(profile), "run")


def _locked(path: Path) -> int | None:
    """The file, locked for as long as it is open; None if another program has the lock.

    Windows would give the name of a pipe to a second one as well.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _is_private(folder: Path) -> bool:
    """Whether nobody else could put anything there."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    return private and found.st_uid == os.getuid()


def _is_ours(channel: QLocalSocket) -> bool:
    """Whether the other end is a program of this very user, where the system tells."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    with socket.socket(fileno=os.dup(int(channel.socketDescriptor()))) as peer:
        told = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    user: int = struct.unpack("3i", told)[1]
    return user == os.getuid()
