"""Pressing the captions and holding still, which is neither a click nor a drag."""

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtWidgets import QApplication

_HOLD_MS = 400


class Holding(QObject):
    """Tells a press that is held from one that moves or ends."""

    began = Signal()
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._at = QPointF()
        self.on = False
        """Whether it is held now."""
        self._timer = QTimer(self, singleShot=True, interval=_HOLD_MS)
        self._timer.timeout.connect(self._begin)

    @property
    def waits(self) -> bool:
        """Whether it may still be a click, or become a hold."""
        return self._timer.isActive()

    def press(self, at: QPointF) -> None:
        """A button went down here."""
        self._at = at
        self._timer.start()

    def move(self, at: QPointF) -> None:
        """The pointer is here now; far enough away it drags."""
        if (at - self._at).manhattanLength() >= QApplication.startDragDistance():
            self._timer.stop()

    def release(self) -> None:
        """The button went up, or the window is gone."""
        self._timer.stop()
        if self.on:
            self.on = False
            self.ended.emit()

    def _begin(self) -> None:
        self.on = True
        self.began.emit()
