"""The transcript as text: selectable, findable, and as quick after eight hours as after one."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QEvent
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from captioner.core.events import Partial
from captioner.core.transcript import Item, Segment, start_of
from captioner.ui.language import tr
from captioner.ui.transcript.entry import Entry, Look, entry_of, formats, open_entry
from captioner.ui.transcript.following import Following
from captioner.ui.transcript.text import TranscriptText


class TranscriptView(TranscriptText):
    """One block of text for each utterance, gap and mark, in the order of time.

    The block of the utterance that is still open is the last one.
    """

    _formats: Mapping[Look, QTextCharFormat] = MappingProxyType({})
    """Empty while the widget is being made, when Qt tells it of its first font."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Transcript"))
        self._started = datetime.now().astimezone()
        self._places: list[tuple[int, int]] = []
        self._items: list[Item] = []
        self._keys: dict[Hashable, tuple[int, int]] = {}
        self._open: Partial | None = None
        self._formats = formats(self.font())
        self.following = Following(self, lambda: self._layout.telling)

    # What it holds

    def begin(self, started: str) -> None:
        """Start empty, for a session that began at this moment (ISO 8601)."""
        self._started = datetime.fromisoformat(started)
        self.empty()
        self.following.begin()

    def empty(self) -> None:
        """Show nothing."""
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
            index = bisect_right(self._places, (start_of(item), len(self._keys)))
            self._insert(index, entry_of(item, self._started))
            self._note(item, index)

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
        place = (start_of(item), len(self._keys))
        self._places.insert(index, place)
        self._items.insert(index, item)
        self._keys[_key(item)] = place

    def _drop_open(self) -> None:
        if self._open is not None:
            last = self.document().lastBlock()
            last.setUserState(last.previous().userState())  # the two become one, with this state
            cursor = QTextCursor(last)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.removeSelectedText()
            self._open = None

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


def _key(item: Item) -> Hashable:
    if isinstance(item, Segment):
        return item.turn
    return type(item), start_of(item)
