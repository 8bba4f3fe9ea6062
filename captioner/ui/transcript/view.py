"""The transcript as text: selectable, findable, and as quick after eight hours as after one."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from captioner.core.events import Partial
from captioner.core.lines import clean
from captioner.core.transcript import Gap, Item, Mark, Segment, start_of
from captioner.ui.language import tr
from captioner.ui.parts.labels import in_tooltip, on_button
from captioner.ui.transcript.correcting import Correcting
from captioner.ui.transcript.entry import Entry, Look, entry_of, formats, open_entry
from captioner.ui.transcript.following import Following
from captioner.ui.transcript.text import TranscriptText

_SHORT = 40
"""At most so many letters of a line stand in a menu."""


class TranscriptView(TranscriptText):
    """One block of text for each utterance, gap and mark, in the order of time.

    The block of the utterance that is still open is the last one.
    """

    corrected = Signal(object, object)
    """A `Segment`, and how the user writes it; None for what the recogniser wrote."""

    noted = Signal(object, str)
    """A `Mark`, and its new note."""

    _formats: Mapping[Look, QTextCharFormat] = MappingProxyType({})
    """Empty while the widget is being made, when Qt tells it of its first font."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Transcript"))
        self._started = datetime.now().astimezone()
        self._places: list[tuple[int, int]] = []
        self._items: list[Item] = []
        self._keys: dict[Hashable, tuple[int, int]] = {}
        self._count = 0
        self._open: Partial | None = None
        self._formats = formats(self.font())
        self.following = Following(self, lambda: self._layout.telling)
        self.correcting = Correcting(self, self._place_of, self._write_correction)
        self.correcting.ended.connect(self._corrected_one)
        self._was_live = False

    # What it holds

    def begin(self, started: str) -> None:
        """Start empty, for a session that began at this moment (ISO 8601)."""
        self._started = datetime.fromisoformat(started)
        self.empty()
        self.following.begin()

    def empty(self) -> None:
        """Show nothing."""
        self.correcting.leave()
        self._places.clear()
        self._items.clear()
        self._keys.clear()
        self._open = None
        with self.following.writing():
            self.clear()

    def fill(self, started: str, items: Iterable[Item]) -> None:
        """Show a whole session."""
        self.begin(started)
        self.following.rest()
        for index, item in enumerate(sorted(items, key=start_of)):
            self._note(item, index)
        self._write_all()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def add(self, item: Item) -> None:
        """Add an item at its time, or replace the one it is a later state of."""
        known = self._keys.get(_key(item))
        if known is not None:
            index = bisect_left(self._places, known)
            self._items[index] = item
            with self.following.writing():
                self._replace(index, entry_of(item, self._started))
            return
        with self.following.writing(new=1):
            if isinstance(item, Segment):
                self._drop_open()
            index = bisect_right(self._places, (start_of(item), self._count + 1))
            self._insert(index, entry_of(item, self._started))
            self._note(item, index)

    def take_back(self, item: Item) -> None:
        """Show an item no more."""
        place = self._keys.pop(_key(item), None)
        if place is None:
            return
        index = bisect_left(self._places, place)
        self.correcting.leave_entry(_key(item))
        del self._places[index], self._items[index]
        with self.following.writing():
            self._remove(self.document().findBlockByNumber(index))

    def show_open(self, partial: Partial) -> None:
        """Show the utterance that is being spoken, pale, at the end."""
        entry = open_entry(partial)
        if self._open is not None and entry == open_entry(self._open):
            return
        with self.following.writing():
            if entry.text:
                write = self._insert if self._open is None else self._replace
                write(len(self._places), entry)
                self._open = partial
            else:
                self._drop_open()

    def end_open(self) -> None:
        """The session has ended: nothing is being spoken."""
        with self.following.writing():
            self._drop_open()

    def _note(self, item: Item, index: int) -> None:
        self._count += 1
        place = (start_of(item), self._count)
        self._places.insert(index, place)
        self._items.insert(index, item)
        self._keys[_key(item)] = place

    def _drop_open(self) -> None:
        if self._open is not None:
            self._remove(self.document().lastBlock())
            self._open = None

    def _remove(self, block: QTextBlock) -> None:
        """Take a block away; the others keep their states."""
        before, after = block.previous(), block.next()
        cursor = QTextCursor(block)
        if before.isValid():
            block.setUserState(before.userState())  # the two become one, with this state
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        elif after.isValid():
            block.setUserState(after.userState())
            cursor.setPosition(after.position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.removeSelectedText()

    def _insert(self, index: int, entry: Entry) -> None:
        """Write an entry as the block of this number; the others keep their states."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if index:
            cursor.setPosition(_end_of(self.document().findBlockByNumber(index - 1)))
            cursor.insertBlock()
        elif not self.document().isEmpty():
            state = cursor.block().userState()
            cursor.insertBlock()
            cursor.block().setUserState(state)
            cursor.setPosition(0)
        self._write(cursor, entry)
        cursor.endEditBlock()

    def _replace(self, index: int, entry: Entry) -> None:
        cursor = QTextCursor(self.document().findBlockByNumber(index))
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write(cursor, entry)
        cursor.endEditBlock()

    def _write_all(self) -> None:
        """Write every item into the empty document."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for index, item in enumerate(self._items):
            if index:
                cursor.insertBlock()
            self._write(cursor, entry_of(item, self._started))
        cursor.endEditBlock()

    def _write(self, cursor: QTextCursor, entry: Entry) -> None:
        cursor.block().setUserState(entry.kind)
        for text, look in entry.runs:
            cursor.insertText(text, self._formats[look])

    def changeEvent(self, event: QEvent) -> None:
        """Colours and sizes are written into the text: with others it is written anew."""
        if not self._formats:
            super().changeEvent(event)
            return
        with self.following.writing():
            super().changeEvent(event)
            if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
                self._dress()

    def _dress(self) -> None:
        new = formats(self.font())
        if new == self._formats:
            return
        self._formats = new
        self._measure()
        seen = self.verticalScrollBar().value()
        spoken, self._open = self._open, None
        self.clear()
        self._write_all()
        if spoken is not None:
            self.show_open(spoken)
        self.verticalScrollBar().setValue(seen)

    # Finding the way

    @property
    def is_live(self) -> bool:
        """Whether the newest text is kept in sight."""
        return self.following.live

    def go_live(self) -> None:
        """Show the newest text, and keep it in sight."""
        self.following.go_live()

    def go_to(self, item: Item) -> None:
        """Show an item in the middle."""
        place = self._keys.get(_key(item))
        if place is not None:
            block = self.document().findBlockByNumber(bisect_left(self._places, place))
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
            self.following.leave()

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
            self.setTextCursor(QTextCursor(self._block_of(_key(chosen))))
            self.ensureCursorVisible()
            self.following.leave()  # what is said meanwhile moves nothing
            if isinstance(chosen, Segment):
                text, name = clean(chosen.text), tr("Correct line")
            else:
                text, name = clean(chosen.note), tr("Note of the mark")
            self.correcting.begin(_key(chosen), text, name, at)
            self._was_live = live

    def _corrected_one(self) -> None:
        if self._was_live:
            self.go_live()

    def _chosen_line(self) -> Segment | Mark | None:
        """The line where the cursor is, or the nearest above it; the newest while it is live."""
        last = len(self._items) if self.is_live else self.textCursor().blockNumber() + 1
        lines = (item for item in reversed(self._items[:last]) if not isinstance(item, Gap))
        return next(lines, None)

    def _line_at(self, at: QPoint) -> Segment | Mark | None:
        """The line or mark at this point of the viewport."""
        for block, place in self._in_sight():
            if place.top() <= at.y() < place.bottom():
                number = block.blockNumber()
                item = self._items[number] if number < len(self._items) else None
                return None if isinstance(item, Gap) else item
        return None

    def _block_of(self, key: Hashable) -> QTextBlock:
        return self.document().findBlockByNumber(bisect_left(self._places, self._keys[key]))

    def _place_of(self, key: Hashable) -> QRectF:
        """Where the text of an entry stands in the viewport."""
        block = self._block_of(key)
        place = self.blockBoundingGeometry(block)
        margin, beside = self.document().documentMargin(), self._layout.column
        to_left = block.textDirection() is Qt.LayoutDirection.RightToLeft
        return place.translated(self.contentOffset()).adjusted(
            margin + (0 if to_left else beside),
            0,
            -margin - (beside if to_left else 0),
            -self._layout.between if not place.isEmpty() else 0,
        )

    def _write_correction(self, key: Hashable, text: str) -> None:
        item = self._items[bisect_left(self._places, self._keys[key])]
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
        entry = self._line_at(event.position().toPoint())
        if entry is not None and event.button() is Qt.MouseButton.LeftButton:
            cursor = self.textCursor()
            text = clean(entry.text if isinstance(entry, Segment) else entry.note)
            before = cursor.block().text().find(text)
            at = cursor.selectionStart() - cursor.block().position() - before
            self.correct(entry, max(0, at))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the line, and with what is selected."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        menu = self.menu_for(self._chosen_line() if by_key else self._line_at(event.pos()))
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
            entry = self._line_at(event.pos())
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll."""
        super().wheelEvent(event)
        self.following.wheeled(event.angleDelta().y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the way back to live in its corner."""
        with self.following.writing():
            super().resizeEvent(event)
        self.following.place()


def _end_of(block: QTextBlock) -> int:
    return block.position() + block.length() - 1


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def _key(item: Item) -> Hashable:
    if isinstance(item, Segment):
        return item.turn
    return type(item), start_of(item)
