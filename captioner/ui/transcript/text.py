"""The text of a transcript as a widget: its columns, what stands behind it, and the mouse."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from captioner.ui.parts.hint import paint_hint
from captioner.ui.parts.theme import colours
from captioner.ui.parts.viewport import viewport_of
from captioner.ui.transcript.entry import Kind
from captioner.ui.transcript.layout import TranscriptLayout

_LARGER = 1.12
_MARGIN = 12
_ROUND = 5
_BAR = 3


class TranscriptText(QPlainTextEdit):
    """Read-only and selectable; each of its blocks is an entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        viewport_of(self)
        self.setReadOnly(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self.setFont(font)
        document = QTextDocument(self)
        document.setDefaultFont(font)
        document.setDocumentMargin(_MARGIN)
        self._layout = TranscriptLayout(document, lambda: self.viewport().width())
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def _measure(self) -> None:
        """The font is another one, as the wheel with Ctrl makes it."""
        self.document().setDefaultFont(self.font())
        self._layout.measure()

    def _in_sight(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The blocks in sight, and where they are."""
        bottom = self.viewport().height()
        for block in self._blocks():
            place = self._place(block)
            if place.top() > bottom:
                return
            yield block, place

    def _blocks(self) -> Iterator[QTextBlock]:
        """The blocks from the first in sight on."""
        block = self.firstVisibleBlock()
        while block.isValid():
            yield block
            block = block.next()

    def _place(self, block: QTextBlock) -> QRectF:
        return self.blockBoundingGeometry(block).translated(self.contentOffset())

    # Painting

    def show_hint(self, hint: str) -> None:
        """Say this while there is no text; Qt alone leaves the one before it on the screen."""
        self.setPlaceholderText(hint)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what stands behind the text first; without a text, what to do."""
        if self.document().isEmpty():
            paint_hint(self, self.placeholderText())
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Where blocks are is asked of few: it is the dearest of what a new word costs here.
        for block in islice(self._blocks(), self.viewport().height() // self._layout.pitch + 1):
            if block.userState() == Kind.MISSING:
                self._paint_ground(painter, block, self._place(block))
        painter.end()
        super().paintEvent(event)

    def _paint_ground(self, painter: QPainter, block: QTextBlock, place: QRectF) -> None:
        """A ground and a bar at its edge: missing sound is never overlooked."""
        scheme, room = colours(), self._layout.between / 2
        ground = QRectF(
            _MARGIN / 2,
            place.top() - room + 1,
            self.viewport().width() - _MARGIN,
            place.height() - 2,
        )
        if not place.isEmpty():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(scheme.alert))
            painter.drawRoundedRect(ground, _ROUND, _ROUND)
            to_left = block.textDirection() is Qt.LayoutDirection.RightToLeft
            edge = ground.right() - _BAR if to_left else ground.left()
            painter.setBrush(QColor(scheme.warn))
            painter.drawRoundedRect(
                QRectF(edge, ground.top(), _BAR, ground.height()), _BAR / 2, _BAR / 2
            )

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Between two lines the base would find the end of a line."""
        super().mousePressEvent(self._on_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See `mousePressEvent`."""
        super().mouseMoveEvent(self._on_line(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See `mousePressEvent`."""
        super().mouseDoubleClickEvent(self._on_line(event))

    def _on_line(self, event: QMouseEvent) -> QMouseEvent:
        """The event, moved onto the nearest line of the entry it is on."""
        at = event.position()
        for block, place in self._in_sight():
            if place.top() <= at.y() < place.bottom():
                to = place.top() + self._layout.nearest_line(block, at.y() - place.top())
                return QMouseEvent(
                    event.type(),
                    QPointF(at.x(), to),
                    event.scenePosition(),
                    event.globalPosition(),
                    event.button(),
                    event.buttons(),
                    event.modifiers(),
                    event.pointingDevice(),
                )
        return event
