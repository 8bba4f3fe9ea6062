"""The field in which a line is written: over its text, beside who says it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from captioner.ui.language import tr
from captioner.ui.parts.labels import label

AROUND = 5
"""From the text to the outside of the field: its frame and padding."""

_ENDLESS = 100_000

_STAYING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The focus leaves like this, and whoever writes comes back."""

_MOST = 2
"""What stands before the text takes at most one of so many parts of the width."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a text and is not written anew: who says it, or the flag of a mark."""

    text: str
    look: QTextCharFormat


class LineField(QPlainTextEdit):
    """As high as what is written in it."""

    written = Signal()
    left = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Line"))
        self.setAccessibleDescription(tr("Enter writes it, Escape leaves it as it was."))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._before, self._above = "", 0
        self._lead = label("", self)
        self._lead.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.textChanged.connect(self._turn)
        self.textChanged.connect(self.grown)

    def lead_with(self, lead: Lead) -> None:
        """Let this stand before what is written, as it does in the transcript."""
        self._before = lead.text
        font, palette = QFont(self.font()), QPalette(self.palette())
        font.setWeight(QFont.Weight(lead.look.fontWeight()))
        palette.setBrush(self._lead.foregroundRole(), lead.look.foreground())
        self._lead.setFont(font)
        self._lead.setPalette(palette)
        self._turn()

    def _beside(self, width: int) -> int:
        """How wide that is in a field of this width."""
        return min(self._lead.fontMetrics().horizontalAdvance(self._before), width // _MOST)

    def height_for(self, width: int) -> int:
        """How high it is at this width, in pixels."""
        room = QRect(0, 0, width - 2 * AROUND - self._beside(width), _ENDLESS)
        how = Qt.TextFlag.TextWordWrap
        text = self.fontMetrics().boundingRect(room, int(how), self.toPlainText() or " ")
        return self._above + text.height() + 2 * AROUND

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes, Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.written.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere in the window has written it."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.written.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands before the text keeps its place."""
        super().resizeEvent(event)
        self._turn()

    def _shortened(self, wide: int) -> str:
        metrics = self._lead.fontMetrics()
        if metrics.horizontalAdvance(self._before) <= wide:
            return self._before  # Qt cuts a flag that has just the room it needs
        return metrics.elidedText(self._before, Qt.TextElideMode.ElideRight, wide)

    def sink(self, above: int) -> None:
        """Leave so many pixels free above what is written."""
        self._above = max(0, above)
        self._turn()

    def _turn(self) -> None:
        """Begin at the side where this text begins."""
        to_left = self.document().firstBlock().textDirection() is Qt.LayoutDirection.RightToLeft
        option, wide = self.document().defaultTextOption(), self._beside(self.width())
        side = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)
        before, behind = (0, wide) if to_left else (wide, 0)
        self.setViewportMargins(before, self._above, behind, 0)
        left = self.width() - AROUND - wide if to_left else AROUND
        self._lead.setGeometry(left, AROUND + self._above, wide, self._lead.fontMetrics().height())
        self._lead.setText(self._shortened(wide))
        turned = Qt.LayoutDirection.RightToLeft if to_left else Qt.LayoutDirection.LeftToRight
        self._lead.setLayoutDirection(turned)
