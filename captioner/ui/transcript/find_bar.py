"""The line that finds text in a transcript."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from captioner.ui.language import tr
from captioner.ui.parts.icons import wear
from captioner.ui.parts.labels import label, quiet
from captioner.ui.transcript.view import TranscriptView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """A field, back and forth, and close."""

    def __init__(self, view: TranscriptView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("Find in the transcript"))
        self._field.setAccessibleName(tr("Find in the transcript"))
        self._field.textChanged.connect(self._look)
        self._answer = quiet(label())
        row.addWidget(self._field, 1)
        row.addWidget(self._answer)
        for name, text, slot in (
            ("up", tr("Previous"), self.back),
            ("down", tr("Next"), self.forward),
            ("close", tr("Close"), self.hide),
        ):
            button = QToolButton()
            wear(button, name)
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(slot)
            row.addWidget(button)
        key = QKeySequence.StandardKey
        for again, step in ((key.FindNext, self.forward), (key.FindPrevious, self.back)):
            QShortcut(QKeySequence(again), self).activated.connect(step)
        view.find_wanted.connect(self.ask)
        self.hide()

    def ask(self) -> None:
        """Show it and take what is typed."""
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def forward(self) -> None:
        """The next place."""
        self._tell(found=self._view.look_for(self._field.text()))

    def back(self) -> None:
        """The place before."""
        self._tell(found=self._view.look_for(self._field.text(), backwards=True))

    def _look(self, text: str) -> None:
        cursor = self._view.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._view.setTextCursor(cursor)
        self._tell(found=not text or self._view.look_for(text))

    def _tell(self, *, found: bool) -> None:
        text = self._field.text()
        place, count = self._view.places_of(text) if found else (0, 0)
        counted = tr("{place} of {count}").format(place=place, count=count) if count else ""
        self._answer.setText(counted if found or not text else tr("Not found"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts it away; Enter and the arrows go on and, with Shift and upwards, back."""
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape:
            self.hide()
            self._view.setFocus()
        elif not self._field.hasFocus():
            super().keyPressEvent(event)  # a button has the focus
        elif key == Qt.Key.Key_Up or (key in _ENTER and shift):
            self.back()
        elif key == Qt.Key.Key_Down or key in _ENTER:
            self.forward()
        else:
            super().keyPressEvent(event)
