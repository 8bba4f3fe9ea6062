"""The transcript of a session: put right in place, and taken elsewhere."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from captioner.core.lines import clean
from captioner.core.transcript import Gap, Item, Mark, Segment, start_of
from captioner.ui.language import tr
from captioner.ui.parts.fitted import opened
from captioner.ui.parts.labels import in_tooltip
from captioner.ui.transcript.copying import line_text, selected_text
from captioner.ui.transcript.correcting import Correcting
from captioner.ui.transcript.line_field import Lead
from captioner.ui.transcript.line_menu import line_menu
from captioner.ui.transcript.shown import key_of
from captioner.ui.transcript.walking import WalkedTranscript

_LONGEST_WORD = 60
"""More letters are no word or name that stands in several lines."""


class TranscriptView(WalkedTranscript):
    """What a reader does with a transcript.

    Attributes:
        can_hear: Whether sound is kept, so that lines can be heard again.
    """

    corrected = Signal(object, object)
    """A `Segment`, and how the user writes it; None for what the recogniser wrote."""

    corrected_all = Signal(object)
    """Lines, each with how it is written now; see `Lines`."""

    always_written = Signal(str)
    """A word that is to be written like this from now on."""

    export_wanted = Signal(int, int)
    """From which session time, and until before which."""

    find_wanted = Signal()

    hear_wanted = Signal(object)
    """A `Segment` that is to be heard again."""

    noted = Signal(object, str)
    """A `Mark`, and its new note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setMouseTracking(True)
        self.correcting = Correcting(self, self._place_of, self._write_correction)
        self.correcting.ended.connect(self._corrected_one)
        self._was_live = False
        self.can_hear = False

    def empty(self) -> None:
        """Show nothing."""
        self.correcting.leave()
        super().empty()

    def take_back(self, item: Item) -> None:
        """Show an item no more."""
        self.correcting.leave_entry(key_of(item))
        super().take_back(item)

    # Putting lines right

    def correct(self, entry: Segment | Mark | None = None, at: int = -1) -> None:
        """Let the user write a line, or the note of a mark, anew.

        Args:
            entry: The line or mark; None for the one where the cursor is, or the newest.
            at: The place in its text whose word is chosen; below 0 for all of it.
        """
        chosen = entry or self._chosen_line()
        if chosen is not None:
            live = self.is_live
            self.setTextCursor(QTextCursor(self._block_of(key_of(chosen))))
            self.ensureCursorVisible()
            self.following.leave()  # what is said meanwhile moves nothing
            if isinstance(chosen, Segment):
                text, name = clean(chosen.text), tr("Correct line")
            else:
                text, name = clean(chosen.note), tr("Note of the mark")
            shown = self._entry(chosen)
            before, look = shown.lead
            lead = Lead(before, self._format(shown, look))
            self.correcting.begin(key_of(chosen), lead, text, name, at)
            self._was_live = live

    def _corrected_one(self) -> None:
        if self._was_live:
            self.go_live()

    def _write_correction(self, key: Hashable, text: str) -> None:
        item = self._item_of(key)
        if isinstance(item, Mark):
            self.noted.emit(item, text)
        elif text:
            self.corrected.emit(item, text)

    def correct_everywhere(self, word: str) -> None:
        """Let the user write a word anew in every line that has it."""
        from captioner.ui.transcript.everywhere_dialog import EverywhereDialog  # see ask_for_time

        segments = [item for item in self._items if isinstance(item, Segment)]
        opened(
            EverywhereDialog(
                self, word, segments, self.corrected_all.emit, self.always_written.emit
            )
        )

    # Taking it elsewhere

    def copy_line(self, item: Item, *, times: bool) -> None:
        """Put a line on the clipboard."""
        QGuiApplication.clipboard().setText(line_text(item, self.started, self.cast, times=times))

    def copy_selected(self, *, times: bool) -> None:
        """Put what is selected on the clipboard."""
        text = selected_text(self.textCursor(), self._items, self.started, self.cast, times=times)
        QGuiApplication.clipboard().setText(text)

    def export_selected(self) -> None:
        """Export the lines of which something is selected."""
        cursor, document = self.textCursor(), self.document()
        last = document.findBlock(max(cursor.selectionStart(), cursor.selectionEnd() - 1))
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        chosen = self._items[first : last.blockNumber() + 1]
        if chosen:
            self.export_wanted.emit(start_of(chosen[0]), start_of(chosen[-1]) + 1000)

    # Keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 corrects the line where the cursor is, Shift+F2 names who says it.

        Alt and arrows go from mark to mark.
        """
        key, alt, shift = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        control = Qt.KeyboardModifier.ControlModifier
        steps: dict[tuple[int, Qt.KeyboardModifier], Callable[[], None]] = {
            (key.Key_F2, Qt.KeyboardModifier.NoModifier): self.correct,
            (key.Key_F2, shift): self.name_voice,
            (key.Key_Down, alt): self.next_stop,
            (key.Key_Up, alt): self.previous_stop,
            (key.Key_Down, alt | shift): self.next_gap,
            (key.Key_Up, alt | shift): self.previous_gap,
            (key.Key_Space, control): lambda: self.hear(self._chosen_line()),
            (key.Key_G, control): self.ask_for_time,
        }
        step = steps.get((event.key(), event.modifiers()))
        if step is None:
            super().keyPressEvent(event)
        else:
            step()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the time of a line lets it be heard again; one on a name changes that."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        pressed = event.button() is Qt.MouseButton.LeftButton
        if not pressed or self.textCursor().hasSelection():
            return
        if self._is_on_time(at):
            self.hear(self.item_at(at))
        elif (segment := self._named_at(at)) is not None:
            self.name_voice(segment)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand shows what can be pressed."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        acts = (self.can_hear and self._is_on_time(at)) or self._named_at(at) is not None
        shape = Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def _is_on_time(self, at: QPoint) -> bool:
        """Whether a point of the viewport is in the column of times, of a line said."""
        item = self.item_at(at)
        if not isinstance(item, Segment):
            return False
        place = self._place_of(key_of(item))
        to_left = self._block_of(key_of(item)).textDirection() is Qt.LayoutDirection.RightToLeft
        return at.x() > place.right() if to_left else at.x() < place.left()

    def hear(self, item: Item | None) -> None:
        """Let a line be heard again, if its sound is kept."""
        if self.can_hear and isinstance(item, Segment):
            self.hear_wanted.emit(item)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A line is put right at the word under the pointer."""
        super().mouseDoubleClickEvent(event)
        entry = _line(self.item_at(event.position().toPoint()))
        if entry is not None and event.button() is Qt.MouseButton.LeftButton:
            cursor = self.textCursor()
            text = clean(entry.text if isinstance(entry, Segment) else entry.note)
            before = cursor.block().text().find(text)
            at = cursor.selectionStart() - cursor.block().position() - before
            self.correct(entry, max(0, at))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the line, and with what is selected."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        at = self.cursorRect().bottomLeft() if by_key else event.pos()
        item = self._chosen_line() if by_key else self.item_at(event.pos())
        menu = line_menu(self, item, self._word_at(self.cursorRect().center() if by_key else at))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at))

    def _word_at(self, at: QPoint) -> str:
        """What is selected on one line, else the word at a point of the viewport."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor = self.cursorForPosition(at)
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        text, document = cursor.selectedText().strip(), self.document()
        begin, end = cursor.selectionStart(), cursor.selectionEnd()
        in_one = document.findBlock(begin) == document.findBlock(end)
        said = any(letter.isalnum() for letter in text)
        return text if in_one and said and len(text) <= _LONGEST_WORD else ""

    def viewportEvent(self, event: QEvent) -> bool:
        """A line that was put right tells what the recogniser wrote."""
        if isinstance(event, QHelpEvent):
            entry = _line(self.item_at(event.pos()))
            heard = clean(entry.heard) if isinstance(entry, Segment) else ""
            text = tr("Heard: “{text}”").format(text=heard) if heard else ""
            QToolTip.showText(event.globalPos(), in_tooltip(text), self)
            return True
        return super().viewportEvent(event)

    # The window

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whatever moved the text, the field stands on its line."""
        super().paintEvent(event)
        self.correcting.place()


def _line(item: Item | None) -> Segment | Mark | None:
    """What of an item can be written anew."""
    return None if isinstance(item, Gap) else item
