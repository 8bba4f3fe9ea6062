"""A title that is written where it stands: a field over its label."""

from PySide6.QtCore import QEvent, QMargins, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit

from captioner.ui.language import tr

_AROUND = QMargins(6, 4, 6, 4)
"""From the letters to the outside of the field: its frame and padding in the theme."""

_CURSOR = 2
"""Qt keeps so much free behind the letters, where those of a text from right to left begin."""


class TitleField(QLineEdit):
    """Its letters stand where those of the label do, and nothing around it moves.

    Args:
        over: The label, which stands in a layout.
    """

    left = Signal()
    """The title is not written any more."""

    written = Signal(str)
    """Another title, after `left`."""

    def __init__(self, over: QLabel) -> None:
        super().__init__(over.parentWidget())
        self._over = over
        self._before = ""
        self.setProperty("inplace", True)
        self.setAccessibleName(tr("Title"))
        self.setFont(over.font())
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTextMargins(0, 0, -_CURSOR, 0)
        self.hide()
        over.installEventFilter(self)
        self.editingFinished.connect(self._finish)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.leave)

    def begin(self, title: str) -> None:
        """Let the user write it."""
        self._before = title
        self.setText(title)
        self._place()
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus()

    def leave(self) -> None:
        """Leave the title as it was."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It follows the label."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.setGeometry(self._over.geometry().marginsAdded(_AROUND))

    def _finish(self) -> None:
        if self.isHidden():
            return
        title = " ".join(self.text().split())
        self.leave()
        if title and title != self._before:
            self.written.emit(title)
