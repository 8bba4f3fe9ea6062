"""The transcript as text: selectable, findable, and as quick after eight hours as after one."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from captioner.core.events import Partial
from captioner.core.lines import clean
from captioner.core.transcript import Gap, GapKind, Item, Mark, Segment, start_of
from captioner.ui.icons import icon
from captioner.ui.language import tr
from captioner.ui.theme import colours

Run = tuple[str, bool]
"""A text, and whether it is secondary."""

_LARGER = 1.12
_MARGIN = 8


class TranscriptView(QPlainTextEdit):
    """One block of text for each utterance, gap and mark, in the order of time.

    The block of the utterance that is still open is the last one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(tr("Transcript"))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self.setFont(font)
        self.document().setDocumentMargin(_MARGIN)
        self._started = datetime.now().astimezone()
        self._places: list[tuple[int, int]] = []
        self._keys: dict[Hashable, tuple[int, int]] = {}
        self._open: str = ""
        self._live = QPushButton(icon("live"), tr("Live"), self)
        self._live.setAccessibleName(tr("Go to the newest text"))
        self._live.setCursor(Qt.CursorShape.PointingHandCursor)
        self._live.clicked.connect(self.go_live)
        self._live.hide()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What it holds

    def begin(self, started: str) -> None:
        """Start empty, for a session that began at this moment (ISO 8601)."""
        self._started = datetime.fromisoformat(started)
        self._places.clear()
        self._keys.clear()
        self._open = ""
        self.clear()

    def fill(self, started: str, items: Iterable[Item]) -> None:
        """Show a whole session."""
        self.begin(started)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for index, item in enumerate(sorted(items, key=start_of)):
            if index:
                cursor.insertBlock()
            self._write(cursor, self._runs(item))
            self._note(item, index)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def add(self, item: Item) -> None:
        """Add an item at its time, or replace the one it is a later state of."""
        follow = self.is_live
        known = self._keys.get(_key(item))
        if known is not None:
            self._replace(self._places.index(known), self._runs(item))
            return
        if isinstance(item, Segment):
            self._drop_open()
        index = bisect_right(self._places, (start_of(item), len(self._keys)))
        self._insert(index, self._runs(item))
        self._note(item, index)
        if follow:
            self.go_live()

    def show_open(self, partial: Partial) -> None:
        """Show the utterance that is being spoken, pale, at the end."""
        text = clean(partial.text)
        if text == self._open:
            return
        follow = self.is_live
        self._drop_open()
        if text:
            self._insert(len(self._places), [(text, True)])
            self._open = text
        if follow:
            self.go_live()

    def end_open(self) -> None:
        """The session has ended: nothing is being spoken."""
        self._drop_open()

    def _note(self, item: Item, index: int) -> None:
        place = (start_of(item), len(self._keys))
        self._places.insert(index, place)
        self._keys[_key(item)] = place

    def _drop_open(self) -> None:
        if self._open:
            cursor = QTextCursor(self.document().lastBlock())
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.removeSelectedText()
            self._open = ""

    def _insert(self, index: int, runs: list[Run]) -> None:
        cursor = QTextCursor(self.document())
        if index < len(self._places) or self._open:
            cursor.setPosition(self.document().findBlockByNumber(index).position())
            cursor.insertBlock()
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            if self._places:
                cursor.insertBlock()
        self._write(cursor, runs)

    def _replace(self, index: int, runs: list[Run]) -> None:
        cursor = QTextCursor(self.document().findBlockByNumber(index))
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write(cursor, runs)
        cursor.endEditBlock()

    def _write(self, cursor: QTextCursor, runs: list[Run]) -> None:
        for text, secondary in runs:
            style = QTextCharFormat()
            scheme = colours()
            style.setForeground(QColor(scheme.quiet if secondary else scheme.text))
            cursor.insertText(text, style)

    def _runs(self, item: Item) -> list[Run]:
        time = self._clock(start_of(item))
        if isinstance(item, Mark):
            return [(f"{time} – ", True), ("⚑ " + (clean(item.note) or tr("Marked")), False)]
        if isinstance(item, Gap):
            return [(f"{time} – {self._gap_text(item)}", True)]
        who = f"{clean(item.speaker)}: " if item.speaker else ""
        runs = [(f"{time} – {who}", True), (clean(item.text), False)]
        return runs if item.saved else [*runs, (f"  ({tr('not saved')})", True)]

    def _gap_text(self, gap: Gap) -> str:
        if gap.kind is GapKind.PAUSED:
            return tr("paused until {time}").format(time=self._clock(gap.end_ms))
        seconds = max(1, round((gap.end_ms - gap.start_ms) / 1000))
        return tr("{n} s missing: {reason}").format(n=seconds, reason=clean(tr(gap.reason)))

    def _clock(self, at_ms: int) -> str:
        return f"{self._started + timedelta(milliseconds=at_ms):%H:%M}"

    # Finding the way

    @property
    def is_live(self) -> bool:
        """Whether the newest text is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 1

    def go_live(self) -> None:
        """Show the newest text."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def go_to(self, item: Item) -> None:
        """Show an item in the middle."""
        place = self._keys.get(_key(item))
        if place is not None:
            block = self.document().findBlockByNumber(self._places.index(place))
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

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

    def _scrolled(self) -> None:
        self._live.setVisible(not self.is_live)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the way back to live in its corner."""
        follow = self.is_live
        super().resizeEvent(event)
        size = self._live.sizeHint()
        area = self.viewport().geometry()
        self._live.setGeometry(
            area.right() - size.width() - 6, area.top() + 6, size.width(), size.height()
        )
        if follow:
            self.go_live()


def _key(item: Item) -> Hashable:
    if isinstance(item, Segment):
        return item.turn
    return type(item), start_of(item)
