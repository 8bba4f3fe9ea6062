"""One window for each user and profile: a second start, and remote commands, reach the first."""

import getpass
import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

REMOTE_COMMANDS = ("start", "stop", "pause", "toggle", "mark", "show", "hide", "finish")
"""What `captioner remote` can ask of the running window."""

_WAIT_MS = 1000
_LONGEST = 64


def _name(profile: str) -> str:
    whose = f"{getpass.getuser()}\n{profile}"
    return f"captioner-{hashlib.sha256(whose.encode()).hexdigest()[:16]}"


def send(command: str, profile: str = "") -> bool:
    """Ask the running window to do something.

    Args:
        command: One of `REMOTE_COMMANDS`.
        profile: The folder of the profile it runs with, "" for the usual one.

    Returns:
        Whether there is a window and it has understood.
    """
    socket = QLocalSocket()
    socket.connectToServer(_name(profile))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(f"{command}\n".encode())
    socket.waitForBytesWritten(_WAIT_MS)
    answered = socket.waitForReadyRead(_WAIT_MS) and bytes(socket.readAll().data()) == b"ok\n"
    socket.abort()
    return answered


class Instance(QObject):
    """The running window's ear.

    Args:
        profile: As in `send`.
    """

    asked = Signal(str)
    """One of `REMOTE_COMMANDS`."""

    def __init__(self, profile: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server_name = _name(profile)

    def listen(self) -> bool:
        """Become the one instance; False if nobody may listen here.

        Call it only after `send` found nobody: what a crashed instance left is removed.
        """
        QLocalServer.removeServer(self._server_name)
        return self._server.listen(self._server_name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.readyRead.connect(lambda: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        command = bytes(socket.read(_LONGEST).data()).decode("utf-8", "replace").strip()
        known = command in REMOTE_COMMANDS
        socket.write(b"ok\n" if known else b"unknown\n")
        socket.flush()
        if known:
            self.asked.emit(command)
