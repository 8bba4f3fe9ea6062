"""Files that macOS hands over: it starts no second program, it tells the one that runs."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class HandedOver(QObject):
    """Listens to *Open with*, to the Dock and to double-clicks."""

    given = Signal(object)
    """The path of a file."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """A file is handed over; there are addresses of other kinds, which are left alone."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.given.emit(Path(event.file()))
            return True
        return False
