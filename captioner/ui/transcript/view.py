"""The transcript of a session: found in, gone through, and put right in place."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from captioner.core.lines import clean
from captioner.core.transcript import Gap, Item, Mark, Segment
from captioner.ui.language import tr
from captioner.ui.parts.labels import in_tooltip, on_button
from captioner.ui.transcript.correcting import Correcting
from captioner.ui.transcript.shown import ShownTranscript, key_of

_SHORT = 40
"""At most so many letters of a line stand in a menu."""


class TranscriptView(ShownTranscript):
    """What a reader does with a transcript."""

    corrected = Signal(object, object)
    """A `Segment`, and how the user writes it; None for what the recogniser wrote."""

    noted = Signal(object, str)
    """A `Mark`, and its new note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.correcting = Correcting(self, self._place_of, self._write_correction)
        self.correcting.ended.connect(self._corrected_one)
        self._was_live = False

    def empty(self) -> None:
        """Show nothing."""
        self.correcting.leave()
        super().empty()

    def take_back(self, item: Item) -> None:
        """Show an item no more."""
        self.correcting.leave_entry(key_of(item))
        super().take_back(item)

    # Finding the way

    def look_for(self, text: str, *, backwards: bool = False) -> bool:
        """Select the next place of `text`, from the other end if need be."""
        flags = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        if not text or self.find(text, flags):
            return bool(text)
        end = QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start
        before = self.textCursor()
        self.moveCursor(end)
        found = self.find(text, flags)
        if not found:
            self.setTextCursor(before)
        return found

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
            self.correcting.begin(key_of(chosen), text, name, at)
            self._was_live = live

    def _corrected_one(self) -> None:
        if self._was_live:
            self.go_live()

    def _chosen_line(self) -> Segment | Mark | None:
        """The line where the cursor is, or the nearest above it; the newest while it is live."""
        last = len(self._items) if self.is_live else self.textCursor().blockNumber() + 1
        lines = (item for item in reversed(self._items[:last]) if not isinstance(item, Gap))
        return next(lines, None)

    def _write_correction(self, key: Hashable, text: str) -> None:
        item = self._item_of(key)
        if isinstance(item, Mark):
            self.noted.emit(item, text)
        elif text:
            self.corrected.emit(item, text)

    def next_stop(self) -> None:
        """Go to the next mark or gap."""
        here = self.textCursor().blockNumber()
        self._go_to_first(self._items[here + 1 :])

    def previous_stop(self) -> None:
        """Go to the mark or gap before."""
        here = len(self._items) if self.is_live else self.textCursor().blockNumber()
        self._go_to_first(reversed(self._items[:here]))

    def _go_to_first(self, items: Iterable[Item]) -> None:
        stop = next((item for item in items if not isinstance(item, Segment)), None)
        if stop is not None:
            self.go_to(stop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 corrects the line where the cursor is; Alt and arrows go from mark to mark."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F2:
            self.correct()
        elif alt and event.key() == Qt.Key.Key_Down:
            self.next_stop()
        elif alt and event.key() == Qt.Key.Key_Up:
            self.previous_stop()
        else:
            super().keyPressEvent(event)

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
        menu = self.menu_for(self._chosen_line() if by_key else _line(self.item_at(event.pos())))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = self.cursorRect().bottomLeft() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(at))

    def menu_for(self, entry: Segment | Mark | None) -> QMenu:
        """The menu of a line or mark, or of none."""
        menu = QMenu(self)
        if entry is not None:
            name = tr("Correct line") if isinstance(entry, Segment) else tr("Note of the mark")
            menu.addAction(f"{name}\tF2").triggered.connect(lambda: self.correct(entry))
            if isinstance(entry, Segment) and entry.heard:
                back = on_button(tr("Back to “{text}”").format(text=_short(clean(entry.heard))))
                menu.addAction(back).triggered.connect(lambda: self.corrected.emit(entry, None))
            menu.addSeparator()
        for text, key, step in (
            (tr("Next mark or gap"), "Alt+Down", self.next_stop),
            (tr("Mark or gap before"), "Alt+Up", self.previous_stop),
        ):
            menu.addAction(f"{text}\t{key}").triggered.connect(step)
        menu.addSeparator()
        copy = menu.addAction(tr("Copy"))
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        menu.addAction(tr("Select all")).triggered.connect(self.selectAll)
        return menu

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


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
