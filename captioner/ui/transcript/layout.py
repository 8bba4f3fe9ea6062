"""How entries of a transcript stand: times in a column, texts beside it, room between."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

from captioner.ui.transcript.entry import DASH, starts_with_time, time_font

_PITCH = 1.45
"""From line to line, in sizes of the font; a script with taller letters takes what it needs."""
_BETWEEN = 0.55
"""From entry to entry, in sizes of the font."""
_EVERYWHERE = QRectF(0, 0, 1e9, 1e9)


class TranscriptLayout(QPlainTextDocumentLayout):
    """Lays out a block when it comes into sight, as its base does, so that 8 h cost nothing.

    The base knows neither indents nor line heights, and a layout that does lays out all
    blocks at each change of width.

    Args:
        document: All its blocks are written in its default font.
        width: Tells how wide the text may be.

    Attributes:
        telling: Whether the scroll bar is being told of another number of lines.
    """

    def __init__(self, document: QTextDocument, width: Callable[[], int]) -> None:
        super().__init__(document)
        self._text_width = width
        self._blocks = document.blockCount()
        self.telling = False
        self.measure()

    def measure(self) -> None:
        """Take sizes from the document's font."""
        font = self.document().defaultFont()
        size = QFontInfo(font).pixelSize()
        self.pitch = round(_PITCH * size)
        self.between = round(_BETWEEN * size)
        self.column = round(QFontMetricsF(time_font(font)).horizontalAdvance(f"00:00{DASH}"))

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The entry with the room below it."""
        layout = block.layout() if block.isValid() else None
        if layout is None:
            return QRectF()
        while not layout.lineCount():  # telling the new size can end in another width
            self._lay_out(block, layout)
        last = layout.lineAt(layout.lineCount() - 1)
        height = last.y() + (last.height() + self.pitch) / 2 + self.between
        return QRectF(0, 0, self._text_width(), height)

    def nearest_line(self, block: QTextBlock, y: float) -> float:
        """The middle of the line that is nearest to this height in the block."""
        layout = block.layout()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        return min(
            (line.y() + line.height() / 2 for line in lines), key=lambda middle: abs(middle - y)
        )

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """What changed within one block is laid out at once; the base forgets other blocks."""
        document = self.document()
        count, before = document.blockCount(), self._blocks
        self._blocks = count
        block = document.findBlock(start)
        last = document.findBlock(max(0, start + removed + added - 1))
        if block != last or count != before:
            super().documentChanged(start, removed, added)
            return
        old = self.blockBoundingRect(block).height()
        block.clearLayout()
        if self.blockBoundingRect(block).height() == old:
            self.updateBlock.emit(block)
        else:
            self.update[QRectF].emit(_EVERYWHERE)  # type: ignore[index] # its stub has no overloads

    def _lay_out(self, block: QTextBlock, layout: QTextLayout) -> None:
        """Break the block into lines."""
        margin = self.document().documentMargin()
        beside = self.column
        width = max(1.0, self._text_width() - 2 * margin)
        to_left = block.textDirection() is Qt.LayoutDirection.RightToLeft
        option = self.document().defaultTextOption()
        if to_left:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        timed = starts_with_time(block)
        top, count = 0.0, 0
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLeadingIncluded(True)
            hangs = count or not timed
            line.setLineWidth(max(1.0, width - beside) if hangs else width)
            left = margin + beside if hangs and not to_left else margin
            height = max(line.height(), self.pitch)
            line.setPosition(QPointF(left, top + round((height - line.height()) / 2)))
            top += height
            count += 1
            line = layout.createLine()
        layout.endLayout()
        if count != block.lineCount():
            block.setLineCount(count)
            self._tell_size()

    def _tell_size(self) -> None:
        """The scroll bar counts lines; what it lays out while it counts, it counts itself."""
        if not self.telling:
            self.telling = True
            self.documentSizeChanged.emit(self.documentSize())
            self.telling = False
