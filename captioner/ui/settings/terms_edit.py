"""A text of terms, one a line, with what there is to say of each beside it."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_AROUND = 8


class TermsEdit(QPlainTextEdit):
    """The text is the user's; what is said beside it stands in a margin of its own."""

    left = Signal()
    """The user has gone on to something else."""

    def __init__(self) -> None:
        super().__init__()
        self._remarks: Mapping[str, str] = {}
        self._margin = _Margin(self)
        self.setTabChangesFocus(True)
        self.updateRequest.connect(self._margin.follow)

    def show_remarks(self, remarks: Mapping[str, str]) -> None:
        """Say this beside each line that holds just that term."""
        self._remarks = remarks
        self.setAccessibleDescription(
            ", ".join(f"{term}: {remark}" for term, remark in remarks.items())
        )
        self._make_room()
        self._margin.update()

    def remark_on(self, block: QTextBlock) -> str:
        """What stands beside a line."""
        return self._remarks.get(" ".join(block.text().split()), "")

    def rewrite(self, text: str) -> None:
        """Replace the text in such a way that the user can undo it."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def room(self) -> int:
        """The width of the margin, in logical pixels."""
        metrics = self.fontMetrics()
        widest = max(map(metrics.horizontalAdvance, self._remarks.values()), default=0)
        return widest + 2 * _AROUND if widest else 0

    def _make_room(self) -> None:
        room = self.room()
        if self.isRightToLeft():
            self.setViewportMargins(room, 0, 0, 0)
        else:
            self.setViewportMargins(0, 0, room, 0)
        self._place_margin()

    def _place_margin(self) -> None:
        inside, text = self.contentsRect(), self.viewport().geometry()
        beside = text.left() - self.room() if self.isRightToLeft() else text.right() + 1
        self._margin.setGeometry(QRect(beside, inside.top(), self.room(), inside.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        self._place_margin()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the user goes on; a menu over the text is no such thing."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paint_margin(self, painter: QPainter) -> None:
        """Write the remarks of the lines in sight."""
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(self.font())
        block, top = self.firstVisibleBlock(), 0.0
        while block.isValid() and top < self.viewport().height():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            top = place.top()
            line = QRectF(0, top, self.room() - _AROUND, self.fontMetrics().lineSpacing())
            if self.isRightToLeft():
                line.translate(_AROUND, 0)
            how = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(line, int(how), self.remark_on(block))
            block = block.next()


class _Margin(QWidget):
    """Where the remarks stand."""

    def __init__(self, text: TermsEdit) -> None:
        super().__init__(text)
        self._text = text
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        """As wide as the longest remark."""
        return QSize(self._text.room(), 0)

    def follow(self, _: QRect, scrolled: int) -> None:
        """The text has moved or changed."""
        if scrolled:
            self.scroll(0, scrolled)
        else:
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint as the text says."""
        painter = QPainter(self)
        self._text.paint_margin(painter)
