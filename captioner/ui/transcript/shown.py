"""Which entry of a transcript is which block of the text, and how blocks come, change and go."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from captioner.core.cast import Cast
from captioner.core.events import Partial
from captioner.core.transcript import Item, Segment, start_of
from captioner.ui.language import tr
from captioner.ui.transcript.entry import (
    Entry,
    Look,
    entry_of,
    formats,
    open_entry,
    voice_format,
)
from captioner.ui.transcript.following import Following
from captioner.ui.transcript.text import TranscriptText


class ShownTranscript(TranscriptText):
    """One block of text for each utterance, gap and mark, in the order of time.

    The block of the utterance that is still open is the last one.

    Attributes:
        cast: Who speaks in it.
    """

    _formats: Mapping[Look, QTextCharFormat] = MappingProxyType({})
    """Empty while the widget is being made, when Qt tells it of its first font."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Transcript"))
        self.started = datetime.now().astimezone()
        self._places: list[tuple[int, int]] = []
        self._items: list[Item] = []
        self._keys: dict[Hashable, tuple[int, int]] = {}
        self._count = 0
        self._open: Entry | None = None
        self.cast = Cast()
        self._formats = formats(self.font())
        self.following = Following(self, lambda: self._layout.telling)

    @property
    def items(self) -> list[Item]:
        """What is shown, in the order of time; the item of each number is the block of it."""
        return self._items

    # What it holds

    def begin(self, started: str) -> None:
        """Start empty, for a session that began at this moment (ISO 8601)."""
        self.started = datetime.fromisoformat(started)
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
        known = self._keys.get(key_of(item))
        if known is not None:
            index = bisect_left(self._places, known)
            self._items[index] = item
            with self.following.writing():
                self._replace(index, self._entry(item))
            return
        with self.following.writing(new=1):
            if isinstance(item, Segment):
                self._drop_open()
            index = bisect_right(self._places, (start_of(item), self._count + 1))
            self._insert(index, self._entry(item))
            self._note(item, index)

    def take_back(self, item: Item) -> None:
        """Show an item no more."""
        place = self._keys.pop(key_of(item), None)
        if place is None:
            return
        index = bisect_left(self._places, place)
        del self._places[index], self._items[index]
        with self.following.writing():
            self._remove(self.document().findBlockByNumber(index))

    def show_open(self, *partials: Partial) -> None:
        """Show what is being said, pale, at the end: one utterance in each lane."""
        self._write_open(open_entry(partials, self.cast))

    def _write_open(self, entry: Entry) -> None:
        if entry == self._open:
            return
        with self.following.writing():
            if entry.text:
                write = self._insert if self._open is None else self._replace
                write(len(self._places), entry)
                self._open = entry
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
        self._keys[key_of(item)] = place

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
            self._write(cursor, self._entry(item))
        cursor.endEditBlock()

    def _write(self, cursor: QTextCursor, entry: Entry) -> None:
        cursor.block().setUserState(entry.kind)
        for text, look in entry.runs:
            cursor.insertText(text, self._format(entry, look))

    def _format(self, entry: Entry, look: Look) -> QTextCharFormat:
        made = self._formats[look]
        return voice_format(made, entry.voice) if look is Look.WHO else made

    def _entry(self, item: Item) -> Entry:
        return entry_of(item, self.started, self.cast)

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
        self._write_anew()

    def _write_anew(self) -> None:
        """Write everything once more, with the same in sight and the cursor in its line."""
        seen, line = self.verticalScrollBar().value(), self.textCursor().blockNumber()
        spoken, self._open = self._open, None
        self.clear()
        self._write_all()
        if spoken is not None:
            self._write_open(spoken)
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(line)))
        self.verticalScrollBar().setValue(seen)

    # Where they are

    @property
    def is_live(self) -> bool:
        """Whether the newest text is kept in sight."""
        return self.following.live

    def go_live(self) -> None:
        """Show the newest text, and keep it in sight."""
        self.following.go_live()

    def go_to(self, item: Item) -> None:
        """Show an item in the middle."""
        if key_of(item) in self._keys:
            self.setTextCursor(QTextCursor(self._block_of(key_of(item))))
            self.centerCursor()
            self.following.leave()

    def item_at(self, at: QPoint) -> Item | None:
        """The item at this point of the viewport; None for the utterance that is open."""
        for block, place in self._in_sight():
            if place.top() <= at.y() < place.bottom():
                number = block.blockNumber()
                return self._items[number] if number < len(self._items) else None
        return None

    def _item_of(self, key: Hashable) -> Item:
        return self._items[bisect_left(self._places, self._keys[key])]

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll."""
        super().wheelEvent(event)
        self.following.wheeled(event.angleDelta().y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the way back to live in its corner."""
        with self.following.writing():
            super().resizeEvent(event)
        self.following.place()


def key_of(item: Item) -> Hashable:
    """What a later state of an item has in common with it."""
    return item.turn if isinstance(item, Segment) else (type(item), start_of(item))


def _end_of(block: QTextBlock) -> int:
    return block.position() + block.length() - 1
