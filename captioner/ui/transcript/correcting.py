"""Writing an entry anew in its place, one at a time."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from captioner.ui.transcript.line_field import AROUND, Lead, LineField


class Correcting(QObject):
    """One line at a time.

    Args:
        text: Where the lines stand.
        place_of: Where in its viewport the text of an entry stands; empty out of sight.
        write: Called with the entry's key and what is written, if that is something new.
    """

    ended = Signal()
    """It is written, or left as it was."""

    def __init__(
        self,
        text: QPlainTextEdit,
        place_of: Callable[[Hashable], QRectF],
        write: Callable[[Hashable, str], None],
    ) -> None:
        super().__init__(text)
        self._text, self._place_of, self._write = text, place_of, write
        self._before = ""
        self._key: Hashable | None = None
        self.field = LineField(text.viewport())
        self.field.hide()
        self.field.written.connect(self._finish)
        self.field.left.connect(self.leave)
        self.field.grown.connect(self.place)

    @property
    def busy(self) -> bool:
        """Whether a line is being written."""
        return self._key is not None

    def begin(self, key: Hashable, lead: Lead, text: str, name: str, at: int) -> None:
        """Let the user write this entry anew.

        Args:
            key: The entry.
            lead: What stands before the text, and stays.
            text: What it says now.
            name: What a screen reader calls the field.
            at: The place in its text whose word is chosen; below 0 for all of it.
        """
        self._finish()
        self._key, self._before = key, text
        self.field.setAccessibleName(name)
        self.field.setFont(self._text.font())
        self.field.lead_with(lead)
        self.field.setPlainText(self._before)
        cursor = self.field.textCursor()
        if at < 0:
            cursor.select(QTextCursor.SelectionType.Document)
        else:
            cursor.setPosition(min(at, len(self._before)))
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self.field.setTextCursor(cursor)
        self.field.sink(0)
        self.place()
        # its lines are less far apart than those in the transcript
        self.field.sink((self.field.height() - self.field.height_for(self.field.width()) + 1) // 2)
        self.field.show()
        self.field.setFocus()

    def place(self) -> None:
        """Keep the field over its text, wherever that goes."""
        if self._key is None:
            return
        place, room = self._place_of(self._key), self._text.viewport().rect()
        width = round(place.width()) + 2 * AROUND if not place.isEmpty() else self.field.width()
        needed = max(self.field.height_for(width), round(place.height()) + 2 * AROUND)
        height = min(needed, room.height())
        top = round(place.top()) - AROUND
        if place.isEmpty():
            top = -height  # hidden it would lose what is typed
        elif 0 <= place.top() < room.height():
            top = max(0, min(top, room.height() - height))
        self.field.setGeometry(round(place.left()) - AROUND, top, width, height)
        self.field.horizontalScrollBar().setValue(0)  # it wraps; Qt scrolls it all the same
        if height == needed:  # it was scrolled to the cursor while it was lower
            self.field.verticalScrollBar().setValue(0)

    def leave_entry(self, key: Hashable) -> None:
        """Leave this entry, if that is the one that is written."""
        if self._key == key:
            self.leave()

    def leave(self) -> None:
        """Leave the line as it was."""
        if self._key is not None:
            self._key = None
            self._text.setFocus()
            self.field.hide()
            self.ended.emit()

    def _finish(self) -> None:
        key, text = self._key, " ".join(self.field.toPlainText().split())
        self._key = None
        if key is None:
            return
        if self.field.hasFocus():
            self._text.setFocus()
        self.field.hide()
        if text != self._before:
            self._write(key, text)
        self.ended.emit()
